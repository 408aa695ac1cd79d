"""The checklists: to be ticked on screen or on paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from xuncha_kb.compose.checklists.paper import (
    checklist_version,
    columns_of,
    notices,
    numbers,
    provenance_of,
)
from xuncha_kb.model import Binds, Checklist, ChecklistRow, Document
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page

CLASSES = {
    "number": "no",
    "text": "what",
    "basis": "by",
    "method": "how",
    "materials": "how",
    "period": "short",
    "department": "short",
    "answers": "result",
    "note": "remark",
    "blank": "open",
}
"""Of the cells of a column, by what stands in it."""


def publish_checklists(book: Book) -> Iterator[tuple[str, bytes]]:
    length = {checklist.id: len(checklist.rows) for checklist in book.knowledge.checklists}
    parties = [(party, [c for c in book.common_lists if c.binds is party]) for party in Binds]
    yield render_page(
        "checklists.md.j2",
        "checklists/index.md",
        book=book,
        parties=[(party, lists) for party, lists in parties if lists],
        regulations=_by_regulation(book),
        left_out=len(book.knowledge.checklists) - len(book.checklists),
        length=length,
    )
    for checklist in book.checklists:
        yield render_page(
            "checklist.md.j2",
            book.checklist_page(checklist.id).replace(".html", ".md"),
            book=book,
            checklist=checklist,
            length=length[checklist.id],
            groups=[(name, list(rows)) for name, rows in groupby(checklist.rows, _group)],
            columns=columns_of(checklist, book.vocabulary),
            origins=[provenance_of(checklist, c) for c in columns_of(checklist, book.vocabulary)],
            classes=CLASSES,
            entry=book.vocabulary.checklist_file.entry(checklist.id),
            numbers=numbers(checklist.rows),
            version=checklist_version(checklist),
            notices=notices(checklist, book.notices),
        )


def _by_regulation(book: Book) -> list[tuple[Document, list[Checklist]]]:
    """The documents that have checklists of their own, with these."""
    lists: dict[str | None, list[Checklist]] = defaultdict(list)
    for checklist in book.checklists:
        if checklist not in book.common_lists:
            lists[book.document_of(checklist.rows[0].item_id)].append(checklist)
    return [(document, lists[document.id]) for document in book.documents if document.id in lists]


def _group(row: ChecklistRow) -> str:
    return row.group
