"""Members of a list, whether they stand in one line (一是…；二是…) or on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xuncha_kb.extract.clauses import Line
from xuncha_kb.extract.draft import Reading
from xuncha_kb.extract.enumeration import CLOSING
from xuncha_kb.extract.places import REACH
from xuncha_kb.extract.tables import Table
from xuncha_kb.model import Section, Span
from xuncha_kb.text import trim

BULLETS = " \t\u3000—–-*•·●○◆■▪>#"
"""What may stand before the words of a line that no marker begins."""
UNITS = frozenset({"第X编", "第X分编", "第X章", "第X节", "第X条", "款"})
_DASH = re.compile(r"[ \t\u3000]*(?:[—–-]{1,3}|[●○◆■▪•·※➢☆★])[ \t\u3000]*(?=[^\s—–-])")
_WIDEST_STEP = 2
_REMAINS = re.compile(f"(?:[{re.escape(CLOSING)}*_\\s]|&[en][bm]?sp;|<br ?/?>)*")
"""What stands between a marker and the words after it: marks, Markdown, what web pages leave."""
_BLANKS = 3
"""How many empty lines may stand between a list and the line that introduces it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One member: its first sentence after the marker, and how far it reaches."""

    head: Span
    """The words after the marker, up to the first 。 or the end of the line."""
    last: tuple[int, int]
    """The paragraph and the column it ends before."""
    marker: int
    """The column of its marker."""

    @property
    def reach(self) -> tuple[int, int, int]:
        """Its first line with the columns between which it stands there."""
        paragraph, end = self.last
        first = self.head.paragraph
        return first, self.head.start, end if paragraph == first else max(self.head.end, end)


def lists_of(reading: Reading, paragraph: int) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """The lists that a line holds or introduces, each with the words that introduce it: those of
    its sentence before the first marker (none where the line begins with the marker), or the end
    of the line before the members."""
    line = reading.line(paragraph)
    for one in reading.enumerated.get(paragraph, ()):
        entries = tuple(
            Entry(_head(line, paragraph, m.body, m.end), (paragraph, m.end), m.start)
            for m in one.members
        )
        yield line[one.lead : one.members[0].start].strip(), entries
    below = entries_below(reading, paragraph)
    if below:
        yield line[-REACH:].strip(), below


def columns_of(reading: Reading, table: Table, name: str) -> list[int]:
    """The columns of a table whose names are those of the pattern ``name``."""
    pattern, head = reading.vocabulary.pattern(name), table[0]
    return [i for i in range(len(head.cells)) if pattern.search(reading.words(head.span(i)))]


def parts_of(reading: Reading, place: Span) -> Iterator[Span]:
    """The parts of a cell of a table: its sentences, those between ； too, without markers."""
    starts = bodies(reading, place.paragraph)
    for start, end in prose(reading, place.paragraph).clauses:
        if place.start <= start and end <= place.end:
            inside = [body for body in starts if start <= body < end]
            yield Span(place.paragraph, inside[0] if inside else start, end)


def ends_open(line: str) -> bool:
    """Whether a line ends in a colon."""
    return line.rstrip(" \t\u3000").endswith(("：", ":"))


def entries_below(reading: Reading, paragraph: int) -> tuple[Entry, ...]:
    """The members of the list on the lines after ``paragraph``: the sections of one style that
    begin with number one there, or the lines with dashes; none where no list follows."""
    first = next(
        (
            section
            for section in reading.starting.get(_next(reading, paragraph), ())
            if _opens(section)
        ),
        None,
    )
    if first is None:
        return tuple(_dashed(reading, paragraph)) if ends_open(reading.line(paragraph)) else ()
    siblings = reading.family[first.parent_id]
    return tuple(_entry(reading, section) for section in _run(siblings, siblings.index(first)))


def _dashed(reading: Reading, paragraph: int) -> Iterator[Entry]:
    """The lines after ``paragraph`` that begin with a dash or a dot, up to the first without."""
    following = _next(reading, paragraph)
    while following and (mark := _DASH.match(reading.line(following))):
        line = reading.line(following)
        head = _head(line, following, mark.end(), len(line))
        yield Entry(head, (following, len(line)), mark.start())
        following = _next(reading, following)


def entries_of(reading: Reading, section: Section) -> tuple[Entry, ...]:
    """The members of the first list among the children of ``section``."""
    children = reading.family.get(section.id, ())
    first = next((i for i, child in enumerate(children) if _opens(child)), None)
    if first is None:
        return ()
    return tuple(_entry(reading, child) for child in _run(children, first))


def series_from(reading: Reading, section: Section) -> tuple[Entry, ...]:
    """``section`` and the siblings whose numbers go on from it, as members of a list."""
    siblings = reading.family[section.parent_id]
    return tuple(_entry(reading, one) for one in _run(siblings, siblings.index(section)))


def body_start(reading: Reading, section: Section) -> int:
    """The column at which the words of ``section`` begin, after its marker."""
    start = _marker(reading, section) + len(section.label or "")
    remains = _REMAINS.match(reading.line(section.first_paragraph), start)
    return remains.end() if remains else start


def _marker(reading: Reading, section: Section) -> int:
    """The column of a section's marker; labels are in the words of the document."""
    line = reading.document.paragraphs[section.first_paragraph - 1]
    return max(line.find(section.label or ""), 0)


def bodies(reading: Reading, paragraph: int) -> tuple[int, ...]:
    """The columns at which the words after the markers of a line begin, in order: the marker of
    the section that begins with it, then those inside it. The first one is always there."""
    known = reading.bodies
    if paragraph not in known:
        known[paragraph] = _bodies(reading, paragraph)
    return known[paragraph]


def _bodies(reading: Reading, paragraph: int) -> tuple[int, ...]:
    own = [body_start(reading, section) for section in reading.starting.get(paragraph, ())]
    line = reading.line(paragraph)
    start = max(own) if own else trim(line, 0, len(line), BULLETS)[0]
    found = reading.enumerated.get(paragraph)
    if not found:
        return (start,)
    inner = {member.body for one in found for member in one.members if member.body > start}
    return (start, *sorted(inner))


def prose(reading: Reading, paragraph: int) -> Line:
    """A line with its clauses, from the words after its marker on; made once."""
    known = reading.prose
    if paragraph not in known:
        known[paragraph] = Line(reading.line(paragraph), bodies(reading, paragraph)[0])
    return known[paragraph]


def _opens(section: Section) -> bool:
    return section.number == 1 and section.style not in UNITS


def _next(reading: Reading, paragraph: int) -> int:
    """The next line that is not blank."""
    lines = reading.lines
    for following in range(paragraph + 1, min(paragraph + 2 + _BLANKS, len(lines) + 1)):
        if lines[following - 1].strip():
            return following
    return 0


def _run(siblings: tuple[Section, ...], first: int) -> Iterator[Section]:
    """The siblings from ``first`` on whose numbers go on; one may be left out or come twice."""
    number = 0
    for section in siblings[first:]:
        if section.style != siblings[first].style or not section.number:
            return
        step = section.number - number
        if not (1 <= step <= _WIDEST_STEP or (step == 0 and number > 1)):
            return
        number = section.number
        yield section


def _entry(reading: Reading, section: Section) -> Entry:
    paragraph, last = section.first_paragraph, section.last_paragraph
    line = reading.line(paragraph)
    start = body_start(reading, section)
    marker = _marker(reading, section)
    return Entry(_head(line, paragraph, start, len(line)), (last, len(reading.line(last))), marker)


def _head(line: str, paragraph: int, start: int, end: int) -> Span:
    stop = line.find("。", start, end)
    return Span(paragraph, *trim(line, start, stop if stop >= 0 else end, CLOSING))
