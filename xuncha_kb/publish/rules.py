"""The rules of conduct, by whom they bind."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.model import Binds, Document, Item, ItemKind
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page

_KINDS = (ItemKind.PROHIBITION, ItemKind.SELF_RESTRAINT)
_SHOWN_RULES = 600
"""What one page holds of each party; the documents beyond are named with the number of theirs."""

Group = tuple[Document, list[Item]]


def publish_rules(book: Book) -> Iterator[tuple[str, bytes]]:
    rules = book.items(*_KINDS)
    parties = []
    for party in (*Binds, None):
        groups = book.by_document(rule for rule in rules if rule.attributes.binds is party)
        if groups:
            parties.append((party, *book.split(groups, _SHOWN_RULES)))
    yield render_page("rules.md.j2", "discipline.md", book=book, parties=parties)
