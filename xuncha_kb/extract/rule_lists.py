"""Rules listed under a sentence: 不得有下列行为：（一）…；（二）…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xuncha_kb.extract.asked import Requests
from xuncha_kb.extract.context import inspects
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import Entry, ends_open, lists_of
from xuncha_kb.extract.places import REACH
from xuncha_kb.extract.subject import named
from xuncha_kb.model import Attributes, Binds, ItemKind

_CASES = frozenset({"行为", "情形", "情况", "问题"})
"""Under an obligation these are the cases in which it holds, not duties."""
_SHORTEST = 3

BINDING = {binds: Attributes(binds=binds) for binds in Binds}
"""What a rule knows besides its words."""


@dataclass(frozen=True, slots=True)
class RuleList:
    """A list whose points are rules of ``kind``, under the words ``lead``."""

    kind: ItemKind
    lead: str
    entries: tuple[Entry, ...]

    def begins(self, paragraph: int) -> int | None:
        """The column of its first marker where that stands in the line of its lead."""
        first = self.entries[0]
        return first.marker if first.head.paragraph == paragraph else None


def rule_lists(reading: Reading, paragraph: int, line: str) -> list[RuleList]:
    """The lists of rules that a line holds or introduces."""
    inside = paragraph in reading.enumerated
    if not inside and not (ends_open(line) and _kind(reading, line[-REACH:].strip())):
        return []
    found = (
        (lead, _kind(reading, lead), entries) for lead, entries in lists_of(reading, paragraph)
    )
    return [RuleList(kind, lead, entries) for lead, kind, entries in found if kind]


def points(
    reading: Reading, asked: Requests, listed: RuleList, above: Sequence[Draft]
) -> Iterator[Draft]:
    """One rule for each point without a marker of its own, below the rule of ``above`` that
    introduces them where there is one."""
    binds = named(reading, listed.lead, first=True) or Binds.ANYONE
    lead = next((rule for rule in reversed(above) if rule.kind is listed.kind), None)
    marker = reading.vocabulary.pattern("norms.marker")
    for entry in listed.entries:
        head = entry.head
        line = reading.line(head.paragraph)
        own = marker.search(line, head.start, head.end)
        lays_down = own and not _describes(listed, line[head.start : head.end], own)
        if head.end - head.start < _SHORTEST or lays_down:
            continue
        request = asked.at(head.paragraph, head.start)
        if request is not None and request.source[0] == head:
            continue
        parent = lead or (request if listed.kind is ItemKind.OBLIGATION else None)
        yield Draft(listed.kind, (head,), parent, BINDING[binds])


def _describes(listed: RuleList, words: str, own: re.Match[str]) -> bool:
    """Whether the marker of a point only describes what is forbidden (挪用应当上缴的收入)."""
    forbids = listed.kind is ItemKind.PROHIBITION and own.lastgroup != "prohibition"
    return forbids and not words.startswith(own[0]) and "，" not in words.partition(own[0])[0]


def _kind(reading: Reading, lead: str) -> ItemKind | None:
    """The kind of the points under ``lead``; None where they are no rules."""
    pattern = reading.vocabulary.pattern
    introduces = pattern("norms.list_lead").search(lead)
    if introduces is None:
        return ItemKind.OBLIGATION if pattern("norms.duties_lead").search(lead) else None
    bare = introduces["bare"] is not None
    stop = introduces.end("bare") if bare else introduces.start()
    kinds = [match.lastgroup for match in pattern("norms.marker").finditer(lead, 0, stop)]
    if kinds:
        kind = ItemKind(kinds[-1] or "")
        if kind is ItemKind.PERMISSION and _are_methods(reading, lead):
            return None
        cases = introduces["noun"] in _CASES
        return None if cases and kind is not ItemKind.PROHIBITION else kind
    duties = bare or pattern("norms.duties_lead").search(lead)
    return ItemKind.OBLIGATION if duties else None


def _are_methods(reading: Reading, lead: str) -> bool:
    """Whether the points are work methods of an inspection, which are items of their own."""
    pattern = reading.vocabulary.pattern("arrangements.method_lead")
    return inspects(reading) and pattern.search(lead) is not None
