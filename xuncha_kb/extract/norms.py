"""Prohibitions, obligations, permissions: who must, must not, may.

A rule is a clause with a marker (不得, 应当, 可以 …). One marker makes one rule, however many
objects it has; a prohibition that repeats its marker is as many rules. In speeches, plans and
notices 要, 务必 and 希望 demand too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xuncha_kb.extract.asked import Requests
from xuncha_kb.extract.clauses import Line, Range
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import bodies
from xuncha_kb.extract.places import Taken
from xuncha_kb.extract.rule_lists import leads_rules, listed_rules
from xuncha_kb.extract.subject import bound
from xuncha_kb.model import Attributes, Binds, DocumentKind, ItemKind, Span
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
"""A demand with fewer characters after its marker leans on the sentence before it."""
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
    listed = tuple(listed_rules(reading, asked))
    yield from listed
    taken = Taken(s for d in drafts if d.kind in _SAID_OTHERWISE for s in d.source)
    leads = {span.paragraph for draft in listed for span in draft.source}
    for paragraph, text in enumerate(reading.document.paragraphs, start=1):
        if not _may_hold_rules(reading, text):
            continue
        line = Line(text, bodies(reading, paragraph)[0])
        for clause in line.clauses():
            if paragraph in leads and _is_listed(listed, paragraph, clause):
                continue
            yield from _of_clause(reading, asked, taken, paragraph, line, clause)


def _may_hold_rules(reading: Reading, text: str) -> bool:
    pattern = reading.vocabulary.pattern
    if pattern("norms.sign").search(text):
        return True
    speaks = reading.document.kind is not DocumentKind.REGULATION
    return speaks and pattern("norms.speech_sign").search(text) is not None


def _is_listed(listed: Iterable[Draft], paragraph: int, clause: Range) -> bool:
    return any(
        s.paragraph == paragraph and s.start < clause[1] and clause[0] < s.end
        for draft in listed
        for s in draft.source
    )


def _of_clause(
    reading: Reading,
    asked: Requests,
    taken: Taken,
    paragraph: int,
    line: Line,
    clause: Range,
) -> Iterator[Draft]:
    if clause[1] - clause[0] > _LONGEST:
        return
    markers = _markers(reading, paragraph, line, clause)
    if not markers or leads_rules(reading, paragraph, line.text, clause):
        return
    for marker, (start, end) in _rules(reading, paragraph, line, clause, markers):
        place = (start, end) if marker.demand else (marker.start, marker.end)
        if end - marker.end < (_SHORTEST if marker.demand else 2) or taken.overlaps(
            paragraph, *place
        ):
            continue
        request = asked.at(paragraph, start) if marker.kind is ItemKind.OBLIGATION else None
        binds = bound(reading, line, clause, (marker.start, marker.end), request)
        parent = None if binds is Binds.INSPECTION_TEAM else request
        yield Draft(marker.kind, (Span(paragraph, start, end),), parent, Attributes(binds=binds))


def _markers(reading: Reading, paragraph: int, line: Line, clause: Range) -> list[_Marker]:
    """The markers of a clause in order, without those that argue, tell or name a case."""
    pattern = reading.vocabulary.pattern
    found = [
        _Marker(_KINDS[match.lastgroup or ""], match.start(), match.end(), False)
        for match in pattern("norms.marker").finditer(line.text, *clause)
    ]
    if reading.document.kind is not DocumentKind.REGULATION:
        for name in ("norms.demand", "norms.wish"):
            found += [
                _Marker(ItemKind.OBLIGATION, match.start(), match.end(), True)
                for match in pattern(name).finditer(line.text, *clause)
            ]
    found.sort(key=lambda marker: marker.start)
    return [marker for marker in found if _commands(reading, paragraph, line, clause, marker)]


def _commands(reading: Reading, paragraph: int, line: Line, clause: Range, marker: _Marker) -> bool:
    pattern = reading.vocabulary.pattern
    before = line.text[clause[0] : marker.start]
    if not line.outside(marker.start):
        return False
    if marker.kind is ItemKind.OBLIGATION:
        if pattern("norms.constituent").match(line.text[marker.end : clause[1]]):
            return False
        speaks = reading.document.kind is not DocumentKind.REGULATION
        if speaks and pattern("norms.about_others").search(before):
            return False
        return marker.demand or not (speaks and _argues(reading, paragraph))
    return True


def _argues(reading: Reading, paragraph: int) -> bool:
    heading = reading.vocabulary.pattern("norms.argument_heading")
    return any(heading.search(section.heading or "") for section in reading.path(paragraph))


def _rules(
    reading: Reading, paragraph: int, line: Line, clause: Range, markers: list[_Marker]
) -> Iterator[tuple[_Marker, Range]]:
    """Each rule of a clause: its marker and where its words begin and end."""
    starts = line.pieces(clause)
    heads: list[tuple[_Marker, int]] = []
    for marker in markers:
        piece = max(start for start in starts if start <= marker.start)
        if heads and _goes_on(heads[-1], marker, piece):
            continue
        floor = heads[-1][0].end if heads else clause[0]
        heads.append((marker, _begin(reading, line, clause, starts, marker, piece, floor)))
    inner = [body for body in bodies(reading, paragraph) if clause[0] < body < clause[1]]
    for index, (marker, start) in enumerate(heads):
        end = heads[index + 1][1] if index + 1 < len(heads) else clause[1]
        start = max([start, *(body for body in inner if body <= marker.start)])
        end = _own_end(reading, line, starts, marker, end)
        yield marker, trim(line.text, start, end, _MARKS)


def _goes_on(head: tuple[_Marker, int], marker: _Marker, piece: int) -> bool:
    """Whether a marker belongs to the rule before it: 应当…，并应当…; 不得…或者不得…."""
    last = head[0]
    if marker.kind is not last.kind:
        return False
    if marker.demand or last.demand or marker.kind is ItemKind.PROHIBITION:
        return piece <= last.start
    return True


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
    the marker; the conditions before it (…的，) are taken in."""
    whole = not marker.demand and marker.kind is not ItemKind.PROHIBITION
    if whole and floor == clause[0]:
        return clause[0]
    ends = reading.vocabulary.pattern("norms.condition_end")
    begins = reading.vocabulary.pattern("norms.condition_start")
    start = piece
    for earlier in reversed([s for s in starts if floor <= s < piece]):
        before = line.text[earlier:start].rstrip(_MARKS)
        if not ends.search(before) and not begins.match(before):
            break
        start = earlier
    return start


def _own_end(reading: Reading, line: Line, starts: list[int], marker: _Marker, end: int) -> int:
    """A rule ends before a piece that says something else: 违者…, 也欢迎…."""
    prohibits = marker.kind is ItemKind.PROHIBITION
    afterwards = reading.vocabulary.pattern("norms.afterwards" if prohibits else "norms.welcome")
    for start in starts:
        if marker.end < start < end and afterwards.match(line.text[start:end]):
            return start
    return end
