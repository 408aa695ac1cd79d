"""What petitions are accepted, what is referred elsewhere, and how to reach the team."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.model import ItemKind
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page

_MATTERS = (ItemKind.ACCEPTED_MATTER, ItemKind.EXCLUDED_MATTER)
_CONTACT = (ItemKind.CONTACT_CHANNEL,)


def publish_acceptance(book: Book) -> Iterator[tuple[str, bytes]]:
    groups = [
        (
            document,
            [item for item in items if item.kind is ItemKind.ACCEPTED_MATTER],
            [item for item in items if item.kind is ItemKind.EXCLUDED_MATTER],
            book.items_of(document.id, *_CONTACT),
        )
        for document, items in book.by_document(book.items(*_MATTERS))
    ]
    yield render_page("acceptance.md.j2", "acceptance.md", book=book, groups=groups)
