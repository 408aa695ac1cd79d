"""Single characters on a page -> lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from xuncha_kb.read.layout import HAN, Line

_LINE_OVER_SIZE = 1.3
"""How much higher a line is than its characters are, with most fonts."""
_WIDE = 0.7
"""A gap of so many em between Chinese characters is a space that somebody meant."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; ``top`` grows downwards. ``added`` marks one that the library put in where
    it found a gap."""

    sign: str
    left: float
    right: float
    top: float
    bottom: float
    added: bool = False


def lines_of(glyphs: Sequence[Glyph]) -> Iterator[Line]:
    """The lines of glyphs that stand side by side or nearly so, from above, each from left to
    right whatever the order of the glyphs was."""
    solid = [glyph for glyph in glyphs if not glyph.sign.isspace()]
    if not solid:
        return
    rows: list[list[Glyph]] = []
    for glyph in solid:
        row = next((row for row in reversed(rows[-4:]) if _is_beside(row[-1], glyph)), None)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    spaces = [glyph for glyph in glyphs if glyph.sign.isspace() and not glyph.added]
    for row in rows:
        beside = [space for space in spaces if _is_beside(row[0], space)]
        yield _line(sorted(row + beside, key=lambda glyph: glyph.left))


def _is_beside(first: Glyph, second: Glyph) -> bool:
    height = max(first.bottom - first.top, second.bottom - second.top)
    middle = (first.top + first.bottom) / 2 - (second.top + second.bottom) / 2
    return abs(middle) < height * 0.45


def _line(row: list[Glyph]) -> Line:
    solid = [glyph for glyph in row if not glyph.sign.isspace()]
    han = [glyph.right - glyph.left for glyph in solid if HAN.match(glyph.sign)]
    heights = [glyph.bottom - glyph.top for glyph in solid]
    size = max(median(han) if han else median(heights) / _LINE_OVER_SIZE, 1.0)
    return Line(
        _words(row, size).strip(),
        solid[0].left,
        max(glyph.right for glyph in solid),
        min(glyph.top for glyph in solid),
        max(glyph.bottom for glyph in solid),
        size,
    )


def _words(row: list[Glyph], size: float) -> str:
    words = row[0].sign
    for before, glyph in pairwise(row):
        gap = glyph.left - before.right
        latin = not (HAN.match(before.sign) or HAN.match(glyph.sign))
        if gap > size * (0.18 if latin else _WIDE) and not (
            before.sign.isspace() or glyph.sign.isspace()
        ):
            words += " "
        words += glyph.sign
    return words
