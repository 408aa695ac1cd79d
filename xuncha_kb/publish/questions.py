"""The question bank: a page for each document, and the table that leads to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from xuncha_kb.compose.matrix import MUST_ASK
from xuncha_kb.model import Document, Item, Question
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page

_SHOWN_TABLES = 20


@dataclass(frozen=True)
class Group:
    """Questions on one focus area, or on one kind of item; ``name`` heads them on the page and
    ``key`` names them in links."""

    key: str
    name: str
    questions: tuple[Question, ...]

    def count(self, role: str) -> int:
        return Counter(question.role for question in self.questions)[role]


@dataclass(frozen=True)
class Bank:
    """All questions on one document; ``document`` is None for those on none."""

    document: Document | None
    page: Markup
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(group.questions) for group in self.groups)

    def has(self, attribute: str, value: str) -> bool:
        """Whether a question has this role or stage."""
        return any(getattr(q, attribute) == value for g in self.groups for q in g.questions)


def publish_questions(book: Book) -> Iterator[tuple[str, bytes]]:
    banks, left_out = _banks(book)
    roles = [
        role for role in book.vocabulary.roles.role if any(b.has("role", role.id) for b in banks)
    ]
    yield render_page(
        "questions.md.j2",
        "questions.md",
        book=book,
        banks=banks[:_SHOWN_TABLES],
        others=banks[_SHOWN_TABLES:],
        left_out=left_out,
        roles=roles,
        sheets=book.sheets,
        gaps=_gaps(book),
    )
    for bank in banks:
        yield render_page(
            "question_bank.md.j2",
            bank.page.replace(".html", ".md"),
            book=book,
            bank=bank,
            roles=[role for role in book.vocabulary.roles.role if bank.has("role", role.id)],
            stages=[s for s in book.vocabulary.stages.values() if bank.has("stage", s.id)],
        )


def _banks(book: Book) -> tuple[list[Bank], list[tuple[Document, int]]]:
    """Those with a page; and the documents whose questions have none, with their number."""
    by_document: dict[str | None, list[Question]] = defaultdict(list)
    for question in book.knowledge.questions:
        by_document[book.document_of(question.item_id)].append(question)
    banks = [
        Bank(document, book.question_page(document.id), _groups(book, by_document[document.id]))
        for document in book.documents
        if document.id in book.banks
    ]
    if general := by_document.get(None):
        groups = (Group("general", "通用题", tuple(general)),)
        banks.append(Bank(None, Markup("questions/general.html"), groups))
    asked = [d for d in book.documents if d.id in by_document and d.id not in book.banks]
    return banks, [(document, len(by_document[document.id])) for document in asked]


def _gaps(book: Book) -> list[Item]:
    """The criteria, indicators and points that no question asks about, of the documents shown."""
    covered = book.questions_by_item.keys()
    return [
        item
        for item in book.items(*MUST_ASK)
        if item.id not in covered and item.document_id in book.banks
    ]


def _groups(book: Book, questions: Iterable[Question]) -> tuple[Group, ...]:
    """By focus area; then what stands in none, by the kind of its item."""
    heads: dict[str, tuple[bool, str]] = {}
    members: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        item = book.knowledge.item_by_id[question.item_id or ""]
        area = book.area(item.id)
        key, name = _head(book, area or item, area is not None)
        heads.setdefault(key, (area is None, name))
        members[key].append(question)
    ordered = sorted(heads.items(), key=lambda head: head[1][0])
    return tuple(Group(key, name, tuple(members[key])) for key, (_, name) in ordered)


def _head(book: Book, item: Item, is_area: bool) -> tuple[str, str]:
    if is_area:
        return item.code, f"{item.code} {item.text}"
    return item.kind.value, book.kind_label(item.kind)
