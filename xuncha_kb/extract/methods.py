"""Work methods: 通过A，B，C等方式, 采取下列方式：（一）…, and what stands under 巡察方式."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.context import inspects, is_law
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import UNITS, Entry, columns_of, entries_of, lists_of
from xuncha_kb.extract.places import REACH, Taken
from xuncha_kb.extract.tables import entries_in
from xuncha_kb.model import ItemKind, Section, Span
from xuncha_kb.text import depth_mask, trim

Place = tuple[int, int]

_WORDS = ("方式", "方法", "形式", "手段", "途径", "办法", "就是", "工作法")
_COMMA = re.compile(r"[，,；;]")
_SEMICOLON = re.compile(r"[；;]")
_DOT = re.compile(r"、")
_AND = re.compile(r"以及|和(?!谐|解)|及(?!其|时)")
_MARKS = " \t\u3000，,、；;。：:"
_SENTENCE = re.compile(r"[。；;：:！？]")
_AIM = re.compile("，(?:做到|确保|力求|实现|推动)")
"""What the methods are for stands after them."""
_TOLD = re.compile(r"[听谈查访阅核看问测督]（([^（）]{3,20})）$")
"""A method that one character names and brackets spell out: 听（听取汇报）."""
_LABEL = 24
"""A label before the methods (五步工作法：) is not longer."""
_SHARED = ("开展", "进行")
_SHORT = 2
_LEAST, _LONG = 4, 8
"""What is shorter or longer and no known method goes on with the one before it."""
_NEAR = 60
"""How far around an enumeration its sentence may say what it is for."""


def work_methods(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """The methods of a text about inspecting; of other texts only those of a sentence that itself
    speaks of looking into something."""
    at_home = inspects(reading)
    taken = Taken()
    for paragraph, place in _places(reading, at_home):
        if not taken.overlaps(paragraph, *place):
            taken.add(paragraph, *place)
            yield Draft(ItemKind.WORK_METHOD, (Span(paragraph, *place),))


def _done(reading: Reading) -> Iterator[tuple[int, Place]]:
    """What an inspection did, told with numbers: 召开座谈会4场，个别谈话126人次，查阅资料3200份."""
    for paragraph, line in reading.lines_with(("谈话", "查阅", "调阅")):
        found = list(reading.vocabulary.pattern("arrangements.method_done").finditer(line))
        if len(found) > _SHORT:
            for match in found:
                yield paragraph, match.span(1)


def _told(reading: Reading) -> Iterator[tuple[int, Place]]:
    """What a team says it will do, piece by piece: 会找大家谈话，也会调阅记录，还会到工地走访."""
    pattern = reading.vocabulary.pattern
    for paragraph, line in reading.lines_with(("谈话", "调阅", "查阅", "走访")):
        for match in pattern("arrangements.method_told").finditer(line):
            pieces = [_bare(reading, line, one) for one in _clauses(line, match.span(1))]
            known = [one for one in pieces if not _goes_on(reading, line[slice(*one)])]
            if len(known) > _SHORT and not any(word in match[1] for word in _WORDS):
                yield from ((paragraph, one) for one in known)


def _places(reading: Reading, at_home: bool) -> Iterator[tuple[int, Place]]:
    for paragraph, line in reading.lines_with(_WORDS):
        yield from _listed(reading, paragraph, at_home)
        for place in _in_line(reading, line, at_home):
            yield paragraph, place
    if at_home:
        yield from _done(reading)
        yield from _told(reading)
        for section in reading.sections:
            if section.style not in UNITS and reading.vocabulary.pattern(
                "arrangements.method_heading"
            ).search(reading.heading(section)):
                yield from _under_heading(reading, section)
        yield from _in_tables(reading)


def _in_tables(reading: Reading) -> Iterator[tuple[int, Place]]:
    """What stands in a column that is called 巡察方式 or the like."""
    for table in reading.tables:
        for column in columns_of(reading, table, "arrangements.method_heading"):
            for row, _ in entries_in(table, column):
                for piece in _pieces(reading, reading.line(row.paragraph), row.cells[column]):
                    yield row.paragraph, piece


def _listed(reading: Reading, paragraph: int, at_home: bool) -> Iterator[tuple[int, Place]]:
    pattern = reading.vocabulary.pattern
    about = "arrangements.checking" if is_law(reading) else "arrangements.inspecting"
    for lead, entries in lists_of(reading, paragraph):
        if pattern("arrangements.method_lead").search(lead) and (
            at_home or pattern(about).search(lead)
        ):
            for entry in entries:
                yield from _of_entry(reading, entry)


def _under_heading(reading: Reading, section: Section) -> Iterator[tuple[int, Place]]:
    """The members under a heading, or the one paragraph that names the methods; steps in time
    are none."""
    entries = entries_of(reading, section)
    step = reading.vocabulary.pattern("arrangements.stage_entry")
    if any(step.search(reading.words(entry.head)) for entry in entries):
        return
    for entry in entries:
        yield from _of_entry(reading, entry)
    if not entries and section.last_paragraph == section.first_paragraph + 1:
        paragraph = section.last_paragraph
        line = reading.line(paragraph)
        if not any(True for _ in _in_line(reading, line, at_home=True)):
            stop = line.find("。")
            label = line.find("：", 0, _LABEL) + 1
            place = (label, stop if stop > 0 else len(line))
            if reading.vocabulary.pattern("arrangements.method_word").search(line, *place):
                for piece in _pieces(reading, line, place):
                    yield paragraph, piece


def _of_entry(reading: Reading, entry: Entry) -> Iterator[tuple[int, Place]]:
    """The methods of a member of a list, without what explains them."""
    line = reading.line(entry.head.paragraph)
    start, end = entry.head.start, entry.head.end
    tail = reading.vocabulary.pattern("arrangements.method_tail").search(line, start, end)
    for first, last in _clauses(line, (start, tail.start() if tail else end)):
        yield entry.head.paragraph, (first, last - (line[last - 1] == "等"))


def _in_line(reading: Reading, line: str, at_home: bool) -> Iterator[Place]:
    word = reading.vocabulary.pattern("arrangements.method_word")
    law = is_law(reading)
    for place, labelled in _enumerated(reading, line):
        pieces = list(_pieces(reading, line, place))
        known = [piece for piece in pieces if word.search(line, *piece)]
        if not known or 2 * len(known) < len(pieces):
            continue
        name = "checking" if law else "inspecting"
        around = line[max(0, place[0] - _NEAR) : place[1] + _NEAR]
        spoken = reading.vocabulary.pattern(f"arrangements.{name}").search(around)
        if (at_home and not law) or (
            spoken and len(known) > 1 and (labelled or at_home or not law)
        ):
            yield from pieces


def _enumerated(reading: Reading, line: str) -> Iterator[tuple[Place, bool]]:
    """The enumerations of 通过…等方式, then those of 方式有：…, which is the second value."""
    pattern = reading.vocabulary.pattern
    opens = list(pattern("arrangements.method_open").finditer(line))
    limits = [*(match.start() for match in opens[1:]), len(line)]
    closed = []
    for match, limit in zip(opens, limits, strict=False):
        stop = _SENTENCE.search(line, match.end(), min(limit, match.end() + REACH))
        end = stop.start() + 1 if stop else min(limit, match.end() + REACH)
        close = pattern("arrangements.method_close").search(line, match.end() + _SHORT, end)
        if close and not pattern("arrangements.not_inspecting").match(line[close.end() :][:_NEAR]):
            closed.append(match.start())
            yield (match.end(), close.start()), False
    for match in pattern("arrangements.method_meaning").finditer(line):
        yield match.span(1), True
    for match in pattern("arrangements.method_label").finditer(line):
        first, end = match.span(match.lastindex or 0)
        aim = _AIM.search(line, first, end)
        place = first, aim.start() if aim else end
        if not any(place[0] <= start < place[1] for start in closed):
            yield place, True


def _pieces(reading: Reading, line: str, place: Place) -> Iterator[Place]:
    """The single methods of an enumeration: parted at ；, and where that makes fewer than three,
    at ， too, and at 、 and 和 where what follows is a method of its own (调阅、复制有关文件资料
    is one)."""
    parts = _cut(line, place, _SEMICOLON)
    if len(parts) > _SHORT:
        yield from (_bare(reading, line, part) for part in parts)
        return
    bare = reading.vocabulary.pattern("arrangements.method_bare")
    for clause in _clauses(line, place):
        joined: list[Place] = []
        for piece in _cut(line, clause, _DOT):
            last = joined[-1] if joined else None
            if last and (
                bare.match(line[slice(*last)].rpartition("、")[2])
                or _goes_on(reading, line[slice(*piece)])
            ):
                joined[-1] = (last[0], piece[1])
            else:
                joined.append(piece)
        for piece in (part for one in joined for part in _apart(line, one)):
            for part in _at_and(reading, line, piece):
                yield _bare(reading, line, part)


def _apart(line: str, place: Place) -> list[Place]:
    """A chain of bare verbs that no object ends (审阅、核对、询问) taken apart."""
    pieces = _cut(line, place, _DOT)
    return pieces if all(end - start <= _SHORT for start, end in pieces) else [place]


def _goes_on(reading: Reading, words: str) -> bool:
    """Whether a piece is no method by itself: more papers or people to look into."""
    pattern = reading.vocabulary.pattern
    begins = pattern("arrangements.method_start").match(words)
    named = pattern("arrangements.method_noun").search(words)
    whole = pattern("arrangements.method_whole").match(words)
    own = named or whole or (begins and pattern("arrangements.method_word").search(words))
    return not own and (
        not _LEAST <= len(words) <= _LONG
        or pattern("arrangements.method_thing").search(words) is not None
    )


def _clauses(line: str, place: Place) -> list[Place]:
    return _cut(line, place, _COMMA)


def _at_and(reading: Reading, line: str, place: Place) -> list[Place]:
    parts = _cut(line, place, _AND)
    start = reading.vocabulary.pattern("arrangements.method_start")
    word = reading.vocabulary.pattern("arrangements.method_word")
    shared = line[slice(*parts[0])].startswith(_SHARED)
    own = not shared and all(
        start.match(line[slice(*part)]) and word.search(line, *part) and part[1] - part[0] > _SHORT
        for part in parts[1:]
    )
    return parts if own and word.search(line, *parts[0]) else [place]


def _cut(line: str, place: Place, separator: re.Pattern[str]) -> list[Place]:
    """``place`` cut at every separator outside quotation marks and brackets."""
    mask = depth_mask(line[slice(*place)])
    pieces, start = [], place[0]
    for match in separator.finditer(line, *place):
        if not mask[match.start() - place[0]]:
            pieces.append((start, match.start()))
            start = match.end()
    pieces.append((start, place[1]))
    pieces = [trim(line, *piece, _MARKS) for piece in pieces]
    return [piece for piece in pieces if piece[1] > piece[0]] or [place]


def _beside(line: str, start: int, end: int) -> bool:
    """Whether a method ends the words of 除…外."""
    return line[end - 1] == "外" and "除" in line[max(0, start - _NEAR) : end]


def _bare(reading: Reading, line: str, place: Place) -> Place:
    """``place`` without what stands before the method (与…进行, 根据需要) and 等 after it."""
    start, end = trim(line, *place, _MARKS)
    told = _TOLD.match(line, start, end)
    if told:
        return told.span(1)
    match = reading.vocabulary.pattern("arrangements.method_with").match(line[start:end])
    if match and match.end() + _SHORT <= end - start:
        start += match.end()
    if end - start > _SHORT and (line[end - 1] == "等" or _beside(line, start, end)):
        end -= 1
    return trim(line, start, end, _MARKS)
