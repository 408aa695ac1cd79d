"""Hard-wrapped texts, whose lines break wherever they are full: a sentence that goes on in the
next line is read as one line, and what is found in it keeps its places in the lines of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xuncha_kb.model import Source, Span

_STOPS = frozenset("。；！？：;!?:…”）)》|")
_MARKS = " \t\u3000\u00a0"
_ENDS = frozenset("。！？：!?:")
"""With these a line may end though it is full; what goes on is another sentence."""
_INNER = re.compile(r"[，。；、]")
_WIDTHS = range(40, 130)
"""Columns of the full lines of hard-wrapped texts; in other texts paragraphs are longer."""
_OUTLIERS = 50
"""One line in so many may be longer than the full ones (an address, a table)."""
_BROKEN = 0.75
"""A line that breaks in mid-sentence has so much of the width; those broken by hand are ragged."""
_JOINED = 0.6
_FEWEST = 3
_SHARE = 0.1
_MOST = 0.6
"""In a hard-wrapped text so many lines break in mid-sentence, so great a part of all, and most of
those that end without a mark. A line of a list holds no marks within."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one line of the text, and the column at which they stand in the joined line."""

    at: int
    words: Span


Wrapped = Mapping[int, tuple[Part, ...]]
"""The parts of each joined line, by the number of its first line."""


def wrapped(lines: Sequence[str], begins: Collection[int]) -> Wrapped:
    """The joined lines of a hard-wrapped text; nothing for other texts. A line of ``begins``, with
    which a section begins, goes on nothing."""
    if _widest([len(line) for line in lines]) >= _WIDTHS.stop:
        return {}
    widths = [_columns(line) for line in lines]
    width = _width(lines, widths, begins)
    if width is None:
        return {}
    found: dict[int, list[Part]] = {}
    first = 1
    for number, (line, following) in enumerate(pairwise(lines), start=1):
        end = line.rstrip(_MARKS)[-1:]
        full = widths[number - 1] >= _JOINED * width and end not in _ENDS
        full = full or (end == "：" and following[:1].isdigit())
        if not full or number + 1 in begins or not _goes_on(line, following):
            first = number + 1
            continue
        parts = found.setdefault(first, [_part(lines, first, 0)])
        at = parts[-1].at + parts[-1].words.end - parts[-1].words.start
        parts.append(_part(lines, number + 1, at))
    return {number: tuple(parts) for number, parts in found.items()}


def joined(lines: Sequence[str], parts: Wrapped) -> Sequence[str]:
    """``lines`` with each joined line at the place of its first and nothing at the others."""
    if not parts:
        return lines
    found = list(lines)
    for number, own in parts.items():
        words = [lines[p.words.paragraph - 1][p.words.start : p.words.end] for p in own]
        found[number - 1 : number - 1 + len(own)] = ["".join(words), *[""] * (len(own) - 1)]
    return found


def places(span: Span, parts: Wrapped) -> Source:
    """Where the words of a span of a joined line stand in the text."""
    return tuple(_places(span, parts[span.paragraph])) if span.paragraph in parts else (span,)


def _places(span: Span, parts: Sequence[Part]) -> Iterator[Span]:
    for part in parts:
        words = part.words
        start = max(span.start - part.at, 0) + words.start
        end = min(span.end - part.at + words.start, words.end)
        if start < end:
            yield Span(words.paragraph, start, end)


def _widest(widths: Sequence[int]) -> int:
    """The greatest of ``widths`` but for outliers; 0 where there are none."""
    known = sorted(width for width in widths if width)
    return known[-1 - len(known) // _OUTLIERS] if known else 0


def _columns(line: str) -> int:
    """How wide a line is: two columns for a Chinese character, one for a Latin one."""
    return len(line.rstrip(_MARKS).encode("gbk", "replace"))


def _width(lines: Sequence[str], widths: Sequence[int], begins: Collection[int]) -> int | None:
    """How many columns a full line has; None where the text is not hard-wrapped."""
    width = _widest(widths)
    if width not in _WIDTHS:
        return None
    open_ended = [
        number
        for number, (line, following) in enumerate(pairwise(lines), start=1)
        if widths[number - 1] >= width * 0.4
        and line.rstrip(_MARKS)[-1] not in _STOPS
        and number + 1 not in begins
        and _goes_on(line, following)
    ]
    broken = sum(
        widths[number - 1] >= _BROKEN * width and _INNER.search(lines[number - 1]) is not None
        for number in open_ended
    )
    return (
        width
        if broken >= max(_FEWEST, _SHARE * sum(map(bool, widths)), _MOST * len(open_ended))
        else None
    )


def _goes_on(line: str, following: str) -> bool:
    """Whether a line may go on in the next: one that is set in begins anew."""
    words = following.lstrip(_MARKS)
    indent, before = len(following) - len(words), len(line) - len(line.lstrip(_MARKS))
    return words != "" and words[0] not in "|#>" and (indent <= before or indent < 2)


def _part(lines: Sequence[str], number: int, at: int) -> Part:
    line = lines[number - 1]
    start = 0 if at == 0 else len(line) - len(line.lstrip(_MARKS))
    return Part(at, Span(number, start, len(line.rstrip(_MARKS))))
