"""What a text says is looked into: its areas, and how far the text about each of them reaches."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from xuncha_kb.extract.draft import Draft
from xuncha_kb.extract.places import Taken
from xuncha_kb.model import ItemKind, Span

Columns = tuple[int, int]
Place = tuple[int, int]
"""Paragraph and column."""

_NEAR = 200
"""How many areas that begin before a place may lie between it and the one around it."""


@dataclass(frozen=True, slots=True)
class Area:
    draft: Draft
    start: Place
    end: Place
    """What stands between the two is about this area."""


class Plan:
    """What a text says is looked into: its areas, and the members of lists of problems."""

    def __init__(self) -> None:
        self.areas: list[Area] = []
        self.problems: list[Span] = []
        self._starts: list[Place] = []
        self._taken = Taken()
        self.paragraphs: set[int] = set()
        """The lines that a list of what is looked into takes up."""

    def add(
        self, paragraph: int, words: Columns, start: Place, end: Place, parent: Draft | None
    ) -> None:
        """An area of the given words that reaches from ``start`` to ``end``; overlapping words
        make no second one."""
        if self.holds(paragraph, *words):
            return
        draft = Draft(ItemKind.FOCUS_AREA, (Span(paragraph, *words),), parent)
        index = bisect_right(self._starts, start)
        self._starts.insert(index, start)
        self.areas.insert(index, Area(draft, start, end))
        self._taken.add(paragraph, *words)

    def add_problem(self, span: Span) -> None:
        if not self.holds(span.paragraph, span.start, span.end):
            self.problems.append(span)
            self._taken.add(span.paragraph, span.start, span.end)

    def around(self, place: Place) -> Draft | None:
        """The innermost area that ``place`` belongs to."""
        index = bisect_right(self._starts, place)
        near = self.areas[max(0, index - _NEAR) : index]
        return next((area.draft for area in reversed(near) if place < area.end), None)

    def holds(self, paragraph: int, start: int, end: int) -> bool:
        """Whether these words overlap those of an area or problem already found."""
        return self._taken.overlaps(paragraph, start, end)
