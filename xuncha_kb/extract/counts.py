"""Declared counts: 讲三点意见, 以下六个方面, “五个决不允许”: said, and found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import entries_below, lists_of
from xuncha_kb.model import Attributes, Expansion, ItemKind, Span
from xuncha_kb.text import parse_numeral, sentence_spans

_BACK = 16
_MOST = 3
"""Lines that may stand between an announcement and the list it announces."""


def declared_counts(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Each announced number with the number of members that follow; a statistic (三个方面38个
    问题) announces nothing."""
    yield from _of_terms(drafts)
    declared = reading.vocabulary.pattern("references.declared")
    for paragraph, line in enumerate(reading.document.paragraphs, start=1):
        for match in declared.finditer(line):
            found = _found(reading, paragraph, line, match.start(), match.end())
            number = parse_numeral(match["number"]) or 0
            if found is not None and number > 1:
                end = match.end("noun") if match["noun"] else match.end("unit")
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


def _found(reading: Reading, paragraph: int, line: str, start: int, end: int) -> int | None:
    """How many members the announced list has; None where nothing is announced here."""
    sentence = next((s for s in sentence_spans(line) if s[0] <= start < s[1]), (0, len(line)))
    inside = [
        len(entries)
        for lead, entries in lists_of(reading, paragraph)
        if lead and line[start:end] in lead and not _below(reading, paragraph, entries)
    ]
    if inside:
        return inside[0]
    announces = reading.vocabulary.pattern("references.announces")
    if not announces.search(line[max(sentence[0], start - _BACK) : start]):
        return None
    if sentence[1] < len(line.rstrip()):
        return None
    below = entries_below(reading, paragraph)
    return len(below) if below else None


def _below(reading: Reading, paragraph: int, entries: Sequence[object]) -> bool:
    return tuple(entries) == entries_below(reading, paragraph)
