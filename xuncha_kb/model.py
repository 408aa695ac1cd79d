"""The data contract: what every room hands to the next one, frozen.

Everything here is plain data. The field names are the names of the exported JSON
(``xuncha-kb export``), which other tools rely on; ``schema_version`` counts its changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = 1


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of one line: ``paragraph`` counts lines from 1, blank ones included;
    ``start`` and ``end`` are Unicode code points within it, ``end`` exclusive.

    A plain dataclass, since a large corpus has hundreds of thousands of them.
    """

    paragraph: int
    start: int
    end: int


Source = tuple[Span, ...]


class DocumentKind(StrEnum):
    SPEECH = "speech"
    REGULATION = "regulation"
    PLAN = "plan"
    NOTICE = "notice"
    ANNOUNCEMENT = "announcement"
    REPORT = "report"
    OTHER = "other"


class Metadata(Frozen):
    """What is known about a document besides its words; dates are ISO (``2024-03-15``), or as
    much of it as the text gives (``2024-03``, ``2024``)."""

    date: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    round: str | None = None
    approved_on: str | None = None
    issued_on: str | None = None
    effective_on: str | None = None
    status: str | None = None
    supersedes: str | None = None
    notice: str | None = None
    """A line shown on every page of the document, such as 示例文本，非现行规定."""
    publish: bool | None = None
    publish_reason: str | None = None
    origin: str | None = None
    """Where the text comes from: the name of a file, an address."""
    origin_sha256: str | None = None
    """Of the bytes of the file that the text was taken from."""


class Document(Frozen):
    id: str
    """The path under ``corpus/`` without its suffix, with ``/`` between folders."""
    kind: DocumentKind
    title: str
    source_file: str
    """The path under ``corpus/``, with its suffix."""
    sha256: str
    """Of the file's bytes."""
    paragraphs: tuple[str, ...]
    """The lines of the text as they stand; ``"\\n".join`` gives the text back."""
    metadata: Metadata = Metadata()
    margins: tuple[str, ...] = Field(default=(), exclude=True)
    """Headers and footers: no part of the text and never exported; the gate looks at them."""

    def quote(self, source: Iterable[Span]) -> str:
        """The exact words of ``source``; several spans are joined without a separator."""
        return "".join([self.paragraphs[s.paragraph - 1][s.start : s.end] for s in source])


class Section(Frozen):
    """A stretch of lines under one marker; a section holds its children.

    It begins at the start of ``first_paragraph`` and ends with ``last_paragraph``.
    """

    id: str
    document_id: str
    parent_id: str | None
    level: int
    """Nesting depth, from 1."""
    style: str | None
    """The class of the marker by its first member (``一、`` ``（一）`` ``1.`` ``第X条`` …);
    ``款`` for an unnumbered paragraph of an article; None for an unnumbered heading."""
    number: int | None
    label: str | None
    """The marker as it stands in the text."""
    heading: str | None
    """The words after the marker up to the first 。 or the line's end; None for a 款."""
    first_paragraph: int
    last_paragraph: int


class ItemKind(StrEnum):
    FOCUS_AREA = "focus_area"
    CRITERION = "criterion"
    INDICATOR = "indicator"
    INDICATOR_POINT = "indicator_point"
    OBSERVATION = "observation"
    PROHIBITION = "prohibition"
    OBLIGATION = "obligation"
    PERMISSION = "permission"
    SELF_RESTRAINT = "self_restraint"
    REQUEST = "request"
    ACCEPTED_MATTER = "accepted_matter"
    EXCLUDED_MATTER = "excluded_matter"
    WORK_METHOD = "work_method"
    TARGET = "target"
    CONTACT_CHANNEL = "contact_channel"
    SCHEDULE = "schedule"
    TERM = "term"
    CITATION = "citation"
    DEFINITION = "definition"
    LIABILITY = "liability"
    ENTRY_INTO_FORCE = "entry_into_force"
    PLACEHOLDER = "placeholder"
    DECLARED_COUNT = "declared_count"


class Binds(StrEnum):
    """Whom a rule binds."""

    INSPECTION_TEAM = "inspection_team"
    INSPECTED_ORGANIZATION = "inspected_organization"
    ANYONE = "anyone"


class Expansion(StrEnum):
    """Where the members of a numbered term are listed."""

    HERE = "here"
    CITED_ONLY = "cited_only"
    VOCABULARY = "vocabulary"


class Provenance(StrEnum):
    """Where a printed word comes from."""

    QUOTED = "quoted"
    """原文: stands so in the source."""
    DERIVED = "derived"
    """推得: made from a quoted clause by a named rule."""
    REFERENCE = "reference"
    """参考: from the vocabulary, not from the source."""


class Attributes(Frozen):
    """What an item says besides its words; each kind uses a few of these, the rest are absent
    from the export."""

    binds: Binds | None = None
    subject: str | None = None
    """Who does it, as the text names them."""
    polarity: str | None = None
    """Of an indicator: ``negative`` (是否存在…问题) or ``positive`` (是否及时…)."""
    scope: str | None = None
    """Of an indicator: what stands before the question (在资金管理…方面)."""
    subjects: tuple[str, ...] | None = None
    channels: tuple[str, ...] | None = None
    referral: str | None = None
    """Of an excluded matter: where it goes and by which rule, in the words of the text."""
    consequences: tuple[str, ...] | None = None
    """Of a liability clause: its ladder, each rung in the words of the text."""
    count: int | None = None
    members: tuple[str, ...] | None = None
    """Of a term: the ids of its member items, or the words themselves."""
    expansion: Expansion | None = None
    article: str | None = None
    resolved: str | None = None
    """Of a citation: the id of the document or section meant."""
    internal: bool | None = None
    declared: int | None = None
    found: int | None = None


class Item(Frozen):
    """One thing the text says; ``document.quote(item.source) == item.text``, always."""

    id: str
    """Stable: made from document, kind and normalised text."""
    code: str
    """Short and positional, for people and paper: ``F4.2``, ``J3``; unique in its document."""
    kind: ItemKind
    text: str
    document_id: str
    source: Source
    section_id: str | None = None
    parent_id: str | None = None
    attributes: Attributes = Attributes()


class Severity(StrEnum):
    ERROR = "error"
    """A file or a part of it could not be used."""
    WARNING = "warning"
    """Something in the text that a person should look at."""
    NOTE = "note"
    """Something to fill in or to know."""


class Problem(Frozen):
    """Something wrong with the content, with its place; ``message`` is Chinese and whole."""

    code: str
    severity: Severity
    message: str
    document_id: str | None = None
    source: Source = ()


class Question(Frozen):
    id: str
    text: str
    role: str
    """``R1``-``R9``."""
    stage: str
    """``S1``-``S5``."""
    item_id: str | None
    follow_ups: tuple[str, ...] = ()
    ask_for: tuple[str, ...] = ()
    """Materials to ask for."""
    verify_by: tuple[str, ...] = ()
    """Ways to cross-check."""
    provenance: Provenance = Provenance.DERIVED


class ChecklistRow(Frozen):
    id: str
    text: str
    item_id: str | None
    basis: str
    """Document and place, for people: 《…讲话》第10段."""
    method: str = ""
    materials: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    provenance: Provenance = Provenance.QUOTED
    group: str = ""
    """The heading this row stands under."""
    level: int = 1
    """2 for a sub-row, such as a point of the indicator above it."""
    period: str = ""
    """Of a row of the materials list: the years asked for."""
    department: str = ""
    """Of a row of the materials list: who keeps it."""


class Checklist(Frozen):
    id: str
    title: str
    binds: Binds
    rows: tuple[ChecklistRow, ...]
    purpose: str = ""
    how_to_use: str = ""


class Knowledge(Frozen):
    """Everything known from one corpus: the exported JSON document."""

    schema_version: int = SCHEMA_VERSION
    documents: tuple[Document, ...] = ()
    sections: tuple[Section, ...] = ()
    items: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    checklists: tuple[Checklist, ...] = ()

    @cached_property
    def document_by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def section_by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    def items_of(self, document_id: str, *kinds: ItemKind) -> tuple[Item, ...]:
        """The items of a document in reading order, of ``kinds`` where some are named."""
        own = self._items_by_document.get(document_id, ())
        return tuple(item for item in own if not kinds or item.kind in kinds)

    @cached_property
    def _items_by_document(self) -> dict[str, tuple[Item, ...]]:
        groups: dict[str, list[Item]] = {}
        for item in self.items:
            groups.setdefault(item.document_id, []).append(item)
        return {document_id: tuple(items) for document_id, items in groups.items()}

    def sections_of(self, document_id: str) -> tuple[Section, ...]:
        """The sections of a document in reading order."""
        return self._sections_by_document.get(document_id, ())

    @cached_property
    def _sections_by_document(self) -> dict[str, tuple[Section, ...]]:
        groups: dict[str, list[Section]] = {}
        for section in self.sections:
            groups.setdefault(section.document_id, []).append(section)
        return {document_id: tuple(sections) for document_id, sections in groups.items()}

    def sections_above(self, item: Item) -> tuple[Section, ...]:
        """The sections that hold ``item``, outermost first."""
        return self._with_those_above.get(item.section_id or "", ())

    @cached_property
    def _with_those_above(self) -> dict[str, tuple[Section, ...]]:
        """Every section with those that hold it, which come before it."""
        chains: dict[str, tuple[Section, ...]] = {}
        for section in self.sections:
            chains[section.id] = (*chains.get(section.parent_id or "", ()), section)
        return chains

    @cached_property
    def questions_by_item(self) -> dict[str, tuple[Question, ...]]:
        """The questions that lead to each item."""
        groups: dict[str, list[Question]] = {}
        for question in self.questions:
            if question.item_id:
                groups.setdefault(question.item_id, []).append(question)
        return {item_id: tuple(questions) for item_id, questions in groups.items()}

    @cached_property
    def rows_by_item(self) -> dict[str, tuple[ChecklistRow, ...]]:
        """The rows of all checklists that lead to each item."""
        groups: dict[str, list[ChecklistRow]] = {}
        for checklist in self.checklists:
            for row in checklist.rows:
                if row.item_id:
                    groups.setdefault(row.item_id, []).append(row)
        return {item_id: tuple(rows) for item_id, rows in groups.items()}

    def children(self, item_id: str) -> tuple[Item, ...]:
        return self._children.get(item_id, ())

    @cached_property
    def _children(self) -> dict[str, tuple[Item, ...]]:
        groups: dict[str, list[Item]] = {}
        for item in self.items:
            if item.parent_id:
                groups.setdefault(item.parent_id, []).append(item)
        return {parent: tuple(items) for parent, items in groups.items()}
