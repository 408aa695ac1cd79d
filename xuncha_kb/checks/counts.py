"""Announced numbers held against what follows them."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.checks.place import problem_at
from xuncha_kb.model import ItemKind, Knowledge, Problem, Severity
from xuncha_kb.vocabulary import Vocabulary


def count_mismatches(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Each 六个方面 that is followed by five, or by seven."""
    for document in knowledge.documents:
        for item in knowledge.items_of(document.id, ItemKind.DECLARED_COUNT):
            declared, found = item.attributes.declared, item.attributes.found
            if declared != found:
                words = f"“{item.text}”声明 {declared} 项，实际列出 {found} 项，请核对。"
                yield problem_at(
                    document, item.source[0], "count-mismatch", Severity.WARNING, words
                )
