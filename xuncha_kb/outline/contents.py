"""Lines that look like markers of the text and only announce others: contents, lists of annexes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from xuncha_kb.outline.markers import Mark
from xuncha_kb.outline.page import Page
from xuncha_kb.vocabulary import Vocabulary

_FEWEST = 2
_REPEATED = 0.8
"""So many of the entries of a table of contents are found again below it."""
_ANNEX_NAME = 60
_NUMBERED = re.compile("[0-9０-９一二三四五六七八九十A-ZＡ-Ｚ]")


def contents_end(page: Page, marks: Sequence[Mark]) -> int:
    """The last paragraph of a table of contents at the head of the text, 0 where there is none:
    markers without a sentence between them, nearly all of which come again further down."""
    block = _unbroken(page, marks)
    if len(block) < _FEWEST:
        return 0
    later = Counter(_entry(mark) for mark in marks)
    found = end = 0
    for count, mark in enumerate(block, start=1):
        entry = _entry(mark)
        later[entry] -= 1
        found += later[entry] > 0
        if later[entry] > 0 and found >= _REPEATED * count and found >= _FEWEST:
            end = mark.paragraph
    return end


def _unbroken(page: Page, marks: Sequence[Mark]) -> list[Mark]:
    """The first markers, up to a line that ends a sentence."""
    if not marks:
        return []
    indexes = range(marks[0].paragraph - 1, len(page.lines))
    end = next((i for i in indexes if page.starts[i] is not None and page.ends_sentence(i)), None)
    return [mark for mark in marks if end is None or mark.paragraph <= end]


def drop_annex_lists(page: Page, marks: Sequence[Mark], vocabulary: Vocabulary) -> list[Mark]:
    """``marks`` without the names of annexes that are listed under 附件：."""
    pattern = vocabulary.pattern("outline.annex")
    openings = {
        index
        for index, start in enumerate(page.starts)
        if start is not None
        and page.lines[index][start] == "附"
        and is_annex_list(page.words(index), pattern)
    }
    return (
        [mark for mark in marks if not _is_listed(page, mark, openings)]
        if openings
        else list(marks)
    )


def _is_listed(page: Page, mark: Mark, openings: set[int]) -> bool:
    """Does ``mark`` stand directly below one of ``openings``? Then it is one for the next."""
    index = mark.paragraph - 1
    if page.before(index) not in openings or not _is_name(page, index):
        return False
    openings.add(index)
    return True


def is_annex_list(words: str, pattern: re.Pattern[str]) -> bool:
    """Does the line announce annexes by name (附件：1.…) rather than begin one?"""
    match = pattern.match(words[:_ANNEX_NAME])
    return (
        match is not None
        and ("：" in match[0] or ":" in match[0])
        and not _NUMBERED.search(match[0])
    )


def _entry(mark: Mark) -> tuple[str, int | None, str]:
    bare = (mark.heading or "").rstrip("0123456789０１２３４５６７８９ \t\u3000")
    words = "".join(bare.rstrip(" \t\u3000.．…·-—_（(").split())
    return mark.rank, mark.number, words


def _is_name(page: Page, index: int) -> bool:
    return page.is_short(index, _ANNEX_NAME) and not page.words(index).endswith("。")
