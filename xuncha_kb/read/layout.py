"""Lines on pages -> paragraphs, for formats that know only where each line stands.

A line goes on in the next one where it ends so near the right edge that the first word of the
next would not have fitted, and the next neither is indented nor stands apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·]")
_CORE = r"(?:[0-9A-Za-z.,%:/\-]+|\S)"
_CLOSING = r"[”’）》〉】〕)\]。，、；：！？…%]*"
_UNIT = re.compile(rf"[“‘（《〈【〔(\[]*{_CORE}{_CLOSING}(?:[“”‘’]+{_CORE}{_CLOSING})*")
"""What stays together on a line; some programs break a line on neither side of a quotation mark."""
_SENTENCE_END = re.compile(r"[。！？][”’）)]*\Z")
_CLAUSE_END = re.compile(r"[。！？；：][”’）)]*\Z")
_MARKER = re.compile(
    r"第[一二三四五六七八九十百零0-9]{1,5}[章节条]|[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、](?![0-9])|[①-⑳]"
)
_PAGE_NUMBER = re.compile(
    r"[\s\-—－–·~～]*(?:第\s*)?([0-9０-９]{1,4})(?:\s*页)?"
    r"(?:\s*[/／,，]?\s*(?:共\s*)?[0-9０-９]{1,4}(?:\s*页)?)?[\s\-—－–·~～]*"
)
_DIGITS = re.compile("[0-9０-９]+")
_LIST_MARK = re.compile(
    r"(?:[0-9]{1,3}[.．、)）]|[•●■◆○·\-–]|[(（][0-9一二三四五六七八九十]{1,3}[)）])"
)
_EDGE = 0.12
"""The part of a page at its head and at its foot in which headers and footers stand."""
_EDGE_LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; lengths in the unit of the page, ``top`` grows downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    """The height of its characters, one em."""


@dataclass(frozen=True, slots=True)
class Page:
    height: float
    lines: tuple[Line, ...]


def without_margins(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages without page numbers and without what stands at the edge of most of them, and
    these lines."""
    edges = [[line for line in page.lines if _at_edge(page, line)] for page in pages]
    counts = Counter(key for lines in edges for key in {_key(line) for line in lines})
    numbers = [{id(line): _page_number(line) for line in lines} for lines in edges]
    shifts = Counter(
        value - place
        for place, found in enumerate(numbers)
        for value in set(found.values())
        if value is not None
    )
    most = max(2, len(pages) / 3) if len(pages) > 1 else 1
    kept, margins = [], []
    for place, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        apart = set()
        for line in lines:
            value = numbers[place][id(line)]
            sure = len(pages) > 1 or value == 1
            counted = value is not None and sure and shifts[value - place] >= most
            repeated = len(pages) > 1 and counts[_key(line)] >= most and value is None
            if counted or repeated:
                apart.add(id(line))
        margins += [line.text.strip() for line in page.lines if id(line) in apart]
        kept.append(Page(page.height, tuple(x for x in page.lines if id(x) not in apart)))
    return kept, list(dict.fromkeys(margins))


def _page_number(line: Line) -> int | None:
    """The number of a line that holds nothing but a page number."""
    match = _PAGE_NUMBER.fullmatch(line.text)
    return int(match[1]) if match else None


def _at_edge(page: Page, line: Line) -> bool:
    if not (line.bottom < page.height * _EDGE or line.top > page.height * (1 - _EDGE)):
        return False
    place = next(i for i, other in enumerate(page.lines) if other is line)
    return place < _EDGE_LINES or place >= len(page.lines) - _EDGE_LINES


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", "".join(line.text.split())), round(line.top / 8)


def paragraphs(pages: Sequence[Page]) -> Iterator[str]:
    """The text of the pages, a paragraph at a time."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return
    firsts = {id(page.lines[0]) for page in pages if page.lines}
    em = median(line.size for line in lines)
    right = _edge([line.right for line in lines], em, -1)
    left = _edge([line.left for line in lines], em, 1)
    leading = _leading(lines, em)
    justified = _is_justified(lines, right)
    text, hanging = lines[0].text.strip(), False
    for before, line in pairwise(lines):
        new_page = id(line) in firsts
        limit = leading * 1.45 * max(1.0, line.size / em)
        apart = not new_page and line.top - before.top > limit
        hangs = _hangs(before, line, hanging)
        indented = line.left > left + line.size * 0.9 and not hangs
        goes_on = (
            _is_full(before, line, right)
            and not (apart or _is_last(before, line, right, justified))
            and abs(line.size - before.size) < 0.12 * before.size
            and (not indented or _is_centred_rest(before, line, left, right))
        )
        if goes_on:
            text, hanging = _joined(text, line.text.strip()), hangs
            continue
        yield text
        text, hanging = line.text.strip(), False
    yield text


def _edge(values: list[float], em: float, side: int) -> float:
    """Where most lines begin or end: the outermost place that several of them share."""
    ordered = sorted(values, reverse=side < 0)
    for value in ordered:
        if sum(abs(value - other) < em * 0.6 for other in ordered) >= min(3, len(ordered)):
            return value
    return ordered[0]


def _leading(lines: Sequence[Line], em: float) -> float:
    steps = [b.top - a.top for a, b in pairwise(lines)]
    close = sorted(step for step in steps if em * 0.8 < step < em * 3.5)
    return close[len(close) // 4] if close else em * 2


def _is_full(before: Line, line: Line, right: float) -> bool:
    """Would the first word of ``line`` have had no room at the end of ``before``?"""
    words = line.text.strip()
    match = _UNIT.match(words)
    unit = match[0] if match else words[:1]
    width = sum(1.0 if HAN.match(character) else 0.6 for character in unit)
    return right - before.right < (width + 0.35) * before.size


def _is_last(before: Line, line: Line, right: float, justified: bool) -> bool:
    """Whether a line that could go on ends its paragraph, by its words and those of the next."""
    words = before.text.rstrip()
    if _MARKER.match(line.text.lstrip()) and _CLAUSE_END.search(words):
        return True
    short = right - before.right > 0.5 * before.size
    return justified and short and _SENTENCE_END.search(words) is not None


def _is_justified(lines: Sequence[Line], right: float) -> bool:
    """Whether nearly all lines that reach the right edge end at the very same place."""
    ends = [right - line.right for line in lines if right - line.right < 2 * line.size]
    return sum(end < 3 for end in ends) > 0.6 * len(ends)


def _hangs(before: Line, line: Line, hanging: bool) -> bool:
    """Whether ``line`` stands under the words behind the mark of a list."""
    shift = line.left - before.left
    if hanging:
        return abs(shift) < 0.4 * line.size
    starts = _LIST_MARK.match(before.text.strip()) is not None
    return starts and 0.5 * line.size < shift < 4 * line.size


def _is_centred_rest(before: Line, line: Line, left: float, right: float) -> bool:
    """The rest of a title that fills its first line."""
    middle = (left + right) / 2
    centred = all(abs((x.left + x.right) / 2 - middle) < x.size for x in (before, line))
    return centred and line.left - left > 3 * line.size and before.left - left < 1.5 * before.size


def _joined(first: str, second: str) -> str:
    if first[-1:].isascii() and second[:1].isascii() and first[-1:].isalnum():
        return f"{first} {second}"
    return first + second
