"""Excluded matters in running text: X不属于…受理范围, 不受理X, X的，不予受理, and where they go."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.places import REACH
from xuncha_kb.model import Attributes, ItemKind, Span
from xuncha_kb.text import depth_mask, trim

Columns = tuple[int, int]

_MARKS = " \t\u3000，,、；;。：:"
_SENTENCE = re.compile(r"[。；;！？]")
_COMMA = re.compile(r"[，,]")
_WHOLE = re.compile(
    r"(?:来信|来电|来访|举报|反映|问题|线索|信访|诉求|投诉|事项|案件|情况|意见)等?$"
)
_PARTS = re.compile(r"[、，,；;]|以及|和(?!谐|解|睦)|及(?!其|时)")
_ONLY_ANNOUNCES = re.compile(r"(?:以下|下列)[^，。；：]{0,6}[，]?$")
_OPEN = re.compile(r"(?:已经|已|正在|应当|应|属于|依法)[^的类]*$")
_OF_A_KIND = re.compile(r"[一这之]类的?(?!似)|等[不非与][^，。；]*的")
_MINIMUM = 2
_JOINED = 4
"""和 parts two matters only where each side has as many characters."""
_NEAR = 60
"""How far from 不受理 its agency or its object may stand."""


def excluded_in(
    reading: Reading, paragraph: int, line: str, bounds: Sequence[int]
) -> Iterator[Draft]:
    """The excluded matters of a line; the words before 不属于 begin at one of ``bounds`` at the
    earliest, which are in order: the start of the words, the ends of accepted matters."""
    bounds = list(bounds)
    for match in _signs(reading, line):
        places = list(_matters(reading, match, bounds))
        referral = referral_in(reading, paragraph, match.end()) if places else None
        for start, end in places:
            span = Span(paragraph, start, end)
            attributes = Attributes(referral=referral)
            yield Draft(ItemKind.EXCLUDED_MATTER, (span,), None, attributes)
        insort(bounds, match.end())


def _signs(reading: Reading, line: str) -> list[re.Match[str]]:
    """The words that exclude something: 不属于…范围, 不受理; in a sentence that says nothing of the
    kind, …诉求，按规定转…."""
    pattern = reading.vocabulary.pattern
    found = list(pattern("acceptance.excluded").finditer(line))
    said = [match.start() for match in found]
    for match in pattern("acceptance.moved").finditer(line):
        begin = line.rfind("。", 0, match.start())
        if not any(begin < start < match.end() for start in said):
            found.append(match)
    return sorted(found, key=lambda match: match.start())


def referral_in(reading: Reading, paragraph: int, start: int) -> str | None:
    """Where such matters go and by which rule, in the words of the text."""
    pattern = reading.vocabulary.pattern("acceptance.referral")
    match = pattern.search(reading.line(paragraph), start, start + REACH)
    return reading.quote(Span(paragraph, *match.span())) if match else None


def _matters(reading: Reading, match: re.Match[str], bounds: Sequence[int]) -> Iterator[Columns]:
    """Those named after it, those before it, or the phrase itself."""
    line = match.string
    pattern = reading.vocabulary.pattern
    kinds = pattern("acceptance.excluded_kinds").match(line, match.end())
    if kinds:
        yield from _parts(reading, line, kinds.span(1))
        return
    named = pattern("acceptance.excluded_named").match(line, match.start())
    if named or _has_object(reading, match):
        start = named.end() if named else match.end()
        yield from _parts(reading, line, (start, matter_end(line, start)))
        return
    before = _before(reading, match, bounds)
    if before and line[before[1] - 1] == "的":
        yield before
    elif before:
        yield from _parts(reading, line, before)
    else:
        near = max(0, match.start() - 3)
        rest = pattern("acceptance.excluded_rest").search(line, near, match.end() + _NEAR)
        if rest and rest.start() <= match.start():
            yield rest.span()


def _has_object(reading: Reading, match: re.Match[str]) -> bool:
    """Whether 不受理 is followed by what is not taken in."""
    line, end = match.string, match.end()
    if not match.group().endswith("受理") or end >= len(line) or line[end] in "，。；：、的）)！并":
        return False
    words = line[end : min(matter_end(line, end), end + _NEAR)]
    return bool(reading.vocabulary.pattern("acceptance.concerns").search(words))


def _before(reading: Reading, match: re.Match[str], bounds: Sequence[int]) -> Columns | None:
    """The words before 不属于 that name matters; None where they name none."""
    pattern = reading.vocabulary.pattern
    line, end = match.string, match.start()
    near = max(0, end - REACH, *bounds[bisect_right(bounds, end) - 1 :][:1])
    start = max((stop.end() for stop in _SENTENCE.finditer(line, near, end)), default=near)
    agency = pattern("acceptance.agency").search(line, max(start, end - _NEAR), end)
    end = agency.start() if agency else end
    adverb = pattern("acceptance.adverb").search(line, max(start, end - _NEAR), end)
    start, end = trim(line, start, adverb.start() if adverb else end, _MARKS)
    if pattern("acceptance.not_excluded").search(line, start, end) or _ONLY_ANNOUNCES.search(
        line, start, end
    ):
        return None
    lead = pattern("acceptance.before_excluded").match(line[start:end])
    start = trim(line, start + (lead.end() if lead else 0), end, _MARKS)[0]
    words = line[start:end]
    if len(words) < _MINIMUM:
        return None
    name = "names_matters" if match.re is pattern("acceptance.excluded") else "personal"
    return (start, end) if pattern(f"acceptance.{name}").search(words) else None


def matter_end(line: str, start: int) -> int:
    """At the end of the sentence, or at the ， after which the matter is complete."""
    stop = _SENTENCE.search(line, start, start + REACH)
    end = stop.start() if stop else min(len(line), start + REACH)
    for comma in _COMMA.finditer(line, start, end):
        if _WHOLE.search(line, start, comma.start()):
            return comma.start()
    return end


def _parts(reading: Reading, line: str, place: Columns) -> Iterator[Columns]:
    """One matter for each part between 、 and 和; 甲、乙一类的诉求 is one."""
    if _OF_A_KIND.search(line, *place):
        yield _without_tail(reading, line, place)
        return
    mask = depth_mask(line[slice(*place)])
    start = place[0]
    pieces = []
    for match in _PARTS.finditer(line, *place):
        short = match.group() in "和及" and (
            min(match.start() - start, place[1] - match.end()) < _JOINED
            or "的" in line[match.end() : place[1]]
        )
        if not mask[match.start() - place[0]] and not short:
            pieces.append((start, match.start()))
            start = match.end()
    for piece in _joined(line, [*pieces, (start, place[1])]):
        matter = _without_tail(reading, line, piece)
        if matter[1] - matter[0] >= _MINIMUM:
            yield matter


def _joined(line: str, pieces: Sequence[Columns]) -> list[Columns]:
    """The pieces of a chain that one head opens put together (已经进入诉讼、仲裁程序的事项)."""
    joined: list[Columns] = []
    for piece in pieces:
        if joined and _OPEN.match(line[slice(*joined[-1])].strip(_MARKS)):
            joined[-1] = (joined[-1][0], piece[1])
        else:
            joined.append(piece)
    return joined


def _without_tail(reading: Reading, line: str, place: Columns) -> Columns:
    """``place`` without 等问题 and the like."""
    start, end = trim(line, *place, _MARKS)
    tail = reading.vocabulary.pattern("acceptance.matter_tail").search(line[start:end])
    if tail and tail.start() >= _MINIMUM:
        end = start + tail.start()
    return trim(line, start, end, _MARKS)
