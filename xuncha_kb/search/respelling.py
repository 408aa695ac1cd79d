"""Other spellings that need no vocabulary: numbers in words or figures, names left open."""

from __future__ import annotations

import re

from xuncha_kb.text import DIGITS, parse_numeral

_NUMERAL = re.compile(f"[0-9]{{1,4}}|[{DIGITS}]+")
_UNNAMED = re.compile("[xX×某○〇]{2,}|^[xX×某○]")
"""XX局, 某局: a name left open."""


def respelled(text: str) -> list[str]:
    """``text`` with its numbers in words or figures, and without a name left open: 5个/五个,
    XX局/局."""
    named = _UNNAMED.sub("", text)
    if len(named) < 2:
        named = text
    styles = (_chinese, _chinese_liang, _arabic)
    found = dict.fromkeys((named, *(_NUMERAL.sub(style, named) for style in styles)))
    found.pop(text, None)
    return list(found)


def _arabic(match: re.Match[str]) -> str:
    value = parse_numeral(match[0])
    return match[0] if value is None else str(value)


def _chinese(match: re.Match[str]) -> str:
    """1-99 as people write them in words; others stay."""
    if not match[0].isascii() or not 1 <= int(match[0]) <= 99:
        return match[0]
    tens, units = divmod(int(match[0]), 10)
    ten = "" if not tens else "十" if tens == 1 else "一二三四五六七八九"[tens - 1] + "十"
    return ten + ("" if not units else "一二三四五六七八九"[units - 1])


def _chinese_liang(match: re.Match[str]) -> str:
    return "两" if match[0] == "2" else _chinese(match)
