"""Headings without a marker: Markdown's, annexes, and short lines that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from xuncha_kb.outline.contents import is_annex_list
from xuncha_kb.outline.markers import ANNEX, ARTICLE, HEADING, MARKDOWN, UNIT, Mark
from xuncha_kb.outline.page import Page
from xuncha_kb.vocabulary import Vocabulary

_LONGEST = 25
_ANNEX_LONGEST = 60
_BODY = 30
"""A bare heading stands above a line of at least so many characters that ends a sentence."""
_FEWEST = 2
"""One bare line may be anything; several of them are headings."""
_INNER_MARKS = frozenset("“”。；;：:！!？?…|｜\t_＿…")


def find_headings(
    page: Page, marks: Sequence[Mark], title: int, vocabulary: Vocabulary
) -> list[Mark]:
    """The unnumbered headings below the title, which ends with paragraph ``title``."""
    marked = frozenset(mark.paragraph - 1 for mark in marks)
    articles = any(mark.rank == ARTICLE for mark in marks)
    found = {i: _heading(page, i, MARKDOWN) for i in page.levels if i not in marked and i >= title}
    found |= {
        i: _heading(page, i, UNIT)
        for i in _words(page, marked, title, vocabulary)
        if i not in found
    }
    if articles:
        found |= {i: _heading(page, i, UNIT) for i in _lost_units(page, marks) if i not in found}
    else:
        bare = [i for i in _bare(page, marked, title, vocabulary) if i not in found]
        if len(bare) >= _FEWEST:
            found |= {i: _heading(page, i, HEADING) for i in bare}
    found |= {i: _heading(page, i, ANNEX) for i in _annexes(page, vocabulary) if i not in marked}
    return [found[index] for index in sorted(found)]


def _heading(page: Page, index: int, rank: str) -> Mark:
    words = page.words(index).rstrip("# ")
    mark = Mark(index + 1, "heading", None, None, None, words, rank=rank)
    mark.depth = page.levels.get(index, 0)
    return mark


def _annexes(page: Page, vocabulary: Vocabulary) -> Iterator[int]:
    """附件1 and the like at the head of an annex; not 附件：1.…, nor one of several such lines."""
    pattern = vocabulary.pattern("outline.annex")

    def is_annex(index: int | None) -> bool:
        return index is not None and pattern.match(page.head(index)) is not None

    for index, start in enumerate(page.starts):
        if start is None or page.lines[index][start] not in "附【[" or not is_annex(index):
            continue
        words = page.words(index)
        if len(words) > _ANNEX_LONGEST or words[-1] in "。；" or is_annex_list(words, pattern):
            continue
        if not is_annex(page.before(index)) and not is_annex(page.after(index)):
            yield index


def _words(page: Page, marked: frozenset[int], title: int, vocabulary: Vocabulary) -> Iterator[int]:
    """总则, 附则, 序言 and their like."""
    pattern = vocabulary.pattern("outline.heading_word")
    for index in range(title, len(page.lines)):
        start = page.starts[index]
        if start is None or index in marked or len(page.lines[index]) - start > _LONGEST:
            continue
        if pattern.match(page.words(index)):
            yield index


def _lost_units(page: Page, marks: Sequence[Mark]) -> Iterator[int]:
    """Chapter headings that have lost their number: short lines between articles."""
    for above, mark in pairwise(marks):
        index = page.before(mark.paragraph - 1)
        if mark.rank != ARTICLE or mark.number == 1 or index is None:
            continue
        if index >= above.paragraph and _is_bare(page, index) and _ends_before(page, index):
            yield index


def _ends_before(page: Page, index: int) -> bool:
    above = page.before(index)
    return above is not None and page.ends_sentence(above)


def _is_bare(page: Page, index: int) -> bool:
    words = page.words(index)
    if not 2 <= len(words) <= _LONGEST or words[-1] in "，,、）)”":
        return False
    return _INNER_MARKS.isdisjoint(words)


def _bare(page: Page, marked: frozenset[int], title: int, vocabulary: Vocabulary) -> Iterator[int]:
    """Short lines between one finished text and the next."""
    names = ("read.speaker", "outline.date_line")
    patterns = [vocabulary.pattern(name) for name in names]
    above: int | None = None
    for index in range(title, len(page.lines)):
        if page.starts[index] is None:
            continue
        alone = index not in marked and _stands_alone(page, index, above, marked)
        if alone and not any(pattern.match(page.head(index)) for pattern in patterns):
            yield index
        above = index


def _stands_alone(page: Page, index: int, above: int | None, marked: frozenset[int]) -> bool:
    if not page.is_short(index, _LONGEST) or not _is_bare(page, index):
        return False
    if above is not None and not page.ends_clause(above) and above not in marked:
        return False
    below = page.after(index)
    return below is not None and not page.is_short(below, _BODY) and page.ends_sentence(below)
