"""Whom a rule binds, by the one who is named as acting."""

from __future__ import annotations

from xuncha_kb.extract.clauses import Line, Range
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.model import Binds

_AHEAD = 16
_AT_THE_START = 3
"""Where a piece names its subject: at its beginning, after a short word such as 要求."""


def bound(
    reading: Reading,
    line: Line,
    clause: Range,
    marker: Range,
    request: Draft | None,
) -> Binds:
    """The party named before the marker in its own piece, or right after 希望, 要求, 严禁; else
    the one whom the request asks, or the subject of an earlier piece; else ``anyone``."""
    text = line.text
    starts = [start for start in line.pieces(clause) if start <= marker[0]]
    asks = reading.vocabulary.pattern("norms.asks_whom").search(text[slice(*marker)])
    after = text[marker[1] : min(clause[1], marker[1] + _AHEAD)] if asks else ""
    return (
        named(reading, text[starts[-1] : marker[0]])
        or named(reading, after, first=True)
        or (request.attributes.binds if request else None)
        or _earlier_subject(reading, text, starts)
        or Binds.ANYONE
    )


def _earlier_subject(reading: Reading, text: str, starts: list[int]) -> Binds | None:
    for start in reversed(starts[:-1]):
        subject = named(reading, text[start : start + _AHEAD], first=True, latest=_AT_THE_START)
        if subject:
            return subject
    return None


def named(
    reading: Reading, words: str, *, first: bool = False, latest: int | None = None
) -> Binds | None:
    """The last party that ``words`` name as acting, or the first, which begins no later than
    ``latest``; None where there is none."""
    pattern = reading.vocabulary.pattern
    towards = pattern("norms.towards")
    found = [
        (match.start(), binds)
        for name, binds in (
            ("norms.team", Binds.INSPECTION_TEAM),
            ("norms.organization", Binds.INSPECTED_ORGANIZATION),
        )
        for match in pattern(name).finditer(words)
        if (latest is None or match.start() <= latest)
        and not towards.search(words[: match.start()])
    ]
    if not found:
        return None
    return (min(found) if first else max(found))[1]
