"""Document -> sections.

Lines first, then markers, then which of them count, then which stands inside which.
"""

from __future__ import annotations

from collections.abc import Iterable

from xuncha_kb.model import Document, Section
from xuncha_kb.outline.articles import is_broken_off, keep_articles
from xuncha_kb.outline.frame import closing_lines, frame_lines
from xuncha_kb.outline.ids import make_sections
from xuncha_kb.outline.markers import Mark, marker_pattern, read_mark
from xuncha_kb.outline.nesting import ARTICLE, CLAUSE, Tree
from xuncha_kb.outline.page import Page, open_page
from xuncha_kb.outline.series import keep_series
from xuncha_kb.vocabulary import Vocabulary

__all__ = ["outline", "own_paragraphs"]


def outline(document: Document, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """The sections of ``document`` in document order, parents first; never raises.

    Guarantees: ids are unique; a section lies within its parent and siblings do not overlap, so
    that own texts plus the lines in no section are the document.
    """
    page = open_page(document, vocabulary)
    marks = keep_articles(page, keep_series(_marks(page, vocabulary)), vocabulary)
    breaks = frame_lines(page, vocabulary)
    breaks |= closing_lines(page, marks[-1].paragraph if marks else 0, vocabulary)
    return make_sections(document, _grow(page, marks, breaks).nodes)


def own_paragraphs(section: Section, sections: Iterable[Section]) -> tuple[int, ...]:
    """The paragraphs of ``section`` that none of its children holds."""
    held = {
        paragraph
        for child in sections
        if child.parent_id == section.id
        for paragraph in range(child.first_paragraph, child.last_paragraph + 1)
    }
    own = range(section.first_paragraph, section.last_paragraph + 1)
    return tuple(paragraph for paragraph in own if paragraph not in held)


def _marks(page: Page, vocabulary: Vocabulary) -> list[Mark]:
    pattern = marker_pattern(vocabulary)
    found = (
        read_mark(line, start, index + 1, pattern)
        for index, (line, start) in enumerate(zip(page.lines, page.starts, strict=True))
        if start is not None
    )
    return [mark for mark in found if mark is not None]


def _grow(page: Page, marks: list[Mark], breaks: frozenset[int]) -> Tree:
    tree = Tree(marks)
    at = {mark.paragraph: mark for mark in marks}
    for index, start in enumerate(page.starts):
        paragraph = index + 1
        if start is None:
            continue
        if paragraph in breaks:
            tree.close()
        if paragraph in at:
            tree.place(at[paragraph])
        else:
            _take_in(page, tree, paragraph)
        tree.extend(paragraph)
    return tree


def _take_in(page: Page, tree: Tree, paragraph: int) -> None:
    """A line without a marker: a new 款 of an article, or more of what is open."""
    ranks = [node.mark.rank for node in tree.open]
    if ARTICLE not in ranks or is_broken_off(page, paragraph - 2):
        return
    depth = ranks.index(ARTICLE) + 1
    while len(tree.open) > depth and tree.open[-1].mark.rank != CLAUSE:
        if tree.goes_on(len(tree.open) - 1, paragraph):
            return
        tree.open.pop()
    del tree.open[depth:]
    tree.open[-1].clauses += 1
    number = tree.open[-1].clauses
    tree.place(Mark(paragraph, "clause", CLAUSE, number, None, None, rank=CLAUSE))
