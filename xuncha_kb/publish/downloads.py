"""The Word and Excel files that the pages link to; git does not keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from xuncha_kb.compose.checklists.paper import checklist_paper
from xuncha_kb.compose.forms import compose_forms
from xuncha_kb.compose.sheet_paper import sheet_paper
from xuncha_kb.model import Knowledge
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.folder import replace_folder
from xuncha_kb.publish.paper import word_file, workbook_file
from xuncha_kb.publish.site import DOWNLOADS
from xuncha_kb.vocabulary import Vocabulary

WORKBOOK = "checklists.xlsx"


def publish_downloads(
    knowledge: Knowledge, vocabulary: Vocabulary, folders: Iterable[Path]
) -> None:
    """Makes ``downloads/`` in each of ``folders``: a Word file for each checklist that has a page
    and for each form and interview sheet, one workbook of all checklists."""
    files = tuple(_files(knowledge, vocabulary))
    for folder in folders:
        replace_folder(folder / DOWNLOADS, files, ())


def _files(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    book = Book(knowledge, vocabulary)
    for checklist in book.checklists:
        paper = checklist_paper(checklist, book.notices, vocabulary)
        yield f"{book.file_name(checklist.id)}.docx", word_file(paper, vocabulary)
    for form in compose_forms(knowledge, vocabulary):
        yield f"form-{form.id}.docx", word_file(form.paper, vocabulary)
    for sheet in book.sheets:
        paper = sheet_paper(sheet, vocabulary)
        yield f"{book.file_name(sheet.id)}.docx", word_file(paper, vocabulary)
    yield WORKBOOK, workbook_file(book.checklists, knowledge, vocabulary)
