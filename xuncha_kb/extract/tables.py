"""Tables: rows of cells that stand on lines of their own, parted by tabs or by ``|``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from xuncha_kb.model import Span
from xuncha_kb.text import trim

Columns = tuple[int, int]

_EDGE = " \u3000"
_RULE = re.compile(r"[|:\-\s]+")
"""The line under the head of a Markdown table."""
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Row:
    paragraph: int
    cells: tuple[Columns, ...]
    """The place of the words of each cell, in order; equal ends for an empty one."""

    def span(self, column: int) -> Span:
        return Span(self.paragraph, *self.cells[column])


Table = tuple[Row, ...]
"""The first row holds the names of the columns."""


def tables_of(paragraphs: Sequence[str]) -> tuple[Table, ...]:
    """Every run of rows with the same mark between the cells, two rows at least."""
    text = "".join(paragraphs)
    if "|" not in text and "\t" not in text:
        return ()
    marked = ((number, line, _mark(line)) for number, line in enumerate(paragraphs, start=1))
    runs = groupby(marked, key=lambda entry: entry[2])
    found = (tuple(_rows(run, mark)) for mark, run in runs if mark)
    return tuple(table for table in found if len(table) >= _LEAST_ROWS)


def with_stops(line: str, row: Row) -> str:
    """``line`` with 。 for each mark between two cells, so that no words run over it."""
    characters = list(line)
    for (_, end), (start, _) in zip(row.cells, row.cells[1:], strict=False):
        characters[end:start] = "。" * (start - end)
    first, last = row.cells[0][0], row.cells[-1][1]
    characters[:first] = " " * first
    characters[last:] = " " * (len(line) - last)
    return "".join(characters)


def entries_in(table: Table, column: int) -> Iterator[tuple[Row, int]]:
    """The rows under the head that have words in a column, each with the last paragraph that it
    holds for: rows without any go with the one above."""
    rows = [row for row in table[1:] if column < len(row.cells) and _has_words(row.cells[column])]
    following = [*(row.paragraph for row in rows[1:]), table[-1].paragraph + 1]
    for row, after in zip(rows, following, strict=True):
        yield row, after - 1


def _has_words(cell: Columns) -> bool:
    return cell[0] < cell[1]


def _mark(line: str) -> str:
    """What parts the cells of a line; empty where it is no row."""
    bare = line.strip(_EDGE)
    if bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
        return "|"
    return "\t" if "\t" in bare.strip("\t") else ""


def _rows(run: Iterator[tuple[int, str, str]], mark: str) -> Iterator[Row]:
    for number, line, _ in run:
        if mark != "|" or not _RULE.fullmatch(line):
            yield Row(number, tuple(_cells(line, mark)))


def _cells(line: str, mark: str) -> Iterator[Columns]:
    start, end = 0, len(line)
    if mark == "|":
        start, end = line.index("|") + 1, line.rindex("|")
    while start <= end:
        stop = line.find(mark, start, end)
        stop = end if stop < 0 else stop
        yield trim(line, start, stop)
        start = stop + 1
