"""Recognising the name of a document in what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xuncha_kb.search.lexicon import common_length

SHORTEST = 3
FEW = 3
"""A name with something left out must be plain."""
MOST_DOCUMENTS = 20
"""A name that fits more documents is no name: 管理办法."""


@dataclass(frozen=True)
class Named:
    """A name with the documents that bear it, and what was typed besides."""

    name: str
    documents: tuple[str, ...]
    rest: tuple[str, ...]


def find_title(text: str, titles: Mapping[str, str], endings: Sequence[str]) -> Named | None:
    """The longest end of a title that ``text`` holds: 食品安全法 of 中华人民共和国食品安全法.
    ``titles`` by document id; all in normal form."""
    best: tuple[int, int, list[str]] = (0, 0, [])
    for end in range(SHORTEST, len(text) + 1):
        if not text[:end].endswith(tuple(endings)):
            continue
        lengths = {
            document: common_length(text[end - 1 :: -1], reversed(t))
            for document, t in titles.items()
            if t.endswith(text[end - SHORTEST : end])
        }
        longest = max(lengths.values(), default=0)
        if longest >= max(SHORTEST, best[0]):
            bearers = [document for document, length in lengths.items() if length == longest]
            best = (longest, end, bearers)
    length, end, documents = best
    if not documents or len(documents) > MOST_DOCUMENTS:
        return None
    rest = tuple(part for part in (text[: end - length], text[end:]) if part)
    return Named(text[end - length : end], tuple(documents), rest)


def find_short_name(text: str, titles: Mapping[str, str], endings: Sequence[str]) -> Named | None:
    """The longest part of ``text`` that is a title with something left out."""
    for end in range(len(text), SHORTEST, -1):
        if not text[:end].endswith(tuple(endings)):
            continue
        for start in range(end - SHORTEST):
            documents = named_so(text[start:end], titles)
            if 0 < len(documents) <= FEW:
                rest = tuple(part for part in (text[:start], text[end:]) if part)
                return Named(text[start:end], tuple(documents), rest)
    return None


def named_so(name: str, titles: Mapping[str, str]) -> list[str]:
    """The documents that ``name`` means: those whose title holds it; failing that, those whose
    title has its characters in order and ends as it does (供水办法, 供水工程管理办法)."""
    exact = [document for document, title in titles.items() if name in title]
    ending = name[-2:]
    return exact or [
        document
        for document, title in titles.items()
        if len(name) > SHORTEST and title.endswith(ending) and _in_order(name, title)
    ]


def _in_order(name: str, title: str) -> bool:
    characters = iter(title)
    return all(character in characters for character in name)
