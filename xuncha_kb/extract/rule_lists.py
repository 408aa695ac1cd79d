"""Rules listed under a sentence: 不得有下列行为：（一）…；（二）…."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xuncha_kb.extract.asked import Requests
from xuncha_kb.extract.clauses import Range
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import Entry, ends_open, entries_below, lists_of
from xuncha_kb.extract.subject import named
from xuncha_kb.model import Attributes, Binds, ItemKind

_CASES = frozenset({"行为", "情形", "情况", "问题"})
"""Under an obligation these are the cases in which it holds, not duties."""


def listed_rules(reading: Reading, asked: Requests) -> Iterable[Draft]:
    """One rule for each point under a sentence that forbids, demands or allows what follows."""
    for paragraph, line in enumerate(reading.lines, start=1):
        if ("：" not in line and ":" not in line) or not _could_lead(line):
            continue
        for lead, entries in lists_of(reading, paragraph):
            kind = list_kind(reading, lead)
            if kind:
                yield from _points(reading, asked, lead, kind, entries)


def leads_rules(reading: Reading, paragraph: int, line: str, clause: Range) -> bool:
    """Whether a clause says nothing but what kind its points below are."""
    if not ends_open(line) or clause[1] < len(line.rstrip()) - 1:
        return False
    return list_kind(reading, line[clause[0] :]) is not None and bool(
        entries_below(reading, paragraph)
    )


def _could_lead(line: str) -> bool:
    return any(word in line for word in ("下列", "以下", "如下", "职责", "：", ":"))


def list_kind(reading: Reading, lead: str) -> ItemKind | None:
    """The kind of the points under ``lead``; None where they are no rules."""
    pattern = reading.vocabulary.pattern
    introduces = pattern("norms.list_lead").search(lead)
    before = introduces.end("bare") if introduces and introduces["bare"] else 0
    markers = list(
        pattern("norms.marker").finditer(lead, 0, before or introduces.start())
        if introduces
        else ()
    )
    if introduces and markers:
        kind = ItemKind(markers[-1].lastgroup or "")
        cases = introduces["noun"] in _CASES
        return None if cases and kind is not ItemKind.PROHIBITION else kind
    if introduces and introduces["bare"]:
        return ItemKind.OBLIGATION
    return ItemKind.OBLIGATION if pattern("norms.duties_lead").search(lead) else None


def _points(
    reading: Reading, asked: Requests, lead: str, kind: ItemKind, entries: Iterable[Entry]
) -> Iterator[Draft]:
    binds = named(reading, lead, first=True) or Binds.ANYONE
    for entry in entries:
        if entry.head.end - entry.head.start < 3:
            continue
        parent = asked.at(entry.head.paragraph, entry.head.start)
        if parent is not None and parent.source[0] == entry.head:
            continue
        yield Draft(
            kind,
            (entry.head,),
            parent if kind is ItemKind.OBLIGATION else None,
            Attributes(binds=binds),
        )
