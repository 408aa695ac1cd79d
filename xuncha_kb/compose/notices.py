"""What a reader must know wherever words of a document stand, on the screen and on paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from xuncha_kb.checks.pollution import POLLUTED
from xuncha_kb.model import Knowledge
from xuncha_kb.versions import Work, works

DAMAGED, SUPERSEDED = "原文存疑", "已有新版"

_NAMED = 3
"""So many documents are named before a notice; of more, their number is given."""


def told(notices: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Pairs of a title and a notice -> each notice once, after the titles it is about."""
    titles: dict[str, list[str]] = defaultdict(list)
    for title, notice in notices:
        if notice:
            titles[notice].append(f"《{title}》")
    return tuple(f"{_names(about)}：{notice}" for notice, about in titles.items())


def _names(titles: list[str]) -> str:
    more = f"等 {len(titles)} 份文件" if len(titles) > _NAMED else ""
    return "".join(titles[:_NAMED]) + more


@dataclass(frozen=True)
class Notices:
    knowledge: Knowledge

    def of(self, document_id: str | None, versions: bool = True) -> str:
        """The document's own notice, that its text is damaged, that a later version is here:
        this last only with ``versions``."""
        document = self.knowledge.document_by_id.get(document_id or "")
        if document is None:
            return ""
        work = self.works.get(document.id)
        found = (
            document.metadata.notice,
            DAMAGED if document.id in self._polluted else None,
            SUPERSEDED if versions and work and work.versions[-1] != document.id else None,
        )
        return "；".join(filter(None, found))

    def of_all(self, document_ids: Iterable[str | None]) -> tuple[str, ...]:
        """Each notice once, after the documents it is about: ``《…办法》：示例文本``."""
        known = self.knowledge.document_by_id
        names = [name for name in dict.fromkeys(document_ids) if name in known]
        return told((known[name].title, self.of(name)) for name in names)

    @cached_property
    def works(self) -> dict[str, Work]:
        """What each document is a version of."""
        return {name: work for work in works(self.knowledge) for name in work.versions}

    @cached_property
    def _polluted(self) -> frozenset[str | None]:
        problems = self.knowledge.problems
        return frozenset(p.document_id for p in problems if p.code == POLLUTED)
