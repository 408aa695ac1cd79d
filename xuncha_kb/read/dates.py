"""Dates as Chinese documents write them -> ISO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha_kb.text import parse_numeral


def find_dates(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Each date of ``text`` in ISO form, as far as it goes (``2024``, ``2024-03``), with its
    match of ``pattern``, which is ``read.date`` of the vocabulary."""
    for match in pattern.finditer(text):
        date = iso_date(match)
        if date is not None:
            yield date, match


def iso_date(match: re.Match[str]) -> str | None:
    """``2024-03-15``, or as much of it as there is; None where it is no date."""
    year, month, day = (_number(match[name]) for name in ("year", "month", "day"))
    if year is None or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and not 1 <= day <= 31:
        return None
    return f"{year:04}" + "".join(f"-{part:02}" for part in (month, day) if part is not None)


def _number(numeral: str | None) -> int | None:
    return None if numeral is None else parse_numeral(numeral.replace("O", "〇").replace("o", "〇"))
