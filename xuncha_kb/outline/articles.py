"""Which lines that begin with 第X条 or 第X章 are one, and which only mention it."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha_kb.outline.markers import Mark
from xuncha_kb.outline.page import Page
from xuncha_kb.vocabulary import Vocabulary

_REFERENCE = 12
"""What follows the number of a mere mention shows in so many characters."""

_LONGEST_UNIT = 60


def keep_articles(page: Page, marks: Sequence[Mark], vocabulary: Vocabulary) -> list[Mark]:
    """``marks`` without the articles and chapters that a sentence merely mentions at the start
    of a hard-wrapped line."""
    reference = vocabulary.pattern("outline.reference")
    kept: list[Mark] = []
    last: Mark | None = None
    for mark in marks:
        if mark.kind == "article":
            mentions = reference.match((mark.heading or "")[:_REFERENCE]) is not None
            if not _is_article(page, mark, last, mentions):
                continue
            last = mark
        elif mark.kind == "unit" and not _is_unit(page, mark):
            continue
        kept.append(mark)
    return kept


def _is_unit(page: Page, mark: Mark) -> bool:
    return not mark.ended and page.is_short(mark.paragraph - 1, _LONGEST_UNIT)


def _is_article(page: Page, mark: Mark, last: Mark | None, mentions: bool) -> bool:
    broken = page.is_broken_off(page.before(mark.paragraph - 1))
    fits = _follows(last, mark)
    if mentions and not mark.gap:
        return False
    if broken or mentions:
        return fits
    return True


def _follows(last: Mark | None, mark: Mark) -> bool:
    if last is None or mark.number is None or last.number is None or mark.number == 1:
        return True
    if mark.follower is not None:
        return mark.number == last.number
    return mark.number == last.number + 1
