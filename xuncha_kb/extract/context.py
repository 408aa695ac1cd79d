"""What kind of text this is, where an extractor has to know."""

from __future__ import annotations

from xuncha_kb.extract.draft import Reading
from xuncha_kb.model import DocumentKind

_HEAD = 800
"""Who speaks is said in the first so many characters."""


def is_law(reading: Reading) -> bool:
    """Whether the text is a regulation that is not about 巡察 or 巡视: its running text speaks of
    checks and periods that are no inspection's plan."""
    kind = reading.document.kind
    return kind is DocumentKind.REGULATION and "巡" not in reading.document.title


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
