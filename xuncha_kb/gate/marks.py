"""Marks by which a text says itself that it is secret or not for the public."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuncha_kb.gate.findings import Finding, without_spaces
from xuncha_kb.vocabulary import Vocabulary

_SIGNS = re.compile("密|内部|党内|公开|注意保|外传|外泄|翻印|复印|收回|销毁|[仅勿]")
_MARKDOWN = "*_#|"
_LONGEST_MARK = 60
"""Characters of a line that is nothing but marks."""
_SHORT = (("classified", "classified_line"), ("internal", "internal_line"))
_ANYWHERE = (
    ("classified", "classified_mark"),
    ("internal", "internal_sentence"),
    ("internal", "internal_bracket"),
)


def find_marks(lines: Sequence[str], vocabulary: Vocabulary) -> Iterator[Finding]:
    """The first mark of each line; spaces within a mark (机　密) do not count."""
    for number, line in enumerate(lines):
        found = _mark(line, vocabulary) if _SIGNS.search(line) else None
        if found:
            yield Finding(number, found[1], found[2], found[0])


def _mark(line: str, vocabulary: Vocabulary) -> tuple[str, int, int] | None:
    packed, places = without_spaces(line)
    compact = packed.strip(_MARKDOWN)
    shift = len(packed) - len(packed.lstrip(_MARKDOWN))
    short = len(compact) <= _LONGEST_MARK
    for kind, name in _SHORT + _ANYWHERE if short else _ANYWHERE:
        match = vocabulary.pattern(f"gate.{name}").search(compact)
        if match:
            return kind, places[match.start() + shift], places[match.end() - 1 + shift] + 1
    return None
