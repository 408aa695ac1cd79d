"""The interview sheets: one page for each role, to be printed on one sheet of paper."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.compose.sheet import compose_sheets
from xuncha_kb.model import Knowledge
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page
from xuncha_kb.vocabulary import Vocabulary


def publish_sheets(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    book = Book(knowledge, vocabulary)
    for sheet in compose_sheets(knowledge, vocabulary):
        path = f"sheets/{book.file_name(sheet.id)}.md"
        yield render_page("sheet.md.j2", path, book=book, sheet=sheet, notices=sheet.notices)
