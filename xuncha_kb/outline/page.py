"""The lines of a document as the outline sees them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xuncha_kb.model import Document
from xuncha_kb.outline.ends import SPACE, ends_clause, ends_sentence, without_remains
from xuncha_kb.read.markdown import MARKDOWN, markdown_blocks
from xuncha_kb.vocabulary import Vocabulary

_INNER = frozenset("，,、")
_PLAIN_START = re.compile(r"[\u4e00-\u9fff0-9（“]")
_BROKEN_OFF = 24
_OF_WIDTH = 0.8
"""A line broken off in mid-sentence has at least so many characters, or so much of the width of
the text where its lines are short."""


@dataclass(frozen=True, slots=True)
class Page:
    """Lines by index from 0. ``starts`` says where the words of each begin; None for a blank
    line and for code, comments and front matter, which are no text."""

    lines: tuple[str, ...]
    starts: tuple[int | None, ...]
    levels: Mapping[int, int]
    """The level of each line, by index, that Markdown marks as a heading."""
    broken_off: float = _BROKEN_OFF

    def words(self, index: int) -> str:
        """The words of a line without the marks around them; empty for a blank line."""
        start = self.starts[index]
        return "" if start is None else without_remains(self.lines[index][start:])

    def head(self, index: int, length: int = 60) -> str:
        """The first characters of a line's words."""
        start = self.starts[index]
        return "" if start is None else self.lines[index][start : start + length]

    def is_short(self, index: int, length: int) -> bool:
        start = self.starts[index]
        return start is not None and len(self.lines[index].rstrip(SPACE)) - start <= length

    def ends_clause(self, index: int) -> bool:
        return ends_clause(self.lines[index])

    def ends_sentence(self, index: int) -> bool:
        return ends_sentence(self.lines[index])

    def before(self, index: int) -> int | None:
        """The last line before ``index`` that has words."""
        index -= 1
        while index >= 0 and self.starts[index] is None:
            index -= 1
        return index if index >= 0 else None

    def after(self, index: int) -> int | None:
        """The first line after ``index`` that has words."""
        index += 1
        while index < len(self.starts) and self.starts[index] is None:
            index += 1
        return index if index < len(self.starts) else None

    def is_broken_off(self, index: int | None) -> bool:
        """Does the sentence of line ``index`` go on in the next line, as in hard-wrapped text?"""
        if index is None or index in self.levels or self.ends_clause(index):
            return False
        if self.words(index)[-1:] in _INNER:
            return True
        return len(self.lines[index]) >= self.broken_off


def open_page(document: Document, vocabulary: Vocabulary) -> Page:
    lines = document.paragraphs
    lead = vocabulary.pattern("outline.lead")
    starts = [_start(line, lead) for line in lines]
    if not document.source_file.lower().endswith(MARKDOWN.suffixes):
        return Page(lines, tuple(starts), {}, _shortest_broken(lines))
    blocks = markdown_blocks(lines)
    for paragraph in blocks.code:
        starts[paragraph - 1] = None
    levels = {paragraph - 1: level for paragraph, level in blocks.headings.items()}
    return Page(lines, tuple(starts), levels, _shortest_broken(lines))


def _shortest_broken(lines: tuple[str, ...]) -> float:
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    return max(2, min(_BROKEN_OFF, _OF_WIDTH * width))


def _start(line: str, lead: re.Pattern[str]) -> int | None:
    if not line:
        return None
    if _PLAIN_START.match(line):
        return 0
    match = lead.match(line)
    start = match.end() if match else 0
    return start if start < len(line) else None
