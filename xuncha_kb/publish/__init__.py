"""Knowledge -> files: Markdown pages, data, and the site made of them.

Each of ``PUBLISHERS`` gives pairs of a path under ``checklists/`` (with ``/``) and the content.
To add an output, write a module with such a function and name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from xuncha_kb.model import Knowledge
from xuncha_kb.publish.acceptance import publish_acceptance
from xuncha_kb.publish.assets import publish_assets
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.checklists import publish_checklists
from xuncha_kb.publish.differences import publish_differences
from xuncha_kb.publish.documents import publish_documents
from xuncha_kb.publish.downloads import publish_downloads
from xuncha_kb.publish.extent import not_searched, with_pages
from xuncha_kb.publish.focus_areas import publish_focus_areas
from xuncha_kb.publish.folder import different_files, replace_folder
from xuncha_kb.publish.forms import publish_forms
from xuncha_kb.publish.guides import publish_guides
from xuncha_kb.publish.interviews import publish_interviews
from xuncha_kb.publish.json_export import publish_json
from xuncha_kb.publish.links import publish_links
from xuncha_kb.publish.problems import publish_problems
from xuncha_kb.publish.questions import publish_questions
from xuncha_kb.publish.rules import publish_rules
from xuncha_kb.publish.sheets import publish_sheets
from xuncha_kb.publish.site import DOWNLOADS, SEARCH_DATA, Skin, build_site
from xuncha_kb.publish.terms import publish_terms
from xuncha_kb.vocabulary import Vocabulary

__all__ = [
    "PUBLISHERS",
    "Publisher",
    "Skin",
    "build_site",
    "not_searched",
    "publish",
    "publish_downloads",
    "publish_search_data",
    "render",
    "stale_files",
    "with_pages",
]

Publisher = Callable[[Book], Iterable[tuple[str, bytes]]]

PUBLISHERS: tuple[Publisher, ...] = (
    publish_guides,
    publish_documents,
    publish_differences,
    publish_focus_areas,
    publish_rules,
    publish_acceptance,
    publish_terms,
    publish_questions,
    publish_sheets,
    publish_interviews,
    publish_checklists,
    publish_forms,
    publish_problems,
    publish_assets,
    publish_links,
    publish_json,
)

UNTRACKED = (DOWNLOADS,)
"""Folders under ``checklists/`` that git ignores; nothing here looks into them."""


def render(knowledge: Knowledge, vocabulary: Vocabulary) -> dict[str, bytes]:
    """Every tracked file by its path, sorted."""
    return dict(sorted(_files(knowledge, vocabulary)))


def _files(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    book = Book(knowledge, vocabulary)
    for publisher in PUBLISHERS:
        yield from publisher(book)


def publish(knowledge: Knowledge, vocabulary: Vocabulary, folder: Path) -> None:
    """Makes ``folder`` hold what ``render`` gives and nothing else but its untracked folders;
    PublishError where it cannot be written, and then it is as it was."""
    replace_folder(folder, _files(knowledge, vocabulary), UNTRACKED)


def publish_search_data(files: Iterable[tuple[str, bytes]], site: Path) -> None:
    """Makes the folder of the search page's data in ``site`` hold ``files`` and nothing else;
    PublishError where it cannot be written."""
    replace_folder(site / SEARCH_DATA, files, ())


def stale_files(knowledge: Knowledge, vocabulary: Vocabulary, folder: Path) -> tuple[str, ...]:
    """The files of ``folder`` that are missing, changed or left over, sorted."""
    return different_files(folder, render(knowledge, vocabulary), UNTRACKED)
