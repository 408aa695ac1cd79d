"""Enumerations inside a line: 一是…；二是…；三是….

Those whose members begin lines of their own are sections; a line that begins with 一是 and goes on
with 二是 is found here too. Members may contain full stops (text patterns A and H of the trade):
a member ends where the next marker begins, the last one at the line's end or before a sentence
that begins another thought (同时，…).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from xuncha_kb.text import DIGITS, parse_numeral, trim
from xuncha_kb.vocabulary import Vocabulary

STYLES = {
    "shi": "一是",
    "yao": "一要",
    "act": "一看",
    "ordinal": "第一",
    "sequence": "首先",
    "of_these": "其一",
    "side": "一方面",
    "paren_han": "（一）",
    "paren_digit": "（1）",
    "circled": "①",
    "digit": "1.",
    "han": "一、",
}
"""The patterns of ``enumeration.toml`` and the class each stands for, by its first member."""

CLOSING = "；;，,。、：: \t\u3000\u00a0"
"""What may stand between the words of a member and the next marker."""

_REACH = 400
_POSITIONS = {"首先": 1, "其次": 2, "再次": 3, "最后": 4, "一方面": 1, "另一方面": 2}
_FIRST = re.compile("[一1１①首]")
"""A line without it holds no first member: a quick look before the patterns."""
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|「[^「」]*」")
_SENTENCE = re.compile(r"[。！？!?]+[”’）)]*")


@dataclass(frozen=True, slots=True)
class Member:
    """One member; its words are ``line[body:end]``."""

    number: int
    start: int
    """Where its marker begins."""
    body: int
    """Where its words begin, after the marker."""
    end: int
    """After its last word; closing ； ， 。 are left out."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Two or more members of one style in one line, in order."""

    style: str
    lead: int
    """Where the sentence that introduces the members begins, at most 400 characters before them;
    ``line[lead:members[0].start]`` is empty where the line begins with the first marker."""
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class _Marker:
    style: str
    number: int
    start: int
    body: int


def enumerations_by_line(
    lines: Iterable[tuple[int, str]], vocabulary: Vocabulary
) -> dict[int, tuple[Enumeration, ...]]:
    """The enumerations of each numbered line that holds any."""
    second = vocabulary.pattern("enumeration.second").search
    found = ((number, enumerations(line, vocabulary)) for number, line in lines if second(line))
    return {number: ones for number, ones in found if ones}


def enumerations(line: str, vocabulary: Vocabulary) -> tuple[Enumeration, ...]:
    """All enumerations of ``line`` by the place of their first marker.

    Numbers begin with one and go on by one, or leave one out; markers inside quotation marks or
    《》 do not count. An enumeration inside a member of another is found beside it.
    """
    if not _FIRST.search(line):
        return ()
    quoted = _quoted(line)
    runs = [
        run
        for style, pattern in _patterns(vocabulary)
        for run in _runs(_markers(line, style, pattern), quoted)
        if all(trim(line, a.body, b.start, CLOSING)[1] - a.body > 1 for a, b in pairwise(run))
    ]
    runs.sort(key=lambda run: run[0].start)
    return tuple(
        Enumeration(run[0].style, _lead(line, run[0].start), _members(line, run, limit, vocabulary))
        for run, limit in zip(runs, _limits(runs, len(line)), strict=True)
    )


@cache
def _patterns(vocabulary: Vocabulary) -> tuple[tuple[str, re.Pattern[str]], ...]:
    named = ((style, vocabulary.pattern(f"enumeration.{name}")) for name, style in STYLES.items())
    return tuple(named)


def _quoted(line: str) -> list[tuple[int, int]]:
    return [match.span() for match in _QUOTED.finditer(line)]


def _markers(line: str, style: str, pattern: re.Pattern[str]) -> Iterator[_Marker]:
    for match in pattern.finditer(line):
        number = _number(match[1])
        if number:
            yield _Marker(style, number, match.start(), match.end())


def _number(word: str) -> int:
    if word in _POSITIONS:
        return _POSITIONS[word]
    if "①" <= word <= "⑳":
        return ord(word) - ord("①") + 1
    return parse_numeral(word) or 0 if word[0] in DIGITS or word.isdigit() else 0


def _runs(markers: Iterator[_Marker], quoted: list[tuple[int, int]]) -> list[list[_Marker]]:
    """Markers that go on from one another, outside quotation marks; two at least."""
    runs: list[list[_Marker]] = []
    quotes = iter(quoted)
    quote = next(quotes, None)
    for marker in markers:
        while quote and quote[1] <= marker.start:
            quote = next(quotes, None)
        if quote and quote[0] <= marker.start:
            continue
        if marker.number == 1:
            runs.append([marker])
        elif runs and 1 <= marker.number - runs[-1][-1].number <= 2:
            runs[-1].append(marker)
    return [run for run in runs if len(run) > 1]


def _limits(runs: list[list[_Marker]], length: int) -> list[int]:
    """Where each run must have ended: before the next marker of a run it stands inside of, or
    the beginning of the next run of its own style."""
    limits = []
    open_runs: list[list[_Marker]] = []
    for index, run in enumerate(runs):
        open_runs = [other for other in open_runs if other[-1].start > run[0].start]
        inside = [
            marker.start for other in open_runs for marker in other if marker.start > run[-1].start
        ][:1]
        later = [other[0].start for other in runs[index + 1 : index + 2]]
        later = [start for start in later if start > run[-1].start]
        limits.append(min([length, *inside, *later]))
        open_runs.append(run)
    return limits


def _members(
    line: str, run: list[_Marker], limit: int, vocabulary: Vocabulary
) -> tuple[Member, ...]:
    ends = [marker.start for marker in run[1:]]
    ends.append(_last_end(line, run, limit, vocabulary))
    return tuple(
        Member(marker.number, marker.start, *trim(line, marker.body, end, CLOSING))
        for marker, end in zip(run, ends, strict=True)
    )


def _last_end(line: str, run: list[_Marker], limit: int, vocabulary: Vocabulary) -> int:
    """The last member goes on over its first full stop only where the members before it hold
    full stops too, or the next sentence goes on with the same thought."""
    loose = any(
        _SENTENCE.search(line, *trim(line, a.body, b.start, CLOSING)) for a, b in pairwise(run)
    )
    next_thought = vocabulary.pattern("enumeration.next_thought")
    goes_on = vocabulary.pattern("enumeration.goes_on")
    for match in _SENTENCE.finditer(line, run[-1].body, limit):
        rest = line[match.end() : match.end() + 80].lstrip(" \u3000")
        if next_thought.search(rest) or not (loose or goes_on.search(rest)):
            return match.start()
    return limit


def _lead(line: str, start: int) -> int:
    lead = max(0, start - _REACH)
    for match in _SENTENCE.finditer(line, lead, start):
        if match.end() < start:
            lead = match.end()
    return trim(line, lead, start)[0]
