"""Knowledge -> the groups of entries that are indexed and replaced together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha1
from typing import TypeVar

from xuncha_kb.compose.forms import Form, compose_forms
from xuncha_kb.model import (
    Checklist,
    ChecklistRow,
    Document,
    DocumentKind,
    Item,
    Knowledge,
    Question,
    Section,
)
from xuncha_kb.search.data import kind_labels
from xuncha_kb.search.engine import Entry, Group
from xuncha_kb.search.passages import DocumentReading
from xuncha_kb.vocabulary import RoleEntry, TermEntry, Vocabulary

Part = TypeVar("Part", Section, Item)
OPENING = "S1"
"""The stage at which people are told what the talk is about; found by these words too."""


def groups(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Group]:
    """Documents in their order, then what is made from them. The entries of a document are made
    only when they are asked for, since most documents have not changed."""
    made_of = MadeOf(knowledge, vocabulary)
    for reading in made_of.readings.values():
        name = f"document:{reading.document.id}"
        yield Group(name, _fingerprint(reading), lambda reading=reading: of_document(reading))  # type: ignore[misc]
    for document_id, questions in made_of.questions_by_document().items():
        yield _group(f"questions:{document_id}", map(made_of.question, questions))
    yield _group("roles", map(made_of.role, vocabulary.roles.role))
    yield _group("terms", map(made_of.term, vocabulary.terms))
    for checklist in knowledge.checklists:
        yield _group(f"checklist:{checklist.id}", made_of.checklist(checklist))
    yield _group("forms", map(made_of.form, compose_forms(knowledge, vocabulary)))


def of_document(reading: DocumentReading) -> Iterator[Entry]:
    """The passages of a document, its title first where no passage is the title."""
    passages = list(reading.passages())
    if not any(passage.kind == "document" for passage in passages):
        yield _title(reading.document)
    yield from passages


def _title(document: Document) -> Entry:
    return Entry(
        key=f"{document.id}#",
        document=document.id,
        own=document.kind is not DocumentKind.REGULATION,
        kind="document",
        text=document.title,
        heading=len(document.title),
    )


@dataclass(frozen=True)
class MadeOf:
    """Entries made from questions, checklists and forms, each with the place of its item."""

    knowledge: Knowledge
    vocabulary: Vocabulary

    @cached_property
    def kind_words(self) -> dict[str, list[str]]:
        return {entry.kind: list(entry.words) for entry in self.vocabulary.search.kind}

    @cached_property
    def readings(self) -> dict[str, DocumentReading]:
        """Every document, by id, in their order."""
        sections = _by_document(self.knowledge.sections)
        items = _by_document(self.knowledge.items)
        return {
            document.id: DocumentReading(
                document,
                sections.get(document.id, ()),
                items.get(document.id, ()),
                self.kind_words,
            )
            for document in self.knowledge.documents
        }

    @cached_property
    def _passage_of(self) -> dict[str, str]:
        """The key of the passage of every item."""
        return {
            place.id: passage.key
            for reading in self.readings.values()
            if reading.items
            for passage in reading.passages()
            for place in passage.places
        }

    def questions_by_document(self) -> dict[str, list[Question]]:
        """The questions on each document; those on none under ""."""
        found: dict[str, list[Question]] = {}
        for question in self.knowledge.questions:
            item = self.knowledge.item_by_id.get(question.item_id or "")
            found.setdefault(item.document_id if item else "", []).append(question)
        return found

    def question(self, question: Question) -> Entry:
        role = self.vocabulary.roles.by_id[question.role]
        stage = self.vocabulary.stages[question.stage]
        told = (*self.vocabulary.roles.tell, *role.tell) if stage.id == OPENING else ()
        more = (*question.follow_ups, *told, *question.ask_for, *question.verify_by)
        lines = (question.text, *more)
        entry = Entry(
            key=f"question:{question.id}",
            document="",
            own=True,
            kind="question",
            text="\n".join(lines),
            label=f"{role.short} {stage.label}",
            names=self._question_names,
            id=question.id,
            properties=(("role", role.id), ("stage", stage.id)),
        )
        return self._placed(entry, question.item_id)

    @cached_property
    def _question_names(self) -> tuple[str, ...]:
        return kind_labels(self.vocabulary)["question"], *self.kind_words["question"]

    def role(self, role: RoleEntry) -> Entry:
        """Whom to talk to: what the person knows, how to ask, what to tell at the start."""
        lines = (f"{role.label}：{'、'.join(role.knows)}", role.approach, role.concern, *role.tell)
        return Entry(
            key=f"role:{role.id}",
            document="",
            own=True,
            kind="role",
            text="\n".join(lines),
            heading=len(role.label),
            names=(role.label, role.short, *role.names, *self.kind_words["role"]),
            id=role.id,
            properties=(("role", role.id),),
        )

    def term(self, term: TermEntry) -> Entry:
        """The card of a term: its name with its members, then what else is known."""
        versions = (f"{version.name}：{version.says}" for version in term.versions)
        mark = "；" if any("、" in member for member in term.members) else "、"
        lines = (f"{term.term}：{mark.join(term.members)}", *versions, term.note)
        return Entry(
            key=f"term:{term.id}",
            document="",
            own=True,
            kind="term_card",
            text="\n".join(filter(None, lines)),
            heading=len(term.term),
            label=term.id,
            names=(term.term, *term.aliases, *self.kind_words["term_card"]),
            id=term.id,
        )

    def checklist(self, checklist: Checklist) -> Iterator[Entry]:
        """The checklist by its title and purpose, then its rows."""
        yield Entry(
            key=f"checklist:{checklist.id}",
            document="",
            own=True,
            kind="checklist",
            text="\n".join(filter(None, (checklist.title, checklist.purpose))),
            heading=len(checklist.title),
            names=(checklist.title, *self.kind_words["checklist"]),
            id=checklist.id,
        )
        for row in checklist.rows:
            yield self._placed(self._row(checklist, row), row.item_id)

    def form(self, form: Form) -> Entry:
        """A blank form by its names; what stands on it is found where it comes from."""
        return Entry(
            key=f"form:{form.id}",
            document="",
            own=True,
            kind="form",
            text=form.title,
            heading=len(form.title),
            names=(form.title, *form.names, *self.kind_words["form"]),
            id=form.id,
        )

    def _row(self, checklist: Checklist, row: ChecklistRow) -> Entry:
        """A row with what is particular to it; not how every row of its kind is checked."""
        methods = [m for m in row.method.split("；") if m not in self._usual_methods]
        names = self.kind_words["checklist_row"] if row.period else ()
        return Entry(
            key=f"row:{checklist.id}/{row.id}",
            document="",
            own=True,
            kind="checklist_row",
            text="\n".join(filter(None, (row.text, "；".join(methods), *row.materials))),
            label=checklist.title,
            trail=row.group,
            names=tuple(names),
            id=row.id,
        )

    @cached_property
    def _usual_methods(self) -> frozenset[str]:
        entries = self.vocabulary.checklists.values()
        return frozenset(method for entry in entries for method in entry.methods.values())

    def _placed(self, entry: Entry, item_id: str | None) -> Entry:
        """``entry`` with the place of the item it is made from, where there is one."""
        item = self.knowledge.item_by_id.get(item_id or "")
        if item is None:
            return entry
        focus = self.readings[item.document_id].focus(item)
        return entry._replace(
            document=item.document_id,
            first=item.source[0].paragraph,
            target=self._passage_of[item.id],
            code=item.code,
            properties=(*entry.properties, ("code", item.code), ("focus", focus)),
        )


def _by_document(parts: Iterable[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.document_id, []).append(part)
    return found


def _fingerprint(reading: DocumentReading) -> str:
    """Changes when anything changes that entries are made from."""
    document = reading.document
    sections = [(s.style, s.number, s.label, s.heading, s.first_paragraph, s.last_paragraph)
                for s in reading.sections]  # fmt: skip
    facts = repr((document.sha256, document.title, document.kind, sections))
    items = "".join(item.model_dump_json() for item in reading.items)
    return sha1(f"{facts}{items}".encode()).hexdigest()


def _group(name: str, entries: Iterable[Entry]) -> Group:
    made = tuple(entry._replace(order=number) for number, entry in enumerate(entries))
    return Group(name, sha1(repr(made).encode()).hexdigest(), lambda: made)
