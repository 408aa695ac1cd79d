"""Rows of checklists: what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xuncha_kb.compose.basis import basis_of
from xuncha_kb.compose.topics import clause_topic
from xuncha_kb.model import Checklist, ChecklistRow, Document, Item, Knowledge, Provenance
from xuncha_kb.vocabulary import ChecklistEntry, TopicEntry, Vocabulary


@dataclass(frozen=True)
class Sheet:
    """One checklist in the making: its entry and what it is made from."""

    entry: ChecklistEntry
    knowledge: Knowledge
    vocabulary: Vocabulary

    def row(
        self,
        item: Item,
        group: str,
        level: int = 1,
        method: str = "",
        text: str = "",
        topic: TopicEntry | None = None,
        answers: tuple[str, ...] | None = None,
    ) -> ChecklistRow:
        """The words of ``item`` (or ``text``, words around it) as a row; ``topic`` adds the
        records to call for."""
        methods = self.entry.methods
        materials = topic.materials if topic else ()
        return ChecklistRow(
            id=f"{self.entry.id}-{item.id}",
            text=text or item.text,
            item_id=item.id,
            basis=basis_of(self.knowledge, item),
            method=method or methods.get(item.kind) or methods.get("default", ""),
            materials=tuple(self.vocabulary.materials[name].label for name in materials),
            answers=self.entry.answers if answers is None else answers,
            provenance=Provenance.QUOTED,
            group=group,
            level=level,
        )

    def topic(self, item: Item) -> TopicEntry | None:
        """What ``item`` is about, or else the area or indicator that holds it."""
        found: Item | None = item
        while found is not None:
            topic = clause_topic(found.text, self.vocabulary)
            if topic is not None:
                return topic
            found = self.knowledge.item_by_id.get(found.parent_id or "")
        return None

    def checklist(
        self, groups: Sequence[tuple[Document, Iterable[ChecklistRow]]]
    ) -> Iterator[Checklist]:
        """The checklist of all rows, grouped by document where several have some; nothing
        without a row."""
        filled = [(document, tuple(rows)) for document, rows in groups]
        filled = [(document, rows) for document, rows in filled if rows]
        several = len(filled) > 1
        rows = [
            row.model_copy(update={"group": _named(document, row.group)}) if several else row
            for document, rows in filled
            for row in rows
        ]
        if rows:
            entry = self.entry
            yield Checklist(
                id=entry.id,
                title=entry.title,
                binds=entry.binds,
                rows=tuple(_distinct(rows)),
                purpose=entry.purpose,
                how_to_use=entry.how_to_use,
            )


def _named(document: Document, group: str) -> str:
    return f"《{document.title}》{group}"


def _distinct(rows: list[ChecklistRow]) -> Iterator[ChecklistRow]:
    seen: set[str] = set()
    for row in rows:
        if row.id not in seen:
            seen.add(row.id)
            yield row
