"""What the question bank covers: areas by roles by stages, and what it leaves out."""

from __future__ import annotations

from xuncha_kb.compose.choose import question_area
from xuncha_kb.model import Binds, Frozen, Item, ItemKind, Knowledge, Span
from xuncha_kb.text import sentence_spans
from xuncha_kb.vocabulary import Vocabulary

ASKABLE = (
    ItemKind.FOCUS_AREA,
    ItemKind.CRITERION,
    ItemKind.INDICATOR,
    ItemKind.INDICATOR_POINT,
    ItemKind.OBLIGATION,
    ItemKind.PROHIBITION,
    ItemKind.LIABILITY,
)
MUST_ASK = (ItemKind.CRITERION, ItemKind.INDICATOR, ItemKind.INDICATOR_POINT)
MIDDLE = ("S2", "S3", "S4", "S5")


class Cell(Frozen):
    """How many questions one role has about one area at one stage."""

    area_id: str | None
    """None for questions outside every area, such as those on rules."""
    role: str
    stage: str
    count: int


class Missed(Frozen):
    """A sentence that says what can be asked about, without a question; rules that bind the team
    are none."""

    document_id: str
    span: Span
    text: str


class Matrix(Frozen):
    cells: tuple[Cell, ...]
    """Areas in reading order, then roles, then stages; empty ones among them."""
    unasked: tuple[str, ...]
    """Ids of criteria, indicators and points without a question."""
    missed: tuple[Missed, ...]


def coverage_matrix(knowledge: Knowledge, vocabulary: Vocabulary) -> Matrix:
    """The matrix of the question bank of ``knowledge``."""
    covered = {question.item_id for question in knowledge.questions}
    return Matrix(
        cells=_cells(knowledge, vocabulary),
        unasked=tuple(
            item.id for item in knowledge.items if item.kind in MUST_ASK and item.id not in covered
        ),
        missed=_missed(knowledge, covered),
    )


def _cells(knowledge: Knowledge, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    counts: dict[tuple[str | None, str, str], int] = {}
    for question in knowledge.questions:
        area = question_area(knowledge, question)
        key = (area.id if area else None, question.role, question.stage)
        counts[key] = counts.get(key, 0) + 1
    areas: list[str | None] = [i.id for i in knowledge.items if i.kind is ItemKind.FOCUS_AREA]
    if any(area is None for area, _, _ in counts):
        areas.append(None)
    return tuple(
        Cell(area_id=area, role=role, stage=stage, count=counts.get((area, role, stage), 0))
        for area in areas
        for role in vocabulary.roles.by_id
        for stage in MIDDLE
    )


def _missed(knowledge: Knowledge, covered: set[str | None]) -> tuple[Missed, ...]:
    asked: dict[tuple[str, int], list[Item]] = {}
    for item in knowledge.items:
        if item.kind in ASKABLE and item.attributes.binds is not Binds.INSPECTION_TEAM:
            asked.setdefault((item.document_id, item.source[0].paragraph), []).append(item)
    missed = []
    for (document_id, paragraph), items in sorted(asked.items()):
        line = knowledge.document_by_id[document_id].paragraphs[paragraph - 1]
        for start, end in sentence_spans(line):
            inside = [item for item in items if start <= item.source[0].start < end]
            if inside and not any(item.id in covered for item in inside):
                span = Span(paragraph, start, end)
                missed.append(Missed(document_id=document_id, span=span, text=line[start:end]))
    return tuple(missed)
