"""Metadata that a text states about itself, at its head and its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xuncha_kb.model import Metadata
from xuncha_kb.read.opening import Opening, clean
from xuncha_kb.text import parse_numeral
from xuncha_kb.vocabulary import Vocabulary

_HEAD, _FOOT = 30, 40
_LONGEST = 400
"""Only so much of a line is looked at."""


def infer_facts(lines: Sequence[str], opening: Opening, vocabulary: Vocabulary) -> Metadata:
    """Dates, number, issuer, round and status as far as the text states them."""
    filled = [clean(line[:_LONGEST]) for line in lines if line.strip()]
    head, foot = filled[:_HEAD], filled[_HEAD:][-_FOOT:]
    history = _history(head, vocabulary)
    signed = _signature(filled, vocabulary)
    effective = _effective(head + foot, vocabulary, history.get("issued_on") or signed.get("date"))
    facts = {**_number_and_round(head, opening, vocabulary), **effective, **history}
    facts |= {key: value for key, value in signed.items() if key not in facts}
    facts.setdefault("date", _head_date(head, vocabulary) or history.get("issued_on"))
    return Metadata.model_validate({key: value for key, value in facts.items() if value})


def iso_date(match: re.Match[str]) -> str | None:
    """``2024-03-15``, or as much of it as there is; None where it is no date."""
    numbers = [
        parse_numeral(match[name]) if match[name] else None for name in ("year", "month", "day")
    ]
    year, month, day = numbers
    if year is None or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and not 1 <= day <= 31:
        return None
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)]
    return "-".join(parts)


def _dates(line: str, vocabulary: Vocabulary) -> list[tuple[str, re.Match[str]]]:
    matches = vocabulary.pattern("read.date").finditer(line)
    return [(date, match) for match in matches if (date := iso_date(match))]


def _history(head: Sequence[str], vocabulary: Vocabulary) -> dict[str, str | None]:
    """Approval and issue from the 题注; the latest of each, as amendments come last."""
    found: dict[str, str | None] = {}
    approved, issued = vocabulary.pattern("read.approved"), vocabulary.pattern("read.issued")
    for line in head:
        dates = _dates(line, vocabulary)
        for index, (date, match) in enumerate(dates):
            end = dates[index + 1][1].start() if index + 1 < len(dates) else len(line)
            event = line[match.end() : end]
            if match.start() > 1 and index == 0:
                break
            if issued.search(event):
                found["issued_on"] = date
            elif approved.search(event):
                found["approved_on"] = date
    return found


def _head_date(head: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """A line of its own near the title that is a date, brackets aside."""
    for line in head[:8]:
        bare = line.strip("（）() ")
        for date, match in _dates(bare, vocabulary):
            if match.start() == 0 and match.end() == len(bare):
                return date
    return None


def _signature(filled: Sequence[str], vocabulary: Vocabulary) -> dict[str, str | None]:
    """The first date that stands on a line of its own after the head, and the name above it."""
    for index, line in enumerate(filled):
        dates = _dates(line, vocabulary) if index > 1 and len(line) < 24 else []
        if dates and dates[0][1].start() <= 1 and dates[0][1].end() >= len(line) - 1:
            above = filled[index - 1]
            signed = len(above) <= 40 and above[-1] not in "。；，：！？、）"
            return {"date": dates[0][0], "issuer": above if signed and index > 3 else None}
    return {}


def _number_and_round(
    head: Sequence[str], opening: Opening, vocabulary: Vocabulary
) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name in ("document_number", "order_number"):
        for line in head[:12]:
            match = vocabulary.pattern(f"read.{name}").match(line)
            if match and match.end() == len(line) and "document_number" not in found:
                found["document_number"] = line.strip("（）() ") if name[0] == "o" else line
    for line in head:
        match = vocabulary.pattern("read.round").search(line)
        if match:
            found["round"] = match[0]
            break
    return found


def _effective(
    lines: Sequence[str], vocabulary: Vocabulary, issued: str | None
) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for line in lines:
        if "行" not in line:
            continue
        for match in vocabulary.pattern("read.effective").finditer(line):
            dates = _dates(match["when"], vocabulary)
            found["effective_on"] = dates[0][0] if dates else issued
        repeal = vocabulary.pattern("read.repeal").search(line)
        if repeal and "effective_on" in found:
            found["supersedes"] = repeal["what"]
    return found
