"""Which checklists, and which of their rows, somebody wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xuncha_kb.compose.subject import area_above
from xuncha_kb.errors import ProjectError
from xuncha_kb.model import Checklist, ChecklistRow, Knowledge


def select_checklists(
    knowledge: Knowledge,
    names: Sequence[str] = (),
    focus: Sequence[str] = (),
    document: str = "",
) -> tuple[Checklist, ...]:
    """The checklists of ``names`` (ids or part of their titles; all where empty) with the rows
    of the areas of ``focus`` (``4``, ``F4``) and of one document (its id or part of its title).
    ProjectError where nothing is left."""
    chosen = tuple(c for c in knowledge.checklists if not names or _named(c, names))
    if not chosen:
        raise ProjectError(
            f"没有“{'、'.join(names)}”这份清单。运行 xuncha-kb checklist 可以列出全部清单。"
        )
    if not focus and not document:
        return chosen
    parts = tuple(_parts(knowledge, chosen, focus, document))
    if not parts:
        wanted = "、".join(filter(None, (*focus, document)))
        raise ProjectError(
            f"清单里没有“{wanted}”的内容。巡察重点的编号用 xuncha-kb show F1 这样的命令核对。"
        )
    return parts


def _named(checklist: Checklist, names: Sequence[str]) -> bool:
    return any(name == checklist.id or name in checklist.title for name in names)


def _parts(
    knowledge: Knowledge, checklists: Sequence[Checklist], focus: Sequence[str], document: str
) -> Iterator[Checklist]:
    for checklist in checklists:
        rows = tuple(
            row
            for row in checklist.rows
            if _in_focus(knowledge, row, focus) and _in_document(knowledge, row, document)
        )
        if rows:
            yield checklist.model_copy(update={"rows": rows})


def _in_focus(knowledge: Knowledge, row: ChecklistRow, focus: Sequence[str]) -> bool:
    item = knowledge.item_by_id.get(row.item_id or "")
    area = area_above(knowledge, item) if item else None
    return not focus or (
        area is not None and any(name.upper() in (area.code, area.code[1:]) for name in focus)
    )


def _in_document(knowledge: Knowledge, row: ChecklistRow, document: str) -> bool:
    item = knowledge.item_by_id.get(row.item_id or "")
    if not document:
        return True
    if item is None:
        return False
    title = knowledge.document_by_id[item.document_id].title
    return document == item.document_id or document in title
