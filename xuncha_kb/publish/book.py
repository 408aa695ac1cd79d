"""The knowledge as the pages see it: file names, anchors, places, groups."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha1
from typing import TypeVar

from markupsafe import Markup

from xuncha_kb.compose.basis import article_of
from xuncha_kb.compose.notices import Notices
from xuncha_kb.compose.sheet import InterviewSheet, compose_sheets
from xuncha_kb.model import (
    Checklist,
    ChecklistRow,
    Document,
    Item,
    ItemKind,
    Knowledge,
    Question,
    Section,
)
from xuncha_kb.publish.extent import at_work_first, checklists_with_page, documents_with_bank
from xuncha_kb.versions import Work, date_of
from xuncha_kb.vocabulary import Vocabulary
from xuncha_kb.vocabulary.roles import RoleEntry
from xuncha_kb.vocabulary.stages import StageEntry

_ASCII_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_TAKEN = {"index", "readme"}
"""Names that mean something to a site builder."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class Book:
    knowledge: Knowledge
    vocabulary: Vocabulary

    def file_name(self, name: str) -> str:
        """An ASCII file name without suffix for an id, the same whatever else there is: the id
        itself where it is one already, else what of it is ASCII and a digest."""
        if _ASCII_NAME.fullmatch(name) and name not in _TAKEN:
            return name
        ascii_part = "-".join(re.findall(r"[a-z0-9_]+", name.lower()))
        return f"{ascii_part or 'd'}-{sha1(name.encode()).hexdigest()[:8]}"

    def document_page(self, document_id: str) -> Markup:
        return Markup(f"documents/{self.file_name(document_id)}.html")

    def question_page(self, document_id: str) -> Markup:
        return Markup(f"questions/{self.file_name(document_id)}.html")

    def checklist_page(self, checklist_id: str) -> Markup:
        return Markup(f"checklists/{self.file_name(checklist_id)}.html")

    def difference_page(self, document_id: str) -> Markup:
        """What this version changed of the one before it."""
        return Markup(f"differences/{self.file_name(document_id)}.html")

    def item_link(self, item: Item) -> Markup:
        """To the words of the item on the page of its document."""
        return Markup(f"{self.document_page(item.document_id)}#{item.code}")

    def paragraph_link(self, item: Item) -> Markup:
        return Markup(f"{self.document_page(item.document_id)}#p{item.source[0].paragraph}")

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Those at work first; the pages show them in this order."""
        return at_work_first(self.knowledge)

    @cached_property
    def banks(self) -> frozenset[str]:
        """The ids of the documents whose questions have a page."""
        return documents_with_bank(self.knowledge)

    @cached_property
    def sheets(self) -> tuple[InterviewSheet, ...]:
        """The interview sheet of each role that is asked."""
        return compose_sheets(self.knowledge, self.vocabulary)

    @cached_property
    def checklists(self) -> tuple[Checklist, ...]:
        """Those that have a page, each with the rows that stand on it."""
        return checklists_with_page(self.knowledge)

    @cached_property
    def common_lists(self) -> tuple[Checklist, ...]:
        """Of these, the ones that the whole corpus fills, not one regulation."""
        entry = self.vocabulary.checklist_file.entry
        return tuple(c for c in self.checklists if entry(c.id).id == c.id)

    def version_name(self, document: Document) -> str:
        """How one version of a work is told from the others: by its date, else by its title."""
        return date_of(document) or document.title

    @cached_property
    def works(self) -> dict[str, Work]:
        """By document id, the works that are here in more than one version."""
        return self.notices.works

    def document(self, document_id: str) -> Document:
        return self.knowledge.document_by_id[document_id]

    def notice(self, document_id: str | None) -> str:
        """What a reader must know wherever words of the document stand."""
        return self.notices.of(document_id)

    @cached_property
    def notices(self) -> Notices:
        return Notices(self.knowledge)

    def label(self, value: str) -> str:
        """The Chinese name of a value of the contract."""
        return self.vocabulary.labels.by_value[value]

    def role(self, role_id: str) -> RoleEntry:
        return self.vocabulary.roles.by_id[role_id]

    def stage(self, stage_id: str) -> StageEntry:
        return self.vocabulary.stages[stage_id]

    def kind_label(self, kind: ItemKind) -> str:
        return self.vocabulary.kinds[kind].label

    def place(self, item: Item) -> str:
        """第十五条第（二）项 where the item stands in an article, and always its paragraph."""
        article = article_of(self.knowledge, item)
        paragraph = f"第{item.source[0].paragraph}段"
        return f"{article}（{paragraph}）" if article else paragraph

    def area(self, item_id: str | None) -> Item | None:
        """The focus area that an item belongs to, itself included."""
        while item_id:
            item = self.knowledge.item_by_id.get(item_id)
            if item is None or item.kind is ItemKind.FOCUS_AREA:
                return item
            item_id = item.parent_id
        return None

    @cached_property
    def items_by_kind(self) -> dict[ItemKind, list[Item]]:
        groups: dict[ItemKind, list[Item]] = defaultdict(list)
        for item in self.knowledge.items:
            groups[item.kind].append(item)
        return groups

    def items(self, *kinds: ItemKind) -> list[Item]:
        """Of one kind or several, in reading order of the corpus."""
        if len(kinds) == 1:
            return self.items_by_kind.get(kinds[0], [])
        return [item for item in self.knowledge.items if item.kind in kinds]

    def members(self, term: Item) -> list[str]:
        """The members of a term in words, whether they are items or words already."""
        items = self.knowledge.item_by_id
        return [
            items[member].text if member in items else member
            for member in term.attributes.members or ()
        ]

    def target(self, identifier: str) -> tuple[Markup, str] | None:
        """Link and name of the document or section that a citation means, where it is here."""
        if identifier in self.knowledge.document_by_id:
            return self.document_page(identifier), self.document(identifier).title
        section = self.knowledge.section_by_id.get(identifier)
        if section is None:
            return None
        page = self.document_page(section.document_id)
        name = f"{self.document(section.document_id).title} {section.label or ''}"
        return Markup(f"{page}#{anchor(section)}"), name.strip()

    def family(self, item: Item) -> list[Item]:
        """The item and all below it, in reading order of each branch."""
        below = [member for c in self.knowledge.children(item.id) for member in self.family(c)]
        return [item, *below]

    def split(
        self, groups: Sequence[tuple[Document, list[Row]]], limit: int
    ) -> tuple[list[tuple[Document, list[Row]]], list[tuple[Document, list[Row]]]]:
        """The documents whose rows one page can show, and the others; at least one is shown."""
        shown = 0
        for number, (_, rows) in enumerate(groups):
            shown += len(rows)
            if shown > limit and number:
                return list(groups[:number]), list(groups[number:])
        return list(groups), []

    def by_document(self, items: Iterable[Item]) -> list[tuple[Document, list[Item]]]:
        """Grouped by document, the documents at work first."""
        groups: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            groups[item.document_id].append(item)
        return [(d, groups[d.id]) for d in self.documents if d.id in groups]

    def items_of(self, document_id: str, *kinds: ItemKind) -> list[Item]:
        """In reading order, of ``kinds`` where some are named."""
        items = self._items_by_document.get(document_id, [])
        return [item for item in items if not kinds or item.kind in kinds]

    def document_of(self, item_id: str | None) -> str | None:
        """The id of the document that an item stands in."""
        item = self.knowledge.item_by_id.get(item_id or "")
        return item.document_id if item else None

    @cached_property
    def _items_by_document(self) -> dict[str, list[Item]]:
        groups: dict[str, list[Item]] = defaultdict(list)
        for item in self.knowledge.items:
            groups[item.document_id].append(item)
        return groups

    @cached_property
    def sections_by_document(self) -> dict[str, list[Section]]:
        groups: dict[str, list[Section]] = defaultdict(list)
        for section in self.knowledge.sections:
            groups[section.document_id].append(section)
        return groups

    @cached_property
    def questions_by_item(self) -> dict[str, list[Question]]:
        groups: dict[str, list[Question]] = defaultdict(list)
        for question in self.knowledge.questions:
            if question.item_id:
                groups[question.item_id].append(question)
        return groups

    @cached_property
    def rows_by_item(self) -> dict[str, list[tuple[Checklist, ChecklistRow]]]:
        groups: dict[str, list[tuple[Checklist, ChecklistRow]]] = defaultdict(list)
        for checklist in self.checklists:
            for row in checklist.rows:
                if row.item_id:
                    groups[row.item_id].append((checklist, row))
        return groups


def anchor(section: Section) -> Markup:
    """``a15`` for an article, ``a15-k2`` for what is inside one, ``s-c2`` for the rest."""
    path = section.id.rpartition("#")[2]
    return Markup(path if path.startswith("a") else f"s-{path}")
