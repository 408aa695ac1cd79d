"""Word documents: the text as a reader sees it, with the numbers Word writes before paragraphs.

Tables become one line a row with tabs between the cells. Tracked insertions are kept, deletions
left out. Footnotes and endnotes follow the text, ``[1]`` before the first one. Headers, footers
and watermarks stand apart; comments are no part of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from xuncha_kb.read.decode import EMPTY
from xuncha_kb.read.numbering import Numbering, W
from xuncha_kb.read.package import BROKEN_ERRORS, Package
from xuncha_kb.read.raw import RawText, Reader, Refusal, RefusedError
from xuncha_kb.text import split_lines

_MOST_COLUMNS = 63
"""The most that Word allows."""
_DEEPEST_TABLE = 20
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_MARGINS = ("header", "footer")

OLD = Refusal(
    "locked_word_file",
    "是加了密码的文件，或者其实是旧版 .doc 文件，没有读入。请去掉密码，另存为 .docx。",
)
BROKEN = Refusal(
    "broken_word_file", "不是完好的 Word 文档，没有读入。请用 Word 或 WPS 打开，重新另存为 .docx。"
)
_OLE = b"\xd0\xcf\x11\xe0"

_SKIPPED = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "rt", "instrText", "delText", "pPr", "rPr")
)
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def read_docx(data: bytes) -> RawText | Refusal:
    """The lines of a Word document; what is no such document, or unpacks to more than a
    document ever does, is refused before it is parsed."""
    if data.startswith(_OLE):
        return OLD
    try:
        raw = _read(Package(data))
    except RefusedError as refused:
        return refused.refusal
    except BROKEN_ERRORS:
        return BROKEN
    return raw if any(line.strip() for line in raw.paragraphs) else EMPTY


def _read(package: Package) -> RawText:
    main = next(package.related("", "officeDocument"), "word/document.xml")
    root = package.xml(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise RefusedError(BROKEN)
    styles = package.related_xml(main, "styles")
    numbering = Numbering(package.related_xml(main, "numbering"), styles)
    lines = [*_blocks(body, numbering, 0)]
    for part, kind in _NOTES:
        lines += _notes(body, package.related_xml(main, part), kind, styles)
    names = [name for kind in _MARGINS for name in package.related(main, kind)]
    roots = [found for name in names if (found := package.xml(name)) is not None]
    margins = [line for found in roots for line in _margin(found, styles)]
    return RawText(split_lines("\n".join(lines)), margins=tuple(dict.fromkeys(margins)))


def _notes(body: Any, notes: Any | None, kind: str, styles: Any | None) -> Iterator[str]:
    """The notes in the order in which the text refers to them, numbered from 1."""
    if notes is None:
        return
    by_id = {note.get(f"{W}id"): note for note in notes.iterchildren(f"{W}{kind}")}
    cited = [mark.get(f"{W}id") for mark in body.iter(f"{W}{kind}Reference")]
    for number, name in enumerate(dict.fromkeys(name for name in cited if name in by_id), 1):
        first, *rest = [*_blocks(by_id[name], Numbering(None, styles), 0)] or [""]
        yield f"[{number}] {first.strip()}"
        yield from rest


def _margin(part: Any, styles: Any | None) -> Iterator[str]:
    """The lines of a header or footer, and the words of its watermark."""
    lines = split_lines("\n".join(_blocks(part, Numbering(None, styles), 0)))
    yield from (line.strip() for line in lines if line.strip())
    for shape in part.iter("{urn:schemas-microsoft-com:vml}textpath"):
        if shape.get("string", "").strip():
            yield shape.get("string").strip()


def _blocks(parent: Any, numbering: Numbering, depth: int) -> Iterator[str]:
    """The lines of paragraphs and tables; a paragraph whose end is deleted runs on into the
    next one."""
    carried = ""
    for element in _block_elements(parent):
        if element.tag == f"{W}tbl":
            yield from _table(element, numbering, depth)
            continue
        text = carried + _text(element)
        properties = element.find(f"{W}pPr")
        if _end_is_deleted(properties):
            carried = text
            continue
        carried = ""
        yield _labelled(numbering.label(properties), text)
        yield from _text_boxes(element, numbering, depth)
    if carried:
        yield carried


def _block_elements(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    for element in parent.iterchildren():
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag not in _SKIPPED and element.tag != f"{W}sectPr":
            yield from _block_elements(element)


def _table(table: Any, numbering: Numbering, depth: int) -> Iterator[str]:
    """One line a row; a table of one column is a frame, and its paragraphs stand as they are."""
    rows = [
        [*_nested(row, f"{W}tc")]
        for row in _nested(table, f"{W}tr")
        if row.find(f"{W}trPr/{W}del") is None
    ]
    if depth >= _DEEPEST_TABLE:
        return
    if all(len(cells) == 1 for cells in rows):
        for (cell,) in rows:
            yield from _blocks(cell, numbering, depth + 1)
        return
    for cells in rows:
        yield "\t".join(
            " ".join(" ".join(_blocks(cell, numbering, depth + 1)).split())
            + "\t" * (_columns(cell) - 1)
            for cell in cells
        )


def _columns(cell: Any) -> int:
    """How many columns a cell takes up."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    said = span.get(f"{W}val", "") if span is not None else ""
    return min(int(said), _MOST_COLUMNS) if said.isdecimal() else 1


def _nested(parent: Any, tag: str) -> Iterator[Any]:
    """Children of one tag, also those inside content controls."""
    for element in parent.iterchildren():
        if element.tag == tag:
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _nested(element, tag)


def _text(paragraph: Any) -> str:
    return "".join(_pieces(paragraph.iterchildren()))


def _pieces(elements: Iterable[Any]) -> Iterator[str]:
    for element in elements:
        tag = element.tag
        if tag in (f"{W}t", _MATH_TEXT):
            yield element.text or ""
        elif tag == f"{W}r":
            if not _is_hidden(element):
                yield from _pieces(element.iterchildren())
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif tag in (f"{W}br", f"{W}cr"):
            yield "" if element.get(f"{W}type") in ("page", "column") else "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}sym":
            yield _symbol(element.get(f"{W}char"))
        elif tag not in _SKIPPED and tag not in (f"{W}drawing", f"{W}pict", _ALTERNATIVE):
            yield from _pieces(element.iterchildren())


def _text_boxes(paragraph: Any, numbering: Numbering, depth: int) -> Iterator[str]:
    if depth >= _DEEPEST_TABLE:
        return
    for box in paragraph.iter(f"{W}txbxContent"):
        outer = list(box.iterancestors(_FALLBACK, f"{W}txbxContent"))
        if not any(above is not box for above in outer):
            yield from _blocks(box, numbering, depth + 1)


_BOXES = {0xF0A8: "□", 0xF06F: "□", 0xF0A3: "□", 0xF0FE: "☑", 0xF052: "☑", 0xF0FC: "✓"}
"""The boxes to tick of the font Wingdings."""


def _symbol(code: str | None) -> str:
    """A character of a symbol font; those of private meaning are left out but for boxes."""
    try:
        value = int(code or "", 16)
    except ValueError:
        return ""
    if value in _BOXES:
        return _BOXES[value]
    return chr(value) if 0x20 <= value < 0xD800 else ""


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val") not in ("0", "false")


def _end_is_deleted(properties: Any | None) -> bool:
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _labelled(label: str, text: str) -> str:
    if not label:
        return text
    gap = "" if label[-1] in "、.．）)】" else " "
    return f"{label}{gap}{text.lstrip()}"


DOCX = Reader((".docx",), read_docx, apart=True)
