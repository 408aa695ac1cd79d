"""Bytes -> text, in the encodings Chinese office files come in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from xuncha_kb.read.raw import Refusal

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF16 = ("utf-16-le", "utf-16-be")
_COMMON = re.compile("[，。、；：“”《》（）的一是在不和了有人为中大要对以会工作国党规定第条员应当]")
_HAN = re.compile("[\u4e00-\u9fff]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SAMPLE = 20_000
_READABLE = 0.5
"""Bytes with zeros are text only where so many of their characters are Chinese."""

BINARY = Refusal("binary_file", "不是文字文件（内容是二进制），没有读入。请另存为 .txt 或 .docx。")
UNDECODABLE = Refusal(
    "undecodable_file", "的编码认不出来，没有读入。请用记事本打开，另存为 UTF-8 编码的 .txt。"
)
EMPTY = Refusal("empty_file", "是空的，没有读入。请补上正文，或者删去这个文件。")


def decode(data: bytes) -> str | Refusal:
    """The text of ``data`` without its byte order mark.

    A byte order mark decides; then zero bytes, which only UTF-16 has; then strict UTF-8, where
    it reads as Chinese; then whichever of GB18030 and UTF-16 reads best. What is no text in any
    of them, or reads best as UTF-8 with damaged places, or holds zero characters, is refused.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _accept(_try(data[len(mark) :], encoding))
    if b"\x00" in data:
        wide = _best([_try(data, encoding) for encoding in _UTF16])
        readable = wide is not None and (wide.isascii() or _plausibility(wide) >= _READABLE)
        return _accept(wide) if readable else BINARY
    utf8 = _try(data, "utf-8")
    if utf8 is not None and (utf8.isascii() or _HAN.search(utf8)):
        return _accept(utf8)
    others = [_try(data, encoding) for encoding in ("gb18030", *_UTF16)]
    damaged = data.decode("utf-8", "replace")
    best = _best([utf8, *others, damaged])
    return _accept(None if best is damaged and utf8 is None else best)


def _accept(text: str | None) -> str | Refusal:
    if text is None:
        return UNDECODABLE
    if "\x00" in text or _controls(text) * 20 > len(text):
        return BINARY
    return text if text.strip("\ufeff \t\r\n\f\v\u3000\u00a0\u200b") else EMPTY


def _controls(text: str) -> int:
    return len(_CONTROL.findall(text[:_SAMPLE]))


def _best(texts: Iterable[str | None]) -> str | None:
    """The reading with most Chinese characters, the everyday ones counting double; of equals
    the first. None where there is none."""
    return max((text for text in texts if text is not None), key=_plausibility, default=None)


def _plausibility(text: str) -> float:
    sample = text[:_SAMPLE]
    points = len(_HAN.findall(sample)) + 2 * len(_COMMON.findall(sample))
    return points / max(len(_FOREIGN.findall(sample)), 1)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
