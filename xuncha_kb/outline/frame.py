"""What frames a text and belongs to no section: contents, closing words, signature, annexes."""

from __future__ import annotations

from xuncha_kb.outline.page import Page
from xuncha_kb.vocabulary import Vocabulary

_CLOSING_LINES = 6
"""Closing words are at most so many lines at the end of a text."""


def closing_lines(page: Page, last_mark: int, vocabulary: Vocabulary) -> frozenset[int]:
    """The paragraph with which the closing words of a speech begin, where there are any after
    the paragraph ``last_mark``."""
    pattern = vocabulary.pattern("outline.closing")
    after = [i for i in range(last_mark, len(page.lines)) if page.starts[i] is not None]
    for index in after[-_CLOSING_LINES:]:
        if pattern.match(page.head(index, 40)):
            return frozenset({index + 1})
    return frozenset()


def frame_lines(page: Page, vocabulary: Vocabulary) -> frozenset[int]:
    """The paragraphs at which every section ends: dates under a signature with the names above
    them, and annexes."""
    date = vocabulary.pattern("outline.date_line")
    annex = vocabulary.pattern("outline.annex")
    found: set[int] = set()
    for index, start in enumerate(page.starts):
        if start is None:
            continue
        if date.match(page.head(index, 40)):
            found.add(_signature(page, index) + 1)
        elif annex.match(page.head(index, 40)):
            found.add(index + 1)
    return frozenset(found)


def _signature(page: Page, index: int) -> int:
    """Where the names above the date at ``index`` begin."""
    first = index
    for above in range(index - 1, max(index - 6, -1), -1):
        if page.starts[above] is None:
            continue
        if page.ends_clause(above) or not page.is_short(above, 40):
            break
        first = above
    return first
