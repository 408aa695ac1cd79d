"""Observations: complaints in running text (有的…；一些…). They describe and are never rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.places import REACH
from xuncha_kb.model import DocumentKind, ItemKind, Span
from xuncha_kb.text import trim

_WORDS = ("有的", "一些", "个别", "有些", "少数", "部分", "不少", "多数")
_PLAIN = ("有的", "个别", "极个别", "少数", "极少数")
"""After these a complaint needs no word that says so."""
_END = re.compile(r"[。；;！？]|：(?=有的|个别|一些)")
_NEAR = 20
_MARKS = " \t\u3000，,、；;。：:"


def observations(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every complaint about 有的, 一些, 个别 … that begins a clause; a regulation has none."""
    if reading.document.kind is DocumentKind.REGULATION:
        return
    for paragraph, line in reading.lines_with(_WORDS):
        for start, end in _complaints(reading, line):
            yield Draft(ItemKind.OBSERVATION, (Span(paragraph, start, end),))


def _complaints(reading: Reading, line: str) -> Iterator[tuple[int, int]]:
    pattern = reading.vocabulary.pattern
    matches = list(pattern("conduct.some").finditer(line))
    taken = 0
    for index, match in enumerate(matches):
        if match.start() < taken:
            continue
        end = _end(line, matches, index, pattern("conduct.somebody"), pattern("conduct.complaint"))
        more = pattern("conduct.and_so_on").search(line, match.end(), end)
        start, end = trim(line, match.start(), more.start() if more else end, _MARKS)
        words = line[match.end() : end]
        bad = (
            match.group() in _PLAIN
            or pattern("conduct.complaint").search(words)
            or (
                pattern("conduct.somebody").match(words)
                and not pattern("conduct.neutral").search(words)
            )
        )
        if bad and not _is_good(reading, words):
            taken = end
            yield start, end


def _is_good(reading: Reading, words: str) -> bool:
    """Whether the words praise somebody, propose something or tell of something put right."""
    pattern = reading.vocabulary.pattern
    blamed = pattern("conduct.complaint").search(words.split("，")[0])
    praised = pattern("conduct.favourable").match(words) and not blamed
    return bool(praised or pattern("conduct.settled").search(words))


def _closing_mark(line: str, start: int, end: int) -> int:
    """Where the quotation marks close that were open before ``start``; ``end`` where none do."""
    close, opened = line.find("”", start, end), 0
    while close >= 0:
        opened += line.count("“", start, close)
        if opened == 0:
            return close
        opened -= 1
        start = close + 1
        close = line.find("”", start, end)
    return end


def _end(
    line: str,
    matches: list[re.Match[str]],
    index: int,
    somebody: re.Pattern[str],
    complaint: re.Pattern[str],
) -> int:
    """At the end of the sentence, at ； or before the next one (有的…，有的…，少数干部…)."""
    match = matches[index]
    stop = _END.search(line, match.end(), match.end() + REACH)
    end = stop.start() if stop else min(len(line), match.end() + REACH)
    end = min(end, _closing_mark(line, match.end(), end))
    for following in matches[index + 1 : index + 4]:
        words = line[following.end() : following.end() + _NEAR]
        apart = following.group() in _PLAIN or somebody.match(words) or complaint.search(words)
        start = following.start()
        start -= line[start - 1] in "还也"
        if apart and start < end and line[start - 1] in "，,、":
            return start
    return end
