"""Around the question bank: whom to talk to, what records to call for, what is covered."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.compose.matrix import Cell, coverage_matrix
from xuncha_kb.model import Document, Item, ItemKind
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page
from xuncha_kb.vocabulary import MaterialEntry, RoleEntry, TopicEntry, Vocabulary

OUTSIDE = "巡察重点以外"
SHOWN = 200
"""So many sentences without a question are listed."""
Rows = list[tuple[Item, list[list[int]]]]


def publish_interviews(book: Book) -> Iterator[tuple[str, bytes]]:
    yield render_page(
        "roles.md.j2",
        "roles/index.md",
        book=book,
        roles=book.vocabulary.roles.role,
        stages=tuple(book.vocabulary.stages.values()),
        tell=book.vocabulary.roles.tell,
        minutes=lambda stage: f"{stage.minutes:g}",
    )
    for role in book.vocabulary.roles.role:
        yield _role_page(book, role)
    yield render_page(
        "materials.md.j2",
        "materials.md",
        book=book,
        families=_families(book.vocabulary),
        materials=lambda topic: _materials(topic, book.vocabulary),
    )
    yield _matrix_page(book)


def _role_page(book: Book, role: RoleEntry) -> tuple[str, bytes]:
    vocabulary = book.vocabulary
    own = [question for question in book.knowledge.questions if question.role == role.id]
    counts: dict[str, int] = {}
    for question in own:
        name = book.document_of(question.item_id)
        if name in book.banks:
            counts[name or ""] = counts.get(name or "", 0) + 1
    return render_page(
        "role.md.j2",
        f"roles/{role.id.lower()}.md",
        book=book,
        role=role,
        tell=(*vocabulary.roles.tell, *role.tell),
        sheet=f"sheet-{role.id.lower()}" if own else "",
        banks=[(book.question_page(n), book.document(n).title, c) for n, c in counts.items()],
        topics=[t for t in vocabulary.topics.values() if role.id in t.roles and not t.broad],
        asks=lambda topic: [ask.text for ask in topic.ask if role.id in ask.roles][:2],
    )


def _families(vocabulary: Vocabulary) -> list[tuple[TopicEntry, list[TopicEntry]]]:
    """Every broad topic with its members, itself first where it has none."""
    topics = vocabulary.topics.values()
    found = []
    for family in (topic for topic in topics if topic.broad and topic.words):
        members = [topic for topic in topics if topic.family == family.id]
        found.append((family, members or [family]))
    return found


def _materials(topic: TopicEntry, vocabulary: Vocabulary) -> list[MaterialEntry]:
    return [vocabulary.materials[name] for name in topic.materials]


def _matrix_page(book: Book) -> tuple[str, bytes]:
    matrix = coverage_matrix(book.knowledge, book.vocabulary)
    stages = tuple(dict.fromkeys(cell.stage for cell in matrix.cells))
    asked = {cell.role for cell in matrix.cells if cell.count}
    roles = [role for role in book.vocabulary.roles.role if role.id in asked]
    items = book.knowledge.item_by_id
    shown = [d for d in book.documents if d.id in book.banks]
    names = {document.id for document in shown}
    return render_page(
        "matrix.md.j2",
        "matrix.md",
        book=book,
        roles=roles,
        stages=[book.vocabulary.stages[stage] for stage in stages],
        tables=[
            (document, rows)
            for document in shown
            if (rows := _rows(document, matrix.cells, roles, book))
        ],
        unasked=[items[name] for name in matrix.unasked if items[name].document_id in names],
        missed=[
            (book.document(entry.document_id), entry)
            for entry in matrix.missed
            if entry.document_id in names
        ],
        shown=SHOWN,
    )


def _rows(document: Document, cells: tuple[Cell, ...], roles: list[RoleEntry], book: Book) -> Rows:
    """The focus areas of ``document``, each with the numbers of the stages for each role."""
    counts: dict[tuple[str, str], list[int]] = {}
    for cell in cells:
        if cell.area_id:
            found = counts.setdefault((cell.area_id, cell.role), [])
            found.append(cell.count)
    return [
        (area, [counts[area.id, role.id] for role in roles])
        for area in book.knowledge.items_of(document.id, ItemKind.FOCUS_AREA)
    ]
