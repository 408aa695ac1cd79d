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
from xuncha_kb.extract.lists import ends_open, entries_below, prose
from xuncha_kb.extract.markers import Marker, by_clause, markers_of
from xuncha_kb.extract.places import REACH, Taken
from xuncha_kb.extract.rule_lists import BINDING, RuleList, points, rule_lists
from xuncha_kb.extract.rule_words import rules_of, up_to, without_label
from xuncha_kb.extract.subject import bound
from xuncha_kb.model import Binds, ItemKind, Source, Span

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
_AFTER_A_RULE = {ItemKind.LIABILITY, ItemKind.SELF_RESTRAINT}
"""What may follow a rule in its own clause: …要支持，对干扰的，追究责任; …遵守纪律，做到不…."""
_LONGEST = 3000
"""Characters of a clause; nobody lays down a rule in more without a full stop."""
_SHORTEST = 5
"""A bare demand with fewer characters after its marker leans on the sentence before it."""


class _Known:
    """What other items say already, so that no rule repeats it."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft]) -> None:
        said = (draft for draft in drafts if draft.kind in _SAID_OTHERWISE)
        self._reading = reading
        self.cases = Taken()
        self.requests = Requests(reading, drafts)
        self.said = Taken(span for draft in said for span in _said(reading, draft))
        self.others = Taken(
            span for draft in drafts if draft.kind in _AFTER_A_RULE for span in draft.source
        )

    def add_cases(self, paragraph: int, text: str) -> None:
        """Take in the list of cases that a line introduces (有下列行为之一的，…：)."""
        lead = self._reading.vocabulary.pattern("norms.case_lead")
        if ends_open(text) and lead.search(text[-REACH:]):
            for entry in entries_below(self._reading, paragraph):
                span = entry.head
                self.cases.add(span.paragraph, span.start, span.end)

    def describes(self, paragraph: int, marker: Marker, before: str) -> bool:
        """Whether a marker stands in a case, and under no condition of its own (…的，)."""
        return "的，" not in before and self.cases.overlaps(paragraph, marker.start, marker.end)


def norms(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every rule outside of quotation marks that no other item says already."""
    known = _Known(reading, drafts)
    listed = Taken()
    for paragraph, text in reading.body:
        known.add_cases(paragraph, text)
        markers = markers_of(reading, text)
        lists = rule_lists(reading, paragraph, text)
        if not markers and not lists:
            continue
        rules: list[Draft] = []
        for clause, own in by_clause(_clauses(reading, paragraph, lists), markers):
            if not listed.overlaps(paragraph, *clause):
                rules += _of_clause(reading, known, paragraph, clause, own)
        yield from rules
        for one in lists:
            for point in points(reading, known.requests, one, rules):
                span = point.source[0]
                listed.add(span.paragraph, span.start, span.end)
                yield point


def _said(reading: Reading, draft: Draft) -> Source:
    """The words of a draft that no rule repeats: all of them, but of a request that is no short
    heading only the 要 before it (一是要…，不得…)."""
    span = draft.source[0]
    if draft.kind is not ItemKind.REQUEST or "，" not in reading.words(span):
        return draft.source
    line = reading.line(span.paragraph)
    listed = reading.vocabulary.pattern("conduct.listed_demand").search(line, 0, span.start)
    return (Span(span.paragraph, span.start - 1, span.start),) if listed else ()


def _clauses(reading: Reading, paragraph: int, lists: Sequence[RuleList]) -> Iterator[Range]:
    """The clauses of a line; the one that introduces a list ends where the list begins."""
    begins = [begin for one in lists if (begin := one.begins(paragraph)) is not None]
    for start, end in prose(reading, paragraph).clauses:
        inside = [begin for begin in begins if start < begin < end]
        yield start, min([end, *inside])


def _of_clause(
    reading: Reading, known: _Known, paragraph: int, clause: Range, markers: list[Marker]
) -> Iterator[Draft]:
    if clause[1] - clause[0] > _LONGEST:
        return
    line = prose(reading, paragraph)
    clause = without_label(reading, line, clause)
    markers = [
        marker
        for marker in markers
        if marker.start >= clause[0]
        and commands(reading, paragraph, line, clause, marker)
        and not known.describes(paragraph, marker, line.text[clause[0] : marker.start])
    ]
    for marker, place in rules_of(reading, paragraph, line, clause, markers):
        other = known.others.first(paragraph, marker.end, place[1])
        start, end = up_to(reading, line, place, other)
        words = (start, end) if marker.demand else (marker.start, marker.end)
        if end - marker.end >= _least(marker, start) and not known.said.overlaps(paragraph, *words):
            binds = bound(
                reading, line, clause, marker, known.requests.at(paragraph, start), paragraph
            )
            yield _draft(known, marker, Span(paragraph, start, end), binds)


def _least(marker: Marker, start: int) -> int:
    """How many characters must follow a marker."""
    if marker.demand and start == marker.start:
        return _SHORTEST
    return 1 if marker.kind is ItemKind.PROHIBITION else 2


def _draft(known: _Known, marker: Marker, span: Span, binds: Binds) -> Draft:
    child = marker.kind is ItemKind.OBLIGATION and binds is not Binds.INSPECTION_TEAM
    parent = known.requests.at(span.paragraph, span.start) if child else None
    return Draft(marker.kind, (span,), parent, BINDING[binds])
