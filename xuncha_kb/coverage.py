"""How much of a document its items cover, and what they miss: nothing is lost silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from xuncha_kb.model import Document, Frozen, Item, ItemKind, Knowledge, Section, Span
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
    """The coverage of every document, in the order of the corpus.

    A sentence that introduces a list (…不得有下列行为：) and the points below it say one thing: a
    point is covered where its sentence is, and the sentence where all its points are.
    """
    items: dict[str, list[Item]] = defaultdict(list)
    for item in knowledge.items:
        if item.kind not in _MENTIONS:
            items[item.document_id].append(item)
    sections: dict[str, list[Section]] = defaultdict(list)
    for section in knowledge.sections:
        sections[section.document_id].append(section)
    return tuple(
        _of(document, items[document.id], sections[document.id], vocabulary)
        for document in knowledge.documents
    )


def _of(
    document: Document, items: Iterable[Item], sections: Iterable[Section], vocabulary: Vocabulary
) -> Coverage:
    spans: dict[int, list[Span]] = defaultdict(list)
    for item in items:
        for span in item.source:
            spans[span.paragraph].append(span)
    sentences = tuple(_sentences(document))
    direct = {sentence for sentence in sentences if _touched(sentence, spans)}
    covered = direct | _through_lists(document, sections, sentences, direct)
    normative = vocabulary.pattern("coverage.normative")
    uncovered = tuple(
        sentence
        for sentence in sentences
        if sentence not in covered and normative.search(document.quote((sentence,)))
    )
    return Coverage(
        document_id=document.id,
        sentences=len(sentences),
        covered=len(covered),
        uncovered=uncovered,
    )


def _touched(sentence: Span, spans: dict[int, list[Span]]) -> bool:
    return any(
        span.start < sentence.end and sentence.start < span.end
        for span in spans[sentence.paragraph]
    )


def _through_lists(
    document: Document,
    sections: Iterable[Section],
    sentences: Iterable[Span],
    direct: set[Span],
) -> set[Span]:
    """The sentences that a list covers: its points, or the one that introduces it."""
    inside: dict[int, list[Span]] = defaultdict(list)
    for sentence in sentences:
        inside[sentence.paragraph].append(sentence)
    found: set[Span] = set()
    for lead, points in _lists(document, sections):
        introduction = inside[lead][-1:]
        listed = [sentence for point in points for sentence in inside[point][:1]]
        if direct.issuperset(introduction):
            found.update(listed)
        if direct.issuperset(listed):
            found.update(introduction)
    return found


def _lists(
    document: Document, sections: Iterable[Section]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each line that ends with ： before a list, with the lines at which its points begin."""
    points: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for section in sections:
        if section.style and section.style != "款" and not section.style.startswith("第"):
            points[section.parent_id, section.style].append(section.first_paragraph)
    for lines in points.values():
        before = (n for n in range(lines[0] - 1, 0, -1) if document.paragraphs[n - 1].strip())
        lead = next(before, None)
        if lead and document.paragraphs[lead - 1].rstrip().endswith(("：", ":")):
            yield lead, tuple(lines)


def _sentences(document: Document) -> Iterator[Span]:
    """Headings, names and dates standing alone are no sentences: those end with a mark."""
    for number, line in enumerate(document.paragraphs, 1):
        for start, end in sentence_spans(line):
            if line[end - 1] in _END_MARKS:
                yield Span(number, start, end)
