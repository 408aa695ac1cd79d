"""Citations that cannot be right: younger than the text, or pointing at no article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha_kb.checks.place import problem_at
from xuncha_kb.model import Document, DocumentKind, Item, ItemKind, Knowledge, Problem, Severity
from xuncha_kb.text import normalise
from xuncha_kb.vocabulary import Vocabulary

_FORMAL = re.compile(r"^《?(?:中国共产党|中华人民共和国)")
"""What a citation may have more or less than the title that is known."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")


def younger_citations(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A text that cites a regulation issued after the text's own year."""
    known = {_short(entry.title): entry for entry in vocabulary.regulations}
    for document in knowledge.documents:
        year = year_of(document)
        for item in knowledge.items_of(document.id, ItemKind.CITATION) if year else ():
            entry = known.get(_short(item.text))
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


def _short(title: str) -> str:
    return normalise(_FORMAL.sub("", title))


def year_of(document: Document) -> int:
    """The year of the text: of its date, else the latest year it speaks of; 0 where there is
    none."""
    known = document.metadata
    date = known.issued_on or known.date or known.approved_on or known.effective_on
    if date and date[:4].isdigit():
        return int(date[:4])
    years = [int(year) for line in document.paragraphs for year in _YEAR.findall(line)]
    return max(years, default=0)


def _for_another(document: Document, item: Item) -> bool:
    """Whether the words are to stand in another text (第三条修改为：“…本法…”)."""
    line = document.paragraphs[item.source[0].paragraph - 1]
    return "“" in line[: item.source[0].start]


def dangling_references(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """本办法第九十条 where there is no such article."""
    for document in knowledge.documents:
        if document.kind is not DocumentKind.REGULATION:
            continue
        for item in knowledge.items_of(document.id, ItemKind.CITATION):
            own = item.text.startswith("本") and not _for_another(document, item)
            if item.attributes.internal and own and item.attributes.resolved is None:
                yield problem_at(
                    document,
                    item.source[0],
                    "reference-dangling",
                    Severity.WARNING,
                    f"“{item.text}”在本文中找不到。",
                )
