"""Where the words of a focus area begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha_kb.extract.draft import Reading
from xuncha_kb.extract.places import REACH
from xuncha_kb.model import Span
from xuncha_kb.text import trim

Columns = tuple[int, int]

_CLAUSE = re.compile(r"[，,；;。！？]")
_MARKS = " \t\u3000，,、：:；;"
_NOT_LOOKED_INTO = re.compile("是否|听取|汇报|下列|以下")
_NUMBER = re.compile("[一二三四五六七八九十]{1,2}是")
_LONG = 60
"""A heading longer than this names its area by its first clause."""
_LEAST = 4
_NEAR = 30
"""How far before 对…情况进行监督 it may say that the public is welcome to do so."""


def area_words(reading: Reading, head: Span, named: bool) -> Columns | None:
    """The words of the area in ``head``: after the verb, up to 情况 or 方面; where there is
    neither and ``named``, the first clause or the whole heading. None where the head puts a
    question itself."""
    pattern = reading.vocabulary.pattern
    line = reading.line(head.paragraph)
    if _asks(reading, line, head.start):
        return None
    start = _after_verb(reading, line, head.start, head.end)
    end = _stop(reading, line, start, head.end)
    found = _situation(reading, line, start, end)
    inner = None if found else pattern("focus.inner_look").search(line, start, head.end)
    if inner and not pattern("indicators.question").search(line, start, inner.end()):
        found = _situation(reading, line, inner.end(), _stop(reading, line, inner.end(), head.end))
    if found:
        return None if is_nameless(reading, line[slice(*found)]) else found
    if pattern("indicators.question").search(line, start, end):
        return None
    aspect = pattern("focus.aspect").search(line[start:end])
    if aspect:
        return start, start + aspect.end()
    return _named(line, start, end) if named else None


def is_nameless(reading: Reading, words: str) -> bool:
    """Whether the words name no matter (四个方面的情况, 有关情况)."""
    return reading.vocabulary.pattern("focus.nameless").match(words) is not None


def _stop(reading: Reading, line: str, start: int, end: int) -> int:
    stop = reading.vocabulary.pattern("focus.stop").search(line, start + 1, end)
    return stop.start() if stop else end


def _situation(reading: Reading, line: str, start: int, end: int) -> Columns | None:
    """The words up to the last 情况 between the two, after the last verb of looking before the
    first of them (围绕…，检查…情况) and before the next such verb."""
    pattern = reading.vocabulary.pattern
    first = pattern("focus.situation").search(line, start, end)
    if not first:
        return None
    subject = None
    for look in pattern("focus.inner_look").finditer(line, start, end):
        if look.start() > first.start():
            end = look.start()
            break
        start = look.end()
        subject = pattern("focus.subject").match(line[start : first.start()])
    situations = list(pattern("focus.situation").finditer(line, start, end))
    start += subject.end() if subject else 0
    return trim(line, start, situations[-1].end())


def _asks(reading: Reading, line: str, start: int) -> bool:
    """Whether the words at ``start`` put a question of their own (看…强不强, 是否…)."""
    pattern = reading.vocabulary.pattern
    verb = start - 1 if start and line[start - 1] in "看查" else start
    return bool(
        pattern("indicators.question").match(line, start)
        or pattern("indicators.finding").match(line, start)
        or pattern("indicators.criterion").match(line, verb)
    )


def _after_verb(reading: Reading, line: str, start: int, end: int) -> int:
    match = reading.vocabulary.pattern("focus.verb").match(line[start : min(end, start + _LONG)])
    return start + match.end() if match and start + match.end() < end else start


def _named(line: str, start: int, end: int) -> Columns | None:
    clause = _CLAUSE.search(line, start, end)
    if clause and end - start > _LONG:
        end = clause.start()
    start, end = trim(line, start, end, _MARKS)
    return (start, end) if end - start > 1 else None


def running_areas(reading: Reading, line: str) -> Iterator[Columns]:
    """Areas that running text names: 对…情况进行监督, 监督重点：…情况；…情况, 重点检查…情况."""
    if "情况" not in line and "状况" not in line and "聚焦" not in line:
        return
    pattern = reading.vocabulary.pattern
    focused = [match.span(1) for match in pattern("focus.focused").finditer(line)]
    looked = [end for _, end in focused if pattern("focus.looks_on").match(line, end)]
    named = any(line[slice(*place)].endswith("情况") for place in focused)
    if len(focused) > 1 and (named or 2 * len(looked) > len(focused)):
        yield from focused
    for match in pattern("focus.object_look").finditer(line):
        subject = pattern("focus.subject").match(line[slice(*match.span(1))])
        place = match.start(1) + (subject.end() if subject else 0), match.end(1)
        words = line[slice(*place)]
        welcomed = "欢迎" in line[max(0, match.start() - _NEAR) : match.start()]
        if welcomed or _in_title(line, match.start()):
            continue
        if not is_nameless(reading, words) and not pattern("focus.bare_object").search(words):
            yield place
    for name in ("focus.label", "focus.look"):
        for match in pattern(name).finditer(line):
            yield from situations(reading, line, match.end())


def _in_title(line: str, position: int) -> bool:
    """Whether a place stands inside 《》: there it is the name of another text."""
    return line.rfind("《", 0, position) > line.rfind("》", 0, position)


def situations(reading: Reading, line: str, start: int) -> Iterator[Columns]:
    """The matters from ``start`` on that end in 情况, parted after 情况 by ， 、 or ；; the last
    two of such a row also by 和."""
    pattern = reading.vocabulary.pattern
    end = line.find("。", start, start + REACH)
    end = end if end >= 0 else min(len(line), start + REACH)
    row = False
    for match in pattern("focus.situation").finditer(line, start, end):
        after = line[match.end() : match.end() + 1]
        if after and after in "和及与" and not row:
            continue
        if pattern("focus.stop").search(line, start + 1, match.start()):
            return
        first, last = trim(line, start, match.end(), _MARKS + "和及与")
        number = _NUMBER.match(line, first)
        first = number.end() if number else first
        if row and pattern("focus.verb").match(line[first:last]):
            return
        subject = pattern("focus.subject").match(line[first:last])
        place = (first + subject.end() if subject else first, last)
        named = not is_nameless(reading, line[slice(*place)])
        if place[1] - place[0] > _LEAST and named and not _NOT_LOOKED_INTO.search(line, *place):
            yield place
        start, row = match.end(), True
        if not after or after not in "，,、；;和及与":
            return
