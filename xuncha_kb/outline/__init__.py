"""Document -> sections.

Lines first, then markers, then which of them count, then which stands inside which.
"""

from __future__ import annotations

from collections.abc import Iterable

from xuncha_kb.model import Document, DocumentKind, Section
from xuncha_kb.outline.articles import keep_articles
from xuncha_kb.outline.contents import contents_end, drop_annex_lists
from xuncha_kb.outline.frame import break_lines
from xuncha_kb.outline.headings import find_headings
from xuncha_kb.outline.ids import make_sections
from xuncha_kb.outline.markers import Mark, marker_pattern, read_mark
from xuncha_kb.outline.nesting import Node, Tree
from xuncha_kb.outline.page import Page, open_page
from xuncha_kb.outline.series import keep_series
from xuncha_kb.read.opening import find_title
from xuncha_kb.vocabulary import Vocabulary

__all__ = ["outline", "own_paragraphs"]


def outline(document: Document, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """The sections of ``document`` in document order, parents first; never raises.

    Guarantees: ids are unique; a section lies within its parent and siblings do not overlap, so
    that own texts plus the lines in no section are the document.
    """
    page = open_page(document, vocabulary)
    title = find_title(document.paragraphs, vocabulary).last
    marks = _marks(page, title, vocabulary)
    start = contents_end(page, marks)
    marks = drop_annex_lists(page, [m for m in marks if m.paragraph > start], vocabulary)
    marks = keep_articles(page, keep_series(marks), vocabulary)
    breaks = break_lines(page, marks, vocabulary)
    marks += find_headings(page, marks, max(title, start), vocabulary)
    tree = Tree(sorted(marks, key=_paragraph), document.kind is DocumentKind.REGULATION)
    return make_sections(document, _grow(page, tree, marks, breaks))


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


def _marks(page: Page, title: int, vocabulary: Vocabulary) -> list[Mark]:
    """Whatever looks like a marker below the title."""
    pattern = marker_pattern(vocabulary)
    marks = []
    for index in range(title, len(page.lines)):
        start = page.starts[index]
        mark = None if start is None else read_mark(page.lines[index], start, index + 1, pattern)
        if mark is not None:
            mark.depth = page.levels.get(index, 0)
            marks.append(mark)
    return marks


def _grow(page: Page, tree: Tree, marks: list[Mark], breaks: frozenset[int]) -> list[Node]:
    """Walk through the lines, opening and closing sections."""
    at = {mark.paragraph: mark for mark in marks}
    above: int | None = None
    for index, start in enumerate(page.starts):
        if start is None:
            continue
        paragraph = index + 1
        if paragraph in breaks:
            tree.close()
        if paragraph in at:
            tree.place(at[paragraph])
        elif not _goes_on(page, above, index, above is not None and above + 1 in at):
            tree.take_in(paragraph)
        tree.extend(paragraph)
        above = index
    return tree.nodes


def _paragraph(mark: Mark) -> int:
    return mark.paragraph


def _goes_on(page: Page, above: int | None, index: int, marked: bool) -> bool:
    """Is the line at ``index``, which has no marker, more of the sentence above it?"""
    if above is None or page.is_broken_off(above):
        return True
    end = page.words(above)[-1:]
    if end in "：:":
        return True
    if (
        page.lines[index][page.starts[index] or 0]
        == "“"
        == page.lines[above][page.starts[above] or 0]
    ):
        return True
    return end in "；;" and not marked
