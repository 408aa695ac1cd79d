"""Plain text."""

from __future__ import annotations

from xuncha_kb.read.decode import decode
from xuncha_kb.read.raw import RawText, Reader, Refusal
from xuncha_kb.text import split_lines


def read_plain(data: bytes) -> RawText | Refusal:
    text = decode(data)
    return text if isinstance(text, Refusal) else RawText(split_lines(text))


PLAIN = Reader((".txt",), read_plain)
