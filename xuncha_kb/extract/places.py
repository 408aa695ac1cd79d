"""Places that are taken, so that no words are given out twice."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable

from xuncha_kb.model import Span

REACH = 500
"""How many characters one looks ahead or back for the end of a sentence; longer ones, such as a
list that fills a page, are cut there, so that no line takes long."""


class Taken:
    """Stretches of lines that do not overlap one another."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._lines: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for span in spans:
            self.add(span.paragraph, span.start, span.end)

    def add(self, paragraph: int, start: int, end: int) -> None:
        insort(self._lines[paragraph], (start, end))

    def overlaps(self, paragraph: int, start: int, end: int) -> bool:
        line = self._lines.get(paragraph)
        if not line:
            return False
        index = bisect_left(line, (end, 0))
        return index > 0 and line[index - 1][1] > start

    def first(self, paragraph: int, start: int, end: int) -> int | None:
        """Where the first stretch begins between two columns of a line; None where none does."""
        line = self._lines.get(paragraph, [])
        index = bisect_left(line, (start, 0))
        return line[index][0] if index < len(line) and line[index][0] < end else None
