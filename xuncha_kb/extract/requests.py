"""Requests to the inspected organization: 提出三点希望：一要…；二要…."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import UNITS, Entry, entries_of, lists_of
from xuncha_kb.model import Attributes, Binds, DocumentKind, ItemKind, Span
from xuncha_kb.text import trim

_MARKS = " \t\u3000，,、；;。：:"
_LEAD = 60
"""A sentence that introduces requests says so in its last words."""


def requests(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """The heading sentence of every request; a regulation has obligations instead."""
    if reading.document.kind is DocumentKind.REGULATION:
        return
    pattern = reading.vocabulary.pattern
    for section in reading.sections:
        heading = section.heading or ""
        if section.style not in UNITS and pattern("conduct.request_heading").search(heading):
            yield from _listed(reading, heading, entries_of(reading, section))
    for paragraph, line in enumerate(reading.document.paragraphs, start=1):
        if "希望" in line or "要求" in line or "建议" in line or "请" in line or "强调" in line:
            for lead, entries in lists_of(reading, paragraph):
                if pattern("conduct.request_lead").search(lead[-_LEAD:]):
                    yield from _listed(reading, lead, entries)


def _listed(reading: Reading, lead: str, entries: Iterable[Entry]) -> Iterator[Draft]:
    pattern = reading.vocabulary.pattern
    to_the_team = pattern("conduct.to_the_team")
    if to_the_team.search(lead):
        return
    for entry in entries:
        line = reading.line(entry.head.paragraph)
        asks = pattern("conduct.asks").match(line[entry.head.start : entry.head.end])
        start = entry.head.start + (asks.end() if asks else 0)
        start, end = trim(line, start, entry.head.end, _MARKS)
        if end - start > 1 and not to_the_team.match(line[start:end]):
            attributes = Attributes(binds=Binds.INSPECTED_ORGANIZATION)
            yield Draft(
                ItemKind.REQUEST, (Span(entry.head.paragraph, start, end),), None, attributes
            )
