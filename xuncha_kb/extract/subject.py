"""Whom a rule binds, by the one who is named as acting."""

from __future__ import annotations

from xuncha_kb.extract.clauses import Line, Range
from xuncha_kb.extract.context import promises, team_speaks
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.markers import Marker
from xuncha_kb.model import Binds, DocumentKind, ItemKind

_AHEAD = 16
_ATTACHED = 4
"""巡察组全体干部 are still the team."""
_AT_THE_START = 3
"""Where a piece names its subject: at its beginning, after a short word such as 要求."""


def bound(
    reading: Reading,
    line: Line,
    clause: Range,
    marker: Marker,
    request: Draft | None,
    paragraph: int,
) -> Binds:
    """The party named before the marker in its own piece, or right after 希望, 要求, 严禁; else
    the one whom the request asks, or the subject of an earlier piece (this first where something
    is forbidden), or the team under a heading on its own ranks; else ``anyone``."""
    text = line.text
    starts = [start for start in line.pieces(clause) if start <= marker.start]
    direct = named(reading, text[starts[-1] : marker.start])
    asks_whom = reading.vocabulary.pattern("norms.asks_whom")
    if direct is None and asks_whom.search(text, marker.start, marker.end):
        after = text[marker.end : min(clause[1], marker.end + _AHEAD)]
        direct = named(reading, after, first=True)
    asked = request.attributes.binds if request else None
    if direct or (asked and marker.kind is not ItemKind.PROHIBITION):
        return direct or asked or Binds.ANYONE
    earlier = _earlier_subject(reading, text, starts) or asked
    return earlier or _by_heading(reading, paragraph) or Binds.ANYONE


def _by_heading(reading: Reading, paragraph: int) -> Binds | None:
    if reading.document.kind is DocumentKind.REGULATION:
        return None
    own = reading.vocabulary.pattern("conduct.own_ranks")
    under = any(own.search(reading.heading(section)) for section in reading.path(paragraph))
    return Binds.INSPECTION_TEAM if under else None


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
    if not pattern("norms.party").search(words):
        return None
    towards = pattern("norms.towards")
    parties = list(pattern("norms.team").finditer(words))
    team = [match.span() for match in parties]
    organization = [
        match.start()
        for match in pattern("norms.organization").finditer(words)
        if not any(start <= match.start() <= end + _ATTACHED for start, end in team)
    ]
    found: list[tuple[int, Binds | None]] = [
        *((match.start(), _party(reading, match[0])) for match in parties),
        *((start, Binds.INSPECTED_ORGANIZATION) for start in organization),
        *((match.start(), Binds.ANYONE) for match in pattern("norms.everyone").finditer(words)),
    ]
    acting = [
        (start, binds)
        for start, binds in found
        if binds is not None
        and (latest is None or start <= latest)
        and not towards.search(words[:start])
    ]
    if not acting:
        return None
    return (min(acting) if first else max(acting))[1]


def _party(reading: Reading, name: str) -> Binds | None:
    """The team; 我们 is who speaks."""
    if name != "我们" or team_speaks(reading):
        return Binds.INSPECTION_TEAM
    return Binds.INSPECTED_ORGANIZATION if promises(reading) else None
