"""Prohibitions, obligations, permissions: who must, must not, may.

A rule is a clause with a marker (不得, 应当, 可以 …). One marker makes one rule, however many
objects it has; a prohibition that repeats its marker is as many rules. In speeches, plans and
notices 要, 务必 and 希望 demand too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.asked import Requests
from xuncha_kb.extract.clauses import Range
from xuncha_kb.extract.commands import commands
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import prose
from xuncha_kb.extract.markers import Marker, by_clause, markers_of
from xuncha_kb.extract.places import Taken
from xuncha_kb.extract.rule_lists import BINDING, RuleList, points, rule_lists
from xuncha_kb.extract.rule_words import rules_of, without_label
from xuncha_kb.extract.subject import bound
from xuncha_kb.model import Binds, ItemKind, Span

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


def norms(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every rule outside of quotation marks that no other item says already."""
    asked = Requests(reading, drafts)
    taken = Taken(s for d in drafts if d.kind in _SAID_OTHERWISE for s in d.source)
    listed = Taken()
    for paragraph, text in reading.numbered:
        markers = markers_of(reading, text)
        lists = rule_lists(reading, paragraph, text)
        if not markers and not lists:
            continue
        rules: list[Draft] = []
        for clause, own in by_clause(_clauses(reading, paragraph, lists), markers):
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


def _of_clause(
    reading: Reading,
    asked: Requests,
    taken: Taken,
    paragraph: int,
    clause: Range,
    markers: list[Marker],
) -> Iterator[Draft]:
    if clause[1] - clause[0] > _LONGEST:
        return
    line = prose(reading, paragraph)
    clause = without_label(reading, line, clause)
    markers = [
        marker
        for marker in markers
        if marker.start >= clause[0] and commands(reading, paragraph, line, clause, marker)
    ]
    for marker, (start, end) in rules_of(reading, paragraph, line, clause, markers):
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
