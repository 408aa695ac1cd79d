"""Citations that cannot be right: younger than the text, or pointing at no article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha_kb.checks.place import problem_at
from xuncha_kb.model import Document, DocumentKind, ItemKind, Knowledge, Problem, Severity
from xuncha_kb.text import normalise
from xuncha_kb.vocabulary import Vocabulary

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")


def younger_citations(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A text that cites a regulation issued after the text's own year."""
    known = {normalise(entry.title): entry for entry in vocabulary.regulations}
    for document in knowledge.documents:
        year = year_of(document)
        for item in knowledge.items_of(document.id, ItemKind.CITATION) if year else ():
            entry = known.get(normalise(item.text))
            if entry and entry.since > year:
                before = f"此前为{entry.before}。" if entry.before else ""
                yield problem_at(
                    document,
                    item.source[0],
                    "citation-younger",
                    Severity.WARNING,
                    f"本文提到的最晚年份是 {year} 年，而{item.text}是 {entry.since} 年才有的；"
                    f"{before}请核对年份或文件名。",
                )


def year_of(document: Document) -> int:
    """The year of the text: of its date, else the latest year it speaks of; 0 where there is
    none."""
    known = document.metadata
    date = known.issued_on or known.date or known.approved_on or known.effective_on
    if date and date[:4].isdigit():
        return int(date[:4])
    years = [int(year) for line in document.paragraphs for year in _YEAR.findall(line)]
    return max(years, default=0)


def dangling_references(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """本办法第九十条 where there is no such article."""
    for document in knowledge.documents:
        if document.kind is not DocumentKind.REGULATION:
            continue
        for item in knowledge.items_of(document.id, ItemKind.CITATION):
            own = item.text.startswith("本")
            if item.attributes.internal and own and item.attributes.resolved is None:
                yield problem_at(
                    document,
                    item.source[0],
                    "reference-dangling",
                    Severity.WARNING,
                    f"“{item.text}”在本文中找不到。",
                )
