"""The blank forms: a page for each, to be read, printed or fetched as a Word file."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.compose.forms import compose_forms
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page


def publish_forms(book: Book) -> Iterator[tuple[str, bytes]]:
    forms = compose_forms(book.knowledge, book.vocabulary)
    yield render_page("forms.md.j2", "forms/index.md", book=book, forms=forms)
    for form in forms:
        yield render_page("form.md.j2", f"forms/{form.id}.md", book=book, form=form)
