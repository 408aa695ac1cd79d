"""Self-restraint: what a team promises not to do (不干预…, 不履行…, 不就…作个人表态)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from xuncha_kb.extract.context import promises
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.model import Attributes, Binds, ItemKind, Span
from xuncha_kb.text import depth_mask, sentence_spans, trim

_TEAMS = ("组", "我们", "巡察")
_END = re.compile(r"[，,；;。！？]")
_TEAM = Attributes(binds=Binds.INSPECTION_TEAM)


def self_restraints(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every 不… of a sentence that tells what the team does and states no prohibition; one that
    names nobody goes on about the one before it."""
    restraint = reading.vocabulary.pattern("conduct.restraint")
    if promises(reading):
        return
    for paragraph, line in reading.lines_with(_TEAMS):
        if "不" not in line or not restraint.search(line):
            continue
        acting = False
        for start, end in sentence_spans(line):
            after = _team_acts(reading, line, start, end, acting)
            acting = after is not None
            if after is not None:
                yield from _promised(reading, paragraph, line, (start, after, end))


def _team_acts(reading: Reading, line: str, start: int, end: int, before: bool) -> int | None:
    """The column after which a sentence tells what the team does; None where it tells of others
    or of nobody. ``before``: the sentence before it told of the team."""
    pattern = reading.vocabulary.pattern
    team = pattern("conduct.team").search(line, start, end)
    if team:
        return team.end()
    speaks_to_team = pattern("conduct.to_inspectors").search(reading.document.title)
    if speaks_to_team and (place := line.find("大家", start, end)) >= 0:
        return place
    others = pattern("norms.organization").search(line, start, end)
    return start if before and not others else None


def _promised(
    reading: Reading, paragraph: int, line: str, sentence: tuple[int, int, int]
) -> Iterator[Draft]:
    pattern = reading.vocabulary.pattern
    start, after, end = sentence
    matches = list(pattern("conduct.restraint").finditer(line, after, end))
    other = pattern("conduct.restrained_other").finditer(line, start, end) if matches else ()
    mask = depth_mask(line)
    stated = next((word.end() for word in other if not mask[word.start()]), end)
    for match, following in zip_longest(matches, matches[1:]):
        if stated <= match.start():
            return
        stop = _END.search(line, match.end(), end)
        last = stop.start() if stop else end
        if following and line[following.start() - 1] == "、":
            last = min(last, following.start() - 1)
        place = trim(line, match.start(), last)
        yield Draft(ItemKind.SELF_RESTRAINT, (Span(paragraph, *place),), None, _TEAM)
