"""Observations: complaints in running text (有的…；一些…). They describe and are never rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.places import REACH
from xuncha_kb.model import DocumentKind, ItemKind, Span
from xuncha_kb.text import trim

_WORDS = ("有的", "一些", "个别", "有些", "少数", "部分", "不少")
_END = re.compile(r"[。；;！？]")
_MARKS = " \t\u3000，,、；;。：:"


def observations(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every complaint about 有的, 一些, 个别 … that begins a clause; a regulation has none."""
    if reading.document.kind is DocumentKind.REGULATION:
        return
    for paragraph, line in enumerate(reading.document.paragraphs, start=1):
        if any(word in line for word in _WORDS):
            for start, end in _complaints(reading, line):
                yield Draft(ItemKind.OBSERVATION, (Span(paragraph, start, end),))


def _complaints(reading: Reading, line: str) -> Iterator[tuple[int, int]]:
    pattern = reading.vocabulary.pattern
    matches = list(pattern("conduct.some").finditer(line))
    taken = 0
    for index, match in enumerate(matches):
        if match.start() < taken:
            continue
        end = _end(line, matches, index)
        more = pattern("conduct.and_so_on").search(line, match.end(), end)
        start, end = trim(line, match.start(), more.start() if more else end, _MARKS)
        words = line[match.end() : end]
        if pattern("conduct.complaint").search(words) and not pattern("conduct.settled").search(
            words
        ):
            taken = end
            yield start, end


def _end(line: str, matches: list[re.Match[str]], index: int) -> int:
    """At the end of the sentence, at ； or before the next 有的 (有的…，有的…)."""
    match = matches[index]
    stop = _END.search(line, match.end(), match.end() + REACH)
    end = stop.start() if stop else min(len(line), match.end() + REACH)
    following = matches[index + 1] if index + 1 < len(matches) else None
    if following and following.start() < end and match.group() == following.group() == "有的":
        return following.start()
    return end
