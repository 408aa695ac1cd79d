"""Prohibitions, obligations, permissions: who must, must not, may.

A rule is a clause with a marker (不得, 应当, 可以 …). One marker makes one rule, however many
objects it has; a prohibition that repeats its marker is as many rules. In speeches, plans and
notices 要, 务必 and 希望 demand too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xuncha_kb.extract.asked import Requests
from xuncha_kb.extract.clauses import Line, Range
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import bodies, prose
from xuncha_kb.extract.places import Taken
from xuncha_kb.extract.rule_lists import BINDING, RuleList, points, rule_lists
from xuncha_kb.extract.subject import bound
from xuncha_kb.model import Binds, DocumentKind, ItemKind, Span
from xuncha_kb.text import trim

_KINDS = {
    "prohibition": ItemKind.PROHIBITION,
    "obligation": ItemKind.OBLIGATION,
    "permission": ItemKind.PERMISSION,
}
_SAID_OTHERWISE = {
    ItemKind.LIABILITY,
    ItemKind.DEFINITION,
    ItemKind.ENTRY_INTO_FORCE,
    ItemKind.SELF_RESTRAINT,
    ItemKind.OBSERVATION,
    ItemKind.CRITERION,
    ItemKind.INDICATOR,
    ItemKind.REQUEST,
    ItemKind.FOCUS_AREA,
    ItemKind.ACCEPTED_MATTER,
    ItemKind.EXCLUDED_MATTER,
}
_LONGEST = 3000
"""Characters of a clause; nobody lays down a rule in more without a full stop."""
_SHORTEST = 5
"""A bare demand with fewer characters after its marker leans on the sentence before it."""
_NEAR = 12
_MARKS = " \t\u3000\u00a0，,：:、"


@dataclass(frozen=True, slots=True)
class _Marker:
    kind: ItemKind
    start: int
    end: int
    demand: bool
    """要, 务必, 希望: each one is a rule of its own and begins with its own piece."""


def norms(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every rule outside of quotation marks that no other item says already."""
    asked = Requests(reading, drafts)
    taken = Taken(s for d in drafts if d.kind in _SAID_OTHERWISE for s in d.source)
    listed = Taken()
    for paragraph, text in reading.numbered:
        markers = _markers(reading, text)
        lists = rule_lists(reading, paragraph, text)
        if not markers and not lists:
            continue
        rules: list[Draft] = []
        for clause, own in _by_clause(_clauses(reading, paragraph, lists), markers):
            if not listed.overlaps(paragraph, *clause):
                rules += _of_clause(reading, asked, taken, paragraph, clause, own)
        yield from rules
        for one in lists:
            for point in points(reading, asked, one, rules):
                span = point.source[0]
                listed.add(span.paragraph, span.start, span.end)
                yield point


def _clauses(reading: Reading, paragraph: int, lists: Sequence[RuleList]) -> Iterator[Range]:
    """The clauses of a line; the one that introduces a list ends where the list begins."""
    begins = [begin for one in lists if (begin := one.begins(paragraph)) is not None]
    for start, end in prose(reading, paragraph).clauses:
        inside = [begin for begin in begins if start < begin < end]
        yield start, min([end, *inside])


def _markers(reading: Reading, text: str) -> list[_Marker]:
    """Whatever looks like a marker, in order."""
    pattern = reading.vocabulary.pattern
    found = [
        _Marker(_KINDS[match.lastgroup or ""], match.start(), match.end(), False)
        for match in pattern("norms.marker").finditer(text)
    ]
    if "要" in text or "务" in text:
        found += _demands(pattern("norms.demand"), text)
    if reading.document.kind is not DocumentKind.REGULATION:
        found += _demands(pattern("norms.wish"), text)
    return sorted(found, key=_start) if found else found


def _demands(pattern: re.Pattern[str], text: str) -> list[_Marker]:
    return [
        _Marker(ItemKind.OBLIGATION, match.start(), match.end(), True)
        for match in pattern.finditer(text)
    ]


def _start(marker: _Marker) -> int:
    return marker.start


def _by_clause(
    clauses: Iterable[Range], markers: list[_Marker]
) -> Iterator[tuple[Range, list[_Marker]]]:
    """The clauses that hold markers, with those."""
    for start, end in clauses:
        own = markers[
            bisect_left(markers, start, key=_start) : bisect_left(markers, end, key=_start)
        ]
        if own:
            yield (start, end), own


def _of_clause(
    reading: Reading,
    asked: Requests,
    taken: Taken,
    paragraph: int,
    clause: Range,
    markers: list[_Marker],
) -> Iterator[Draft]:
    if clause[1] - clause[0] > _LONGEST:
        return
    line = prose(reading, paragraph)
    clause = _without_label(reading, line, clause)
    markers = [
        marker
        for marker in markers
        if marker.start >= clause[0] and _commands(reading, paragraph, line, clause, marker)
    ]
    for marker, (start, end) in _rules(reading, paragraph, line, clause, markers):
        place = (start, end) if marker.demand else (marker.start, marker.end)
        leaning = marker.demand and start == marker.start
        if end - marker.end < (_SHORTEST if leaning else 2) or taken.overlaps(paragraph, *place):
            continue
        request = asked.at(paragraph, start)
        forbids = marker.kind is ItemKind.PROHIBITION
        binds = bound(
            reading, line, clause, (marker.start, marker.end), request, forbids, paragraph
        )
        child = marker.kind is ItemKind.OBLIGATION and binds is not Binds.INSPECTION_TEAM
        parent = request if child else None
        yield Draft(marker.kind, (Span(paragraph, start, end),), parent, BINDING[binds])


def _commands(reading: Reading, paragraph: int, line: Line, clause: Range, marker: _Marker) -> bool:
    """Whether a marker lays something down, rather than argue, tell or name a case."""
    pattern = reading.vocabulary.pattern
    text = line.text
    before, after = text[clause[0] : marker.start], text[marker.end : clause[1]]
    if not line.outside(marker.start) or _is_case(reading, text[slice(*clause)], before, after):
        return False
    if text[marker.start : marker.end] == "禁止":
        piece = max(before.rfind("，"), before.rfind("：")) + 1
        return pattern("norms.forbids_midway").search(before[piece:]) is not None
    if pattern("norms.told").search(before):
        return False
    if marker.kind is ItemKind.PROHIBITION:
        return True
    if pattern("norms.known").search(before):
        return False
    if marker.kind is ItemKind.PERMISSION:
        return not pattern("norms.allowed_subject").match(after)
    if pattern("norms.constituent").match(after):
        return False
    speaks = reading.document.kind is not DocumentKind.REGULATION
    if speaks and pattern("norms.about_others").search(before):
        return False
    return marker.demand or not (speaks and _argues(reading, paragraph))


def _is_case(reading: Reading, clause: str, before: str, after: str) -> bool:
    """…应当回避的；对应当公开的信息，…; 其他应当终止的情形: a case or a noun, no rule."""
    pattern = reading.vocabulary.pattern
    if clause.endswith("的") and not clause.endswith("目的") and after[:1] not in ("是", "为"):
        return True
    if pattern("norms.case_noun").match(clause):
        return True
    described = pattern("norms.modifier").search(before[-_NEAR:])
    return described is not None and pattern("norms.named_by").match(after) is not None


def _argues(reading: Reading, paragraph: int) -> bool:
    heading = reading.vocabulary.pattern("norms.argument_heading")
    return any(heading.search(reading.heading(section)) for section in reading.path(paragraph))


def _rules(
    reading: Reading, paragraph: int, line: Line, clause: Range, markers: list[_Marker]
) -> Iterator[tuple[_Marker, Range]]:
    """Each rule of a clause: its marker and where its words begin and end."""
    starts = _starts(line, clause, markers)
    heads: list[tuple[_Marker, int]] = []
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


def _without_label(reading: Reading, line: Line, clause: Range) -> Range:
    """``clause`` without 整改措施： and the like before it."""
    label = reading.vocabulary.pattern("norms.label").match(line.text[slice(*clause)])
    rest = trim(line.text, clause[0] + label.end(), clause[1], _MARKS) if label else clause
    return rest if rest[0] < rest[1] else clause


def _starts(line: Line, clause: Range, markers: list[_Marker]) -> list[int]:
    """Where pieces begin: after commas, and where 、 parts prohibitions (不准…、不准…)."""
    repeated = {
        marker.start
        for marker in markers
        if marker.kind is ItemKind.PROHIBITION and line.text[marker.start - 1] == "、"
    }
    return sorted(repeated.union(line.pieces(clause)))


def _goes_on(
    reading: Reading, line: Line, head: tuple[_Marker, int], marker: _Marker, piece: int
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
    marker: _Marker,
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


def _own_end(reading: Reading, line: Line, starts: list[int], marker: _Marker, end: int) -> int:
    """A rule ends before a piece that says something else: 违者…, 也欢迎…."""
    prohibits = marker.kind is ItemKind.PROHIBITION
    afterwards = reading.vocabulary.pattern("norms.afterwards" if prohibits else "norms.welcome")
    for start in starts:
        if marker.end < start < end and afterwards.match(line.text[start:end]):
            return start
    return end
