"""Announced numbers held against what follows them."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha_kb.model import ItemKind, Knowledge, Problem, Severity
from xuncha_kb.vocabulary import Vocabulary


def count_mismatches(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterable[Problem]:
    """Each 六个方面 that is followed by five, or by seven."""
    for item in knowledge.items:
        declared, found = item.attributes.declared, item.attributes.found
        if item.kind is not ItemKind.DECLARED_COUNT or declared == found:
            continue
        yield Problem(
            code="count-mismatch",
            severity=Severity.WARNING,
            message=f"“{item.text}”声明 {declared} 项，实际列出 {found} 项，请对照原文核实。",
            document_id=item.document_id,
            source=item.source,
        )
