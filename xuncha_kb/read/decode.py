"""Bytes -> text, in the encodings Chinese office files come in."""

from __future__ import annotations

import codecs
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
_COMMON = frozenset("，。、；：“”《》（）的一是在不和了有人为中大要对以会工作国党规定第条员应当")
_SAMPLE = 20_000

BINARY = Refusal("binary_file", "不是文字文件（内容是二进制），没有读入。请另存为 .txt 或 .docx。")
UNDECODABLE = Refusal(
    "undecodable_file", "的编码认不出来，没有读入。请用记事本打开，另存为 UTF-8 编码的 .txt。"
)
EMPTY = Refusal("empty_file", "是空的，没有读入。请补上正文，或者删去这个文件。")


def decode(data: bytes) -> str | Refusal:
    """The text of ``data`` without its byte order mark.

    A byte order mark decides; then zero bytes, which only UTF-16 has; then strict UTF-8; then
    GB18030, unless the bytes look more like Chinese in UTF-16. What is no text in any of them,
    or holds zero characters, is refused.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _accept(_try(data[len(mark) :], encoding))
    if b"\x00" in data:
        return _accept(_best(data, _UTF16))
    text = _try(data, "utf-8")
    return _accept(text if text is not None else _best(data, ("gb18030", *_UTF16)))


def _accept(text: str | None) -> str | Refusal:
    if text is None:
        return UNDECODABLE
    if "\x00" in text or _controls(text) * 20 > len(text):
        return BINARY
    return text if text.strip("\ufeff \t\r\n\f\v\u3000\u00a0\u200b") else EMPTY


def _controls(text: str) -> int:
    return sum(c < " " and c not in "\t\n\r\f\v" for c in text[:_SAMPLE])


def _best(data: bytes, encodings: Iterable[str]) -> str | None:
    """The reading of ``data`` with most everyday Chinese characters; of equals the first. None
    where none is plausible."""
    texts = [text for e in encodings if (text := _try(data, e)) is not None]
    return max(texts, key=_plausibility, default=None)


def _plausibility(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum(c in _COMMON or c.isascii() for c in sample) / max(len(sample), 1)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
