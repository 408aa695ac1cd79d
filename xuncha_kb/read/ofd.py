"""OFD files (GB/T 33190): the text objects of each page by their places."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from xuncha_kb.read.decode import EMPTY
from xuncha_kb.read.glyphs import Glyph, lines_of
from xuncha_kb.read.layout import Page, paragraphs, without_margins
from xuncha_kb.read.package import BROKEN_ERRORS, Package
from xuncha_kb.read.raw import RawText, Reader, Refusal, RefusedError

_O = "{http://www.ofdspec.org/2016}"
_MOST_PAGES = 3000
_A4_HEIGHT = 297.0
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DEFAULT_SIZE = 5.6
"""Millimetres: the height of the characters of official documents."""

BROKEN = Refusal("broken_ofd", "不是完好的 OFD 文件，没有读入。请重新下载，或者转成 PDF 后再放入。")
SCAN = Refusal(
    "scanned_ofd",
    "只有图片，没有文字，没有读入。请先用带文字识别（OCR）的软件转成 Word 或文本，核对后再放入。",
)
TOO_MANY_PAGES = Refusal("too_many_pages", f"超过 {_MOST_PAGES} 页，没有读入。请拆成几个文件。")


def read_ofd(data: bytes) -> RawText | Refusal:
    """The paragraphs of all documents in the file; page numbers and what repeats at the edge of
    the pages stand apart."""
    try:
        raw = _read(Package(data))
    except RefusedError as refused:
        return refused.refusal
    except BROKEN_ERRORS:
        return BROKEN
    return raw if any(line.strip() for line in raw.paragraphs) else EMPTY


def _read(package: Package) -> RawText:
    root = package.xml("OFD.xml")
    if root is None:
        raise RefusedError(BROKEN)
    pages: list[Page] = []
    pictures = False
    for found in root.iter(f"{_O}DocRoot"):
        name = (found.text or "").strip().lstrip("/")
        for content, height in _contents(package, name):
            if len(pages) >= _MOST_PAGES:
                raise RefusedError(TOO_MANY_PAGES)
            pages.append(Page(height, tuple(_lines(content))))
            pictures = pictures or content.find(f".//{_O}ImageObject") is not None
    if pictures and not any(page.lines for page in pages):
        raise RefusedError(SCAN)
    body, margins = without_margins(pages)
    return RawText(tuple(paragraphs(body)), margins=tuple(margins))


def _contents(package: Package, name: str) -> Iterator[tuple[Any, float]]:
    """The content of each page in the order of the document, with the page's height."""
    document = package.xml(name)
    if document is None:
        raise RefusedError(BROKEN)
    usual = _height(document.find(f"{_O}CommonData/{_O}PageArea"), _A4_HEIGHT)
    for page in document.iterfind(f"{_O}Pages/{_O}Page"):
        place = posixpath.join("/", posixpath.dirname(name), page.get("BaseLoc", ""))
        content = package.xml(posixpath.normpath(place))
        if content is not None:
            yield content, _height(content.find(f"{_O}Area"), usual)


def _height(area: Any | None, default: float) -> float:
    box = None if area is None else area.find(f"{_O}PhysicalBox")
    numbers = _numbers("" if box is None else box.text)
    return numbers[3] if len(numbers) > 3 else default


def _lines(content: Any) -> Iterator[Any]:
    glyphs = [glyph for text in content.iter(f"{_O}TextObject") for glyph in _glyphs(text)]
    return lines_of(sorted(glyphs, key=lambda glyph: (round(glyph.bottom, 1), glyph.left)))


def _glyphs(text: Any) -> Iterator[Glyph]:
    """The characters of a text object; places count in millimetres from the page's corner."""
    bounds = _numbers(text.get("Boundary"))
    if len(bounds) < 4 or text.get("Visible") == "false":
        return
    scale = _numbers(text.get("CTM"))
    wide = abs(scale[0]) if len(scale) == 6 and scale[0] else 1.0
    size = (_numbers(text.get("Size")) or [_DEFAULT_SIZE])[0] * wide
    x = y = 0.0
    for code in text.iterchildren(f"{_O}TextCode"):
        words = _CONTROL.sub(" ", code.text or "")
        x = (_numbers(code.get("X")) or [x])[0]
        y = (_numbers(code.get("Y")) or [y])[0]
        steps = _steps(code.get("DeltaX"))
        left = x * wide + (scale[4] if len(scale) == 6 else 0.0)
        bottom = y * wide + (scale[5] if len(scale) == 6 else 0.0)
        for number, sign in enumerate(words):
            width = size if not sign.isascii() else size / 2
            start, foot = bounds[0] + left, bounds[1] + bottom
            yield Glyph(sign, start, start + width, foot - size, foot)
            left += steps[number] * wide if number < len(steps) else width


def _steps(delta: str | None) -> list[float]:
    """The widths of ``DeltaX``, where ``g 3 5.6`` stands for three times 5.6."""
    words = (delta or "").split()
    steps: list[float] = []
    place = 0
    while place < len(words) and len(steps) < 100_000:
        if words[place] == "g" and place + 2 < len(words):
            count = _numbers(words[place + 1])
            steps += (_numbers(words[place + 2]) or [0.0]) * min(int((count or [0])[0]), 10_000)
            place += 3
        else:
            steps += _numbers(words[place])
            place += 1
    return steps


def _numbers(text: str | None) -> list[float]:
    numbers = []
    for word in (text or "").split():
        try:
            value = float(word)
        except ValueError:
            continue
        if abs(value) < 1e6:
            numbers.append(value)
    return numbers


OFD = Reader((".ofd",), read_ofd, apart=True)
