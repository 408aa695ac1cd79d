"""Placeholders: one note for each sentence with blanks to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from xuncha_kb.checks.place import problem_at, sentence_at
from xuncha_kb.model import Document, ItemKind, Knowledge, Problem, Severity
from xuncha_kb.vocabulary import Vocabulary


def blanks_to_fill(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """待填要素: the blanks of one sentence together, with a span for each."""
    for document in knowledge.documents:
        yield from _of_document(knowledge, document)


def _of_document(knowledge: Knowledge, document: Document) -> Iterator[Problem]:
    items = knowledge.items_of(document.id, ItemKind.PLACEHOLDER)
    sentences = groupby(
        items, key=lambda i: (i.source[0].paragraph, sentence_at(document, i.source[0])[:20])
    )
    for _, group in sentences:
        blanks = tuple(item.source[0] for item in group)
        words = f"有 {len(blanks)} 处待填要素，用前请填写。"
        found = problem_at(document, blanks[0], "placeholder", Severity.NOTE, words)
        yield found.model_copy(update={"source": blanks})
