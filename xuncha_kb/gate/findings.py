"""One place of a text that must not be published as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """``line`` counts from 0 within the lines that were looked at; ``kind`` is one of the kinds
    of ``gate.toml``."""

    line: int
    start: int
    end: int
    kind: str


def without_spaces(line: str) -> tuple[str, Sequence[int]]:
    """``line`` without its spaces, and where each character that is left stood."""
    places = [place for place, character in enumerate(line) if not character.isspace()]
    return "".join(line[place] for place in places), places


def matches(pattern: re.Pattern[str], line: str) -> Iterator[tuple[str, int, int]]:
    """The words of the pattern's first group, where it took part, with their place."""
    for match in pattern.finditer(line):
        group = 1 if pattern.groups and match[1] is not None else 0
        yield match[group], match.start(group), match.end(group)
