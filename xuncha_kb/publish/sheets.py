"""The interview sheets: one page for each role, to be printed on one sheet of paper."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page


def publish_sheets(book: Book) -> Iterator[tuple[str, bytes]]:
    for sheet in book.sheets:
        path = f"sheets/{book.file_name(sheet.id)}.md"
        yield render_page("sheet.md.j2", path, book=book, sheet=sheet, notices=sheet.notices)
