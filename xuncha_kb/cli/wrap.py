"""Text for a terminal: broken into lines by the width of Chinese characters."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from shutil import get_terminal_size

import click

Characters = list[tuple[str, bool]]
"""Each with whether it is marked."""

NEVER_FIRST = "。，、；：！？）》”’…,.;:!?)"


def printed(pieces: Iterable[tuple[str, bool]], indent: str, dim: bool = False) -> str:
    """The pieces, each with whether it is marked, as lines that fit the terminal; one line where
    the output is no terminal, so that programs can read it."""
    characters = [(c, marked) for text, marked in pieces for c in text]
    lines = _lines(characters, _width() - len(indent))
    return "\n".join(indent + _styled(line, dim) for line in lines)


def _width() -> int:
    return max(20, get_terminal_size().columns) if sys.stdout.isatty() else sys.maxsize


def _lines(characters: Characters, width: int) -> Iterator[Characters]:
    line: Characters = []
    used = 0
    for character, marked in characters:
        size = 2 if unicodedata.east_asian_width(character) in "WFA" else 1
        if used + size > width and character not in NEVER_FIRST:
            yield line
            line, used = [], 0
        line.append((character, marked))
        used += size
    if line:
        yield line


def _styled(line: Characters, dim: bool) -> str:
    runs = groupby(line, key=lambda pair: pair[1])
    texts = (("".join(c for c, _ in run), marked) for marked, run in runs)
    return "".join(
        click.style(text, fg="yellow") if marked else click.style(text, dim=True) if dim else text
        for text, marked in texts
    )
