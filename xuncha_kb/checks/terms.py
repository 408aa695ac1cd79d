"""Numbered terms: cited without their members, or with fewer than their number says."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.checks.place import problem_at
from xuncha_kb.model import Document, Expansion, Item, ItemKind, Knowledge, Problem, Severity, Span
from xuncha_kb.text import sentence_spans
from xuncha_kb.vocabulary import Vocabulary

_FEWEST = 2
"""So many members of a set near its name show that it is being listed."""


def unlisted_terms(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """仅引用，未列成员: each such term once for a document, where it is first cited."""
    for document in knowledge.documents:
        seen = set()
        for item in knowledge.items_of(document.id, ItemKind.TERM):
            if item.attributes.expansion is Expansion.CITED_ONLY and item.text not in seen:
                seen.add(item.text)
                yield problem_at(
                    document,
                    item.source[0],
                    "term-not-listed",
                    Severity.NOTE,
                    f"“{item.text}”仅引用，未列成员；使用时请查原文件。",
                )


def incomplete_terms(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A sentence that names a set and lists some of its members but not all: 四风 and three."""
    for document in knowledge.documents:
        seen = set()
        for item in knowledge.items_of(document.id, ItemKind.TERM):
            place = (item.text, _clause(document, item.source[0]))
            if item.attributes.expansion is Expansion.VOCABULARY and place not in seen:
                seen.add(place)
                yield from _incomplete(document, item)


def _incomplete(document: Document, item: Item) -> Iterator[Problem]:
    span = item.source[0]
    words = _clause(document, span)
    members = item.attributes.members or ()
    missing = [member for member in members if member not in words]
    if len(members) - len(missing) < _FEWEST or not missing:
        return
    named = f"“{item.text}”应有 {len(members)} 项，这里只列出 {len(members) - len(missing)} 项"
    yield problem_at(
        document,
        span,
        "term-incomplete",
        Severity.WARNING,
        f"{named}，未见：{'、'.join(missing)}。",
    )


def _clause(document: Document, span: Span) -> str:
    """The part of the sentence between two ；, where a set would be listed."""
    line = document.paragraphs[span.paragraph - 1]
    start, end = next(
        (s for s in sentence_spans(line) if s[0] <= span.start < s[1]), (0, len(line))
    )
    start = max(start, line.rfind("；", start, span.start) + 1)
    stop = line.find("；", span.end, end)
    return line[start : stop if stop >= 0 else end]
