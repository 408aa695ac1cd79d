"""Schedules: periods, durations, deadlines, hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.context import inspects, is_law
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.places import Taken
from xuncha_kb.model import ItemKind, Span
from xuncha_kb.text import trim

Columns = tuple[int, int]

_EVERYWHERE = {
    "range": "至到—―－–-~～束止",
    "deadline": "内起前",
    "by_date": "前截关止起限",
    "fixed_for": "定",
    "stage": "阶）",
}
"""The patterns of times, with characters one of which stands in every such time."""
_AT_HOME = {
    "duration": "间期时",
    "limit": "间限期",
    "time_label": "间段",
    "hours": ":：时点",
    "milestone": "驻启束撤反汇报收结",
    "start": "起始",
    "clock": ":：时点",
}
"""Read in texts about inspecting and in plans, not in laws, which speak of many periods."""
_LASTS = re.compile(
    r"利用|用|为期|历时|时间|共|约|集中|安排|[至到]|[上下]午|[0-9]{1,2}[:：时点]|截止"
)
"""What goes on with a time before ，: how long it lasts, the hour."""
_MARKS = " \t\u3000，,、；;。：:"


def schedules(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every period and deadline; times that only ， parts are one (从…到…，利用两个月的时间)."""
    channels = Taken(d.source[0] for d in drafts if d.kind is ItemKind.CONTACT_CHANNEL)
    law = is_law(reading) and not inspects(reading)
    names = _EVERYWHERE if law else {**_EVERYWHERE, **_AT_HOME}
    hints = ("time_hint",) if law else ("time_hint", "time_hint_home")
    looks = [reading.vocabulary.pattern(f"arrangements.{name}").search for name in hints]
    for paragraph, line in reading.body:
        if any(look(line) for look in looks):
            for start, end in _joined(line, sorted(_times(reading, line, names))):
                if not channels.overlaps(paragraph, start, end):
                    yield Draft(ItemKind.SCHEDULE, (Span(paragraph, start, end),))


def _times(reading: Reading, line: str, names: dict[str, str]) -> Iterator[Columns]:
    pattern = reading.vocabulary.pattern
    for name, signs in names.items():
        if not any(sign in line for sign in signs):
            continue
        for match in pattern(f"arrangements.{name}").finditer(line):
            if not pattern("arrangements.not_scheduled").match(line[match.end() : match.end() + 4]):
                yield trim(line, *match.span(match.lastindex or 0), _MARKS)


def _joined(line: str, places: Iterable[Columns]) -> list[Columns]:
    joined: list[Columns] = []
    for start, end in places:
        beside = joined and line[joined[-1][1] : start] in ("，", ",")
        if joined and (start <= joined[-1][1] or (beside and _LASTS.match(line, start))):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
