"""The focus areas: what is looked into, and beside it what to ask, call for and tick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xuncha_kb.model import Checklist, ChecklistRow, Item, ItemKind, Provenance, Question
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page

_SHOWN_QUESTIONS = 4


@dataclass(frozen=True)
class Area:
    item: Item
    criteria: tuple[Item, ...]
    indicators: tuple[tuple[Item, tuple[Item, ...]], ...]
    """Each indicator with its points, but for a single point that says the same words."""
    questions: tuple[Question, ...]
    """All of them; a page shows a few."""
    materials: tuple[str, ...]
    checklists: tuple[tuple[Checklist, ChecklistRow], ...]
    """The first row of each checklist that has rows of this area."""

    @property
    def shown_questions(self) -> tuple[Question, ...]:
        """One of each stage in turn, so that a few show the range."""
        seen: dict[str, Question] = {}
        for question in self.questions:
            seen.setdefault(question.stage, question)
        return tuple(seen[stage] for stage in sorted(seen))[:_SHOWN_QUESTIONS]

    @property
    def origin(self) -> Provenance | None:
        """Of the questions shown, where all come from the same."""
        origins = {question.provenance for question in self.shown_questions}
        return origins.pop() if len(origins) == 1 else None


def publish_focus_areas(book: Book) -> Iterator[tuple[str, bytes]]:
    groups = [
        (document, [_area(book, item) for item in items])
        for document, items in book.by_document(book.items(ItemKind.FOCUS_AREA))
    ]
    yield render_page("focus_areas.md.j2", "focus-areas.md", book=book, groups=groups)


def _area(book: Book, area: Item) -> Area:
    family = book.family(area)
    indicators = [item for item in family if item.kind is ItemKind.INDICATOR]
    return Area(
        item=area,
        criteria=tuple(item for item in family if item.kind is ItemKind.CRITERION),
        indicators=tuple((item, _points(book, item)) for item in indicators),
        questions=tuple(q for item in family for q in book.questions_by_item.get(item.id, ())),
        materials=_materials(book, family),
        checklists=_first_rows(book, family),
    )


def _points(book: Book, indicator: Item) -> tuple[Item, ...]:
    children = book.knowledge.children(indicator.id)
    points = tuple(item for item in children if item.kind is ItemKind.INDICATOR_POINT)
    return () if len(points) == 1 and points[0].text == indicator.text else points


def _materials(book: Book, family: list[Item]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for item in family:
        for _, row in book.rows_by_item.get(item.id, ()):
            names.update(dict.fromkeys(row.materials))
        for question in book.questions_by_item.get(item.id, ()):
            names.update(dict.fromkeys(question.ask_for))
    return tuple(names)


def _first_rows(book: Book, family: list[Item]) -> tuple[tuple[Checklist, ChecklistRow], ...]:
    first: dict[str, tuple[Checklist, ChecklistRow]] = {}
    for item in family:
        for checklist, row in book.rows_by_item.get(item.id, ()):
            first.setdefault(checklist.id, (checklist, row))
    return tuple(first.values())
