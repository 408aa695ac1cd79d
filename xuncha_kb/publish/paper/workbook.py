"""Checklists as an Excel workbook: a sheet for each, one that gives an overview.

Every word is written as text, in cells of the text format, so that none can become a formula,
neither when the file is opened nor when a cell is edited. A hidden sheet says which checklist and
which version each sheet is; a hidden column has the ids of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from xuncha_kb.compose.checklists.paper import (
    checklist_version,
    columns_of,
    notices,
    numbers,
    provenance_of,
    text_of,
)
from xuncha_kb.compose.notices import Notices
from xuncha_kb.compose.round import NO_ROUND, Round
from xuncha_kb.model import Checklist, ChecklistRow, Knowledge
from xuncha_kb.vocabulary import Vocabulary
from xuncha_kb.vocabulary.checklists import ColumnEntry

OVERVIEW, HIDDEN = "目录", "xuncha_kb"
GROUP, ROW_ID = "分组", "行号（勿改）"
UNIT = "被巡察单位"
_EPOCH = datetime(2000, 1, 1)
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_DIGIT = 2.12
"""Millimetres of a digit of the default font, in which Excel counts the width of a column."""
_FIRST_ROW = 4
"""Of the table, counted from 0: above it stand title, purpose, how to use and fields."""

Tick = Callable[[int], None]


def workbook_file(
    checklists: Sequence[Checklist],
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    round_: Round = NO_ROUND,
    tick: Tick = lambda rows: None,
) -> bytes:
    """The workbook of ``checklists``, which may hold a part of the rows of those of
    ``knowledge``; ``tick`` hears of the rows written."""
    stream = BytesIO()
    plain = {"font_name": "宋体", "font_size": 11}
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_format_properties": plain})
    book.set_properties({"title": "检查清单", "author": "xuncha_kb", "created": _EPOCH})
    writer = _Writer(book, knowledge, vocabulary, round_, tick)
    names = _sheet_names(checklists)
    writer.overview(checklists, names)
    for checklist, name in zip(checklists, names, strict=True):
        writer.sheet(checklist, name)
    writer.hidden(checklists, names)
    book.close()
    return stream.getvalue()


def _sheet_names(checklists: Sequence[Checklist]) -> list[str]:
    """The titles as far as Excel allows: 31 characters, none of ``[]:*?/\\``, none twice."""
    names: list[str] = []
    for checklist in checklists:
        plain = re.sub(r"[\[\]:*?/\\'《》]", "", _safe(checklist.title)).strip() or checklist.id
        number, name = 1, plain[:28]
        while name.casefold() in {taken.casefold() for taken in (*names, OVERVIEW, HIDDEN)}:
            number += 1
            name = f"{plain[: 27 - len(str(number))]}{number}"
        names.append(name)
    return names


class _Writer:
    def __init__(
        self, book: Any, knowledge: Knowledge, vocabulary: Vocabulary, round_: Round, tick: Tick
    ) -> None:
        self.book, self.knowledge, self.vocabulary = book, knowledge, vocabulary
        self.known = Notices(knowledge)
        self.round, self.tick = round_, tick
        text = {"num_format": "@", "font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
        boxed = {**text, "border": 1, "text_wrap": True}
        add = book.add_format
        self.title = add({**text, "font_name": "方正小标宋简体", "font_size": 18})
        self.note = add({**text, "font_size": 9, "text_wrap": True, "valign": "top"})
        self.line = add(text)
        self.name = add({**text, "align": "right"})
        self.value = add({**text, "bottom": 1})
        self.head = add({**boxed, "font_name": "黑体", "align": "center", "bg_color": "#F2F2F2"})
        self.group = add(
            {**text, "font_name": "黑体", "bg_color": "#F2F2F2", "top": 1, "bottom": 1}
        )
        self.cell = add(boxed)
        self.quoted = add({**boxed, "quote_prefix": True})
        self.sub_cell = add({**boxed, "indent": 1})
        self.sub_quoted = add({**boxed, "indent": 1, "quote_prefix": True})
        self.small = add({**boxed, "font_size": 9})
        self.centred = add({**boxed, "align": "center"})
        self.link = add({**boxed, "font_color": "#1C4F86", "underline": 1})
        self.count = add({**boxed, "num_format": "0", "align": "center"})

    def overview(self, checklists: Sequence[Checklist], names: Sequence[str]) -> None:
        """Fields of the round, then each checklist with a link and how much of it is filled in."""
        sheet = self._new_sheet(OVERVIEW, landscape=False)
        for column, width in enumerate((36, 44, 12, 7, 7)):
            sheet.set_column(column, column, width)
        self._put(sheet, 0, 0, "检查清单", self.title)
        sheet.set_row(0, 30)
        fields = self.round.fields((UNIT, "巡察组", "轮次"), self.vocabulary)
        for number, field in enumerate(fields, 1):
            self._put(sheet, number, 0, f"{field.name}：", self.name)
            self._put(sheet, number, 1, field.value, self.value)
            sheet.set_row(number, 20)
        first = len(fields) + 2
        for number, head in enumerate(("清单", "用途", "约束谁", "行数", "已填")):
            self._put(sheet, first, number, head, self.head)
        for place, (checklist, name) in enumerate(zip(checklists, names, strict=True), first + 1):
            self._overview_row(sheet, place, checklist, name)
        sheet.freeze_panes(first + 1, 0)
        sheet.print_area(0, 0, first + len(checklists), 4)

    def _overview_row(self, sheet: Any, place: int, checklist: Checklist, name: str) -> None:
        title = _safe(checklist.title)
        sheet.write_url(place, 0, f"internal:'{name}'!A1", self.link, title)
        self._put(sheet, place, 1, checklist.purpose, self.small)
        party = self.vocabulary.labels.by_value[checklist.binds].removeprefix("约束")
        self._put(sheet, place, 2, party, self.small)
        sheet.write_number(place, 3, len(checklist.rows), self.count)
        sheet.write_formula(place, 4, self._filled(checklist, name), self.count)
        lines = max(ceil(len(title) / 16), ceil(len(checklist.purpose) / 22))
        sheet.set_row(place, 14 * lines + 8)

    def _filled(self, checklist: Checklist, name: str) -> str:
        column = 1 + [c.of for c in columns_of(checklist, self.vocabulary)].index("answers")
        letter = xlsxwriter.utility.xl_col_to_name(column)
        groups = len({row.group for row in checklist.rows})
        first, last = _FIRST_ROW + 2, _FIRST_ROW + 1 + len(checklist.rows) + groups
        return f"=COUNTA('{name}'!{letter}{first}:{letter}{last})"

    def sheet(self, checklist: Checklist, name: str) -> None:
        """One checklist: fields, then the table with its group in the first column."""
        entry = self.vocabulary.checklist_file.entry(checklist.id)
        columns = columns_of(checklist, self.vocabulary)
        sheet = self._new_sheet(name, landscape=True)
        last_column = len(columns)
        self._put(sheet, 0, 0, checklist.title, self.title)
        sheet.set_row(0, 28)
        about = f"{checklist.purpose}{checklist.how_to_use}"
        about += "".join(f"{text}。" for text in notices(checklist, self.known))
        sheet.merge_range(1, 0, 1, last_column, "", self.note)
        self._put(sheet, 1, 0, about, self.note)
        sheet.set_row(1, 13 * ceil(len(about) / 85) + 4)
        self._fields(sheet, entry.header, last_column)
        end = self._table(sheet, checklist, columns)
        signed = "　　　　　　　　".join(f"{who}：" for who in entry.signature)
        self._put(sheet, end + 2, 1, signed, self.line)
        sheet.print_area(0, 0, end + 2, last_column)
        sheet.repeat_rows(_FIRST_ROW)
        sheet.freeze_panes(_FIRST_ROW + 1, 3)
        sheet.autofilter(_FIRST_ROW, 0, end, last_column)

    def _fields(self, sheet: Any, names: tuple[str, ...], last_column: int) -> None:
        fields = self.round.fields(names, self.vocabulary)
        text = "　　".join(f"{field.name}：{field.value or '____________'}" for field in fields)
        sheet.merge_range(2, 0, 2, last_column, "", self.line)
        self._put(sheet, 2, 0, text, self.line)
        sheet.set_row(2, 20)

    def _table(self, sheet: Any, checklist: Checklist, columns: Sequence[ColumnEntry]) -> int:
        """The last row that was written."""
        hidden = len(columns) + 1
        self._heads(sheet, checklist, columns)
        number = numbers(checklist.rows)
        place, group = _FIRST_ROW, ""
        for row in checklist.rows:
            if row.group != group:
                place, group = place + 1, row.group
                for column in range(hidden):
                    self._put(sheet, place, column, "" if column else group, self.group)
                sheet.set_row(place, 20)
            place += 1
            self._row(sheet, place, row, columns, number[row.id], checklist)
            self._put(sheet, place, hidden, row.id, self.small)
            self._choice(sheet, place, row, columns)
            self.tick(1)
        return place

    def _heads(self, sheet: Any, checklist: Checklist, columns: Sequence[ColumnEntry]) -> None:
        sheet.set_column(0, 0, 8)
        self._put(sheet, _FIRST_ROW, 0, GROUP, self.head)
        for number, column in enumerate(columns, 1):
            sheet.set_column(number, number, column.width / _DIGIT)
            origin = provenance_of(checklist, column)
            mark = f"【{self.vocabulary.labels.by_value[origin]}】" if origin else ""
            self._put(sheet, _FIRST_ROW, number, f"{column.title}{mark}", self.head)
        hidden = len(columns) + 1
        sheet.set_column(hidden, hidden, 8, None, {"hidden": True})
        self._put(sheet, _FIRST_ROW, hidden, ROW_ID, self.head)
        sheet.set_row(_FIRST_ROW, 22)

    def _row(
        self,
        sheet: Any,
        place: int,
        row: ChecklistRow,
        columns: Sequence[ColumnEntry],
        number: str,
        checklist: Checklist,
    ) -> None:
        self._put(sheet, place, 0, _short(row.group), self.centred)
        lines = 1.0
        for at, column in enumerate(columns, 1):
            text = text_of(row, column, number, self.knowledge, self.vocabulary, self.round)
            if column.of == "text" and row.provenance != provenance_of(checklist, column):
                text += f"【{self.vocabulary.labels.by_value[row.provenance]}】"
            room = column.width / (3.9 if column.of == "text" else 3.4)
            size = 1.0 if column.of == "text" else 0.88
            if column.of == "materials":
                text = "\n".join(row.materials)
            lines = max(lines, sum(ceil(len(part) / room) for part in text.split("\n")) * size)
            self._put(sheet, place, at, text, self._format(column, row))
        sheet.set_row(place, max(20, 14 * lines + 5), None, {"level": row.level - 1})

    def _format(self, column: ColumnEntry, row: ChecklistRow) -> Any:
        if column.of == "text":
            return self.sub_cell if row.level > 1 else self.cell
        if column.of in ("number", "answers", "period", "department"):
            return self.centred
        return self.cell if column.of in ("note", "blank") else self.small

    def _choice(
        self, sheet: Any, place: int, row: ChecklistRow, columns: Sequence[ColumnEntry]
    ) -> None:
        at = 1 + [column.of for column in columns].index("answers")
        sheet.data_validation(
            place, at, place, at,
            {
                "validate": "list",
                "source": list(row.answers or ("已核对",)),
                "error_title": "结果",
                "error_message": "请从下拉列表里选一个结果。",
            },
        )  # fmt: skip

    def hidden(self, checklists: Sequence[Checklist], names: Sequence[str]) -> None:
        """Which checklist, in which version, each sheet is."""
        sheet = self.book.add_worksheet(HIDDEN)
        sheet.very_hidden()
        chosen = {checklist.id for checklist in checklists}
        versions = {c.id: checklist_version(c) for c in self.knowledge.checklists if c.id in chosen}
        for number, (checklist, name) in enumerate(zip(checklists, names, strict=True)):
            version = versions.get(checklist.id) or checklist_version(checklist)
            for column, text in enumerate((name, checklist.id, version)):
                sheet.write_string(number, column, text)

    def _new_sheet(self, name: str, landscape: bool) -> Any:
        sheet = self.book.add_worksheet(name)
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&C— &P —")
        sheet.hide_gridlines(2)
        return sheet

    def _put(self, sheet: Any, row: int, column: int, text: str, style: Any) -> None:
        """``text`` as text, never as formula, number or link."""
        safe = _safe(text)
        if safe[:1] in "=+-@\t" and safe:
            style = {self.cell: self.quoted, self.sub_cell: self.sub_quoted}.get(style, style)
        if safe:
            sheet.write_string(row, column, safe, style)
        else:
            sheet.write_blank(row, column, None, style)


def _short(group: str) -> str:
    """F1 of 《…讲话》F1 遵守政治纪律情况: enough to filter by."""
    return group.rpartition("》")[2].strip().partition(" ")[0][:12]


def _safe(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)[:_LONGEST]
