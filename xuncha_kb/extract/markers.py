"""Where a line forbids, demands or allows something: its markers (不得, 应当, 可以, 要 …)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from xuncha_kb.extract.clauses import Range
from xuncha_kb.extract.draft import Reading
from xuncha_kb.model import DocumentKind, ItemKind

_KINDS = {
    "prohibition": ItemKind.PROHIBITION,
    "obligation": ItemKind.OBLIGATION,
    "permission": ItemKind.PERMISSION,
}

_PIECE = re.compile(r"[，,；;。：:！？、\s”）.．①-⑳]")
_REACH = 40
"""How many characters before 要 may name the one who is asked."""


class Marker(NamedTuple):
    kind: ItemKind
    start: int
    end: int
    demand: bool
    """要, 务必, 希望: each one is a rule of its own and begins with its own piece."""


def markers_of(reading: Reading, text: str) -> list[Marker]:
    """Whatever looks like a marker, in order."""
    pattern = reading.vocabulary.pattern
    found = [
        Marker(_KINDS[match.lastgroup or ""], match.start(), match.end(), False)
        for match in pattern("norms.marker").finditer(text)
    ]
    if "要" in text or "务" in text:
        asked = pattern("norms.asked")
        found += [m for m in _demands(pattern("norms.demand"), text) if _asks(asked, text, m)]
    if reading.document.kind is not DocumentKind.REGULATION:
        found += _demands(pattern("norms.wish"), text)
    return sorted(found, key=attrgetter("start")) if len(found) > 1 else found


def _demands(pattern: re.Pattern[str], text: str) -> list[Marker]:
    return [
        Marker(ItemKind.OBLIGATION, match.start(), match.end(), True)
        for match in pattern.finditer(text)
    ]


def _asks(asked: re.Pattern[str], text: str, marker: Marker) -> bool:
    """Whether a demand begins its piece or follows the one who is asked."""
    piece = _PIECE.split(text[max(0, marker.start - _REACH) : marker.start])[-1]
    return not piece or asked.search(piece) is not None


def by_clause(
    clauses: Iterable[Range], markers: list[Marker]
) -> Iterator[tuple[Range, list[Marker]]]:
    """The clauses that hold markers, with those; both come in order."""
    first = 0
    for start, end in clauses:
        while first < len(markers) and markers[first].start < start:
            first += 1
        after = first
        while after < len(markers) and markers[after].start < end:
            after += 1
        if first < after:
            yield (start, end), markers[first:after]
            first = after
