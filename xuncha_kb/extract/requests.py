"""Requests to the inspected organization: 提出三点希望：一要…；二要…."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import UNITS, Entry, entries_of, lists_of
from xuncha_kb.model import Attributes, Binds, DocumentKind, ItemKind, Span
from xuncha_kb.text import trim

_MARKS = " \t\u3000，,、；;。：:"
_WORDS = ("希望", "要求", "建议", "请", "强调", "配合", "支持", "接受")
_LEAD = 60
"""A sentence that introduces requests says so in its last words."""


def requests(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """The heading sentence of every request; a regulation has obligations instead."""
    if reading.document.kind is DocumentKind.REGULATION:
        return
    pattern = reading.vocabulary.pattern
    for section in reading.sections:
        heading = reading.heading(section)
        if section.style not in UNITS and pattern("conduct.request_heading").search(heading):
            named = pattern("conduct.for_the_inspected").search(heading)
            binds = Binds.INSPECTED_ORGANIZATION if named else None
            yield from _listed(reading, heading, entries_of(reading, section), binds)
    for paragraph, line in reading.lines_with(_WORDS):
        yield from _unnumbered(reading, paragraph, line)
        for lead, entries in lists_of(reading, paragraph):
            if pattern("conduct.request_lead").search(lead[-_LEAD:]):
                yield from _listed(reading, lead, entries, Binds.INSPECTED_ORGANIZATION)


def _listed(
    reading: Reading, lead: str, entries: Iterable[Entry], binds: Binds | None
) -> Iterator[Draft]:
    pattern = reading.vocabulary.pattern
    to_the_team = pattern("conduct.to_the_team")
    if to_the_team.search(lead):
        return
    for entry in entries:
        line = reading.line(entry.head.paragraph)
        if pattern("norms.marker").match(line, entry.head.start):
            continue
        asks = pattern("conduct.asks").match(line[entry.head.start : entry.head.end])
        start = entry.head.start + (asks.end() if asks else 0)
        start, end = trim(line, start, entry.head.end, _MARKS)
        if end - start > 1 and not to_the_team.search(line, start, _last_column(entry, line)):
            span = Span(entry.head.paragraph, start, end)
            yield Draft(ItemKind.REQUEST, (span,), None, Attributes(binds=binds))


def _unnumbered(reading: Reading, paragraph: int, line: str) -> Iterator[Draft]:
    """希望各单位：…；…；…: requests that only ； parts."""
    match = reading.vocabulary.pattern("conduct.hopes").search(line)
    if match is None or paragraph in reading.enumerated:
        return
    start, stop = match.end(), line.find("。", match.end())
    places = []
    for piece in line[start : stop if stop >= 0 else len(line)].split("；"):
        places.append(trim(line, start, start + len(piece), _MARKS))
        start += len(piece) + 1
    if len(places) > 1:
        attributes = Attributes(binds=Binds.INSPECTED_ORGANIZATION)
        for place in places:
            if place[1] - place[0] > 1:
                yield Draft(ItemKind.REQUEST, (Span(paragraph, *place),), None, attributes)


def _last_column(entry: Entry, line: str) -> int:
    """How far the member goes in its first line."""
    return entry.last[1] if entry.last[0] == entry.head.paragraph else len(line)
