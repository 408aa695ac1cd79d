"""Word documents: the text as a reader sees it, with the numbers Word writes before paragraphs.

Tables become one line a row with tabs between the cells. Tracked insertions are kept, deletions
left out. Headers, footers, notes and comments are no part of the text.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from xuncha_kb.read.decode import EMPTY
from xuncha_kb.read.numbering import Numbering, W
from xuncha_kb.read.raw import RawText, Reader, Refusal
from xuncha_kb.text import split_lines

_LARGEST = 128 * 1024 * 1024
_LARGEST_PART = 32 * 1024 * 1024
_HIGHEST_RATIO = 200
_HARMLESS = 4 * 1024 * 1024
"""The ratio of packed to unpacked size counts only above this size."""
_DEEPEST_TABLE = 20

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_BROKEN_ERRORS = (
    BadZipFile, KeyError, ValueError, SyntaxError, RuntimeError, NotImplementedError,
    zlib.error, EOFError, OSError, AttributeError, TypeError, IndexError,
)  # fmt: skip

OLD = Refusal(
    "old_word_file", "是旧版 Word 文件，或者加了密码，没有读入。请去掉密码，另存为 .docx。"
)
BROKEN = Refusal(
    "broken_word_file", "不是完好的 Word 文档，没有读入。请用 Word 或 WPS 打开，重新另存为 .docx。"
)
BOMB = Refusal(
    "word_file_too_large", "解压后过大，没有读入。请删去图片等附件后另存，或者拆成几个文件。"
)

_SKIPPED = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "rt", "instrText", "delText", "pPr", "rPr")
)
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def read_docx(data: bytes) -> RawText | Refusal:
    """The lines of a Word document; what is no such document, or unpacks to more than a
    document ever does, is refused before it is parsed."""
    if data.startswith(_OLD_WORD):
        return OLD
    try:
        if _is_bomb(data):
            return BOMB
        lines = _read(data)
    except _BROKEN_ERRORS:
        return BROKEN
    return RawText(lines) if any(line.strip() for line in lines) else EMPTY


def _is_bomb(data: bytes) -> bool:
    with ZipFile(BytesIO(data)) as archive:
        sizes = [member.file_size for member in archive.infolist()]
        parts = [m.file_size for m in archive.infolist() if m.filename.endswith((".xml", ".rels"))]
    total = sum(sizes)
    if total > _LARGEST or max(parts, default=0) > _LARGEST_PART:
        return True
    return total > _HARMLESS and total > _HIGHEST_RATIO * len(data)


def _read(data: bytes) -> tuple[str, ...]:
    # Imported here, since few runs meet a Word document and the library is slow to load.
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE

    document: Any = Document(BytesIO(data))

    def part(name: str) -> Any | None:
        try:
            return document.part.part_related_by(name).element
        except KeyError:
            return None

    numbering = Numbering(part(RELATIONSHIP_TYPE.NUMBERING), part(RELATIONSHIP_TYPE.STYLES))
    return split_lines("\n".join(_blocks(document.element.body, numbering, 0)))


def _blocks(parent: Any, numbering: Numbering, depth: int) -> Iterator[str]:
    """The lines of paragraphs and tables; a paragraph whose end is deleted runs on into the
    next one."""
    carried = ""
    for element in _block_elements(parent):
        if element.tag == f"{W}tbl":
            yield from _rows(element, numbering, depth)
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


def _rows(table: Any, numbering: Numbering, depth: int) -> Iterator[str]:
    for row in _nested(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells = []
        for cell in _nested(row, f"{W}tc"):
            lines = _blocks(cell, numbering, depth + 1) if depth < _DEEPEST_TABLE else ()
            cells.append(" ".join(" ".join(lines).split()))
        yield "\t".join(cells)


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


def _symbol(code: str | None) -> str:
    """A character of a symbol font; those of private meaning are left out."""
    try:
        value = int(code or "", 16)
    except ValueError:
        return ""
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


DOCX = Reader((".docx",), read_docx)
