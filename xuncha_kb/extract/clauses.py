"""Clauses: what stands between two of 。；！？, and their pieces between commas."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from xuncha_kb.text import depth_mask, trim

_END = re.compile(r"[。；;！？!?]")
_COMMA = re.compile(r"[，,：:]")
_MARKS = " \t\u3000\u00a0"

Range = tuple[int, int]


class Line:
    """One line with its quotation marks and brackets told apart from running text."""

    def __init__(self, text: str, start: int = 0) -> None:
        self.text = text
        self.mask = depth_mask(text)
        self._pieces: dict[Range, list[int]] = {}
        first, self.end = trim(text, start, len(text), _MARKS)
        quoted = text[first : first + 1] == "“" and text[self.end - 1] == "”"
        if quoted and all(self.mask[first : self.end]):
            first, self.end = first + 1, self.end - 1
            inner = depth_mask(text[first : self.end])
            self.mask = self.mask[:first] + inner + self.mask[self.end :]
        self.start = first
        """The column at which the words begin, after a marker such as 第三条; a line that is
        quoted as a whole (words that another text shall read) is read like any other."""

    def outside(self, position: int) -> bool:
        """Whether a place stands outside quotation marks, 《》 and brackets."""
        return not self.mask[position]

    @cached_property
    def clauses(self) -> list[Range]:
        """Its clauses without their end marks; a mark inside quotation marks ends none."""
        ends = [
            m.start()
            for m in _END.finditer(self.text, self.start, self.end)
            if self.outside(m.start())
        ]
        bounds = [self.start - 1, *ends, self.end]
        spans = (trim(self.text, a + 1, b, _MARKS) for a, b in pairwise(bounds))
        return [span for span in spans if span[0] < span[1]]

    def pieces(self, clause: Range) -> list[int]:
        """Where the pieces of a clause begin: at its start and after each comma."""
        if clause not in self._pieces:
            self._pieces[clause] = self._split(clause)
        return self._pieces[clause]

    def _split(self, clause: Range) -> list[int]:
        commas = (m.end() for m in _COMMA.finditer(self.text, *clause) if self.outside(m.start()))
        starts = (trim(self.text, position, clause[1], _MARKS)[0] for position in commas)
        return [clause[0], *(start for start in starts if start < clause[1])]
