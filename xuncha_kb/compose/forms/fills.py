"""What the corpus says, put into forms: each fill is a function of the part and its setting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from xuncha_kb.compose.forms.announcement import announcement, announcement_sources
from xuncha_kb.compose.forms.setting import Setting
from xuncha_kb.compose.paper import Block, Boxes, Cell, Paragraph, Row, Words, cell, words
from xuncha_kb.model import DocumentKind, Item, ItemKind, Provenance
from xuncha_kb.vocabulary.forms import FormAsk, FormPart

LONGEST_POINT = 24
"""Characters of a point that a question can be asked about."""


def area_boxes(setting: Setting) -> tuple[Words, ...]:
    """The focus areas with a box each, one below the other."""
    areas = setting.items(ItemKind.FOCUS_AREA)
    return tuple(
        piece
        for number, area in enumerate(areas)
        for piece in (
            words(("\n" if number else "") + f"□{area.code} "),
            words(area.text, Provenance.QUOTED),
        )
    )


def _tell(part: FormPart, setting: Setting) -> Iterator[Block]:
    told = setting.vocabulary.roles.tell
    items = tuple((words(text, Provenance.REFERENCE),) for text in told)
    yield Boxes(items=items, columns=part.columns)


def _accepted(part: FormPart, setting: Setting) -> Iterator[Block]:
    yield from _matters(setting, ItemKind.ACCEPTED_MATTER)


def _excluded(part: FormPart, setting: Setting) -> Iterator[Block]:
    yield from _matters(setting, ItemKind.EXCLUDED_MATTER)


def _matters(setting: Setting, kind: ItemKind) -> Iterator[Block]:
    """Each with a box; where it goes is quoted behind an arrow."""
    matters = setting.items(kind)
    if matters:
        yield Boxes(items=tuple(_matter(setting, item) for item in matters))
    else:
        yield Paragraph(words=(words("收录的文件没有写明，由组长定。"),), style="plain")


def _matter(setting: Setting, item: Item) -> tuple[Words, ...]:
    referral = item.attributes.referral
    if not referral:
        return setting.quoted(item)
    quote = words(item.text, Provenance.QUOTED)
    place = words(f"（{setting.place(item)}）")
    return (quote, words(" → "), words(referral, Provenance.QUOTED), place)


def _survey(part: FormPart, setting: Setting) -> Iterator[Block]:
    """Numbered questions about the areas and their points, each with its options."""
    asked = [(ask, text, origin) for ask in part.ask for text, origin in _asked(ask, part, setting)]
    for number, (ask, text, origin) in enumerate(asked, 1):
        question = f"{number}. {ask.text.replace('{words}', text)}"
        yield Paragraph(words=(words(question, origin),), style="plain")
        options = "　　".join(f"□{option}" for option in ask.options)
        yield Paragraph(words=(words(f"　　{options}"),), style="plain")


def _asked(ask: FormAsk, part: FormPart, setting: Setting) -> Iterator[tuple[str, Provenance]]:
    areas = setting.items(ItemKind.FOCUS_AREA)
    if ask.of == "aspect" and not areas:
        yield from ((text, Provenance.REFERENCE) for text in part.aspects)
    for area in areas:
        if ask.of == "area":
            yield area.text, Provenance.DERIVED
        elif ask.of == "point":
            for point in _points(setting, area)[: ask.at_most]:
                yield point, Provenance.DERIVED


def _points(setting: Setting, area: Item) -> list[str]:
    """The short points of the area's problems, as they stand."""
    children = setting.knowledge.children
    return [
        point.text
        for indicator in children(area.id)
        if indicator.kind is ItemKind.INDICATOR and indicator.attributes.polarity != "positive"
        for point in children(indicator.id)
        if point.kind is ItemKind.INDICATOR_POINT and len(point.text) <= LONGEST_POINT
    ]


def _aspects(part: FormPart, setting: Setting) -> tuple[Row, ...]:
    """What is usually rated, then the criteria of the text, with a box in each column."""
    criteria = setting.items(ItemKind.CRITERION)
    asked: list[tuple[Words, ...]] = [(words(a, Provenance.REFERENCE),) for a in part.aspects]
    asked += [setting.quoted(item) for item in criteria]
    boxes = tuple(cell("□") for _ in part.table[2:])
    return tuple(
        Row(cells=(cell(str(number)), Cell(words=text), *boxes), height=part.height)
        for number, text in enumerate(asked, 1)
    )


def _findings(part: FormPart, setting: Setting) -> tuple[Row, ...]:
    """The findings of reports, exactly; else the areas with empty rows under each."""
    reports = [d for d in setting.knowledge.documents if d.kind is DocumentKind.REPORT]
    found = [i for d in reports for i in setting.knowledge.items_of(d.id, ItemKind.OBSERVATION)]
    more = (Cell(),) * (len(part.table) - 2)
    if found:
        return tuple(
            Row(cells=(cell(str(n)), Cell(words=setting.quoted(item)), *more), height=part.height)
            for n, item in enumerate(found, 1)
        )
    return tuple(
        row
        for area in setting.items(ItemKind.FOCUS_AREA)
        for row in (_group(part, setting, area), *_empty(part))
    )


def _materials(part: FormPart, setting: Setting) -> tuple[Row, ...]:
    """The records usually called for, by area; empty rows at the end."""
    items, document = setting.knowledge.item_by_id, setting.document
    wanted = [
        row
        for checklist in setting.knowledge.checklists
        if checklist.id == "materials"
        for row in checklist.rows
        if document and row.item_id and items[row.item_id].document_id == document.id
    ]
    rows: list[Row] = []
    number = 0
    for item_id, group in groupby(wanted, lambda row: row.item_id):
        rows.append(_group(part, setting, items[item_id or ""]))
        for row in group:
            number += 1
            known = (
                cell(str(number)),
                cell(row.text, provenance=Provenance.REFERENCE),
                cell(row.period, provenance=Provenance.REFERENCE),
                cell(row.department, provenance=Provenance.REFERENCE),
            )
            rows.append(Row(cells=(*known, *((Cell(),) * (len(part.table) - 4)))))
    return (*rows, *_empty(part))


def _group(part: FormPart, setting: Setting, area: Item) -> Row:
    quote = (words(f"{area.code} "), words(area.text, Provenance.QUOTED))
    return Row(cells=(Cell(words=quote, span=len(part.table)),), group=True)


def _empty(part: FormPart) -> tuple[Row, ...]:
    return (Row(cells=(Cell(),) * len(part.table), height=part.height),) * part.rows


BLOCK_FILLS: dict[str, Callable[[FormPart, Setting], Iterator[Block]]] = {
    "tell": _tell,
    "accepted": _accepted,
    "excluded": _excluded,
    "survey": _survey,
    "announcement": announcement,
}
ROW_FILLS: dict[str, Callable[[FormPart, Setting], tuple[Row, ...]]] = {
    "aspects": _aspects,
    "findings": _findings,
    "materials": _materials,
    "announcement-sources": announcement_sources,
}
