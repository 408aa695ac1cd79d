"""What counts as the same writing: width, case, traditional characters and punctuation.

Texts and queries are compared in their *normal form*: each character folded to one other, then
letters and digits only. Offsets of the normal form lead back to the original text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from xuncha_kb.text import fold

STRONG = "，。；：！？…（）【】〔〕,.;:!?()[]\n"
"""Marks that a short word does not reach across: 问责，任何 holds no 责任, （三）不得 no 三不.
Longer phrases reach across every mark, so that a sentence is found without its commas."""

SHORT = 3
"""So many characters make a word short."""

_NOT_WORD = re.compile(r"[\W_]+")
_STRONG = re.compile(f"[{re.escape(STRONG)}]")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in normal form."""

    text: str
    offsets: tuple[int, ...]
    """Where each character of ``text`` stands in the original."""
    breaks: frozenset[int]
    """The positions in ``text`` before which the original has a strong mark."""


class Folding:
    """Folds texts; made from pairs of simplified and traditional characters."""

    def __init__(self, simplified: str, traditional: str) -> None:
        letters = map(chr, (*range(0x41, 0x530), *range(0xFF01, 0xFF5F)))
        self._table = {ord(c): fold(c) for c in letters if fold(c) != c}
        self._table.update(zip(map(ord, traditional), simplified, strict=True))

    @classmethod
    def of(cls, data: dict[str, Any]) -> Folding:
        """The folding of ``search_data``."""
        return cls(data["fold"]["to"], data["fold"]["from"])

    def fold(self, text: str) -> str:
        """``text`` with width, case and traditional characters made alike; as long as ``text``."""
        return text.translate(self._table)

    def is_traditional(self, text: str) -> bool:
        """Whether a character of ``text`` is folded to another Chinese one."""
        return any("\u2e80" <= c != other for c, other in zip(text, self.fold(text), strict=True)
                   if other >= "\u2e80")  # fmt: skip

    def normal(self, text: str) -> str:
        """The letters and digits of the folded text."""
        return _NOT_WORD.sub("", text.translate(self._table))

    def pieces(self, text: str) -> list[str]:
        """The normal form in pieces, as strong marks part it; joined they are ``normal(text)``."""
        parts = _STRONG.split(text.translate(self._table))
        return [piece for part in parts if (piece := _NOT_WORD.sub("", part))]

    def mapped(self, text: str) -> Normal:
        """The normal form with the way back to the original."""
        folded = self.fold(text)
        kept = [i for i, c in enumerate(folded) if c.isalnum()]
        breaks = break_positions(self.pieces(text))
        return Normal("".join([folded[i] for i in kept]), tuple(kept), frozenset(breaks))


def break_positions(pieces: list[str]) -> list[int]:
    """Where the pieces meet, counted in their joined text."""
    return list(accumulate(map(len, pieces)))[:-1]


def bigrams(normal: str) -> list[str]:
    """Each two neighbouring characters, and the last one alone, so that every character begins
    one of them."""
    return [normal[i : i + 2] for i in range(len(normal))]


def crossing_bigrams(pieces: list[str]) -> list[str]:
    """The bigrams that reach across a strong mark."""
    return [left[-1] + right[0] for left, right in pairwise(pieces)]
