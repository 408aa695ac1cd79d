"""Self-restraint: what a team promises not to do (不干预…, 不履行…, 不就…作个人表态)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from xuncha_kb.extract.context import promises
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.model import Attributes, Binds, ItemKind, Span
from xuncha_kb.text import sentence_spans, trim

_TEAMS = ("组", "我们", "巡察")
_END = re.compile(r"[，,；;。！？]")
_TEAM = Attributes(binds=Binds.INSPECTION_TEAM)


def self_restraints(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every 不… of a sentence that speaks of the team and states no prohibition."""
    pattern = reading.vocabulary.pattern
    if promises(reading):
        return
    for paragraph, line in reading.lines_with(_TEAMS):
        if "不" not in line or not pattern("conduct.restraint").search(line):
            continue
        for start, end in sentence_spans(line):
            sentence = line[start:end]
            first = pattern("conduct.team").search(sentence)
            if first is None:
                continue
            matches = list(pattern("conduct.restraint").finditer(line, start + first.end(), end))
            for match, following in zip_longest(matches, matches[1:]):
                if pattern("conduct.restrained_other").search(line, start, match.start()):
                    break
                stop = _END.search(line, match.end(), end)
                last = stop.start() if stop else end
                if following and line[following.start() - 1] == "、":
                    last = min(last, following.start() - 1)
                place = trim(line, match.start(), last)
                yield Draft(ItemKind.SELF_RESTRAINT, (Span(paragraph, *place),), None, _TEAM)
