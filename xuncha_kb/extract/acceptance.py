"""Accepted matters (主要受理反映…) and excluded ones (不属于…受理范围), one clause, one matter."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.context import inspects
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.exclusions import excluded_in, matter_end, referral_in
from xuncha_kb.extract.lists import Entry, bodies, entries_of, lists_of
from xuncha_kb.extract.places import Taken
from xuncha_kb.model import Attributes, ItemKind, Section, Span
from xuncha_kb.text import depth_mask, trim

Columns = tuple[int, int]

_WORDS = ("受理", "范围", "诉求", "涉诉", "信访")
_MARKS = " \t\u3000，,、；;。：:"
_SUBJECT_PARTS = re.compile(r"[、，,]|以及|(?<=[员子人部位织组委门导])和")
_MINIMUM = 2
_LEAST = 4


def acceptance(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """What is taken in and what is not; a line that lists methods of work is left out."""
    methods = Taken(draft.source[0] for draft in drafts if draft.kind is ItemKind.WORK_METHOD)
    for draft in _found(reading):
        span = draft.source[0]
        if not methods.overlaps(span.paragraph, span.start, span.end):
            yield draft


def _found(reading: Reading) -> Iterator[Draft]:
    at_home = inspects(reading) or "信访" in reading.document.title
    if at_home:
        yield from _under_headings(reading)
    for paragraph, line in reading.lines_with(_WORDS):
        listed = list(_listed(reading, paragraph, line))
        yield from listed
        if at_home and not listed:
            yield from _in_line(reading, paragraph, line)


def _under_headings(reading: Reading) -> Iterator[Draft]:
    """The members under a heading such as 受理范围 that do not say 受理 themselves."""
    pattern = reading.vocabulary.pattern
    for section in reading.sections:
        heading = reading.heading(section)
        if pattern("acceptance.excluded_heading").search(heading):
            yield from _all_excluded(reading, entries_of(reading, section), None)
        elif pattern("acceptance.heading").search(heading):
            for head in _heads(reading, section):
                words = reading.words(head)
                if "受理" not in words and pattern("acceptance.concerns").search(words):
                    yield _accepted(reading, head, words)


def _heads(reading: Reading, section: Section) -> Iterator[Span]:
    """The members under a heading, or the first sentence of its one paragraph."""
    entries = entries_of(reading, section)
    yield from (entry.head for entry in entries)
    paragraph = section.first_paragraph + 1
    if not entries and paragraph == section.last_paragraph:
        line = reading.line(paragraph)
        stop = line.find("。")
        yield Span(paragraph, *trim(line, 0, stop if stop > 0 else len(line), _MARKS))


def _listed(reading: Reading, paragraph: int, line: str) -> Iterator[Draft]:
    """Matters that stand as the members of a list."""
    pattern = reading.vocabulary.pattern
    for lead, entries in lists_of(reading, paragraph):
        if pattern("acceptance.excluded_list").search(lead):
            yield from _all_excluded(reading, entries, referral_in(reading, paragraph, 0))
        elif pattern("acceptance.accepted_list").search(lead):
            for entry in entries:
                yield _accepted(reading, entry.head, lead)


def _all_excluded(
    reading: Reading, entries: Sequence[Entry], referral: str | None
) -> Iterator[Draft]:
    attributes = Attributes(referral=referral or _referral_after(reading, entries))
    for entry in entries:
        yield Draft(ItemKind.EXCLUDED_MATTER, (entry.head,), None, attributes)


def _referral_after(reading: Reading, entries: Sequence[Entry]) -> str | None:
    """The referral that a line after a list tells of what the list holds."""
    if not entries:
        return None
    last = min(entries[-1].last[0] + 1, len(reading.lines))
    for paragraph in range(entries[-1].head.paragraph + 1, last + 1):
        line = reading.line(paragraph)
        back = reading.vocabulary.pattern("acceptance.refers_back").search(line)
        if back:
            return referral_in(reading, paragraph, back.end())
    return None


def _in_line(reading: Reading, paragraph: int, line: str) -> Iterator[Draft]:
    """Matters of running text: first what is taken in, then what is not."""
    bounds = list(bodies(reading, paragraph))
    for start, end in _accepted_places(reading, line):
        insort(bounds, end)
        yield _accepted(reading, Span(paragraph, start, end), line[start:end])
    yield from excluded_in(reading, paragraph, line, bounds)


def _accepted_places(reading: Reading, line: str) -> Iterator[Columns]:
    pattern = reading.vocabulary.pattern
    for match in pattern("acceptance.accepted_after").finditer(line):
        yield match.span(1)
    taken = 0
    for match in pattern("acceptance.accepts").finditer(line):
        if match.start() < taken:
            continue
        start, end = trim(line, match.end(), matter_end(line, match.end()), _MARKS)
        if pattern("acceptance.accepts").search(line, start, end):
            continue
        matter = pattern("acceptance.channel").sub("", line[start:end]).strip(_MARKS + "和等")
        if len(matter) >= _LEAST and pattern("acceptance.concerns").search(line, start, end):
            yield start, end
            second = _second(reading, line, end)
            yield from second
            taken = second[0][1] if second else end


def _second(reading: Reading, line: str, end: int) -> list[Columns]:
    """What …，重点是关于… adds as a matter of its own."""
    for name in ("acceptance.second_matter", "acceptance.second_sentence"):
        match = reading.vocabulary.pattern(name).match(line, end)
        if match:
            place = trim(line, match.end(), matter_end(line, match.end()), _MARKS)
            return [place] if place[1] - place[0] > _LEAST else []
    return []


def _accepted(reading: Reading, span: Span, words: str) -> Draft:
    """``words`` tell the channels: the matter itself or what introduces its list."""
    pattern = reading.vocabulary.pattern
    match = pattern("acceptance.subjects").search(reading.words(span))
    channels = tuple(dict.fromkeys(pattern("acceptance.channel").findall(words)))
    about = reading.quote(span)[slice(*match.span(1))] if match else ""
    subjects = tuple(_subjects(about)) or None
    attributes = Attributes(subjects=subjects, channels=channels or None)
    return Draft(ItemKind.ACCEPTED_MATTER, (span,), None, attributes)


def _subjects(words: str) -> Iterator[str]:
    mask = depth_mask(words)
    start = 0
    for match in _SUBJECT_PARTS.finditer(words):
        if not mask[match.start()] and match.start() - start > _MINIMUM:
            yield words[start : match.start()]
            start = match.end()
    if words[start:]:
        yield words[start:]
