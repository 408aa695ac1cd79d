"""Texts copied from the web that were damaged on the way: kept, marked, and not asked from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha_kb.checks.place import problem_at
from xuncha_kb.model import Document, Knowledge, Problem, Severity, Span
from xuncha_kb.vocabulary import Vocabulary

POLLUTED = "polluted-text"
"""The code of the problem that keeps a document's items out of the question bank."""

_PREFIX = "faults.pollution_"
_FEWEST = 3
"""So many different traditional characters in a simplified text come from no name."""
_LONG = 600
_OFTEN = 5


def pollution(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """原文存疑: the first place of each sign of damage in a document."""
    signs = [
        (entry.note, entry.compiled)
        for name, entry in vocabulary.pattern_entries.items()
        if name.startswith(_PREFIX)
    ]
    for document in knowledge.documents:
        text = "\n".join(document.paragraphs)
        seen = [(note, pattern) for note, pattern in signs if pattern.search(text)]
        found = [(note, _first(document, pattern)) for note, pattern in seen]
        found += [
            ("夹有繁体字", _mixed_script(document, text, vocabulary)),
            ("通篇没有“党”字，疑有词被删", _without_party(document, text, vocabulary)),
        ]
        for note, span in found:
            if span:
                words = f"原文存疑：{note}；本文的条目不进入题库。"
                yield problem_at(document, span, POLLUTED, Severity.WARNING, words)


def _mixed_script(document: Document, text: str, vocabulary: Vocabulary) -> Span | None:
    """The first traditional character of a text that is simplified but for a few; names and a
    quotation have one or two."""
    strange = set(text).intersection(vocabulary.traditional.traditional)
    if len(strange) < _FEWEST:
        return None
    plain = set(vocabulary.traditional.simplified)
    if _count(text, strange) > _count(text, plain):
        return None
    pattern = re.compile(f"[{re.escape(''.join(sorted(strange)))}]")
    return _first(document, pattern)


def _count(text: str, characters: set[str]) -> int:
    return sum(character in characters for character in text)


def _without_party(document: Document, text: str, vocabulary: Vocabulary) -> Span | None:
    """The first 巡察 of a long text about it that never speaks of the Party."""
    about = vocabulary.pattern("faults.about_inspection")
    if len(text.replace("\n", "")) < _LONG or "党" in text or len(about.findall(text)) < _OFTEN:
        return None
    return _first(document, about)


def _first(document: Document, pattern: re.Pattern[str]) -> Span | None:
    for number, line in enumerate(document.paragraphs, 1):
        match = pattern.search(line)
        if match:
            return Span(number, *match.span())
    return None
