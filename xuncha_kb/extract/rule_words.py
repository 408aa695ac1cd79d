"""Which words of a clause make up each of its rules."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.extract.clauses import Line, Range
from xuncha_kb.extract.draft import Reading
from xuncha_kb.extract.lists import bodies
from xuncha_kb.extract.markers import Marker
from xuncha_kb.model import DocumentKind, ItemKind
from xuncha_kb.text import trim

_MARKS = " \t\u3000\u00a0，,：:、"


def rules_of(
    reading: Reading, paragraph: int, line: Line, clause: Range, markers: list[Marker]
) -> Iterator[tuple[Marker, Range]]:
    """Each rule of a clause: its marker and where its words begin and end."""
    starts = _starts(line, clause, markers)
    heads: list[tuple[Marker, int]] = []
    for marker in markers:
        piece = max(start for start in starts if start <= marker.start)
        if heads and _goes_on(reading, line, heads[-1], marker, piece):
            continue
        floor = heads[-1][0].end if heads else clause[0]
        start = _begin(reading, line, clause, starts, marker, piece, floor)
        heads.append((marker, start if start >= floor else marker.start))
    inner = [body for body in bodies(reading, paragraph) if clause[0] < body < clause[1]]
    for index, (marker, start) in enumerate(heads):
        end = heads[index + 1][1] if index + 1 < len(heads) else clause[1]
        start = max([start, *(body for body in inner if body <= marker.start)])
        turn = reading.vocabulary.pattern("norms.turn").match(line.text, start, marker.start)
        if turn and (turn.end() < marker.start or marker.kind is ItemKind.PROHIBITION):
            start = turn.end()
        end = _own_end(reading, line, starts, marker, end)
        yield marker, trim(line.text, start, end, _MARKS)


def without_label(reading: Reading, line: Line, clause: Range) -> Range:
    """``clause`` without 整改措施： and the like before it."""
    label = reading.vocabulary.pattern("norms.label").match(line.text[slice(*clause)])
    rest = trim(line.text, clause[0] + label.end(), clause[1], _MARKS) if label else clause
    return rest if rest[0] < rest[1] else clause


def _starts(line: Line, clause: Range, markers: list[Marker]) -> list[int]:
    """Where pieces begin: after commas, and where 、 parts prohibitions (不准…、不准…)."""
    repeated = {
        marker.start
        for marker in markers
        if marker.kind is ItemKind.PROHIBITION and line.text[marker.start - 1] == "、"
    }
    return sorted(repeated.union(line.pieces(clause)))


def _goes_on(
    reading: Reading, line: Line, head: tuple[Marker, int], marker: Marker, piece: int
) -> bool:
    """Whether a marker belongs to the rule before it: 应当…，并应当…; 不得…或者不得…. One that
    names somebody else begins its own rule: 甲应当…，乙应当…."""
    last = head[0]
    if marker.kind is not last.kind:
        same = piece <= last.start and not marker.demand
        return same and marker.kind is not ItemKind.PROHIBITION
    if marker.demand or last.demand or marker.kind is ItemKind.PROHIBITION:
        return piece <= last.start
    return piece <= last.start or _leans_back(reading, line.text[piece : marker.start])


def _leans_back(reading: Reading, words: str) -> bool:
    """Whether the words before a marker in its own piece name nobody."""
    pattern = reading.vocabulary.pattern
    words = words.strip(_MARKS)
    return bool(
        pattern("norms.leans_back").match(words) or pattern("norms.condition_start").match(words)
    )


def _begin(
    reading: Reading,
    line: Line,
    clause: Range,
    starts: list[int],
    marker: Marker,
    piece: int,
    floor: int,
) -> int:
    """Where the words of a rule begin: with the clause for 应当 and 可以, else with the piece of
    the marker; the conditions before it (…的，) are taken in, and in a regulation the one who is
    named before them (底稿，除另有规定外，不得外借)."""
    if not marker.demand and marker.kind is not ItemKind.PROHIBITION and floor == clause[0]:
        return clause[0]
    regulation = reading.document.kind is DocumentKind.REGULATION
    pattern = reading.vocabulary.pattern
    earlier = [start for start in starts if floor <= start < piece]
    start = piece
    while earlier:
        before = line.text[earlier[-1] : start].rstrip(_MARKS)
        begins = (not regulation or floor == clause[0]) and pattern("norms.condition_start").match(
            before
        )
        if not begins and not pattern("norms.condition_end").search(before):
            break
        start = earlier.pop()
        if regulation and before.endswith("的"):
            return earlier[0] if earlier else start
    nobody = regulation and _leans_back(reading, line.text[piece : marker.start])
    if nobody and len(earlier) == 1 and floor == clause[0]:
        named = not pattern("norms.predicate").search(line.text[earlier[0] : start])
        return earlier[0] if named else start
    return start


def _own_end(reading: Reading, line: Line, starts: list[int], marker: Marker, end: int) -> int:
    """A rule ends before a piece that says something else: 违者…, 也欢迎…."""
    prohibits = marker.kind is ItemKind.PROHIBITION
    afterwards = reading.vocabulary.pattern("norms.afterwards" if prohibits else "norms.welcome")
    for start in starts:
        if marker.end < start < end and afterwards.match(line.text[start:end]):
            return start
    return end
