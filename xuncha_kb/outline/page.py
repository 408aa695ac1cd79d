"""The lines of a document as the outline sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xuncha_kb.model import Document
from xuncha_kb.vocabulary import Vocabulary

_SPACE = " \t\u3000\u00a0\u200b\ufeff*_"
_CLOSERS = "”’」』）)】〕" + _SPACE
_ENDS = frozenset("。！？!?；;：:…")
_FULL_STOPS = frozenset("。！？!?…")


@dataclass(frozen=True, slots=True)
class Page:
    """Lines by index from 0; ``starts`` says where the words of each begin, None if blank."""

    lines: tuple[str, ...]
    starts: tuple[int | None, ...]

    def words(self, index: int) -> str:
        """The words of a line without the marks around them; empty for a blank line."""
        start = self.starts[index]
        return "" if start is None else self.lines[index][start:].rstrip(_SPACE)

    def head(self, index: int, length: int) -> str:
        """The first characters of a line's words."""
        start = self.starts[index]
        return "" if start is None else self.lines[index][start : start + length]

    def ends_clause(self, index: int) -> bool:
        """Does the line end where a clause does, rather than being broken off or a heading?"""
        return _last(self.lines[index]) in _ENDS

    def ends_sentence(self, index: int) -> bool:
        return _last(self.lines[index]) in _FULL_STOPS

    def is_short(self, index: int, length: int) -> bool:
        start = self.starts[index]
        return start is not None and len(self.lines[index].rstrip(_SPACE)) - start <= length


def open_page(document: Document, vocabulary: Vocabulary) -> Page:
    lead = vocabulary.pattern("outline.lead")
    return Page(document.paragraphs, tuple(_start(line, lead) for line in document.paragraphs))


def _start(line: str, lead: re.Pattern[str]) -> int | None:
    match = lead.match(line)
    start = match.end() if match else 0
    return start if start < len(line) else None


def _last(line: str) -> str:
    return line.rstrip(_CLOSERS)[-1:]
