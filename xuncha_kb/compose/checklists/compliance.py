"""A checklist for each regulation, article by article; one for each whom it binds."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha1

from xuncha_kb.compose.basis import article_of
from xuncha_kb.compose.checklists.rows import Sheet
from xuncha_kb.compose.clauses import rule_of
from xuncha_kb.model import Binds, Checklist, ChecklistRow, Document, DocumentKind, Item, ItemKind

RULES = (
    ItemKind.OBLIGATION,
    ItemKind.PROHIBITION,
    ItemKind.LIABILITY,
    ItemKind.SELF_RESTRAINT,
    ItemKind.REQUEST,
)
SUFFIX = {
    Binds.ANYONE: "",
    Binds.INSPECTED_ORGANIZATION: "-organization",
    Binds.INSPECTION_TEAM: "-team",
}


def compliance_checklists(sheet: Sheet) -> Iterator[Checklist]:
    """逐条对照检查清单 of every regulation: ``compliance-<slug>`` for what binds anyone, with
    ``-organization`` or ``-team`` for what binds these."""
    for document in sheet.knowledge.documents:
        if document.kind is DocumentKind.REGULATION:
            for binds in SUFFIX:
                yield from _checklist(sheet, document, binds)


def _checklist(sheet: Sheet, document: Document, binds: Binds) -> Iterator[Checklist]:
    rows = tuple(_rows(sheet, document, binds))
    if not rows:
        return
    entry = sheet.entry
    named = entry.groups.get(binds)
    yield Checklist(
        id=f"{entry.id}-{slug(document.id)}{SUFFIX[binds]}",
        title=f"《{document.title}》{entry.title}" + (f"（{named}）" if named else ""),
        binds=binds,
        rows=rows,
        purpose=entry.purpose,
        how_to_use=entry.how_to_use,
    )


def _rows(sheet: Sheet, document: Document, binds: Binds) -> Iterator[ChecklistRow]:
    for item in sheet.knowledge.items_of(document.id, *RULES):
        if (item.attributes.binds or Binds.ANYONE) is binds:
            row = sheet.row(item, _group(sheet, item), _level(sheet, item), topic=sheet.topic(item))
            if item.kind is ItemKind.PROHIBITION and rule_of(item.text, sheet.vocabulary) is None:
                method = f"{sheet.entry.methods['unmarked']}；{row.method}"
                row = row.model_copy(update={"method": method})
            yield row


def _group(sheet: Sheet, item: Item) -> str:
    """第十六条, without its 项."""
    article = article_of(sheet.knowledge, item)
    return article.split("第（")[0].split("第(")[0]


def _level(sheet: Sheet, item: Item) -> int:
    parent = sheet.knowledge.item_by_id.get(item.parent_id or "")
    return 2 if parent is not None and parent.kind in RULES else 1


def slug(document_id: str) -> str:
    """The last part of ``document_id`` where it is plain ASCII, else a digest of it."""
    name = document_id.rsplit("/", 1)[-1].lower()
    plain = name.isascii() and all(c.isalnum() or c in "-_" for c in name)
    return name if plain and "/" not in document_id else sha1(document_id.encode()).hexdigest()[:10]
