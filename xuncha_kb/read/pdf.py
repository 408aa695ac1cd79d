"""PDF files that hold text. What is a picture of a text is recognised as such and not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xuncha_kb.model import Severity
from xuncha_kb.read.glyphs import Glyph, lines_of
from xuncha_kb.read.layout import Line, Page, paragraphs, without_margins
from xuncha_kb.read.raw import RawText, Reader, Refusal, RefusedError

_MOST_PAGES = 3000
_LEAST_ON_A_PAGE = 8
"""Characters; a page with a picture and fewer of them is a scan."""
_UNREADABLE = re.compile("[\ufffd\ufffe\uffff\ue000-\uf8ff]")

BROKEN = Refusal("broken_pdf", "不是完好的 PDF，没有读入。请重新下载，或者重新另存为 PDF。")
LOCKED = Refusal("locked_pdf", "加了密码，没有读入。请去掉密码后另存。")
SCAN = Refusal(
    "scanned_pdf",
    "是扫描件，只有图片，没有文字，没有读入。"
    "请先用带文字识别（OCR）的软件转成 Word 或文本，核对后再放入。",
)
GARBLED = Refusal(
    "garbled_pdf", "里的文字没有编码，读出来是乱码，没有读入。请找原来的 Word 文件，或做文字识别。"
)
TOO_MANY_PAGES = Refusal("too_many_pages", f"超过 {_MOST_PAGES} 页，没有读入。请拆成几个文件。")
NOT_INSTALLED = Refusal(
    "reader_not_installed", "是 PDF，读取它要先安装 pypdfium2：pip install pypdfium2。"
)


def read_pdf(data: bytes) -> RawText | Refusal:
    """The paragraphs of a PDF; headers, footers and page numbers stand apart."""
    try:
        import pypdfium2
    except ImportError:
        return NOT_INSTALLED
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return LOCKED if "password" in str(error).lower() else BROKEN
    try:
        return _read(document)
    except RefusedError as refused:
        return refused.refusal
    except (pypdfium2.PdfiumError, ValueError, OverflowError):
        return BROKEN
    finally:
        document.close()


def _read(document: Any) -> RawText:
    if len(document) > _MOST_PAGES:
        raise RefusedError(TOO_MANY_PAGES)
    pages, scanned = [], []
    for number in range(len(document)):
        page = document[number]
        found = Page(page.get_height(), tuple(_lines(page)))
        if _length(found) < _LEAST_ON_A_PAGE and _has_picture(page):
            scanned.append(number + 1)
        pages.append(found)
        page.close()
    if sum(map(_length, pages)) == 0 or len(scanned) > len(pages) / 2:
        raise RefusedError(SCAN if scanned else BROKEN)
    body, margins = without_margins(pages)
    lines = tuple(paragraphs(body))
    text = "".join(lines)
    if len(_UNREADABLE.findall(text)) * 5 > len(text):
        raise RefusedError(GARBLED)
    return RawText(lines or ("",), margins=tuple(margins), remarks=_remarks(scanned))


def _remarks(scanned: list[int]) -> tuple[Refusal, ...]:
    if not scanned:
        return ()
    pages = "、".join(map(str, scanned[:10])) + ("等" if len(scanned) > 10 else "")
    words = f"的第 {pages} 页只有图片，没有文字，这几页没有读入。请做文字识别后补上。"
    return (Refusal("scanned_pages", words, Severity.WARNING),)


def _length(page: Page) -> int:
    return sum(len("".join(line.text.split())) for line in page.lines)


def _has_picture(page: Any) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return any(True for _ in page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def _lines(page: Any) -> Iterator[Line]:
    text_page = page.get_textpage()
    height = page.get_height()
    glyphs: list[Glyph] = []
    for glyph in _glyphs(text_page, height):
        if glyph.sign == "\n":
            yield from lines_of(glyphs)
            glyphs = []
        else:
            glyphs.append(glyph)
    yield from lines_of(glyphs)
    text_page.close()


def _glyphs(text_page: Any, height: float) -> Iterator[Glyph]:
    """The characters of a page in the order of the file, its lines ended by ``\\n``."""
    from ctypes import byref

    from pypdfium2 import raw

    box, handle = raw.FS_RECTF(), text_page.raw
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        sign = chr(code)
        if sign in "\r\n":
            yield Glyph("\n", 0, 0, 0, 0, True)
            continue
        if 0xDC00 <= code < 0xE000 or not raw.FPDFText_GetLooseCharBox(handle, index, byref(box)):
            continue
        if 0xD800 <= code < 0xDC00:
            low = raw.FPDFText_GetUnicode(handle, index + 1)
            sign = chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00 & 0x3FF))
        if code < 0x20:
            continue
        added = raw.FPDFText_IsGenerated(handle, index) == 1
        yield Glyph(sign, box.left, box.right, height - box.top, height - box.bottom, added)


PDF = Reader((".pdf",), read_pdf, apart=True)
