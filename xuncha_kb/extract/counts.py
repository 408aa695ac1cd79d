"""Declared counts: 讲三点意见, 以下六个方面, “五个决不允许”: said, and found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import entries_below, lists_of
from xuncha_kb.model import Attributes, Expansion, ItemKind, Span
from xuncha_kb.text import parse_numeral, sentence_spans

_BACK = 16
_WORD = re.compile("[\u4e00-\u9fff]{1,3}(?=[”，。：；]|$)")
_PIECES = re.compile(r"[：:]([^。：:]{4,300})")
_LATER = re.compile("“[二三四五六七八九十两]{1,2}[^”]{1,8}”")
"""A list is announced by the number right before it (坚持“四个聚焦”，突出“十看”：)."""


def declared_counts(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Each announced number with the number of members that follow; a statistic (三个方面38个
    问题) announces nothing."""
    yield from _of_terms(drafts)
    declared = reading.vocabulary.pattern("references.declared")
    for paragraph, line in reading.numbered:
        if not declared.search(line):
            continue
        matches = list(declared.finditer(line))
        followed = _Followed(reading, paragraph, line)
        for match in matches:
            last = match is matches[-1] and not _LATER.search(line, match.end())
            number = parse_numeral(match["number"]) or 0
            place = match.start(), match.end()
            found = followed.count(*place, last, number)
            if found is not None and number > 1:
                whole = match["noun"] and not match["unit"].endswith("方面")
                end = match.end("noun" if whole else "unit")
                word = None if whole else _WORD.match(line, end)
                end = word.end() if word and match["unit"] == "个" else end
                attributes = Attributes(declared=number, found=found)
                span = Span(paragraph, match.start(), end)
                yield Draft(ItemKind.DECLARED_COUNT, (span,), None, attributes)


def _of_terms(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A term that is listed where it stands declares its count."""
    seen = set()
    for draft in drafts:
        attributes = draft.attributes
        if draft.kind is not ItemKind.TERM or attributes.expansion is not Expansion.HERE:
            continue
        if attributes.members not in seen:
            seen.add(attributes.members)
            found = len(attributes.members or ())
            counts = Attributes(declared=attributes.count, found=found)
            yield Draft(ItemKind.DECLARED_COUNT, draft.source, None, counts)


class _Followed:
    """The lists that a line holds or introduces."""

    def __init__(self, reading: Reading, paragraph: int, line: str) -> None:
        self.line = line
        self.announces = reading.vocabulary.pattern("references.announces")
        self.below = entries_below(reading, paragraph)
        self.inside = [
            (lead, len(entries))
            for lead, entries in lists_of(reading, paragraph)
            if lead and entries != self.below
        ]
        self.last_sentence = max((s[0] for s in sentence_spans(line)), default=0)

    def spelled_out(self, end: int) -> int:
        """How many pieces a colon right after the number introduces, up to the full stop."""
        match = _PIECES.match(self.line, end)
        return len(re.split("；" if "；" in match[1] else "，", match[1])) if match else 0

    def count(self, start: int, end: int, last: bool, number: int) -> int | None:
        """How many members the list has that the words at ``start`` announce; None where they
        announce none. The list below is announced by the ``last`` number of a line."""
        for lead, members in self.inside:
            if self.line[start:end] in lead:
                return members
        if self.spelled_out(end) == number:
            return number
        before = self.line[max(self.last_sentence, start - _BACK) : start]
        if (
            not self.below
            or not last
            or start < self.last_sentence
            or not self.announces.search(before)
        ):
            return None
        return len(self.below)
