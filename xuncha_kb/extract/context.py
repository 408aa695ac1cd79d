"""What kind of text this is, where an extractor has to know."""

from __future__ import annotations

from xuncha_kb.extract.draft import Reading
from xuncha_kb.model import DocumentKind

_ARTICLE = "第X条"
_HEAD = 800
"""Who speaks is said in the first so many characters."""


def is_law(reading: Reading) -> bool:
    """Whether the text is a regulation, or consists of articles, and is not about 巡察 or 巡视: its
    running text speaks of checks and periods that are no inspection's plan."""
    if "巡" in reading.document.title:
        return False
    return consists_of_articles(reading)


def consists_of_articles(reading: Reading) -> bool:
    """Whether the text is a regulation or numbers its parts like one, whatever it is called."""
    regulates = reading.document.kind is DocumentKind.REGULATION
    return regulates or any(section.style == _ARTICLE for section in reading.sections)


def inspects(reading: Reading) -> bool:
    """Whether the text is about inspecting: 巡察, 督查, 专项检查, 整治 and their kin.

    Outside such texts 了解…情况 and 是否… are everyday words and no plan of an inspection.
    """
    return reading.inspects


def promises(reading: Reading) -> bool:
    """Whether one side speaks of what it will do itself (表态), which asks nothing of others."""
    title = reading.document.title
    return reading.vocabulary.pattern("conduct.promising").search(title) is not None


def team_speaks(reading: Reading) -> bool:
    """Whether 我们 of a speech is the team."""
    pattern = reading.vocabulary.pattern
    title = reading.document.title
    if pattern("conduct.hosting").search(title) or promises(reading):
        return False
    named = pattern("conduct.team").search(title)
    return bool(named or pattern("conduct.team_speaks").search(reading.text[:_HEAD]))
