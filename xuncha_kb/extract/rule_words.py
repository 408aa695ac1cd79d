"""Which words of a clause make up each of its rules."""

from __future__ import annotations

from bisect import bisect_right
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
    floor = clause[0]
    for marker in markers:
        piece = starts[bisect_right(starts, marker.start) - 1]
        said, floor = floor, marker.end
        if heads and _goes_on(reading, line, heads[-1][0], marker, piece):
            continue
        if heads and _reports(line, heads[-1][0], marker, piece):
            piece = heads.pop()[0].end
        start = _begin(reading, line, clause, starts, marker, piece, said)
        heads.append((marker, start if start >= said else marker.start))
    inner = [body for body in bodies(reading, paragraph) if clause[0] < body < clause[1]]
    for index, (marker, start) in enumerate(heads):
        end = heads[index + 1][1] if index + 1 < len(heads) else clause[1]
        start = max([start, *(body for body in inner if body <= marker.start)])
        start = _after_turn(reading, line, start, marker)
        end = _own_end(reading, line, starts, marker, end)
        yield marker, trim(line.text, start, end, _MARKS)


def _after_turn(reading: Reading, line: Line, start: int, marker: Marker) -> int:
    """``start`` behind words that join a rule to what was said (但, 会议强调)."""
    pattern = reading.vocabulary.pattern
    if reading.document.kind is not DocumentKind.REGULATION:
        reported = pattern("rule_words.reported").match(line.text, start, marker.start)
        start = reported.end() if reported else start
    turn = pattern("rule_words.turn").match(line.text, start, marker.start)
    if turn and (turn.end() < marker.start or marker.kind is ItemKind.PROHIBITION):
        return turn.end()
    return start


def up_to(reading: Reading, line: Line, place: Range, other: int | None) -> Range:
    """A rule without what begins at ``other``, and without the words that lead up to it
    (…，做到不…)."""
    if other is None:
        return place
    lead = reading.vocabulary.pattern("rule_words.promise").search(line.text, place[0], other)
    return trim(line.text, place[0], lead.start() if lead else other, _MARKS)


def without_label(reading: Reading, line: Line, clause: Range) -> Range:
    """``clause`` without 整改措施： and the like before it."""
    if "：" not in line.text:
        return clause
    label = reading.vocabulary.pattern("rule_words.label").match(line.text[slice(*clause)])
    rest = trim(line.text, clause[0] + label.end(), clause[1], _MARKS) if label else clause
    return rest if rest[0] < rest[1] else clause


def _starts(line: Line, clause: Range, markers: list[Marker]) -> list[int]:
    """Where pieces begin: after commas, and where 、 parts prohibitions (不准…、不准…)."""
    repeated = {
        marker.start
        for marker in markers
        if marker.kind is ItemKind.PROHIBITION and line.text[marker.start - 1] == "、"
    }
    pieces = line.pieces(clause)
    return sorted(repeated.union(pieces)) if repeated else pieces


def _goes_on(reading: Reading, line: Line, last: Marker, marker: Marker, piece: int) -> bool:
    """Whether a marker belongs to the rule before it: 应当…，并应当…; 不得…或者不得…; 既要…，也要….
    One that names somebody else begins its own rule: 甲应当…，乙应当…."""
    words = line.text[piece : marker.start]
    if piece <= last.start:
        return marker.kind is last.kind or (
            not marker.demand and marker.kind is not ItemKind.PROHIBITION
        )
    if marker.kind is not last.kind or marker.kind is ItemKind.PROHIBITION:
        return False
    if not marker.demand and not last.demand:
        return _leans_back(reading, words)
    if line.text.startswith("既", last.start):
        return line.text[marker.start] in "也又还更"
    words = words.strip(_MARKS)
    return not words.endswith("的") and words[:1] not in ("", "凡") and _conditional(reading, words)


def _reports(line: Line, last: Marker, marker: Marker, piece: int) -> bool:
    """Whether 要求 only introduces what is forbidden in its own piece (要求每月不得少于一次)."""
    asks = line.text[last.start : last.end].endswith("要求")
    return asks and piece <= last.start and marker.kind is ItemKind.PROHIBITION


def _leans_back(reading: Reading, words: str) -> bool:
    """Whether the words before a marker in its own piece name nobody."""
    pattern = reading.vocabulary.pattern
    words = words.strip(_MARKS)
    return bool(
        pattern("rule_words.leans_back").match(words)
        or pattern("rule_words.condition_start").match(words)
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
    """Where the words of a rule begin. In a regulation 应当 and 可以 take in the clause from its
    beginning, but for what it says of somebody else first; all else begins with the piece of
    the marker, the conditions before it (…的，) and the one who is named before them (底稿，
    除另有规定外，不得外借)."""
    earlier = [start for start in starts if floor <= start < piece]
    regulation = reading.document.kind is DocumentKind.REGULATION
    forbids = marker.kind is ItemKind.PROHIBITION
    first = floor == clause[0]
    if regulation and not marker.demand and not forbids and first:
        return _after_others(reading, line, earlier, marker, piece)
    start, above = _with_conditions(reading, line, earlier, piece, regulation, first)
    nobody = first and _leans_back(reading, line.text[piece : marker.start])
    if not nobody or not above:
        return start
    words = line.text[above[-1] : start].rstrip(_MARKS)
    if reading.vocabulary.pattern("rule_words.names").search(words):
        return above[-1]
    if (marker.demand or forbids) and (not regulation or above[1:]):
        return start
    predicate = reading.vocabulary.pattern("rule_words.predicate")
    return start if predicate.search(line.text[above[0] : start]) else above[0]


def _after_others(
    reading: Reading, line: Line, earlier: list[int], marker: Marker, piece: int
) -> int:
    """The beginning of the clause, or the piece of the marker where that names somebody and the
    one before it says something of its own (甲负责…，乙应当…)."""
    if not earlier:
        return piece
    pattern = reading.vocabulary.pattern
    words = line.text[piece : marker.start].rstrip(_MARKS)
    before = line.text[earlier[-1] : piece].rstrip(_MARKS)
    if _leans_back(reading, words) or pattern("rule_words.condition_end").search(words):
        return earlier[0]
    states = pattern("rule_words.statement").search(before) and not _conditional(reading, before)
    return piece if states else earlier[0]


def _with_conditions(
    reading: Reading, line: Line, earlier: list[int], piece: int, regulation: bool, first: bool
) -> tuple[int, list[int]]:
    """Where the conditions before a piece begin, and the pieces before those."""
    pattern = reading.vocabulary.pattern
    above = list(earlier)
    start = piece
    while above:
        before = line.text[above[-1] : start].rstrip(_MARKS)
        begins = (not regulation or first) and pattern("rule_words.condition_start").match(before)
        handled = begins and pattern("rule_words.handled").search(before)
        if handled or (not begins and not pattern("rule_words.condition_end").search(before)):
            break
        start = above.pop()
        if regulation and before.endswith("的"):
            return (above[0] if above else start), []
    return start, above


def _conditional(reading: Reading, words: str) -> bool:
    pattern = reading.vocabulary.pattern
    return bool(
        pattern("rule_words.condition_start").match(words)
        or pattern("rule_words.condition_end").search(words)
    )


def _own_end(reading: Reading, line: Line, starts: list[int], marker: Marker, end: int) -> int:
    """A rule ends before a piece that says something else: 违者…, 也欢迎…."""
    prohibits = marker.kind is ItemKind.PROHIBITION
    afterwards = reading.vocabulary.pattern(
        "rule_words.afterwards" if prohibits else "rule_words.welcome"
    )
    for start in starts:
        if marker.end < start < end and afterwards.match(line.text[start:end]):
            return start
    return end
