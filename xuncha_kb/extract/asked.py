"""Which request a detail belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.model import ItemKind


class Requests:
    """The requests of a document with the lines they govern."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft]) -> None:
        found = [draft for draft in drafts if draft.kind is ItemKind.REQUEST]
        self._by_line: dict[int, list[Draft]] = {}
        for draft in sorted(found, key=lambda draft: draft.source[0]):
            first = draft.source[0].paragraph
            sections = reading.starting.get(first, ())
            last = max((section.last_paragraph for section in sections[-1:]), default=first)
            for paragraph in range(first, last + 1):
                self._by_line.setdefault(paragraph, []).append(draft)

    def at(self, paragraph: int, start: int) -> Draft | None:
        """The last request that begins before a place and governs its line."""
        for draft in reversed(self._by_line.get(paragraph, [])):
            if (draft.source[0].paragraph, draft.source[0].start) <= (paragraph, start):
                return draft
        return None
