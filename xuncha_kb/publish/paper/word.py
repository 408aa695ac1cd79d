"""A paper as a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar
from xml.sax.saxutils import escape as xml_escape

from xuncha_kb.compose.paper import (
    Block,
    Boxes,
    Cell,
    Column,
    Field,
    Fields,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
    Words,
    Writing,
    words,
)
from xuncha_kb.model import Provenance
from xuncha_kb.publish.paper.template import packed, text_width
from xuncha_kb.vocabulary import Vocabulary

_TWIPS = 1440 / 25.4
"""To a millimetre."""
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
_STYLES = {
    "body": "BodyText",
    "plain": "Normal",
    "addressee": "Normal",
    "small": "Small",
    "note": "Note",
    "centre": "Centred",
    "right": "Closing",
}
_FORM_STYLES = _STYLES | {"body": "FormText", "plain": "FormText", "addressee": "FormText"}
_LINE_BELOW = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:color="000000"/></w:tcBorders>'


def word_file(paper: Paper, vocabulary: Vocabulary) -> bytes:
    """``paper`` as .docx, the same bytes for the same paper; every word keeps its mark of origin
    as on the screen."""
    writer = _Writer(paper.layout, vocabulary)
    xml = "".join((_paragraph("Title", _run(paper.title)), *map(writer.block, paper.blocks)))
    return packed(paper.layout, _fit(paper.title), paper.footer, xml)


class _Writer:
    def __init__(self, layout: str, vocabulary: Vocabulary) -> None:
        self.width = round(text_width(layout) * _TWIPS)
        self.styles = _STYLES if layout == "official" else _FORM_STYLES
        self.text = self.styles["plain"]
        self.labels = vocabulary.labels.by_value

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                mark = self.mark(block.provenance) if block.provenance else ""
                return _paragraph(f"Heading{block.level}", _run(block.text) + mark)
            case Paragraph():
                runs = self.runs(block.words, block.shown)
                return _paragraph(self.styles[block.style], runs, keep=block.keep)
            case Fields():
                return self.fields(block)
            case Boxes():
                return self.boxes(block)
            case Writing():
                return self.writing(block.lines)
            case Table():
                return self.table(block)
            case Signature():
                return self.signature(block)
            case PageBreak():
                return _paragraph(self.text, '<w:r><w:br w:type="page"/></w:r>')

    def runs(self, pieces: Iterable[Words], shown: Provenance | None = None) -> str:
        """``shown`` is the origin that the head of the column names already."""
        return "".join(
            _run(piece.text, bold=piece.strong)
            + (self.mark(piece.provenance) if piece.provenance not in (None, shown) else "")
            for piece in pieces
        )

    def mark(self, provenance: Provenance | None) -> str:
        return _run(" ") + _run(self.labels[str(provenance)], style="Provenance")

    def fields(self, block: Fields) -> str:
        """Names and lines to write on: a table whose only lines are under the blanks."""
        share = self.width // block.columns
        rows = [
            block.fields[i : i + block.columns] for i in range(0, len(block.fields), block.columns)
        ]
        longest = [
            max(len(row[i].name) if i < len(row) else 0 for row in rows)
            for i in range(block.columns)
        ]
        names = [240 * (length + 1) + 190 for length in longest]
        widths = [part for name in names for part in (name, share - name)]
        xml = "".join(self._field_row(row, widths) for row in rows)
        return _table(widths, xml, borders=False)

    def _field_row(self, fields: Sequence[Field], widths: list[int]) -> str:
        cells = ""
        for number in range(len(widths) // 2):
            field = fields[number] if number < len(fields) else None
            name = (
                _paragraph(self.text, _run(f"{field.name}：")) if field else _paragraph(self.text)
            )
            value = _paragraph(self.text, _run(field.value) if field else "")
            cells += _cell(name, widths[2 * number], extra='<w:vAlign w:val="bottom"/>')
            line = _LINE_BELOW if field else ""
            cells += _cell(value, widths[2 * number + 1], extra=f'{line}<w:vAlign w:val="bottom"/>')
        return _row(cells, height=454)

    def boxes(self, block: Boxes) -> str:
        style = self.styles["small"] if block.small else self.text
        if block.columns == 1:
            return "".join(self.box(item, style) for item in block.items)
        rows = _rows_of(block.items, block.columns)
        width = self.width // block.columns
        xml = "".join(
            _row("".join(_cell(self.box(item, style), width) for item in row)
                 + _cell(_paragraph(style), width) * (block.columns - len(row)))
            for row in rows
        )  # fmt: skip
        return _table([width] * block.columns, xml, borders=False)

    def box(self, item: tuple[Words, ...], style: str) -> str:
        return _paragraph(style, self.runs((words("□ "), *item)), hanging=360)

    def writing(self, lines: int) -> str:
        return _table(
            [self.width],
            _row(_cell(_paragraph(self.text), self.width, extra=_LINE_BELOW), height=454) * lines,
            borders=False,
        )

    def signature(self, block: Signature) -> str:
        fields = tuple(Field(name=name) for name in block.names)
        return _paragraph("Small", keep=True) + self.fields(
            Fields(fields=fields, columns=len(fields))
        )

    def table(self, block: Table) -> str:
        total = sum(column.width for column in block.columns)
        widths = [column.width * self.width // total for column in block.columns]
        head = ""
        if block.headed:
            cells = "".join(map(self._head_cell, block.columns, widths))
            head = _row(cells, height=400, head=True)
        last = len(block.rows) - 1
        rows = "".join(
            self._table_row(row, block.columns, widths, keep=number >= last - 1)
            for number, row in enumerate(block.rows)
        )
        return _table(widths, head + rows) + _paragraph("Small", keep=True)

    def _head_cell(self, column: Column, width: int) -> str:
        mark = self.mark(column.provenance) if column.provenance else ""
        text = _paragraph("TableHead", _run(column.title) + mark)
        return _cell(text, width, extra=_SHADE + '<w:vAlign w:val="center"/>')

    def _table_row(
        self, row: Row, columns: tuple[Column, ...], widths: list[int], keep: bool
    ) -> str:
        cells, at = "", 0
        for cell in row.cells:
            width = sum(widths[at : at + cell.span])
            cells += self._cell(cell, row, columns[at], width, keep)
            at += cell.span
        return _row(cells, height=round(row.height * _TWIPS) or 397)

    def _cell(self, cell: Cell, row: Row, column: Column, width: int, keep: bool) -> str:
        style = _cell_style(cell, row, column)
        shown = column.provenance if not row.group else None
        left = 210 if column.indented and row.level > 1 else 0
        lines = _lines(cell.words)
        text = "".join(
            _paragraph(style, self.runs(line, shown), keep=keep or row.group, left=left)
            for line in lines
        )
        tall = row.height > 20 and not cell.label
        place = "" if tall else '<w:vAlign w:val="center"/>'
        shade = _SHADE if row.group or cell.label else ""
        return _cell(text, width, cell.span, extra=shade + place)


_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'


Thing = TypeVar("Thing")


def _rows_of(things: Sequence[Thing], columns: int) -> list[Sequence[Thing]]:
    return [things[start : start + columns] for start in range(0, len(things), columns)]


def _cell_style(cell: Cell, row: Row, column: Column) -> str:
    if row.group:
        return "TableGroup"
    if cell.label:
        return "TableHead"
    if cell.span > 1:
        return "TableText"
    if column.centred:
        return "TableCentred"
    return "TableSmall" if column.small else "TableText"


def _lines(pieces: tuple[Words, ...]) -> list[tuple[Words, ...]]:
    """A line break inside a piece begins a new paragraph."""
    lines: list[list[Words]] = [[]]
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if text:
                whole = text == piece.text
                lines[-1].append(piece if whole else piece.model_copy(update={"text": text}))
    return [tuple(line) for line in lines]


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _run(text: str, style: str = "", bold: bool = False) -> str:
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "")
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    safe = xml_escape(_fit(text.replace("\n", " ")))
    return f'<w:r>{properties}<w:t xml:space="preserve">{safe}</w:t></w:r>'


def _paragraph(
    style: str, runs: str = "", keep: bool = False, hanging: int = 0, left: int = 0
) -> str:
    more = "<w:keepNext/>" if keep else ""
    if hanging or left:
        more += f'<w:ind w:left="{hanging or left}" w:hanging="{hanging}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def _cell(text: str, width: int, span: int = 1, extra: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{extra}</w:tcPr>{text}</w:tc>'
    )


def _row(cells: str, height: int = 0, head: bool = False) -> str:
    properties = "<w:cantSplit/>"
    if height:
        properties += f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    if head:
        properties += "<w:tblHeader/>"
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _table(widths: Sequence[int], rows: str, borders: bool = True) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    style = "TableGrid" if borders else "TableNormal"
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )
