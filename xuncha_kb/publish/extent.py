"""How much of a large corpus becomes pages, so that the site can still be built and opened.

Every document has its page, whatever their number. Questions and rows are made into pages up to
these limits, those of the documents at work first; what is left out is named where it would
stand, and the command line and ``knowledge_base.json`` have all of it.
"""

from __future__ import annotations

from collections import Counter

from xuncha_kb.model import Checklist, Document, DocumentKind, ItemKind, Knowledge

QUESTIONS = 20_000
ROWS = 20_000
ROWS_OF_A_PAGE = 3_000

SEARCHED = 5_000
"""Questions, and as many rows, that the search page takes in, so that it is ready at once."""


def at_work_first(knowledge: Knowledge) -> tuple[Document, ...]:
    """Documents with focus areas, then other speeches, plans and notices, then regulations;
    otherwise in the order of the corpus."""
    with_areas = {item.document_id for item in knowledge.items if item.kind is ItemKind.FOCUS_AREA}

    def rank(document: Document) -> int:
        if document.id in with_areas:
            return 0
        return 2 if document.kind is DocumentKind.REGULATION else 1

    return tuple(sorted(knowledge.documents, key=rank))


def documents_with_bank(knowledge: Knowledge, room: int = QUESTIONS) -> frozenset[str]:
    """The ids of the documents whose questions have a page, or are within ``room``."""
    items = knowledge.item_by_id
    counts = Counter(items[q.item_id].document_id for q in knowledge.questions if q.item_id)
    chosen: set[str] = set()
    for document in at_work_first(knowledge):
        count = counts[document.id]
        if count and (count <= room or not chosen):
            chosen.add(document.id)
            room -= count
    return frozenset(chosen)


def checklists_with_page(knowledge: Knowledge, room: int = ROWS) -> tuple[Checklist, ...]:
    """The checklists that have a page, or are within ``room``, each with the rows that stand on
    its page."""
    chosen: list[Checklist] = []
    for checklist in knowledge.checklists:
        rows = checklist.rows[:ROWS_OF_A_PAGE]
        if len(rows) <= room or not chosen:
            chosen.append(checklist.model_copy(update={"rows": rows}))
            room -= len(rows)
    return tuple(chosen)


def with_pages(knowledge: Knowledge) -> Knowledge:
    """``knowledge`` with no other questions and rows than those that have a place on a page: what
    is found can be opened."""
    banks = documents_with_bank(knowledge)
    items = knowledge.item_by_id
    questions = tuple(
        q for q in knowledge.questions if not q.item_id or items[q.item_id].document_id in banks
    )
    return Knowledge(
        documents=knowledge.documents,
        sections=knowledge.sections,
        items=knowledge.items,
        problems=knowledge.problems,
        questions=questions,
        checklists=checklists_with_page(knowledge),
    )


def not_searched(knowledge: Knowledge) -> frozenset[str]:
    """What the search page leaves out: the ids of questions and checklists, and of rows as
    ``checklist/row``."""
    banks = documents_with_bank(knowledge, SEARCHED)
    shown = checklists_with_page(knowledge, SEARCHED)
    items = knowledge.item_by_id
    lists = {c.id for c in shown}
    rows = {f"{c.id}/{row.id}" for c in shown for row in c.rows}
    return frozenset(
        {
            q.id
            for q in knowledge.questions
            if q.item_id and items[q.item_id].document_id not in banks
        }
        | {c.id for c in knowledge.checklists if c.id not in lists}
        | {f"{c.id}/{row.id}" for c in knowledge.checklists for row in c.rows} - rows
    )
