"""Lines that look like markers of the text and only announce others: contents, lists of annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xuncha_kb.outline.markers import Mark
from xuncha_kb.outline.page import Page
from xuncha_kb.vocabulary import Vocabulary

_FEWEST = 3
"""Without the word 目录 a table of contents has at least so many entries."""
_ANNEX_NAME = 60


def drop_contents(page: Page, marks: Sequence[Mark], vocabulary: Vocabulary) -> list[Mark]:
    """``marks`` without a table of contents at the head: entries up to the line that repeats
    the first of them, with no sentence between."""
    if not marks:
        return []
    first = _entry(marks[0])
    again = next((i for i, mark in enumerate(marks[1:], 1) if _entry(mark) == first), None)
    if again is None:
        return list(marks)
    entries = range(marks[0].paragraph - 1, marks[again].paragraph - 1)
    if any(page.ends_sentence(index) for index in entries if page.starts[index] is not None):
        return list(marks)
    return (
        list(marks[again:])
        if again >= _FEWEST or _announced(page, marks[0], vocabulary)
        else list(marks)
    )


def drop_annex_lists(page: Page, marks: Sequence[Mark], vocabulary: Vocabulary) -> list[Mark]:
    """``marks`` without the names of annexes that are listed under 附件：."""
    pattern = vocabulary.pattern("outline.annex")
    kept: list[Mark] = []
    listing: int | None = None
    for mark in marks:
        index = mark.paragraph - 1
        above = page.before(index)
        if above is not None and above != listing and _opens_list(page, above, pattern):
            listing = above
        if listing is not None and listing == above and _is_name(page, index):
            listing = index
        else:
            kept.append(mark)
    return kept


def _entry(mark: Mark) -> tuple[str, int | None, str]:
    bare = (mark.heading or "").rstrip("0123456789０１２３４５６７８９ \t\u3000")
    words = "".join(bare.rstrip(" \t\u3000.．…·-—_（(").split())
    return mark.rank, mark.number, words


def _announced(page: Page, mark: Mark, vocabulary: Vocabulary) -> bool:
    pattern = vocabulary.pattern("outline.contents")
    return any(
        pattern.match(page.head(index))
        for index in range(mark.paragraph - 1)
        if page.starts[index] is not None and page.is_short(index, 12)
    )


def _opens_list(page: Page, index: int, pattern: re.Pattern[str]) -> bool:
    return page.words(index)[-1:] in "：:" and pattern.match(page.head(index)) is not None


def _is_name(page: Page, index: int) -> bool:
    return page.is_short(index, _ANNEX_NAME) and not page.words(index).endswith("。")
