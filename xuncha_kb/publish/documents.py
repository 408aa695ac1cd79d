"""A page for each document, in full as it stands, and the list of them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from xuncha_kb.model import Document, Item, ItemKind, Section
from xuncha_kb.publish.book import Book, anchor
from xuncha_kb.publish.marking import marked_line, marks_by_paragraph
from xuncha_kb.publish.templates import render_page

_TITLE_LINES = 5
"""A line that is the title stands among the first ones."""

_DIVISIONS = {"第X编", "第X分编", "第X章", "第X节"}
_ARTICLE = "第X条"
_HEADING_LENGTH = 40
_OUTLINE_DEPTH = 3
_GOES_ON = "。；;：:，,、"
"""A line that ends so is no heading, whatever its marker."""


def publish_documents(book: Book) -> Iterator[tuple[str, bytes]]:
    problems = Counter(problem.document_id for problem in book.knowledge.problems)
    questions = Counter(book.document_of(q.item_id) for q in book.knowledge.questions)
    yield render_page("documents.md.j2", "documents/index.md", book=book)
    for document in book.knowledge.documents:
        path = book.document_page(document.id).replace(".html", ".md")
        yield render_page(
            "document.md.j2",
            path,
            book=book,
            document=document,
            work=book.works.get(document.id),
            lines=Markup("\n".join(_lines(book, document))),
            has_title=title_line(document) is not None,
            area_count=len(book.items_of(document.id, ItemKind.FOCUS_AREA)),
            problem_count=problems[document.id],
            question_count=questions[document.id] if document.id in book.banks else 0,
            outline=_outline(book.sections_by_document.get(document.id, [])),
            cards=_cards(book, document),
        )


def _lines(book: Book, document: Document) -> Iterator[str]:
    """Every line that is not blank, as an element. A large corpus has hundreds of thousands of
    them, so they are not made by the template."""
    marks = marks_by_paragraph(book.items_of(document.id), book.vocabulary)
    sections = book.sections_by_document.get(document.id, [])
    inside = _inside_articles(sections)
    starting: dict[int, list[Section]] = defaultdict(list)
    for section in sections:
        starting[section.first_paragraph].append(section)
    title = title_line(document)
    for number, text in enumerate(document.paragraphs, 1):
        if not text.strip():
            continue
        shape = Shape("h1", "title") if number == title else Shape("p")
        if starting[number] and number != title:
            first = starting[number][0]
            shape = _article_shape(text, first) if first.id in inside else _shape(text, first)
        html = marked_line(text, marks.get(number, []), shape.head_end)
        anchors = "".join(f'<i id="{anchor(section)}"></i>' for section in starting[number])
        yield _element(number, shape, anchors, html)


def _element(number: int, shape: Shape, anchors: str, html: str) -> str:
    style = f' class="kb-{shape.style}"' if shape.style else ""
    link = f'<a class="pn" href="#p{number}" aria-label="第{number}段">{number}</a>'
    return f'<{shape.tag} id="p{number}"{style}>{anchors}{link}{html}</{shape.tag}>'


def _inside_articles(sections: Iterable[Section]) -> set[str]:
    """The ids of the articles and of what is in them; parents come first."""
    inside: set[str] = set()
    for section in sections:
        if section.style == _ARTICLE or section.parent_id in inside:
            inside.add(section.id)
    return inside


@dataclass(frozen=True)
class Shape:
    """How a line is set: its element, and how many characters of it are its head."""

    tag: str
    style: str = ""
    head_end: int = 0


def _article_shape(text: str, section: Section) -> Shape:
    """第三条 stands out; the numbers of paragraphs and points inside an article do not."""
    label = section.label or ""
    if section.style != _ARTICLE or label not in text:
        return Shape("p")
    return Shape("p", head_end=text.find(label) + len(label))


def _shape(text: str, section: Section) -> Shape:
    """A section whose heading fills the line makes a heading; else its heading leads the line."""
    heading = section.heading
    if not heading or heading not in text:
        return Shape("p")
    head_end = text.find(heading) + len(heading)
    if head_end == len(text.rstrip()) and text.rstrip()[-1] not in _GOES_ON:
        style = "division" if section.style in _DIVISIONS else ""
        return Shape(f"h{min(section.level + 1, 4)}", style)
    return Shape("p", "headed", head_end if len(heading) <= _HEADING_LENGTH else 0)


def title_line(document: Document) -> int | None:
    """The number of the line that is the document's title."""
    for number, text in enumerate(document.paragraphs[:_TITLE_LINES], 1):
        if text.strip().lstrip("#").strip() == document.title:
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
    inside = _inside_articles(sections)
    headings = [
        section
        for section in sections
        if section.id not in inside and section.heading and section.level <= _OUTLINE_DEPTH
    ]
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
