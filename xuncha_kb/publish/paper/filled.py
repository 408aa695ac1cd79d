"""Workbooks that came back filled in: their answers and notes, and the sums of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from xuncha_kb.compose.checklists.paper import checklist_version, columns_of, numbers
from xuncha_kb.errors import ProjectError
from xuncha_kb.model import Checklist, ChecklistRow, Frozen, Knowledge
from xuncha_kb.publish.paper.workbook import HIDDEN, OVERVIEW, ROW_ID, UNIT
from xuncha_kb.vocabulary import Vocabulary

LARGEST = 200_000_000
"""Bytes of a workbook unpacked; a larger one is refused."""


class Answer(Frozen):
    """One row that somebody has filled in."""

    unit: str
    file: str
    checklist_id: str
    checklist: str
    group: str
    row_id: str
    number: str
    text: str
    answer: str
    note: str


class Sum(Frozen):
    """How often each answer was given in a group by a unit."""

    checklist: str
    group: str
    unit: str
    rows: int
    answers: dict[str, int]


def read_answers(
    data: bytes, name: str, knowledge: Knowledge, vocabulary: Vocabulary
) -> tuple[Answer, ...]:
    """What is filled in the workbook ``data`` of the file ``name``, in its order. ProjectError
    where it is no workbook of this project's checklists as they are now."""
    book = _open(data, name)
    known = {checklist.id: checklist for checklist in knowledge.checklists}
    unit = _unit(book) or name.rpartition(".")[0] or name
    found: list[Answer] = []
    for title, checklist_id, version in _sheets(book, name):
        checklist = known.get(checklist_id)
        if checklist is None or checklist_version(checklist) != version:
            raise ProjectError(
                f"“{name}”里的《{title}》是另一版清单（版本 {version}，现在的是"
                f" {checklist_version(checklist) if checklist else '无'}），不能合在一起算。"
                "请用生成它时的原文和程序汇总，或重新生成清单再填。"
            )
        if title in book.sheetnames:
            rows = _rows(book[title], checklist, vocabulary)
            found += (_answer(row, known_row, unit, name, checklist) for row, known_row in rows)
    return tuple(found)


def _open(data: bytes, name: str) -> Any:
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise ProjectError(f"“{name}”解开以后太大，没有读取。")
        return load_workbook(BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise ProjectError(
            f"“{name}”不是能读的 Excel 工作簿（.xlsx），请另存为 .xlsx 再试。"
        ) from error


def _sheets(book: Any, name: str) -> list[tuple[str, str, str]]:
    """Sheet name, checklist and version of each sheet."""
    if HIDDEN not in book.sheetnames:
        raise ProjectError(f"“{name}”不是本工具生成的检查清单，缺少版本记录。")
    rows = book[HIDDEN].iter_rows(values_only=True, max_col=3)
    return [(str(row[0]), str(row[1]), str(row[2])) for row in rows if row and row[0]]


def _unit(book: Any) -> str:
    if OVERVIEW not in book.sheetnames:
        return ""
    for row in book[OVERVIEW].iter_rows(values_only=True, max_row=12, max_col=2):
        if len(row) > 1 and str(row[0] or "").rstrip("：") == UNIT:
            return _text(row[1])
    return ""


Read = tuple[str, str]
"""Answer and note."""


def _rows(
    sheet: Any, checklist: Checklist, vocabulary: Vocabulary
) -> Iterator[tuple[Read, ChecklistRow]]:
    """The filled rows, wherever the columns stand now."""
    by_id = {row.id: row for row in checklist.rows}
    titles: dict[str, str] = {
        column.of: column.title for column in columns_of(checklist, vocabulary)
    }
    places: dict[str, int] = {}
    for cells in sheet.iter_rows(values_only=True):
        texts = [_text(cell) for cell in cells]
        if ROW_ID in texts:
            places = _places(texts, titles)
        elif places and max(places.values()) < len(texts):
            row = by_id.get(texts[places["id"]])
            read = (texts[places["answers"]], texts[places["note"]])
            if row is not None and any(read):
                yield read, row


def _places(heads: list[str], titles: dict[str, str]) -> dict[str, int]:
    named = {"id": heads.index(ROW_ID)}
    for of in ("answers", "note"):
        named[of] = next((n for n, head in enumerate(heads) if head.startswith(titles[of])), -1)
    return named if min(named.values()) >= 0 else {}


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _answer(read: Read, row: ChecklistRow, unit: str, file: str, checklist: Checklist) -> Answer:
    return Answer(
        unit=unit,
        file=file,
        checklist_id=checklist.id,
        checklist=checklist.title,
        group=row.group,
        row_id=row.id,
        number=numbers(checklist.rows)[row.id],
        text=row.text,
        answer=read[0],
        note=read[1],
    )


def add_up(answers: Iterable[Answer]) -> tuple[Sum, ...]:
    """By checklist, group and unit, in the order in which they come; a note without an answer
    counts as a row without an answer."""
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for answer in answers:
        key = (answer.checklist, answer.group, answer.unit)
        counts.setdefault(key, Counter())[answer.answer] += 1
    return tuple(
        Sum(
            checklist=checklist,
            group=group,
            unit=unit,
            rows=sum(count.values()),
            answers={answer: number for answer, number in count.items() if answer},
        )
        for (checklist, group, unit), count in counts.items()
    )


def summary_file(answers: Sequence[Answer]) -> bytes:
    """The sums and every answer as a workbook; all of it is text or a number."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    text = book.add_format({"num_format": "@", "border": 1, "text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#F2F2F2", "num_format": "@"})
    sums = add_up(answers)
    kinds = list(dict.fromkeys(kind for one in sums for kind in one.answers))
    table: list[list[str | int]] = [
        [one.checklist, one.group, one.unit, one.rows, *(one.answers.get(k, 0) for k in kinds)]
        for one in sums
    ]
    heads = ["清单", "分组", "单位", "已填行数", *kinds]
    _sheet(book, "汇总", heads, table, (28, 40, 20), (head, text))
    listed: list[list[str | int]] = [
        [a.unit, a.checklist, a.group, a.number, a.text, a.answer, a.note] for a in answers
    ]
    heads = ["单位", "清单", "分组", "序号", "检查内容", "结果", "备注"]
    _sheet(book, "逐条", heads, listed, (18, 24, 30, 7, 50, 10, 40), (head, text))
    book.close()
    return stream.getvalue()


def _sheet(
    book: Any,
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str | int]],
    widths: Sequence[int],
    formats: tuple[Any, Any],
) -> None:
    sheet = book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text, formats[0])
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            else:
                sheet.write_string(number, column, value, formats[1])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
