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


def at_work_first(knowledge: Knowledge) -> tuple[Document, ...]:
    """Documents with focus areas, then other speeches, plans and notices, then regulations;
    otherwise in the order of the corpus."""
    with_areas = {item.document_id for item in knowledge.items if item.kind is ItemKind.FOCUS_AREA}

    def rank(document: Document) -> int:
        if document.id in with_areas:
            return 0
        return 2 if document.kind is DocumentKind.REGULATION else 1

    return tuple(sorted(knowledge.documents, key=rank))


def documents_with_bank(knowledge: Knowledge) -> frozenset[str]:
    """The ids of the documents whose questions have a page."""
    items = knowledge.item_by_id
    counts = Counter(items[q.item_id].document_id for q in knowledge.questions if q.item_id)
    chosen: set[str] = set()
    room = QUESTIONS
    for document in at_work_first(knowledge):
        count = counts[document.id]
        if count and (count <= room or not chosen):
            chosen.add(document.id)
            room -= count
    return frozenset(chosen)


def checklists_with_page(knowledge: Knowledge) -> tuple[Checklist, ...]:
    """The checklists that have a page, each with the rows that stand on it."""
    chosen: list[Checklist] = []
    room = ROWS
    for checklist in knowledge.checklists:
        rows = checklist.rows[:ROWS_OF_A_PAGE]
        if len(rows) <= room or not chosen:
            chosen.append(checklist.model_copy(update={"rows": rows}))
            room -= len(rows)
    return tuple(chosen)
