"""What binds or guides the team: discipline, entry, petitions."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.compose.checklists.rows import Sheet
from xuncha_kb.model import Binds, Checklist, ChecklistRow, Document, DocumentKind, Item, ItemKind
from xuncha_kb.text import trim

MARKS = "，。；、：:,;"
ENTRY_KINDS = (
    ItemKind.SCHEDULE,
    ItemKind.TARGET,
    ItemKind.WORK_METHOD,
    ItemKind.CONTACT_CHANNEL,
)
LASTING_KINDS = (ItemKind.WORK_METHOD, ItemKind.CONTACT_CHANNEL)


def discipline_checklist(sheet: Sheet) -> Iterator[Checklist]:
    """巡察纪律自查清单: the prohibitions and self-restraints that bind the team, no others."""
    yield from sheet.checklist([(d, _discipline(sheet, d)) for d in sheet.knowledge.documents])


def _discipline(sheet: Sheet, document: Document) -> Iterator[ChecklistRow]:
    for kind in (ItemKind.PROHIBITION, ItemKind.SELF_RESTRAINT):
        for item in sheet.knowledge.items_of(document.id, kind):
            if item.attributes.binds is Binds.INSPECTION_TEAM:
                yield sheet.row(item, sheet.entry.groups[kind])


def petition_checklist(sheet: Sheet) -> Iterator[Checklist]:
    """信访受理分流清单: what is accepted, what is not and where it goes."""
    yield from sheet.checklist([(d, _petitions(sheet, d)) for d in sheet.knowledge.documents])


def _petitions(sheet: Sheet, document: Document) -> Iterator[ChecklistRow]:
    for kind in (ItemKind.ACCEPTED_MATTER, ItemKind.EXCLUDED_MATTER):
        for item in sheet.knowledge.items_of(document.id, kind):
            yield sheet.row(item, sheet.entry.groups[kind], method=_decision(sheet, item))


def _decision(sheet: Sheet, item: Item) -> str:
    """Whom it is about and by which channel, or where it goes, in the words of the text."""
    known = item.attributes
    parts = [sheet.entry.methods[item.kind]]
    if known.referral:
        parts = [f"转办：{known.referral}"]
    if known.subjects:
        parts.append(f"反映对象：{'、'.join(known.subjects)}")
    if known.channels:
        parts.append(f"渠道：{'、'.join(known.channels)}")
    return "；".join(parts)


def entry_checklist(sheet: Sheet) -> Iterator[Checklist]:
    """进驻工作清单: dates, targets, methods, channels, and what is still to be filled in."""
    documents = sheet.knowledge.documents
    yield from sheet.checklist([(d, _entry(sheet, d)) for d in documents])


def _entry(sheet: Sheet, document: Document) -> Iterator[ChecklistRow]:
    """Only for documents that say how an inspection is done; the time limits and targets of a
    regulation are rules for every round, not the dates of this one."""
    if not sheet.knowledge.items_of(document.id, ItemKind.WORK_METHOD):
        return
    regulation = document.kind is DocumentKind.REGULATION
    for kind in LASTING_KINDS if regulation else ENTRY_KINDS:
        for item in sheet.knowledge.items_of(document.id, kind):
            yield sheet.row(item, sheet.entry.groups[kind])
    met: set[tuple[int, int]] = set()
    for item in sheet.knowledge.items_of(document.id, ItemKind.PLACEHOLDER):
        start, end = _around(document, item)
        place = (item.source[0].paragraph, start)
        if place not in met:
            met.add(place)
            words = document.paragraphs[place[0] - 1][start:end]
            yield sheet.row(item, sheet.entry.groups[item.kind], text=words)


def _around(document: Document, item: Item) -> tuple[int, int]:
    """The stretch between two punctuation marks that holds ``item``: X月X日 alone says little."""
    span = item.source[0]
    line = document.paragraphs[span.paragraph - 1]
    start, end = span.start, span.end
    while start > 0 and line[start - 1] not in MARKS:
        start -= 1
    while end < len(line) and line[end] not in MARKS:
        end += 1
    return trim(line, start, end)
