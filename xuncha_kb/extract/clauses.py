"""Clauses: what stands between two of 。；！？, and their pieces between commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
        self.clauses = list(self._clauses())
        """Its clauses without their end marks; a mark inside quotation marks ends none."""

    def outside(self, position: int) -> bool:
        """Whether a place stands outside quotation marks, 《》 and brackets."""
        return not self.mask[position]

    def _clauses(self) -> Iterator[Range]:
        start = self.start
        for end in (*self._cuts(_END, start, self.end), self.end):
            clause = trim(self.text, start, end, _MARKS)
            if clause[0] < clause[1]:
                yield clause
            start = end + 1

    def pieces(self, clause: Range) -> list[int]:
        """Where the pieces of a clause begin: at its start and after each comma."""
        if clause not in self._pieces:
            cuts = self._cuts(_COMMA, *clause)
            starts = (trim(self.text, cut + 1, clause[1], _MARKS)[0] for cut in cuts)
            self._pieces[clause] = [clause[0], *(start for start in starts if start < clause[1])]
        return self._pieces[clause]

    def _cuts(self, marks: re.Pattern[str], start: int, end: int) -> list[int]:
        """Where ``marks`` stand outside quotation marks and brackets."""
        mask = self.mask
        return [at for m in marks.finditer(self.text, start, end) if not mask[at := m.start()]]
