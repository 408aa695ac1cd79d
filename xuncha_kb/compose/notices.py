"""What a reader must know wherever words of a document stand, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from xuncha_kb.checks.pollution import POLLUTED
from xuncha_kb.model import Knowledge
from xuncha_kb.versions import Work, works

DAMAGED, SUPERSEDED = "原文存疑", "已有新版"


@dataclass(frozen=True)
class Notices:
    knowledge: Knowledge

    def of(self, document_id: str | None) -> str:
        """The document's own notice, that its text is damaged, that a later version is here."""
        document = self.knowledge.document_by_id.get(document_id or "")
        if document is None:
            return ""
        work = self.works.get(document.id)
        found = (
            document.metadata.notice,
            DAMAGED if document.id in self._polluted else None,
            SUPERSEDED if work and work.versions[-1] != document.id else None,
        )
        return "；".join(filter(None, found))

    def of_all(self, document_ids: Iterable[str | None]) -> tuple[str, ...]:
        """Each notice once."""
        found = (self.of(document_id) for document_id in dict.fromkeys(document_ids))
        return tuple(dict.fromkeys(filter(None, found)))

    @cached_property
    def works(self) -> dict[str, Work]:
        """What each document is a version of."""
        return {name: work for work in works(self.knowledge) for name in work.versions}

    @cached_property
    def _polluted(self) -> frozenset[str | None]:
        problems = self.knowledge.problems
        return frozenset(p.document_id for p in problems if p.code == POLLUTED)
