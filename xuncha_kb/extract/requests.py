"""Requests to the inspected organization: 提出三点希望：一要…；二要…."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.context import consists_of_articles, promises
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import UNITS, Entry, entries_of, lists_of, series_from
from xuncha_kb.extract.places import Taken
from xuncha_kb.model import Attributes, Binds, ItemKind, Section, Span
from xuncha_kb.text import trim

_MARKS = " \t\u3000，,、；;。：:"
_WORDS = ("希望", "要求", "建议", "请", "强调", "配合", "支持", "接受")
_YAO = "一要"
_LOOKED_INTO = (ItemKind.FOCUS_AREA, ItemKind.CRITERION, ItemKind.INDICATOR)
_LEAD = 60
"""A sentence that introduces requests says so in its last words."""


def requests(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """The heading sentence of every request; a regulation has obligations instead."""
    if consists_of_articles(reading) or promises(reading):
        return
    found = [*_under_headings(reading), *_introduced(reading)]
    yield from found
    looked = Taken(draft.source[0] for draft in drafts if draft.kind in _LOOKED_INTO)
    yield from _numbered(reading, found, looked)


def _under_headings(reading: Reading) -> Iterator[Draft]:
    pattern = reading.vocabulary.pattern
    for section in reading.sections:
        heading = reading.heading(section)
        if section.style not in UNITS and pattern("conduct.request_heading").search(heading):
            named = pattern("conduct.for_the_inspected").search(heading)
            binds = Binds.INSPECTED_ORGANIZATION if named else None
            entries = entries_of(reading, section) or _in_paragraph(reading, section)
            if not named:
                entries = tuple(e for e in entries if not _rules(reading, e))
            yield from _listed(reading, heading, entries, binds)


def _rules(reading: Reading, entry: Entry) -> bool:
    """Whether a member is a rule for somebody rather than the heading of a request."""
    words = reading.words(entry.head)
    return reading.vocabulary.pattern("conduct.rules_somebody").match(words) is not None


def _in_paragraph(reading: Reading, section: Section) -> tuple[Entry, ...]:
    """The members that the first paragraph under a heading begins with (一是…。二是…。)."""
    paragraph = section.first_paragraph + 1
    if paragraph > section.last_paragraph:
        return ()
    found = (entries for lead, entries in lists_of(reading, paragraph) if not lead)
    return next(found, ())


def _introduced(reading: Reading) -> Iterator[Draft]:
    pattern = reading.vocabulary.pattern
    for paragraph, line in reading.lines_with(_WORDS):
        yield from _unnumbered(reading, paragraph, line)
        for lead, entries in lists_of(reading, paragraph):
            if pattern("conduct.request_lead").search(lead[-_LEAD:]):
                yield from _listed(reading, lead, entries, Binds.INSPECTED_ORGANIZATION)


def _numbered(reading: Reading, found: Sequence[Draft], looked: Taken) -> Iterator[Draft]:
    """一要…；二要…, whatever introduces them, unless they are details of another request, what
    the team asks of itself or what it looks into."""
    governed = {
        paragraph
        for draft in found
        for section in reading.starting.get(draft.source[0].paragraph, ())[-1:]
        for paragraph in range(section.first_paragraph, section.last_paragraph + 1)
    } | {draft.source[0].paragraph for draft in found}
    own = reading.vocabulary.pattern("conduct.own_ranks")
    for paragraph, lead, entries in _series(reading):
        path = (reading.heading(section) for section in reading.path(paragraph))
        if any(looked.overlaps(*entry.reach) for entry in entries):
            continue
        if paragraph not in governed and not any(own.search(heading) for heading in path):
            yield from _listed(reading, lead, entries, Binds.INSPECTED_ORGANIZATION)


def _series(reading: Reading) -> Iterator[tuple[int, str, tuple[Entry, ...]]]:
    """The lists of 一要, 二要 with their lines and what introduces them."""
    for section in reading.sections:
        if section.style == _YAO and section.number == 1:
            first = section.first_paragraph
            yield first, reading.line(max(first - 1, 1)), series_from(reading, section)
    for paragraph, ones in reading.enumerated.items():
        if any(one.style == _YAO for one in ones):
            for lead, entries in lists_of(reading, paragraph):
                start, line = entries[0].marker, reading.line(paragraph)
                if lead and line[start : entries[0].head.start].rstrip().endswith("要"):
                    yield paragraph, lead, entries


def _listed(
    reading: Reading, lead: str, entries: Sequence[Entry], binds: Binds | None
) -> Iterator[Draft]:
    pattern = reading.vocabulary.pattern
    to_the_team = pattern("conduct.to_the_team")
    if to_the_team.search(lead) or _forbids(reading, entries):
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


def _forbids(reading: Reading, entries: Sequence[Entry]) -> bool:
    """Whether most members of a list begin with 严禁, 不准 and the like: a list of prohibitions."""
    marker = reading.vocabulary.pattern("norms.marker")
    begin = [
        entry
        for entry in entries
        if marker.match(reading.line(entry.head.paragraph), entry.head.start)
    ]
    return 2 * len(begin) > len(entries)


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
