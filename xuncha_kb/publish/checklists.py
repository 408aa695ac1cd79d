"""The checklists: to be ticked on screen or on paper."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby

from xuncha_kb.model import Binds, Checklist, Knowledge
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page
from xuncha_kb.vocabulary import Vocabulary


def publish_checklists(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    book = Book(knowledge, vocabulary)
    length = {checklist.id: len(checklist.rows) for checklist in knowledge.checklists}
    parties = [
        (party, [c for c in book.checklists if c.binds is party])
        for party in Binds
        if any(c.binds is party for c in book.checklists)
    ]
    yield render_page(
        "checklists.md.j2", "checklists/index.md", book=book, parties=parties, length=length
    )
    for checklist in book.checklists:
        yield render_page(
            "checklist.md.j2",
            book.checklist_page(checklist.id).replace(".html", ".md"),
            book=book,
            checklist=checklist,
            length=length[checklist.id],
            groups=[(name, list(rows)) for name, rows in groupby(checklist.rows, _group)],
            numbers=_numbers(checklist),
            has_method=any(row.method or row.materials for row in checklist.rows),
            version=version(checklist),
            notices=_notices(book, checklist),
        )


def version(checklist: Checklist) -> str:
    """Changes whenever a row is added, removed or reworded; answers are kept by it."""
    return sha256(checklist.model_dump_json().encode()).hexdigest()[:10]


def _numbers(checklist: Checklist) -> dict[str, str]:
    """``3`` and, for the sub-rows under it, ``3.1``, ``3.2``, by row id."""
    numbers: dict[str, str] = {}
    row_number = sub_number = 0
    for row in checklist.rows:
        if row.level == 1 or not row_number:
            row_number, sub_number = row_number + 1, 0
            numbers[row.id] = str(row_number)
        else:
            sub_number += 1
            numbers[row.id] = f"{row_number}.{sub_number}"
    return numbers


def _group(row: object) -> str:
    return str(getattr(row, "group", ""))


def _notices(book: Book, checklist: Checklist) -> list[str]:
    """The notices of the documents that the rows come from, each once."""
    sources = [book.document_of(row.item_id) for row in checklist.rows]
    return list(dict.fromkeys(filter(None, map(book.notice, sources))))
