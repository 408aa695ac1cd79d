"""What the team looks into: areas, indicators and points; and the materials to call for."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.compose.basis import basis_of
from xuncha_kb.compose.checklists.rows import Sheet
from xuncha_kb.compose.subject import Subject, subjects_of
from xuncha_kb.model import Checklist, ChecklistRow, Document, Item, ItemKind, Provenance
from xuncha_kb.vocabulary import TopicEntry

INSIDE = (ItemKind.CRITERION, ItemKind.INDICATOR)


def focus_checklist(sheet: Sheet) -> Iterator[Checklist]:
    """巡察重点检查清单: criteria and indicators by area, the points under their indicator."""
    yield from sheet.checklist([(d, _rows(sheet, d)) for d in sheet.knowledge.documents])


def _rows(sheet: Sheet, document: Document) -> Iterator[ChecklistRow]:
    knowledge = sheet.knowledge
    for area in knowledge.items_of(document.id, ItemKind.FOCUS_AREA):
        group = f"{area.code} {area.text}"
        inside = [item for item in knowledge.children(area.id) if item.kind in INSIDE]
        for item in inside:
            yield from _with_points(sheet, item, group)
        if not inside:
            yield sheet.row(area, group, topic=sheet.topic(area))
    for item in knowledge.items_of(document.id, *INSIDE):
        if not item.parent_id:
            yield from _with_points(sheet, item, sheet.entry.groups["other"])


def _with_points(sheet: Sheet, item: Item, group: str) -> Iterator[ChecklistRow]:
    topic = sheet.topic(item)
    yield sheet.row(item, group, topic=topic, method=_method(sheet, item, topic))
    points = [
        child
        for child in sheet.knowledge.children(item.id)
        if child.kind is ItemKind.INDICATOR_POINT and child.text != item.text
    ]
    for point in points:
        topic = sheet.topic(point)
        yield sheet.row(point, group, level=2, topic=topic, method=_method(sheet, point, topic))


def _method(sheet: Sheet, item: Item, topic: TopicEntry | None) -> str:
    """The scope of the clause, which way it is meant, and how to find out."""
    words = sheet.entry.methods
    parts = [f"{words['scope']}{item.attributes.scope}"] if item.attributes.scope else []
    if item.attributes.polarity == "positive":
        parts.append(words["positive"])
    if item.kind is not ItemKind.CRITERION and topic is not None:
        parts += topic.verify
    return "；".join(parts)


def materials_checklist(sheet: Sheet) -> Iterator[Checklist]:
    """调阅资料清单: by area, with the period, the department and what to look at."""
    yield from sheet.checklist([(d, _materials(sheet, d)) for d in sheet.knowledge.documents])


def _materials(sheet: Sheet, document: Document) -> Iterator[ChecklistRow]:
    for subject in subjects_of(sheet.knowledge, document.id, sheet.vocabulary):
        place = subject.area or subject.item
        group = f"{place.code} {place.text}"
        for name in _wanted(subject):
            yield _material(sheet, name, place, group)


def _wanted(subject: Subject) -> dict[str, None]:
    """The materials of every topic of the subject and of its family, in that order."""
    broad = subject.broad_topic
    topics = (*subject.topics, *((broad,) if broad else ()))
    return {name: None for topic in topics for name in topic.materials}


def _material(sheet: Sheet, name: str, place: Item, group: str) -> ChecklistRow:
    material = sheet.vocabulary.materials[name]
    return ChecklistRow(
        id=f"{sheet.entry.id}-{place.id}-{name}",
        text=material.label,
        item_id=place.id,
        basis=basis_of(sheet.knowledge, place),
        method=f"{material.look_at}；对照{material.against}",
        answers=sheet.entry.answers,
        provenance=Provenance.REFERENCE,
        group=group,
        period=material.period,
        department=material.department,
    )
