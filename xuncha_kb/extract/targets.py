"""Targets: who is inspected or bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.context import inspects, is_law
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import Entry, bodies, entries_of, lists_of
from xuncha_kb.extract.places import REACH, Taken
from xuncha_kb.model import DocumentKind, ItemKind, Section, Span
from xuncha_kb.text import depth_mask, parse_numeral, trim

Place = tuple[int, int]

_SENTENCE = re.compile(r"[。；;]")
_COMMA = re.compile(r"[，,]")
_PART = re.compile(r"[，,、]")
_THEIRS = re.compile(r"及(?=所[属辖]|全[镇乡县区市]|下[属辖])")
_AFTER_NUMBER = re.compile(
    r"(?<=[个家名][单部机学企党][位门关校业组])和|(?<=个单位党组织)和|(?<=个党组织)和"
)
_AND = re.compile(r"和|以及|及(?!其)")
_MAINLY = re.compile(r"(?:重点|主要)是")
_MARKS = " \t\u3000，,、；;。：:"
_WORDS = ("对象", "范围", "适用", "被巡察", "下列", "以下", "如下")
_VERBS = ("对", "把", "延伸", "同步", "进驻")


def targets(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Those who are inspected, and those to whom a regulation applies."""
    taken = Taken()
    for paragraph, place in _places(reading, inspects(reading)):
        if place[1] - place[0] > 1 and not taken.overlaps(paragraph, *place):
            taken.add(paragraph, *place)
            for part in _parts(reading, reading.line(paragraph), place):
                yield Draft(ItemKind.TARGET, (Span(paragraph, *part),))


def _parts(reading: Reading, line: str, place: Place) -> Iterator[Place]:
    """One target for each that stands by itself; where the text says that there are many more than
    it names (甲、乙等九个单位), those it names are one."""
    for group in _groups(reading, line, place):
        for one in _named(reading, line, group):
            for start, end in _cut(line, one, _THEIRS):
                mainly = _MAINLY.match(line, start, end)
                yield mainly.end() if mainly else start, end


def _named(reading: Reading, line: str, group: Place) -> Iterator[Place]:
    """Those between 、, where each stands by itself and the number said is not much greater."""
    pattern = reading.vocabulary.pattern
    counted = pattern("arrangements.counted_class").search(line, *group)
    last = counted or pattern("arrangements.and_so_many").search(line, *group)
    pieces = _cut(line, (group[0], last.start() if last else group[1]), _PART)
    pieces = _with_the_last(reading, line, pieces)
    few = counted is not None and _number(counted["number"]) > 2 * len(pieces)
    if len(pieces) > 1 and not few and _alone(reading, line, pieces):
        yield from pieces
    else:
        yield group


def _with_the_last(reading: Reading, line: str, pieces: list[Place]) -> list[Place]:
    """``pieces`` with the last one parted at 和, where units stand on both sides of it."""
    unit = reading.vocabulary.pattern("arrangements.one_unit")
    last = _cut(line, pieces[-1], _AND) if len(pieces) > 1 else []
    own = len(last) > 1 and all(unit.search(line[slice(*piece)]) for piece in last)
    return [*pieces[:-1], *last] if own else pieces


def _groups(reading: Reading, line: str, place: Place) -> Iterator[Place]:
    """The stretches between ， that name somebody each, parted after a class with its number
    (九个单位和…)."""
    one = reading.vocabulary.pattern("arrangements.one_target")
    sides = _cut(line, place, _COMMA)
    if not all(one.search(line[slice(*side)]) for side in sides):
        sides = [place]
    for side in sides:
        yield from _cut(line, side, _AFTER_NUMBER)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else parse_numeral(word) or 0


def _alone(reading: Reading, line: str, pieces: list[Place]) -> bool:
    """Whether each piece can be inspected alone; a chain that leans on one head or one tail cannot
    (各级机关、团体; 甲镇、乙镇党委)."""
    pattern = reading.vocabulary.pattern
    words = [line[slice(*piece)] for piece in pieces]
    each = all(pattern("arrangements.one_target").search(word) for word in words)
    ends = [pattern("arrangements.part_of_one").search(word) is not None for word in words]
    of_all = "的" in words[-1] and not any("的" in word for word in words[:-1])
    tail = of_all or (ends[-1] and not any(ends[:-1]))
    return each and not tail and not _shared(reading, words[0])


def _shared(reading: Reading, first: str) -> bool:
    return reading.vocabulary.pattern("arrangements.shared_head").match(first) is not None


def _cut(line: str, place: Place, separator: re.Pattern[str]) -> list[Place]:
    """``place`` cut at every separator outside quotation marks and brackets."""
    mask = depth_mask(line[slice(*place)])
    pieces, start = [], place[0]
    for match in separator.finditer(line, *place):
        if not mask[match.start() - place[0]]:
            pieces.append((start, match.start()))
            start = match.end()
    pieces.append((start, place[1]))
    return [piece for piece in (trim(line, *p, _MARKS) for p in pieces) if piece[0] < piece[1]]


def _places(reading: Reading, at_home: bool) -> Iterator[tuple[int, Place]]:
    pattern = reading.vocabulary.pattern
    for section in reading.sections:
        words = section.heading or ""
        named = "对象" in words or "范围" in words or "被巡察" in words
        if named and pattern("arrangements.target_heading").match(reading.heading(section)):
            yield from _under_heading(reading, section)
    for paragraph, line in reading.lines_with(_WORDS + (_VERBS if at_home else ())):
        yield from _listed(reading, paragraph)
        for place in _in_line(reading, paragraph, line, at_home):
            yield paragraph, place


def _under_heading(reading: Reading, section: Section) -> Iterator[tuple[int, Place]]:
    """The members under a heading such as 巡察对象, or the first sentence of its paragraph."""
    pattern = reading.vocabulary.pattern
    entries = entries_of(reading, section)
    for entry in entries:
        paragraph, (start, end) = _who(reading, entry)
        turn = pattern("arrangements.target_end").search(reading.line(paragraph), start, end)
        yield paragraph, (start, turn.start() if turn else end)
    paragraph = section.first_paragraph + 1
    if entries or paragraph > section.last_paragraph:
        return
    line = reading.line(paragraph)
    if not any(True for _ in _in_line(reading, paragraph, line, at_home=True)):
        end = _sentence_end(line, 0)
        turn = pattern("arrangements.target_end").search(line, 0, end)
        start, end = trim(line, 0, turn.start() if turn else end, _MARKS)
        if end - start <= REACH // 2:
            yield paragraph, (start, end)


def _who(reading: Reading, entry: Entry) -> tuple[int, Place]:
    """The words of a member, or the line below where the member only names the kind of inspection
    ((1) 常规巡察)."""
    head = entry.head
    kind = reading.vocabulary.pattern("arrangements.kind_of_inspection").match(reading.words(head))
    if kind and entry.last[0] > head.paragraph:
        line = reading.line(head.paragraph + 1)
        return head.paragraph + 1, trim(line, 0, _sentence_end(line, 0), _MARKS)
    return head.paragraph, (head.start, head.end)


def _listed(reading: Reading, paragraph: int) -> Iterator[tuple[int, Place]]:
    pattern = reading.vocabulary.pattern
    leads = pattern("arrangements.target_lead").search
    if paragraph not in reading.enumerated and not leads(reading.line(paragraph)[-REACH:].strip()):
        return
    for lead, entries in lists_of(reading, paragraph):
        if pattern("arrangements.target_lead").search(lead) and not pattern(
            "arrangements.no_target_lead"
        ).search(lead):
            for entry in entries:
                yield _who(reading, entry)


def _in_line(reading: Reading, paragraph: int, line: str, at_home: bool) -> Iterator[Place]:
    pattern = reading.vocabulary.pattern
    for match in pattern("arrangements.target_label").finditer(line):
        end = _sentence_end(line, match.end())
        turn = pattern("arrangements.target_end").search(line, match.end(), end)
        place = trim(line, match.end(), turn.start() if turn else end, _MARKS)
        names = not pattern("arrangements.no_target").search(line[slice(*place)])
        if names and not pattern("arrangements.target_lead").search(line, match.start()):
            yield place
    if "适用" in line:
        yield from _applied(reading, paragraph, line)
    if at_home:
        yield from _inspected(reading, line)


def _inspected(reading: Reading, line: str) -> Iterator[Place]:
    """对X开展巡察, and 把X作为重点对象."""
    pattern = reading.vocabulary.pattern
    names = ["inspected", "besides", "extended_to", "inspected_times", "made_target"]
    mended = pattern("arrangements.mended").search(reading.document.title)
    if mended:
        names = ["inspected_before"]
    elif reading.document.kind is DocumentKind.REPORT or "通报" in reading.document.title:
        names.append("inspected_before")
    if is_law(reading):
        names = ["made_target"]
    for name in names:
        for match in pattern(f"arrangements.{name}").finditer(line):
            start, end = trim(line, *match.span(match.lastindex or 0), _MARKS)
            start = (
                max(start, line.rfind("对", start, end) + 1) if "，" in line[start:end] else start
            )
            doing = line.find("开展", start, end)
            end = doing if doing > start else end
            if not pattern("arrangements.no_target").search(line[start:end]):
                yield start, end


def _applied(reading: Reading, paragraph: int, line: str) -> Iterator[Place]:
    """本办法适用于X, and X，适用本办法."""
    for start, end in _applications(reading, paragraph, line):
        pattern = reading.vocabulary.pattern
        beyond = pattern("arrangements.beyond_target").search(line[start:end])
        end = start + beyond.start() if beyond else end
        if pattern("arrangements.somebody_bound").search(line[start:end]):
            yield trim(line, start, end, _MARKS)


def _applications(reading: Reading, paragraph: int, line: str) -> Iterator[Place]:
    pattern = reading.vocabulary.pattern
    for match in pattern("arrangements.applies_to").finditer(line):
        yield trim(line, *match.span(1), _MARKS)
    for match in pattern("arrangements.applies_here").finditer(line):
        near = max(bodies(reading, paragraph)[0], match.start() - REACH)
        stops = _SENTENCE.finditer(line, near, match.start())
        near = max((stop.end() for stop in stops), default=near)
        start, end = trim(line, near, match.start(), _MARKS)
        if end > start and not pattern("arrangements.not_applied").search(line[start:end]):
            yield start, end


def _sentence_end(line: str, start: int) -> int:
    stop = _SENTENCE.search(line, start, start + REACH)
    return stop.start() if stop else min(len(line), start + REACH)
