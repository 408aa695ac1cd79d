"""Where every section ends: signatures, closing words, notes at the foot, a second text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from xuncha_kb.outline.markers import UNIT_RANKS, Mark
from xuncha_kb.outline.page import Page
from xuncha_kb.read.opening import ending_word
from xuncha_kb.vocabulary import Vocabulary

_CLOSING_LINES = 5
"""Closing words are at most so many paragraphs."""
_SIGNERS = 8
_NAME = 40
_TITLE = 60
_FRAME_STARTS = frozenset("0123456789〇○一二XＸ（(附来资信文责编作记校审供打关上下扫阅版抄主印【[")


def break_lines(page: Page, marks: Sequence[Mark], vocabulary: Vocabulary) -> frozenset[int]:
    """The paragraphs at which every open section ends."""
    found = {
        *_signatures(page, frozenset(mark.paragraph - 1 for mark in marks), vocabulary),
        *_notes(page, vocabulary),
        *_second_texts(page, marks, vocabulary),
    }
    found |= set(_closing(page, marks, sorted(found), vocabulary))
    return frozenset(index + 1 for index in found)


def _signatures(page: Page, marked: frozenset[int], vocabulary: Vocabulary) -> Iterator[int]:
    """Dates on a line of their own with the names above them, or with nothing more to say."""
    date = vocabulary.pattern("outline.date_line")
    for index, start in enumerate(page.starts):
        if start is None or page.lines[index][start] not in _FRAME_STARTS:
            continue
        if page.is_short(index, _NAME) and date.match(page.head(index)):
            first = _first_signer(page, index, marked)
            after = page.after(index)
            if first < index or after is None or not page.ends_sentence(after):
                yield first


def _first_signer(page: Page, index: int, marked: frozenset[int]) -> int:
    first = index
    for _ in range(_SIGNERS):
        above = page.before(first)
        if above is None or above in marked or not _is_name(page, above):
            break
        first = above
    return first


def _is_name(page: Page, index: int) -> bool:
    if index in page.levels or not page.is_short(index, _NAME):
        return False
    return page.words(index)[-1:] not in "。！？；，、：.!?;,:…）)"


def _notes(page: Page, vocabulary: Vocabulary) -> Iterator[int]:
    """Annexes, and what a publisher adds at the foot."""
    names = ("outline.annex", "outline.tail_note")
    patterns = [vocabulary.pattern(name) for name in names]
    for index, start in enumerate(page.starts):
        if start is not None and page.lines[index][start] in _FRAME_STARTS:
            head = page.head(index)
            if any(pattern.match(head) for pattern in patterns):
                yield index


def _closing(
    page: Page, marks: Sequence[Mark], breaks: Sequence[int], vocabulary: Vocabulary
) -> Iterator[int]:
    """The first of the closing words of each text, between its last marker and its end."""
    pattern = vocabulary.pattern("outline.closing")
    for end in (*breaks, len(page.lines)):
        index, seen = page.before(end), 0
        first: int | None = None
        marked = _last_mark(marks, end)
        while index is not None and index > marked and seen < _CLOSING_LINES:
            first = index if pattern.match(page.head(index)) else first
            index, seen = page.before(index), seen + 1
        if first is not None:
            yield first


def _last_mark(marks: Sequence[Mark], end: int) -> int:
    index = bisect_left(marks, end, key=lambda mark: mark.paragraph - 1)
    return marks[index - 1].paragraph - 1 if index else -1


def _second_texts(page: Page, marks: Sequence[Mark], vocabulary: Vocabulary) -> Iterator[int]:
    """The title of a text that follows another in the same file: its numbering begins anew."""
    last: dict[str, int] = {}
    above = 0
    for mark in marks:
        outermost = mark.rank in UNIT_RANKS or mark.rank == marks[0].rank
        if outermost and mark.number == 1 and last.get(mark.rank, 0) > 1:
            yield from _title_before(page, mark.paragraph - 1, above, vocabulary)
        last[mark.rank] = mark.number or 0
        above = mark.paragraph


def _title_before(page: Page, index: int, above: int, vocabulary: Vocabulary) -> Iterator[int]:
    for line in range(above, index):
        if page.starts[line] is None or not page.is_short(line, _TITLE):
            continue
        if not page.ends_clause(line) and ending_word(page.words(line), vocabulary):
            yield line
            return
