"""Focus areas: what is looked into, and how far the text about each of them reaches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.area_words import area_words, running_areas, situations
from xuncha_kb.extract.context import is_law
from xuncha_kb.extract.draft import Reading
from xuncha_kb.extract.lists import (
    UNITS,
    Entry,
    bodies,
    columns_of,
    ends_open,
    entries_below,
    entries_of,
    lists_of,
    parts_of,
    series_from,
)
from xuncha_kb.extract.places import REACH
from xuncha_kb.extract.plan import Columns, Place, Plan
from xuncha_kb.extract.tables import Table, entries_in
from xuncha_kb.model import Section, Span
from xuncha_kb.text import trim

_CLAUSE = re.compile(r"[，,；;。！？]")
_CHA = "一查"
_SITUATION = re.compile("情况|状况|是否|有无")
_LONG = 60
"""A heading longer than this is a sentence of its own."""
_SHORT = 20
"""The bare name of a field is not longer."""


def plan_of(reading: Reading) -> Plan:
    """The plan of a text about inspecting."""
    plan = Plan()
    for section in reading.sections:
        heading = reading.heading(section)
        if section.style not in UNITS and names_focus(reading, heading):
            named = reading.vocabulary.pattern("focus.inspects").search(heading) is not None
            _take(reading, plan, entries_of(reading, section), problems=False, named=named)
            _take_plain(reading, plan, section)
        elif section.style == _CHA and section.number == 1:
            _take(reading, plan, series_from(reading, section), problems=False)
    duties = _take_lists(reading, plan)
    if is_law(reading):
        return plan
    for table in reading.tables:
        _take_columns(reading, plan, table)
    for paragraph, line in reading.body:
        if paragraph in duties:
            continue
        found = [*_marked_areas(reading, paragraph), *running_areas(reading, line)]
        around = [plan.around((paragraph, columns[0])) for columns in found]
        for columns, parent in zip(found, around, strict=True):
            last = _reach(reading, paragraph, columns[1])
            plan.add(paragraph, columns, (paragraph, columns[0]), last, parent)
    return plan


def _take_lists(reading: Reading, plan: Plan) -> set[int]:
    """The areas and problems that stand in lists; the lines that lists of duties take up."""
    duties: set[int] = set()
    duty = reading.vocabulary.pattern("focus.duty_lead")
    for paragraph in range(1, len(reading.lines) + 1):
        for words, entries in lists_of(reading, paragraph):
            lead = words or _before(reading, paragraph)
            if introduces(reading, lead):
                _take(reading, plan, entries, _of_problems(reading, lead))
            elif duty.search(lead):
                duties |= {entry.head.paragraph for entry in entries}
            elif not is_law(reading) and _asking(reading, entries):
                _take_asking(reading, plan, entries)
    return duties


def _asking(reading: Reading, entries: Sequence[Entry]) -> bool:
    """Whether at least half of the members of a list ask something of what they name."""
    pattern = reading.vocabulary.pattern
    names = ("indicators.question", "indicators.finding", "indicators.criterion")

    def asks(entry: Entry) -> bool:
        line, start = reading.line(entry.head.paragraph), entry.head.start
        end = entry.last[1] if entry.last[0] == entry.head.paragraph else len(line)
        return any(pattern(name).search(line, start + 1, end) for name in names)

    return len(entries) > 1 and 2 * sum(map(asks, entries)) >= len(entries)


def _take_asking(reading: Reading, plan: Plan, entries: Sequence[Entry]) -> None:
    """The areas of a list that nothing introduces as such: up to 情况, or the bare name of a
    field (燃料管理); a call to do something (紧扣主责，看担当) names none."""
    slogan = reading.vocabulary.pattern("focus.slogan")
    for entry in entries:
        words, paragraph = reading.words(entry.head), entry.head.paragraph
        short = len(words) <= _SHORT and not slogan.search(words)
        columns = area_words(reading, entry.head, named=short)
        if columns:
            around = plan.around((paragraph, columns[0]))
            plan.add(paragraph, columns, (paragraph, entry.marker), entry.last, around)


def _marked_areas(reading: Reading, paragraph: int) -> Iterator[Columns]:
    """Areas after a marker and a verb, in a list that nothing introduces (一是要了解…情况)."""
    starts = bodies(reading, paragraph)
    line = reading.line(paragraph)
    if "情况" not in line or (len(starts) == 1 and paragraph not in reading.starting):
        return
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        if reading.vocabulary.pattern("focus.look_first").match(line[start : start + _LONG]):
            columns = area_words(reading, Span(paragraph, start, end), named=False)
            if columns:
                yield columns


def names_focus(reading: Reading, heading: str) -> bool:
    """Whether a heading stands over what is looked into."""
    pattern = reading.vocabulary.pattern
    return bool(
        len(heading) <= _LONG
        and pattern("focus.heading").search(heading)
        and not pattern("focus.not_heading").search(heading)
    )


def introduces(reading: Reading, sentence: str) -> bool:
    """Whether ``sentence`` introduces a list of what is looked into."""
    pattern = reading.vocabulary.pattern
    if pattern("focus.open_finding").search(sentence):
        return True
    clause = _CLAUSE.split(sentence.rstrip("：:。 \u3000"))[-1]
    not_lead = pattern("focus.not_lead").search(clause)
    return bool(pattern("focus.lead").search(clause)) and not not_lead


def _of_problems(reading: Reading, lead: str) -> bool:
    """Whether the members of the list are problems rather than areas."""
    names = ("focus.problem_lead", "focus.open_finding")
    return any(reading.vocabulary.pattern(name).search(lead) for name in names)


def _before(reading: Reading, paragraph: int) -> str:
    """The words that introduce a line: the line before it, or the heading it stands under."""
    line = reading.line(paragraph - 1) if paragraph > 1 else ""
    if ends_open(line):
        return line[-REACH:].strip()
    section = reading.innermost.get(paragraph)
    return reading.heading(section) if section else ""


def _take(
    reading: Reading, plan: Plan, entries: Iterable[Entry], problems: bool, named: bool = True
) -> None:
    step = reading.vocabulary.pattern("arrangements.stage_entry")
    entries = tuple(entries)
    if is_law(reading) and not _of_situations(reading, entries):
        return
    for entry in entries:
        if step.search(reading.words(entry.head)):
            continue
        paragraph = entry.head.paragraph
        plan.paragraphs.update(range(paragraph, entry.last[0] + 1))
        columns = None if problems else area_words(reading, entry.head, named)
        if columns:
            around = plan.around((paragraph, columns[0]))
            plan.add(paragraph, columns, (paragraph, entry.marker), entry.last, around)
            _take_spelled_out(reading, plan, entry)
            _take_inner(reading, plan, paragraph)
        elif problems:
            plan.add_problem(entry.head)


def _of_situations(reading: Reading, entries: Sequence[Entry]) -> bool:
    """Whether at least half of the members of a list speak of situations or ask something; in a
    law other lists (of products, of acts) are no plan."""
    look = _SITUATION.search
    return 2 * sum(look(reading.words(entry.head)) is not None for entry in entries) >= len(entries)


def _take_spelled_out(reading: Reading, plan: Plan, entry: Entry) -> None:
    """The areas that the sentence after a bare heading names (政治建设。…情况；…情况)."""
    paragraph, start = entry.head.paragraph, entry.head.end + 1
    line = reading.line(paragraph)
    elsewhere = reading.vocabulary.pattern("focus.no_area_first").match(line, start)
    if line[start - 1 : start] != "。" or elsewhere or line[: entry.head.end].endswith("情况"):
        return
    around = plan.around((paragraph, start))
    for columns in situations(reading, line, start):
        plan.add(paragraph, columns, (paragraph, columns[0]), (paragraph, len(line)), around)


def _take_inner(reading: Reading, plan: Plan, paragraph: int) -> None:
    """The areas and problems that the members under an area name by themselves."""
    for section in reading.starting.get(paragraph, ())[-1:]:
        for entry in entries_of(reading, section):
            inner = entry.head.paragraph
            columns = area_words(reading, entry.head, named=False)
            if columns:
                around = plan.around((inner, columns[0]))
                plan.add(inner, columns, (inner, entry.marker), entry.last, around)
            elif _ends_in_problem(reading, reading.words(entry.head)):
                plan.add_problem(entry.head)


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
        columns = area_words(reading, head, named=False)
        if columns and not reading.vocabulary.pattern("focus.look").match(line, head.start):
            last = (paragraph, len(line))
            plan.add(paragraph, columns, (paragraph, columns[0]), last, None)


def _take_columns(reading: Reading, plan: Plan, table: Table) -> None:
    """What stands in the columns of a table that are called 监督重点, 问题表现 or the like; in
    the first of them every cell is an area, in those after it what is named as one."""
    for number, column in enumerate(columns_of(reading, table, "focus.column")):
        for row, last in entries_in(table, column):
            words = area_words(reading, row.span(column), named=not number)
            if words:
                start = (row.paragraph, words[0] if number else 0)
                end = (last, len(reading.line(last)))
                plan.add(row.paragraph, words, start, end, plan.around(start))
    for column in columns_of(reading, table, "focus.problem_column"):
        for row, _ in entries_in(table, column):
            for span in parts_of(reading, row.span(column)):
                plan.add_problem(span)


def _reach(reading: Reading, paragraph: int, end: int) -> Place:
    """How far an area whose words end at ``end`` goes: over the list that its sentence introduces,
    or to the line's end."""
    line = reading.line(paragraph)
    introduces = ends_open(line) and "。" not in line[end:]
    below = entries_below(reading, paragraph) if introduces else ()
    return below[-1].last if below else (paragraph, len(line))
