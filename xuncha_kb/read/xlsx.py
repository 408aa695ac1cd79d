"""Excel workbooks as far as they are text: one line a row, with tabs between the cells.

Formulas give the value that was saved with them; nothing is computed, and no macro runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from xuncha_kb.read.decode import EMPTY
from xuncha_kb.read.package import BROKEN_ERRORS, Package
from xuncha_kb.read.raw import RawText, Reader, Refusal, RefusedError

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_COLUMN = re.compile(r"[A-Z]{1,3}")
_DATE_FORMATS = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)})
_DATE_CODE = re.compile(r"[yY年]")
_MOST_COLUMNS = 500
_FIRST_DAY = date(1899, 12, 30)

OLD = Refusal(
    "locked_workbook",
    "是加了密码的文件，或者其实是旧版 .xls 文件，没有读入。请去掉密码，另存为 .xlsx。",
)
BROKEN = Refusal("broken_workbook", "不是完好的 Excel 工作簿，没有读入。请打开后重新另存为 .xlsx。")


def read_xlsx(data: bytes) -> RawText | Refusal:
    """The rows of the visible sheets; the name of each sheet stands before its rows where there
    are several."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return OLD
    try:
        lines = tuple(_read(Package(data)))
    except RefusedError as refused:
        return refused.refusal
    except BROKEN_ERRORS:
        return BROKEN
    return RawText(lines) if any(line.strip() for line in lines) else EMPTY


def _read(package: Package) -> Iterator[str]:
    main = next(package.related("", "officeDocument"), "xl/workbook.xml")
    root = package.xml(main)
    if root is None:
        raise RefusedError(BROKEN)
    targets = package.targets(main)
    shared = _shared(package.related_xml(main, "sharedStrings"))
    dates = _date_styles(package.related_xml(main, "styles"))
    sheets = [s for s in root.iter(f"{_S}sheet") if s.get("state", "visible") == "visible"]
    for sheet in sheets:
        part = package.xml(targets.get(sheet.get(_R) or sheet.get(_R_STRICT) or "", ""))
        rows = [] if part is None else [*_rows(part, shared, dates)]
        if len(sheets) > 1 and rows:
            yield str(sheet.get("name", "")).strip()
        yield from rows


def _shared(root: Any | None) -> list[str]:
    items = () if root is None else root.iterchildren(f"{_S}si")
    return [_words(item) for item in items]


def _words(item: Any) -> str:
    """The text of an item without the reading aids of Japanese."""
    texts = (t for t in item.iter(f"{_S}t") if t.getparent().tag != f"{_S}rPh")
    return "".join(text.text or "" for text in texts)


def _date_styles(root: Any | None) -> frozenset[int]:
    """The numbers of the cell styles that show a number as a date."""
    if root is None:
        return frozenset()
    codes = {f.get("numFmtId"): f.get("formatCode", "") for f in root.iter(f"{_S}numFmt")}
    formats = root.find(f"{_S}cellXfs")
    names = [] if formats is None else [xf.get("numFmtId", "0") for xf in formats]
    return frozenset(
        number
        for number, name in enumerate(names)
        if (name.isdigit() and int(name) in _DATE_FORMATS) or _DATE_CODE.search(codes.get(name, ""))
    )


def _rows(sheet: Any, shared: list[str], dates: frozenset[int]) -> Iterator[str]:
    for row in sheet.iter(f"{_S}row"):
        if row.get("hidden") in ("1", "true"):
            continue
        cells: dict[int, str] = {}
        for place, cell in enumerate(row.iterchildren(f"{_S}c")):
            column = _column(cell.get("r"), max(cells, default=-1) + 1 if cells else place)
            if column < _MOST_COLUMNS:
                cells[column] = " ".join(_value(cell, shared, dates).split())
        width = max((column for column, words in cells.items() if words), default=-1) + 1
        if width:
            yield "\t".join(cells.get(column, "") for column in range(width))


def _column(reference: str | None, default: int) -> int:
    match = _COLUMN.match(reference or "")
    if match is None:
        return default
    number = 0
    for letter in match[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: Any, shared: list[str], dates: frozenset[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _words(cell)
    found = cell.find(f"{_S}v")
    words = "" if found is None else found.text or ""
    if kind == "s":
        return shared[int(words)] if words.isdigit() and int(words) < len(shared) else ""
    if kind == "b":
        return {"1": "是", "0": "否"}.get(words, words)
    if kind == "n" and words:
        return _number(words, int(cell.get("s", "0")) in dates)
    return words


def _number(words: str, is_date: bool) -> str:
    try:
        value = float(words)
    except ValueError:
        return words
    if is_date and 1 <= value < 100_000:
        return (_FIRST_DAY + timedelta(days=int(value))).isoformat()
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"


XLSX = Reader((".xlsx",), read_xlsx, apart=True)
