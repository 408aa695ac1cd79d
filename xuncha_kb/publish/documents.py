"""A page for each document, in full as it stands, and the list of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from xuncha_kb.model import Document, Item, ItemKind, Knowledge, Section
from xuncha_kb.publish.book import Book, anchor
from xuncha_kb.publish.marking import Mark, marked_line, marks_by_paragraph
from xuncha_kb.publish.templates import render_page
from xuncha_kb.vocabulary import Vocabulary

_TITLE_LINES = 5
"""A line that is the title stands among the first ones."""

_DIVISIONS = {"第X编", "第X分编", "第X章", "第X节"}
_ARTICLE = "第X条"


def publish_documents(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    book = Book(knowledge, vocabulary)
    problems = Counter(problem.document_id for problem in knowledge.problems)
    questions = Counter(book.document_of(q.item_id) for q in knowledge.questions)
    yield render_page("documents.md.j2", "documents/index.md", book=book)
    for document in knowledge.documents:
        path = book.document_page(document.id).replace(".html", ".md")
        yield render_page(
            "document.md.j2",
            path,
            book=book,
            document=document,
            lines=list(_lines(book, document)),
            has_title=title_line(document) is not None,
            area_count=len(book.items_of(document.id, ItemKind.FOCUS_AREA)),
            problem_count=problems[document.id],
            question_count=questions[document.id],
            outline=_outline(book.sections_by_document.get(document.id, [])),
            cards=_cards(book, document),
        )


@dataclass(frozen=True)
class Line:
    """One paragraph of the page: ``tag`` is ``h1``-``h4`` or ``p``."""

    number: int
    tag: str
    style: str
    anchors: tuple[Markup, ...]
    html: Markup


def _lines(book: Book, document: Document) -> Iterator[Line]:
    """Every line that is not blank."""
    marks = marks_by_paragraph(book.items_of(document.id), book.vocabulary)
    starting: dict[int, list[Section]] = {}
    for section in book.sections_by_document.get(document.id, []):
        starting.setdefault(section.first_paragraph, []).append(section)
    title = title_line(document)
    for number, text in enumerate(document.paragraphs, 1):
        if text.strip():
            sections = starting.get(number, [])
            yield _line(number, text, sections, marks.get(number, []), number == title)


def _line(
    number: int, text: str, sections: Sequence[Section], marks: Sequence[Mark], is_title: bool
) -> Line:
    tag, style = ("h1", "title") if is_title else _shape(text, sections)
    label_end = 0
    if sections and sections[0].label and tag == "p":
        found = text.find(sections[0].label)
        label_end = found + len(sections[0].label) if found >= 0 else 0
    html = marked_line(text, marks, label_end)
    return Line(number, tag, style, tuple(anchor(s) for s in sections), html)


def _shape(text: str, sections: Sequence[Section]) -> tuple[str, str]:
    """A section whose heading fills the line makes a heading; an article never does."""
    if not sections:
        return "p", ""
    section = sections[0]
    tag = f"h{min(section.level + 1, 4)}"
    if section.style in _DIVISIONS:
        return tag, "division"
    if section.style == _ARTICLE or section.heading is None:
        return "p", ""
    return (tag, "") if text.rstrip().endswith(section.heading) else ("p", "")


def title_line(document: Document) -> int | None:
    """The number of the line that is the document's title."""
    for number, text in enumerate(document.paragraphs[:_TITLE_LINES], 1):
        if text.strip() == document.title:
            return number
    return None


@dataclass(frozen=True)
class Entry:
    """One line of the table of contents; ``articles`` says which a division holds."""

    level: int
    text: str
    href: Markup
    articles: str


def _outline(sections: Sequence[Section]) -> list[Entry]:
    """Divisions and headings outside the articles; where there are none, the articles."""
    inside = {s.id for s in sections if s.style == _ARTICLE}
    headings = []
    for section in sections:
        if section.parent_id in inside:
            inside.add(section.id)
        elif section.id not in inside and section.heading is not None and section.level <= 3:
            headings.append(section)
    if not headings:
        headings = [s for s in sections if s.style == _ARTICLE]
    return [
        Entry(
            section.level,
            (section.label or "") if section.style == _ARTICLE else _heading(section),
            Markup(f"#{anchor(section)}"),
            _articles(section, sections),
        )
        for section in headings
    ]


def _heading(section: Section) -> str:
    gap = "　" if section.style in _DIVISIONS else ""
    return f"{section.label or ''}{gap}{section.heading or ''}"


def _articles(division: Section, sections: Iterable[Section]) -> str:
    """第三条至第九条, for a division that holds articles."""
    if division.style not in _DIVISIONS:
        return ""
    labels = [
        s.label or ""
        for s in sections
        if s.style == _ARTICLE
        and division.first_paragraph <= s.first_paragraph <= division.last_paragraph
    ]
    return "至".join(dict.fromkeys((labels[0], labels[-1]))) if labels else ""


def _cards(book: Book, document: Document) -> Markup:
    """What the page shows on a term or a citation, by code, as JSON."""
    cards = {
        item.code: card
        for item in book.items_of(document.id)
        if (card := _term_card(book, item) or _citation_card(book, item))
    }
    text = json.dumps(cards, ensure_ascii=False, separators=(",", ":")) if cards else ""
    return Markup(text.replace("<", "\\u003c"))


def _term_card(book: Book, item: Item) -> dict[str, object] | None:
    if item.kind is not ItemKind.TERM or item.attributes.expansion is None:
        return None
    expansion = item.attributes.expansion
    return {"e": book.label(expansion), "v": expansion.value, "m": book.members(item)}


def _citation_card(book: Book, item: Item) -> dict[str, object] | None:
    if item.kind is not ItemKind.CITATION or not item.attributes.resolved:
        return None
    target = book.target(item.attributes.resolved)
    return {"h": str(target[0]), "t": target[1]} if target else None
