"""Focus areas: what is looked into, and how far the words about each of them reach."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import UNITS, Entry, ends_open, entries_below, entries_of, lists_of
from xuncha_kb.extract.places import REACH, Taken
from xuncha_kb.model import ItemKind, Section, Span
from xuncha_kb.text import trim

Place = tuple[int, int]
"""Paragraph and column."""

_CLAUSE = re.compile(r"[，,；;。！？]")
_SENTENCE_END = re.compile(r"[。；;！？]")
_NEAR = 200
"""How many areas that begin before a place may lie between it and the one around it."""
_LONG = 60
"""A heading longer than this names its area by its first clause."""


@dataclass(frozen=True, slots=True)
class Area:
    draft: Draft
    start: Place
    end: Place
    """What stands between the two is about this area."""


class Plan:
    """What a text says is looked into: its areas, and the members of lists of problems."""

    def __init__(self) -> None:
        self.areas: list[Area] = []
        self.problems: list[Span] = []
        self._starts: list[Place] = []
        self._taken = Taken()

    def add(self, paragraph: int, words: Place, start: Place, end: Place) -> None:
        """An area of the given words that reaches from ``start`` to ``end``; overlapping words
        make no second one."""
        if self.holds(paragraph, *words):
            return
        parent = self.around((paragraph, words[0]))
        draft = Draft(ItemKind.FOCUS_AREA, (Span(paragraph, *words),), parent)
        index = bisect_right(self._starts, start)
        self._starts.insert(index, start)
        self.areas.insert(index, Area(draft, start, end))
        self._taken.add(paragraph, *words)

    def around(self, place: Place) -> Draft | None:
        """The innermost area that ``place`` belongs to."""
        index = bisect_right(self._starts, place)
        near = self.areas[max(0, index - _NEAR) : index]
        return next((area.draft for area in reversed(near) if place < area.end), None)

    def holds(self, paragraph: int, start: int, end: int) -> bool:
        """Whether these words overlap those of an area already found."""
        return self._taken.overlaps(paragraph, start, end)


def plan_of(reading: Reading) -> Plan:
    """The plan of a text about inspecting."""
    plan = Plan()
    for section in reading.sections:
        if section.style not in UNITS and names_focus(reading, section.heading or ""):
            _take(reading, plan, entries_of(reading, section), problems=False)
            _take_plain(reading, plan, section)
    for paragraph in range(1, len(reading.document.paragraphs) + 1):
        for words, entries in lists_of(reading, paragraph):
            lead = words or _before(reading, paragraph)
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


def _before(reading: Reading, paragraph: int) -> str:
    """The words that introduce a line: the line before it, or the heading it stands under."""
    line = reading.line(paragraph - 1) if paragraph > 1 else ""
    if ends_open(line):
        return line[-REACH:].strip()
    section = reading.innermost.get(paragraph)
    return section.heading or "" if section and section.heading else ""


def _take(reading: Reading, plan: Plan, entries: Iterable[Entry], problems: bool) -> None:
    for entry in entries:
        head = entry.head
        place = None if problems else _area_words(reading, head, named=True)
        if place is None:
            plan.problems += [head] if problems else []
        else:
            plan.add(head.paragraph, place, (head.paragraph, entry.marker), entry.last)
            _take_inner(reading, plan, head.paragraph)


def _take_inner(reading: Reading, plan: Plan, paragraph: int) -> None:
    """The areas and problems that the members under an area name by themselves."""
    for section in reading.starting.get(paragraph, ())[-1:]:
        for entry in entries_of(reading, section):
            line = reading.line(entry.head.paragraph)
            place = _area_words(reading, entry.head, named=False)
            if place:
                start = (entry.head.paragraph, entry.marker)
                plan.add(entry.head.paragraph, place, start, entry.last)
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
            plan.add(paragraph, place, (paragraph, place[0]), (paragraph, len(line)))


def _area_words(reading: Reading, head: Span, named: bool) -> Place | None:
    """Where the words of an area stand in ``head``: after the verb, up to 情况 or 方面; where
    there is neither and ``named``, the first clause or the whole heading. None where the head is
    a question or a problem itself."""
    pattern = reading.vocabulary.pattern
    line = reading.line(head.paragraph)
    start = _after_verb(reading, line, head.start, head.end)
    if pattern("indicators.question").match(line, start):
        return None
    if pattern("indicators.criterion").match(line, head.start):
        return None
    if pattern("indicators.finding").match(line, head.start):
        return None
    stop = pattern("focus.stop").search(line, start + 1, head.end)
    end = stop.start() if stop else head.end
    situations = list(pattern("focus.situation").finditer(line, start, end))
    if situations:
        return trim(line, start, situations[-1].end())
    aspect = pattern("focus.aspect").search(line[start:end])
    if aspect:
        return start, start + aspect.end()
    return _named(line, start, end) if named else None


def _after_verb(reading: Reading, line: str, start: int, end: int) -> int:
    match = reading.vocabulary.pattern("focus.verb").match(line[start : min(end, start + _LONG)])
    return start + match.end() if match and start + match.end() < end else start


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
        start = match.start(1)
        plan.add(paragraph, (start, match.end(1)), (paragraph, start), last)
    for match in reading.vocabulary.pattern("focus.look").finditer(line):
        for place in _situations(reading, line, match.end()):
            plan.add(paragraph, place, (paragraph, place[0]), last)


def _reach(reading: Reading, paragraph: int, line: str) -> Place:
    """How far a line's own area goes: over the list it introduces, or to the line's end."""
    below = entries_below(reading, paragraph) if ends_open(line) else ()
    return below[-1].last if below else (paragraph, len(line))


def _situations(reading: Reading, line: str, start: int) -> Iterator[Place]:
    """The matters from ``start`` on that end in 情况, parted at ， and 、 after 情况."""
    pattern = reading.vocabulary.pattern
    sentence = _SENTENCE_END.search(line, start, start + REACH)
    stop = pattern("focus.stop").search(line, start + 1, start + REACH)
    end = min(m.start() if m else min(len(line), start + REACH) for m in (sentence, stop))
    for match in pattern("focus.situation").finditer(line, start, end):
        if match.end() < end and line[match.end()] in "和及与":
            continue
        place = trim(line, start, match.end(), "，,、 和及与")
        if place[1] - place[0] > 4 and not re.search(
            "是否|听取|汇报|下列|以下", line[slice(*place)]
        ):
            yield place
        start = match.end()
