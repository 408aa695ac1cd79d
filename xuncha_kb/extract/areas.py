"""Focus areas: what is looked into, and how far the words about each of them reach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.enumeration import enumerations
from xuncha_kb.extract.lists import UNITS, Entry, entries_below, entries_in, entries_of
from xuncha_kb.model import ItemKind, Section, Span
from xuncha_kb.text import trim

Place = tuple[int, int]
"""Paragraph and column."""

_CLAUSE = re.compile(r"[，,；;。！？]")
_SENTENCE_END = re.compile(r"[。；;！？]")
_LONG = 60
"""A heading longer than this names its area by its first clause."""


@dataclass(frozen=True, slots=True)
class Area:
    draft: Draft
    start: Place
    end: Place
    """What stands between the two is about this area."""


@dataclass
class Plan:
    """What a text says is looked into: its areas, and the members of lists of problems."""

    areas: list[Area] = field(default_factory=list)
    problems: list[Span] = field(default_factory=list)

    def around(self, place: Place) -> Draft | None:
        """The innermost area that ``place`` belongs to."""
        found = None
        for area in self.areas:
            if area.start <= place < area.end and (found is None or area.start >= found.start):
                found = area
        return found.draft if found else None

    def holds(self, paragraph: int, start: int, end: int) -> bool:
        """Whether these words overlap those of an area already found."""
        return any(
            span.paragraph == paragraph and span.start < end and start < span.end
            for area in self.areas
            for span in area.draft.source
        )


def plan_of(reading: Reading) -> Plan:
    """The plan of a text about inspecting."""
    plan = Plan()
    for section in reading.sections:
        if section.style not in UNITS and names_focus(reading, section.heading or ""):
            _take(reading, plan, entries_of(reading, section), problems=False)
            _take_plain(reading, plan, section)
    for paragraph, line in enumerate(reading.document.paragraphs, start=1):
        for lead, entries in _lists(reading, paragraph, line):
            if introduces(reading, lead):
                problems = bool(reading.vocabulary.pattern("focus.problem_lead").search(lead))
                _take(reading, plan, entries, problems)
    for paragraph, line in enumerate(reading.document.paragraphs, start=1):
        _take_running(reading, plan, paragraph, line)
    return plan


def names_focus(reading: Reading, heading: str) -> bool:
    """Whether a heading stands over what is looked into."""
    pattern = reading.vocabulary.pattern
    return bool(
        len(heading) <= _LONG
        and pattern("focus.heading").search(heading)
        and not pattern("focus.not_heading").search(heading)
    )


def introduces(reading: Reading, sentence: str) -> bool:
    """Whether the last clause of ``sentence`` introduces what is looked into."""
    pattern = reading.vocabulary.pattern
    clause = _CLAUSE.split(sentence.rstrip("：:。 \u3000"))[-1]
    return bool(pattern("focus.lead").search(clause)) and not pattern("focus.not_lead").search(
        clause
    )


def _lists(reading: Reading, paragraph: int, line: str) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """The lists that a line holds or introduces, with the words that introduce them."""
    for one in enumerations(line, reading.vocabulary):
        lead = line[one.lead : one.members[0].start].strip() or _before(reading, paragraph)
        yield lead, entries_in(reading, paragraph, one)
    if line.rstrip(" \u3000").endswith(("：", ":")):
        yield line[-_LONG * 3 :].strip(), entries_below(reading, paragraph)


def _before(reading: Reading, paragraph: int) -> str:
    """The words that introduce a line: the line before it, or the heading it stands under."""
    line = reading.line(paragraph - 1) if paragraph > 1 else ""
    if line.rstrip().endswith(("：", ":")):
        return line[-_LONG * 3 :].strip()
    section = reading.innermost.get(paragraph)
    return section.heading or "" if section and section.heading else ""


def _take(reading: Reading, plan: Plan, entries: Iterable[Entry], problems: bool) -> None:
    for entry in entries:
        head = entry.head
        place = None if problems else _area_words(reading, head, named=True)
        if place is None:
            plan.problems += [head] if problems else []
        elif not plan.holds(head.paragraph, *place):
            draft = Draft(
                ItemKind.FOCUS_AREA,
                (Span(head.paragraph, *place),),
                parent=plan.around((head.paragraph, place[0])),
            )
            plan.areas.append(Area(draft, (head.paragraph, entry.marker), entry.last))
            _take_inner(reading, plan, head.paragraph)


def _take_inner(reading: Reading, plan: Plan, paragraph: int) -> None:
    """The areas and problems that the members under an area name by themselves."""
    for section in reading.starting.get(paragraph, ())[-1:]:
        for entry in entries_of(reading, section):
            line = reading.line(entry.head.paragraph)
            place = _area_words(reading, entry.head, named=False)
            if place:
                _add(plan, entry.head.paragraph, place, entry.last)
            elif _ends_in_problem(reading, line[entry.head.start : entry.head.end]):
                plan.problems.append(entry.head)


def _ends_in_problem(reading: Reading, words: str) -> bool:
    pattern = reading.vocabulary.pattern
    return words.endswith("问题") and not pattern("indicators.question").search(words)


def _take_plain(reading: Reading, plan: Plan, section: Section) -> None:
    """Under a heading without numbered members: the unnumbered lines that begin with an area."""
    if reading.family.get(section.id):
        return
    for paragraph in range(section.first_paragraph + 1, section.last_paragraph + 1):
        line = reading.line(paragraph)
        head = Span(paragraph, *trim(line, 0, len(line)))
        place = _area_words(reading, head, named=False)
        if place and not reading.vocabulary.pattern("focus.look").match(line, head.start):
            _add(plan, paragraph, place, (paragraph, len(line)))


def _add(plan: Plan, paragraph: int, place: Place, last: Place) -> None:
    if plan.holds(paragraph, *place):
        return
    parent = plan.around((paragraph, place[0]))
    draft = Draft(ItemKind.FOCUS_AREA, (Span(paragraph, *place),), parent=parent)
    plan.areas.append(Area(draft, (paragraph, place[0]), last))


def _area_words(reading: Reading, head: Span, named: bool) -> Place | None:
    """Where the words of an area stand in ``head``: after the verb, up to 情况 or 方面; where
    there is neither and ``named``, the first clause or the whole heading. None where the head is
    a question or a problem itself."""
    pattern = reading.vocabulary.pattern
    line = reading.line(head.paragraph)[: head.end]
    start = _after_verb(reading, line, head.start)
    if pattern("indicators.question").match(line, start):
        return None
    if pattern("indicators.criterion").match(line, head.start):
        return None
    if pattern("indicators.finding").match(line, head.start):
        return None
    stop = pattern("focus.stop").search(line, start + 1)
    end = stop.start() if stop else head.end
    situations = list(pattern("focus.situation").finditer(line[:end], start))
    if situations:
        return trim(line, start, situations[-1].end())
    aspect = pattern("focus.aspect").search(line[start:end])
    if aspect:
        return start, start + aspect.end()
    return _named(line, start, end) if named else None


def _after_verb(reading: Reading, line: str, start: int) -> int:
    match = reading.vocabulary.pattern("focus.verb").match(line[start:])
    return start + match.end() if match and start + match.end() < len(line) else start


def _named(line: str, start: int, end: int) -> Place | None:
    clause = _CLAUSE.search(line, start, end)
    if clause and end - start > _LONG:
        end = clause.start()
    start, end = trim(line, start, end, " \t\u3000，,、：:；;")
    return (start, end) if end - start > 1 else None


def _take_running(reading: Reading, plan: Plan, paragraph: int, line: str) -> None:
    """Areas that running text names: 重点检查…情况, 对…情况进行监督."""
    if "情况" not in line and "状况" not in line:
        return
    last = _reach(reading, paragraph, line)
    for match in reading.vocabulary.pattern("focus.object_look").finditer(line):
        start = line.rfind("对", match.start(1), match.end(1)) + 1 or match.start(1)
        _add(plan, paragraph, (start, match.end(1)), last)
    for match in reading.vocabulary.pattern("focus.look").finditer(line):
        for place in _situations(reading, line, match.end()):
            _add(plan, paragraph, place, last)


def _reach(reading: Reading, paragraph: int, line: str) -> Place:
    """How far a line's own area goes: over the list it introduces, or to the line's end."""
    below = entries_below(reading, paragraph) if line.rstrip().endswith(("：", ":")) else ()
    return below[-1].last if below else (paragraph, len(line))


def _situations(reading: Reading, line: str, start: int) -> Iterator[Place]:
    """The matters from ``start`` on that end in 情况, parted at ， and 、 after 情况."""
    pattern = reading.vocabulary.pattern
    sentence = _SENTENCE_END.search(line, start)
    stop = pattern("focus.stop").search(line, start + 1)
    end = min(m.start() if m else len(line) for m in (sentence, stop))
    for match in pattern("focus.situation").finditer(line[:end], start):
        if match.end() < end and line[match.end()] in "和及与":
            continue
        place = trim(line, start, match.end(), "，,、 和及与")
        if place[1] - place[0] > 4 and not re.search(
            "是否|听取|汇报|下列|以下", line[slice(*place)]
        ):
            yield place
        start = match.end()
