"""How much of a document its items cover, and what they miss: nothing is lost silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from xuncha_kb.model import Document, Frozen, Item, ItemKind, Knowledge, Span
from xuncha_kb.text import sentence_spans
from xuncha_kb.vocabulary import Vocabulary

_END_MARKS = "。！？!?；;：:”…"

_MENTIONS = {ItemKind.CITATION, ItemKind.TERM, ItemKind.PLACEHOLDER, ItemKind.DECLARED_COUNT}
"""Kinds that point at a few words; they do not say what their sentence lays down."""


class Coverage(Frozen):
    """One document: how many sentences it has, how many an item covers, and the normative
    sentences that none covers, in reading order."""

    document_id: str
    sentences: int
    covered: int
    uncovered: tuple[Span, ...]

    @property
    def share(self) -> float:
        """0 to 1; 1 for a document without sentences."""
        return self.covered / self.sentences if self.sentences else 1.0


def coverage(knowledge: Knowledge, vocabulary: Vocabulary) -> tuple[Coverage, ...]:
    """The coverage of every document, in the order of the corpus."""
    items: dict[str, list[Item]] = defaultdict(list)
    for item in knowledge.items:
        if item.kind not in _MENTIONS:
            items[item.document_id].append(item)
    return tuple(_of(document, items[document.id], vocabulary) for document in knowledge.documents)


def _of(document: Document, items: Iterable[Item], vocabulary: Vocabulary) -> Coverage:
    spans: dict[int, list[Span]] = defaultdict(list)
    for item in items:
        for span in item.source:
            spans[span.paragraph].append(span)
    normative = vocabulary.pattern("coverage.normative")
    total = covered = 0
    uncovered = []
    for sentence in _sentences(document):
        total += 1
        if any(
            s.start < sentence.end and sentence.start < s.end for s in spans[sentence.paragraph]
        ):
            covered += 1
        elif normative.search(document.quote((sentence,))):
            uncovered.append(sentence)
    return Coverage(
        document_id=document.id, sentences=total, covered=covered, uncovered=tuple(uncovered)
    )


def _sentences(document: Document) -> Iterator[Span]:
    """Headings, names and dates standing alone are no sentences: those end with a mark."""
    for number, line in enumerate(document.paragraphs, 1):
        for start, end in sentence_spans(line):
            if line[end - 1] in _END_MARKS:
                yield Span(number, start, end)
