"""What kind of text this is, where an extractor has to know."""

from __future__ import annotations

from xuncha_kb.extract.draft import Reading


def inspects(reading: Reading) -> bool:
    """Whether the text is about inspecting: 巡察, 督查, 专项检查, 整治 and their kin.

    Outside such texts 了解…情况 and 是否… are everyday words and no plan of an inspection.
    """
    pattern = reading.vocabulary.pattern
    if pattern("focus.inspection_title").search(reading.document.title):
        return True
    word = pattern("focus.inspection_word")
    return any(word.search(line) for line in reading.document.paragraphs)
