"""Contact channels: 值班电话, 邮政信箱, 意见箱, each with its number or address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.context import inspects
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.places import REACH, Taken
from xuncha_kb.model import ItemKind, Span
from xuncha_kb.text import trim

_WORDS = (
    "电话",
    "箱",
    "热线",
    "传真",
    "手机",
    "短信",
    "二维码",
    "公众号",
    "地址",
    "地点",
    "举报",
    "邮编",
    "场所",
    "来电：",
    "来访：",
    "来信：",
    "网上",
    "请寄",
    "专线",
    "平台",
    "接待",
    "网络：",
    "话：",
    "箱：",
    "址：",
    "邮件",
)
_STOPS = "。；;！？"
_MARKS = " \t\u3000，,、；;。：:"


def contacts(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every channel with its number or address; in texts about inspecting also those that are
    only named, after words of setting up or publishing."""
    at_home = inspects(reading)
    for paragraph, line in reading.lines_with(_WORDS):
        for start, end in _channels(reading, line, at_home):
            yield Draft(ItemKind.CONTACT_CHANNEL, (Span(paragraph, start, end),))


def _listed(reading: Reading, line: str) -> Iterator[tuple[int, int]]:
    """The channels of a sentence that introduces them: 通过下列渠道反映：…；…, 通过…等渠道反映."""
    for match in reading.vocabulary.pattern("arrangements.channel_ways").finditer(line):
        start = match.start(1)
        for piece in match[1].split("、"):
            if reading.vocabulary.pattern("arrangements.channel_named").search(piece):
                yield trim(line, start, start + len(piece), _MARKS)
            start += len(piece) + 1
    for match in reading.vocabulary.pattern("arrangements.channel_lead").finditer(line):
        stop = line.find("。", match.end())
        start = match.end()
        for piece in line[start : stop if stop >= 0 else len(line)].split("；"):
            place = trim(line, start, start + len(piece), _MARKS)
            start += len(piece) + 1
            if place[0] < place[1]:
                yield place


def _channels(reading: Reading, line: str, at_home: bool) -> Iterator[tuple[int, int]]:
    pattern = reading.vocabulary.pattern
    taken = Taken()
    for place in _listed(reading, line):
        taken.add(0, *place)
        yield place
    for match in pattern("arrangements.channel").finditer(line):
        value = pattern("arrangements.channel_value").match(line, match.end())
        if not value and not (at_home and _is_set_up(reading, line, match.start())):
            continue
        end = (value or match).end()
        note = pattern("arrangements.channel_note").match(line, end)
        if note and (value or any(map(str.isdigit, note[0]))):
            end = note.end()
        postcode = pattern("arrangements.postcode").match(line, end) if value else None
        place = trim(line, match.start(), postcode.end() if postcode else end, _MARKS)
        if not taken.overlaps(0, *place):
            taken.add(0, *place)
            yield place
            if value:
                yield from _of_others(reading, line, place[1])


def _of_others(reading: Reading, line: str, end: int) -> Iterator[tuple[int, int]]:
    """The same channel of the teams named after the first one."""
    more = reading.vocabulary.pattern("arrangements.channel_more")
    while match := more.match(line, end):
        yield match.span(1)
        end = match.end()


def _is_set_up(reading: Reading, line: str, position: int) -> bool:
    start = max(line.rfind(stop, max(0, position - REACH), position) for stop in _STOPS)
    start = max(start, position - REACH, 0)
    return (
        reading.vocabulary.pattern("arrangements.sets_up").search(line, start, position) is not None
    )
