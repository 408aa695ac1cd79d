"""Accepted matters (主要受理反映…) and excluded ones (不属于…受理范围), one clause, one matter."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.context import inspects
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import Entry, bodies, entries_of, lists_of
from xuncha_kb.extract.places import REACH, Taken
from xuncha_kb.model import Attributes, ItemKind, Span
from xuncha_kb.text import depth_mask, trim

_MARKS = " \t\u3000，,、；;。：:"
_SENTENCE = re.compile(r"[。；;！？]")
_COMMA = re.compile(r"[，,]")
_PARTS = re.compile(r"[、，,；;]|以及|和(?!谐|解|睦)|及(?!其|时)")
_WHOLE = re.compile(
    r"(?:来信|来电|来访|举报|反映|问题|线索|信访|诉求|投诉|事项|案件|情况|意见)等?$"
)
_SUBJECT_PARTS = re.compile(r"[、，]|以及|(?<=[员子人部位织组委门导])和")
_MINIMUM = 2


def acceptance(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """What is taken in and what is not; a line that lists methods of work is left out."""
    methods = Taken(draft.source[0] for draft in drafts if draft.kind is ItemKind.WORK_METHOD)
    at_home = inspects(reading) or "信访" in reading.document.title
    for section in reading.sections:
        if at_home and reading.vocabulary.pattern("acceptance.heading").search(
            section.heading or ""
        ):
            yield from _under_heading(
                reading, section.first_paragraph, entries_of(reading, section)
            )
    for paragraph, line in enumerate(reading.document.paragraphs, start=1):
        if "受理" in line or ("范围" in line and "不" in line):
            found = list(_listed(reading, paragraph, line))
            if at_home and not found:
                found = list(_in_line(reading, paragraph, line))
            for draft in found:
                span = draft.source[0]
                if not methods.overlaps(span.paragraph, span.start, span.end):
                    yield draft


def _under_heading(reading: Reading, paragraph: int, entries: Iterable[Entry]) -> Iterator[Draft]:
    """The members under a heading such as 受理范围 that do not say 受理 themselves."""
    for entry in entries:
        words = reading.quote(entry.head)
        if "受理" not in words and reading.vocabulary.pattern("acceptance.concerns").search(words):
            yield _accepted(
                reading, entry.head.paragraph, (entry.head.start, entry.head.end), words
            )


def _listed(reading: Reading, paragraph: int, line: str) -> Iterator[Draft]:
    """Matters that stand as the members of a list."""
    pattern = reading.vocabulary.pattern
    for lead, entries in lists_of(reading, paragraph):
        if pattern("acceptance.excluded_list").search(lead):
            referral = Attributes(referral=_referral(reading, line, 0))
            for entry in entries:
                yield Draft(ItemKind.EXCLUDED_MATTER, (entry.head,), None, referral)
        elif pattern("acceptance.accepted_list").search(lead):
            for entry in entries:
                yield _accepted(reading, entry.head.paragraph, _place(entry), lead)


def _place(entry: Entry) -> tuple[int, int]:
    return entry.head.start, entry.head.end


def _in_line(reading: Reading, paragraph: int, line: str) -> Iterator[Draft]:
    """Matters of running text: first what is taken in, then what is not, since the words before
    不属于 begin where an accepted matter ends."""
    ends = list(bodies(reading, paragraph))
    for place in _accepted_places(reading, line):
        insort(ends, place[1])
        yield _accepted(reading, paragraph, place, line[slice(*place)])
    for match in reading.vocabulary.pattern("acceptance.excluded").finditer(line):
        yield from _around(reading, paragraph, match, ends)


def _accepted_places(reading: Reading, line: str) -> Iterator[tuple[int, int]]:
    pattern = reading.vocabulary.pattern
    taken = 0
    for match in pattern("acceptance.accepts").finditer(line):
        if match.start() < taken:
            continue
        start, end = trim(line, match.end(), _matter_end(line, match.end()), _MARKS)
        if end - start < 4 or not pattern("acceptance.concerns").search(line[start:end]):
            continue
        taken = end
        yield start, end
        second = pattern("acceptance.second_matter").match(line, end) or pattern(
            "acceptance.second_sentence"
        ).match(line, end)
        if second:
            place = trim(line, second.end(), _matter_end(line, second.end()), _MARKS)
            if place[1] - place[0] > 4:
                taken = place[1]
                yield place


def _matter_end(line: str, start: int) -> int:
    """At the end of the sentence, or at the ， after which the matter is complete."""
    end = _sentence_end(line, start)
    for comma in _COMMA.finditer(line, start, end):
        if _WHOLE.search(line, start, comma.start()):
            return comma.start()
    return end


def _accepted(reading: Reading, paragraph: int, place: tuple[int, int], words: str) -> Draft:
    """``words`` tell the subjects and channels: the matter itself or what introduces its list."""
    pattern = reading.vocabulary.pattern
    line = reading.line(paragraph)
    own = line[slice(*place)]
    match = pattern("acceptance.subjects").search(own)
    channels = tuple(dict.fromkeys(pattern("acceptance.channel").findall(words)))
    attributes = Attributes(
        subjects=tuple(_subjects(match[1])) if match else None, channels=channels or None
    )
    return Draft(ItemKind.ACCEPTED_MATTER, (Span(paragraph, *place),), None, attributes)


def _subjects(words: str) -> Iterator[str]:
    mask = depth_mask(words)
    start = 0
    for match in _SUBJECT_PARTS.finditer(words):
        if not mask[match.start()] and match.start() - start > _MINIMUM:
            yield words[start : match.start()]
            start = match.end()
    yield words[start:]


def _around(
    reading: Reading, paragraph: int, match: re.Match[str], ends: Sequence[int]
) -> Iterator[Draft]:
    """The matters that 不属于…范围 or 不受理 speaks of: after it, before it, or the phrase."""
    line = match.string
    pattern = reading.vocabulary.pattern
    referral = _referral(reading, line, match.end())
    named = pattern("acceptance.excluded_named").match(line, match.start())
    rest = pattern("acceptance.excluded_rest").search(line, max(0, match.start() - 2))
    before = _before(reading, line, match.start(), ends)
    if named or (match.group().endswith("受理") and _has_object(line, match.end())):
        start = named.end() if named else match.end()
        place = (start, _sentence_end(line, start))
        yield from _parts(reading, paragraph, place, referral)
    elif before[1] - before[0] >= _MINIMUM:
        yield from _parts(reading, paragraph, before, referral)
    elif rest and rest.start() <= match.start():
        attributes = Attributes(referral=referral)
        span = Span(paragraph, rest.start(), rest.end())
        yield Draft(ItemKind.EXCLUDED_MATTER, (span,), None, attributes)


def _has_object(line: str, position: int) -> bool:
    return position + 1 < len(line) and line[position] not in "，。；：、的）)！"


def _before(reading: Reading, line: str, end: int, ends: Sequence[int]) -> tuple[int, int]:
    """The words before 不属于 that name matters; empty where they name none."""
    near = max(0, end - REACH)
    start = max((stop.end() for stop in _SENTENCE.finditer(line, near, end)), default=near)
    start = max(start, *ends[bisect_right(ends, end) - 1 :][:1])
    start, end = trim(line, start, end, _MARKS)
    lead = reading.vocabulary.pattern("acceptance.before_excluded").match(line[start:end])
    start = trim(line, start + (lead.end() if lead else 0), end, _MARKS)[0]
    words = line[start:end]
    named = reading.vocabulary.pattern("acceptance.names_matters").search(words)
    return (start, end) if named else (end, end)


def _sentence_end(line: str, start: int) -> int:
    stop = _SENTENCE.search(line, start, start + REACH)
    return stop.start() if stop else min(len(line), start + REACH)


def _parts(
    reading: Reading, paragraph: int, place: tuple[int, int], referral: str | None
) -> Iterator[Draft]:
    """One matter for each part between 、 and 和."""
    line = reading.line(paragraph)
    mask = depth_mask(line)
    start = place[0]
    for match in _PARTS.finditer(line, *place):
        short = match.group() in "和及" and min(match.start() - start, place[1] - match.end()) < 4
        if not mask[match.start()] and not short:
            yield from _excluded(reading, paragraph, (start, match.start()), referral)
            start = match.end()
    yield from _excluded(reading, paragraph, (start, place[1]), referral)


def _excluded(
    reading: Reading, paragraph: int, place: tuple[int, int], referral: str | None
) -> Iterator[Draft]:
    line = reading.line(paragraph)
    start, end = trim(line, *place, _MARKS)
    tail = reading.vocabulary.pattern("acceptance.matter_tail").search(line[start:end])
    if tail and tail.start() >= _MINIMUM:
        start, end = trim(line, start, start + tail.start(), _MARKS)
    if end - start >= _MINIMUM:
        span = Span(paragraph, start, end)
        yield Draft(ItemKind.EXCLUDED_MATTER, (span,), None, Attributes(referral=referral))


def _referral(reading: Reading, line: str, start: int) -> str | None:
    """Where such matters go and by which rule, in the words of the text."""
    match = reading.vocabulary.pattern("acceptance.referral").search(line, start, start + REACH)
    return match.group() if match else None
