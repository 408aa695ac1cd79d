"""Numbers of sections that skip or repeat; they stay as they are, and are reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from xuncha_kb.checks.place import problem_at
from xuncha_kb.model import Document, Knowledge, Problem, Section, Severity, Span
from xuncha_kb.vocabulary import Vocabulary

_ARTICLE = "第X条"
_UNMARKED = (None, "款")


def skipped_numbers(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Articles through the whole document, other sections among their siblings of one style."""
    groups: dict[tuple[str, str | None, str], list[Section]] = defaultdict(list)
    for section in knowledge.sections:
        if section.style not in _UNMARKED and section.style and section.number:
            parent = None if section.style == _ARTICLE else section.parent_id
            groups[section.document_id, parent, section.style].append(section)
    for (document_id, _, _), siblings in groups.items():
        yield from _of_siblings(knowledge.document_by_id[document_id], siblings)


def _of_siblings(document: Document, siblings: list[Section]) -> Iterator[Problem]:
    for before, after in pairwise(siblings):
        last, number = before.number or 0, after.number or 0
        if number == last + 1 or number == 1 or _inserted(before, after):
            continue
        if number == last:
            words = f"编号“{after.label}”重复。"
        elif number > last:
            words = f"“{before.label}”之后是“{after.label}”，{_missing(last, number)}，请核对原文。"
        else:
            words = f"“{before.label}”之后是“{after.label}”，编号倒退。"
        yield problem_at(
            document,
            Span(after.first_paragraph, 0, len(after.label or "")),
            "numbering",
            Severity.WARNING,
            words,
        )


def _inserted(before: Section, after: Section) -> bool:
    """第十条之一 after 第十条 has the number of the article that it follows."""
    return before.number == after.number and "之" in (after.label or "")


def _missing(last: int, number: int) -> str:
    if number - last == 2:
        return f"缺第 {last + 1} 个"
    return f"缺第 {last + 1} 至第 {number - 1} 个"
