"""What the inspected organization is asked to do: cooperation, rectification."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.compose.checklists.rows import Sheet
from xuncha_kb.compose.subject import area_above
from xuncha_kb.model import Binds, Checklist, ChecklistRow, Document, DocumentKind, Item, ItemKind

DUTIES = (ItemKind.REQUEST, ItemKind.OBLIGATION, ItemKind.PROHIBITION)
RECTIFICATION = "整改"


def cooperation_checklist(sheet: Sheet) -> Iterator[Checklist]:
    """被巡察单位配合清单: the requests with what they ask for in detail."""
    yield from sheet.checklist([(d, _cooperation(sheet, d)) for d in sheet.knowledge.documents])


def _cooperation(sheet: Sheet, document: Document) -> Iterator[ChecklistRow]:
    knowledge = sheet.knowledge
    for request in knowledge.items_of(document.id, ItemKind.REQUEST):
        if _binds_organization(request):
            group = f"{request.code} {request.text.strip('。；，')}"
            yield sheet.row(request, group)
            for item in knowledge.children(request.id):
                if item.kind in DUTIES and _binds_organization(item):
                    yield sheet.row(item, group, level=2)
    for item in knowledge.items_of(document.id, ItemKind.OBLIGATION, ItemKind.PROHIBITION):
        if _binds_organization(item) and not _under_request(sheet, item):
            yield sheet.row(item, sheet.entry.groups["other"])


def _binds_organization(item: Item) -> bool:
    """A request says by its kind whom it addresses, where nothing else is known."""
    binds = item.attributes.binds
    return binds is Binds.INSPECTED_ORGANIZATION or (
        binds is None and item.kind is ItemKind.REQUEST
    )


def _under_request(sheet: Sheet, item: Item) -> bool:
    parent = sheet.knowledge.item_by_id.get(item.parent_id or "")
    return parent is not None and parent.kind is ItemKind.REQUEST


def rectification_checklist(sheet: Sheet) -> Iterator[Checklist]:
    """整改台账: what is said about rectification, then a row for each finding: the problems that
    a report names, or the indicators under which findings will be fed back."""
    yield from sheet.checklist([(d, _findings(sheet, d)) for d in sheet.knowledge.documents])


def _findings(sheet: Sheet, document: Document) -> Iterator[ChecklistRow]:
    knowledge = sheet.knowledge
    report = document.kind is DocumentKind.REPORT
    kind = ItemKind.OBSERVATION if report else ItemKind.INDICATOR
    findings = knowledge.items_of(document.id, kind)
    if not findings:
        return
    for item in knowledge.items_of(document.id, *DUTIES):
        if RECTIFICATION in item.text and _binds_organization(item):
            method = sheet.entry.methods["requirement"]
            yield sheet.row(item, sheet.entry.groups["requirement"], method=method)
    for item in findings:
        area = area_above(knowledge, item)
        yield sheet.row(item, f"{area.code} {area.text}" if area else "")
