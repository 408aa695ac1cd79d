"""What a search gives back. Plain dataclasses: they load at once, and ``asdict`` makes JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """How the hits were come by."""

    key: str
    """``exact``, ``folded``, ``synonym`` …; ``none`` where the texts say nothing of it."""
    label: str
    """The same in Chinese, with the words that were used."""


@dataclass(frozen=True, slots=True)
class Other:
    """Something else at the place of a hit: another item, a question made from it."""

    kind: str
    kind_label: str
    id: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One place. ``text`` is a piece of original text, ``marks`` are within it."""

    kind: str
    """An item kind, or ``document``, ``section``, ``paragraph``, ``question``, ``term_card``,
    ``checklist``, ``checklist_row``, ``role``."""
    kind_label: str
    id: str
    """Of the item, section, question, term or checklist; "" for a paragraph."""
    code: str
    document_id: str
    document_title: str
    notice: str
    """A line shown with everything from this document, such as 示例文本，非现行规定."""
    place: str
    """The headings above, outermost first, and the label of the passage."""
    paragraph: int
    """The line ``text`` stands in; of something made from a document, the line it is made
    from; 0 for neither."""
    start: int
    """Where ``text`` begins in its paragraph."""
    text: str
    """The sentence; of something made from a document, its own words."""
    marks: tuple[tuple[int, int], ...]
    """What was found: code points within ``text``. Without any, it was found by its kind or by
    other names."""
    score: float
    note: str = ""
    others: tuple[Other, ...] = ()

    @property
    def quoted(self) -> bool:
        """``text`` is the document's own, at ``paragraph`` and ``start``."""
        return self.kind not in DERIVED


DERIVED = ("question", "term_card", "checklist", "checklist_row", "role", "form")
"""Kinds of hits whose words are not a document's own."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Where to look instead."""

    text: str
    kind: str
    kind_label: str
    id: str
    document_id: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a query: hits, best first, or topics that come near."""

    query: str
    step: Step
    total: int
    """So many places, of which ``hits`` are the first."""
    hits: tuple[Hit, ...] = ()
    notes: tuple[str, ...] = ()
    """Chinese sentences to show beside the hits."""
    near: tuple[Topic, ...] = field(default=())
    """Where nothing is found: what can be looked for."""

    @property
    def summary(self) -> str:
        """One Chinese line: how many places, and how they were come by."""
        return f"{self.step.label}：{self.total} 处" if self.total else self.step.label

    def as_dict(self) -> dict[str, Any]:
        """JSON types only."""
        return asdict(self)
