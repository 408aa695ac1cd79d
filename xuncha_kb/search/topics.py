"""What a corpus is about: shown where a query finds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator

from xuncha_kb.model import ItemKind, Knowledge

MOST = 12


def topics_table(knowledge: Knowledge) -> str:
    """JSON: a list of ``[text, kind, id, document id, paragraph]``; the focus areas and the
    checklists, and where there are no focus areas the main headings."""
    found = list(_focus_areas(knowledge)) or list(_headings(knowledge))
    checklists = [[c.title, "checklist", c.id, "", 0] for c in knowledge.checklists]
    return json.dumps(found[: MOST - len(checklists[:4])] + checklists[:4], ensure_ascii=False)


def _focus_areas(knowledge: Knowledge) -> Iterator[list[object]]:
    for item in knowledge.items:
        if item.kind is ItemKind.FOCUS_AREA:
            place = item.source[0].paragraph
            yield [item.text, str(item.kind), item.id, item.document_id, place]


def _headings(knowledge: Knowledge) -> Iterator[list[object]]:
    for section in knowledge.sections:
        if section.level == 1 and section.heading:
            yield [
                section.heading, "section", section.id, section.document_id, section.first_paragraph
            ]  # fmt: skip


def documents_table(knowledge: Knowledge) -> str:
    """JSON: ``[id, title, notice]`` of every document."""
    rows = [[d.id, d.title, d.metadata.notice or ""] for d in knowledge.documents]
    return json.dumps(rows, ensure_ascii=False)
