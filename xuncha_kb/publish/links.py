"""For the search page: where the things that it finds have their place."""

from __future__ import annotations

import json
from collections.abc import Iterator

from xuncha_kb.model import ItemKind
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.terms import term_anchor


def publish_links(book: Book) -> Iterator[tuple[str, bytes]]:
    """``assets/links.js``: pages by the ids of documents, checklists and forms, question banks
    by the id of their document ("" for those on none), places of terms by the ids of their
    cards."""
    links = {
        "documents": {d.id: book.document_page(d.id) for d in book.knowledge.documents},
        "questions": {"": "questions/general.html"}
        | {d: book.question_page(d) for d in book.banks},
        "checklists": {c.id: book.checklist_page(c.id) for c in book.checklists},
        "forms": {form.id: f"forms/{form.id}.html" for form in book.vocabulary.forms},
        "terms": _terms(book),
    }
    text = json.dumps(links, ensure_ascii=False, indent=0, sort_keys=True)
    yield "assets/links.js", f"window.XunchaKB.links = {text};\n".encode()


def _terms(book: Book) -> dict[str, str]:
    """A term of the texts stands under its name there, any other under the id of its card."""
    shown = {term_anchor(item.text) for item in book.items(ItemKind.TERM)}
    places = {}
    for entry in book.vocabulary.terms:
        names = (term_anchor(name) for name in entry.names)
        anchor = next((name for name in names if name in shown), term_anchor(entry.id))
        places[entry.id] = f"terms.html#{anchor}"
    return places
