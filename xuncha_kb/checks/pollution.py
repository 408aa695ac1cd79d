"""Texts copied from the web that were damaged on the way: kept, marked, and not asked from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha_kb.checks.place import problem_at
from xuncha_kb.model import Document, Knowledge, Problem, Severity, Span
from xuncha_kb.vocabulary import Vocabulary

POLLUTED = "polluted-text"
"""The code of the problem that keeps a document's items out of the question bank."""

_PREFIX = "faults.pollution_"


def pollution(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """原文存疑: the first place of each sign of damage in a document."""
    signs = [
        (entry.note, entry.compiled)
        for name, entry in vocabulary.pattern_entries.items()
        if name.startswith(_PREFIX)
    ]
    for document in knowledge.documents:
        for note, pattern in signs:
            span = _first(document, pattern)
            if span:
                words = f"原文存疑：{note}；本文的条目不进入题库。"
                yield problem_at(document, span, POLLUTED, Severity.WARNING, words)


def _first(document: Document, pattern: re.Pattern[str]) -> Span | None:
    for number, line in enumerate(document.paragraphs, 1):
        match = pattern.search(line)
        if match:
            return Span(number, *match.span())
    return None
