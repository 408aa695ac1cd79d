"""The pages around the material: home, search, how to use it."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.model import Binds, ItemKind, Knowledge
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page
from xuncha_kb.vocabulary import Vocabulary

_SHOWN_DOCUMENTS = 8
_SHOWN_LISTS = 6


def publish_guides(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    book = Book(knowledge, vocabulary)
    lists = {party.value: [c for c in knowledge.checklists if c.binds is party] for party in Binds}
    yield render_page(
        "index.md.j2",
        "index.md",
        book=book,
        lists=lists,
        kinds={kind.value: len(book.items(kind)) for kind in ItemKind},
        documents=book.documents[:_SHOWN_DOCUMENTS],
        provenances=vocabulary.labels.provenance,
    )
    yield render_page("search.md.j2", "search.md", book=book)
    yield render_page(
        "usage.md.j2", "usage.md", book=book, provenances=vocabulary.labels.provenance
    )
