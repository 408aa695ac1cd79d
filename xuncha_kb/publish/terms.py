"""The numbered terms: what they count, and where they are used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha1

from markupsafe import Markup

from xuncha_kb.model import Expansion, Item, ItemKind
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page
from xuncha_kb.text import normalise

_SHOWN_DOCUMENTS = 5
_SHOWN_PLACES = 8
_ORDER = {Expansion.HERE: 0, Expansion.VOCABULARY: 1, Expansion.CITED_ONLY: 2, None: 3}


@dataclass(frozen=True)
class Term:
    """One term of the whole corpus; ``best`` is the mention that says most."""

    anchor: Markup
    best: Item
    mentions: tuple[Item, ...]

    @property
    def places(self) -> list[tuple[str, list[Item]]]:
        """For each document that uses it, one mention of each paragraph, the first ones only."""
        first: dict[str, dict[int, Item]] = defaultdict(dict)
        for item in self.mentions:
            first[item.document_id].setdefault(item.source[0].paragraph, item)
        documents = list(first.items())[:_SHOWN_DOCUMENTS]
        return [(d, list(items.values())[:_SHOWN_PLACES]) for d, items in documents]

    @property
    def expansion(self) -> Expansion | None:
        return self.best.attributes.expansion


def publish_terms(book: Book) -> Iterator[tuple[str, bytes]]:
    terms = _terms(book)
    shown = {term.anchor for term in terms}
    cards = [
        (anchor, entry)
        for entry in book.vocabulary.terms
        if shown.isdisjoint(map(term_anchor, entry.names))
        for anchor in [term_anchor(entry.id)]
    ]
    yield render_page("terms.md.j2", "terms.md", book=book, terms=terms, cards=cards)


def _terms(book: Book) -> list[Term]:
    """In the order of first mention, those whose members are known first."""
    mentions: dict[str, list[Item]] = defaultdict(list)
    for item in book.items(ItemKind.TERM):
        mentions[normalise(item.text)].append(item)
    terms = []
    for words, items in mentions.items():
        best = min(items, key=lambda item: _ORDER[item.attributes.expansion])
        terms.append(Term(term_anchor(words), best, tuple(items)))
    return sorted(terms, key=lambda term: _ORDER[term.expansion])


def term_anchor(text: str) -> Markup:
    """The same for every spelling of a term."""
    return Markup(f"t-{sha1(normalise(text).encode()).hexdigest()[:8]}")
