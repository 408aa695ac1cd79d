"""The parts of a form as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.compose.forms.fills import BLOCK_FILLS, ROW_FILLS, area_boxes
from xuncha_kb.compose.forms.setting import Setting
from xuncha_kb.compose.paper import (
    Block,
    Cell,
    Column,
    Fields,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
    Words,
    Writing,
    label,
    packed,
    words,
)
from xuncha_kb.vocabulary.forms import FormPart, GridRow

NAME, PLACE = 26, 60
"""Millimetres of a name and of the place beside it."""
ROOM = 37
"""Characters of a line of the place that takes a whole row."""


def part_blocks(part: FormPart, setting: Setting) -> Iterator[Block]:
    if part.heading:
        yield Heading(text=part.heading)
    elif part.text:
        yield Paragraph(words=(words(setting.text(part.text)),), style=part.style)
    elif part.fields:
        yield Fields(
            fields=setting.round.fields(part.fields, setting.vocabulary), columns=part.columns
        )
    elif part.grid:
        yield _grid(part.grid, setting)
    elif part.table:
        yield _table(part, setting)
    elif part.writing:
        yield Writing(lines=part.writing)
    elif part.sign:
        yield Signature(names=part.sign)
    elif part.break_:
        yield PageBreak()
    else:
        yield from BLOCK_FILLS[part.fill](part, setting)


def _grid(rows: tuple[GridRow, ...], setting: Setting) -> Table:
    widths = (NAME, PLACE, NAME, PLACE)
    return Table(
        columns=tuple(Column(title="", width=width) for width in widths),
        rows=tuple(_grid_row(row, setting) for row in rows),
        headed=False,
    )


def _grid_row(row: GridRow, setting: Setting) -> Row:
    if len(row.cells) == 2:
        fields = setting.round.fields(row.cells, setting.vocabulary)
        cells = tuple(
            cell for field in fields for cell in (label(field.name), Cell(words=_said(field.value)))
        )
        return Row(cells=cells, height=row.height)
    place = area_boxes(setting) if row.fill == "areas" else ()
    boxes = packed((f"□{text}" for text in row.boxes), ROOM)
    said = "\n".join(text for text in (boxes, row.hint) if text)
    return Row(
        cells=(label(row.cells[0]), Cell(words=place or _said(said), span=3)), height=row.height
    )


def _said(text: str) -> tuple[Words, ...]:
    return (words(text),) if text else ()


def _table(part: FormPart, setting: Setting) -> Table:
    rows = ROW_FILLS[part.fill](part, setting) if part.fill else ()
    return Table(
        columns=tuple(
            Column(
                title=column.title,
                width=column.width,
                centred=column.centred,
                provenance=column.origin,
            )
            for column in part.table
        ),
        rows=rows or empty_rows(part, part.rows),
    )


def empty_rows(part: FormPart, count: int) -> tuple[Row, ...]:
    return (Row(cells=(Cell(),) * len(part.table), height=part.height),) * count
