"""What every engine offers, and the plain values it is asked with.

An engine keeps *entries*: passages of the documents and what is made from them. It answers which
of them hold certain phrases and words; how a query becomes phrases, in which order attempts are
made and how hits are ranked is the same for all engines and stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha1
from pathlib import Path
from typing import NamedTuple, Protocol

from xuncha_kb.search.folding import SHORT, STRONG, Folding


class Place(NamedTuple):
    """An item within the text of its passage."""

    start: int
    end: int
    kind: str
    id: str
    code: str
    focus: str
    """The code of the focus area it belongs to, or ""."""
    note: str = ""


class Entry(NamedTuple):
    """One thing that can be found. ``text`` is original text; the rest says where it belongs."""

    key: str
    """Unique in the index."""
    document: str
    """Id of its document; "" where it has none."""
    own: bool
    """Of the corpus's own speeches and plans, or made from them; not of a body of laws."""
    kind: str
    text: str
    """For a passage its lines joined by ``\\n``, as they stand in the document."""
    first: int = 0
    """The number of its first paragraph, or of the one it is made from; 0 for none."""
    heading: int = 0
    """So many characters at the start of ``text`` are a heading."""
    label: str = ""
    trail: str = ""
    """The headings above it."""
    names: tuple[str, ...] = ()
    """What people call it, though the text may not: 红线 for a prohibition. It is found by a whole
    name, not by a part of one."""
    places: tuple[Place, ...] = ()
    target: str = ""
    """Key of the passage that a derived entry (a question, a row) is made from."""
    id: str = ""
    code: str = ""
    note: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    """What else it can be filtered by: ``("role", "R2")``, ``("article", "15")``."""
    order: int = 0
    """Its number among those made from the same texts."""


class Atom(NamedTuple):
    """Something that stands in a text or does not."""

    text: str
    """In normal form."""
    word: bool = False
    """To be looked up as a word, as the segmenter cuts it; otherwise as a phrase, exactly."""
    strict: bool = False
    """Short: it must not reach across a strong mark."""


Choice = tuple[Atom, ...]
"""All of these."""

Slot = tuple[Choice, ...]
"""One of these."""


def phrase(normal: str, typed: str = "") -> Atom:
    """The phrase ``normal``; a short one must stand between two strong marks, unless it was
    ``typed`` with one inside."""
    marks = any(mark in typed.strip(STRONG) for mark in STRONG)
    return Atom(normal, False, len(normal) <= SHORT and not marks)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for."""

    slots: tuple[Slot, ...]
    """Every slot must be filled, unless less is ``enough``."""
    excluded: tuple[Atom, ...] = ()
    facets: tuple[frozenset[str], ...] = ()
    """Of each set, the entry must have one token."""
    enough: float = 1.0
    """The share of the slots, by their rarity, that must be filled."""


OWN_FIRST = 1.5
"""The corpus's own speeches and plans against a body of laws, where both match equally."""


@dataclass(frozen=True, slots=True)
class Found:
    total: int
    rows: list[int]
    """The best of them by the engine's own measure; a superset of what holds up when the texts
    are looked at."""


class Group(NamedTuple):
    """What is indexed and replaced together: a document, or all questions on one."""

    name: str
    fingerprint: str
    entries: Callable[[], Iterable[Entry]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a writer makes from the last state."""

    groups: Sequence[str]
    """The names of all groups there shall be, in their order."""
    new: Iterable[Group]
    """The changed and added ones."""
    tables: Mapping[str, str]
    """Texts to keep beside the entries, by name."""


class Cutter(Protocol):
    """What a writer and a reader need to know about words."""

    folding: Folding

    def words(self, text: str) -> list[str]:
        """The words of ``text`` and the shorter ones within them, two characters at least."""
        ...


class Reader(Protocol):
    """An open index. Reading methods raise SearchIndexError where it is damaged."""

    size: int
    """So many entries."""
    average: float
    """Characters of an entry, in normal form."""

    def find(self, wanted: Wanted, limit: int) -> Found: ...

    def count(self, slot: Slot) -> int:
        """How many entries fill ``slot``."""
        ...

    def entries(self, rows: Sequence[int]) -> list[Entry]: ...

    def table(self, name: str) -> str: ...

    def close(self) -> None: ...


class Engine(Protocol):
    """One way to keep an index in a folder."""

    name: str
    in_place: bool
    """It changes an index by transactions of its own; others make each state anew."""

    def fingerprints(self, folder: Path) -> dict[str, str]:
        """The groups in the index at ``folder`` with their fingerprints."""
        ...

    def write(self, folder: Path, last: Path | None, change: Change, cutter: Cutter) -> None:
        """Make the index at ``folder`` from the one at ``last``, where there is one, and
        ``change``; ``folder`` is empty, or ``last`` itself where the engine has transactions."""
        ...

    def read(self, folder: Path) -> Reader: ...


@lru_cache(maxsize=65536)
def facet(name: str, value: str) -> str:
    """The token of a property that entries can be filtered by."""
    return sha1(f"{name}:{value}".encode()).hexdigest()[:12]


def called(normal: str) -> str:
    """The facet of what people call so."""
    return facet("called", normal)


def facets(entry: Entry, folding: Folding) -> list[str]:
    """Every property of ``entry`` that it can be filtered by, and every name."""
    tokens = {facet("kind", entry.kind), facet("doc", entry.document)}
    tokens.update(facet("kind", place.kind) for place in entry.places)
    tokens.update(facet("code", place.code) for place in entry.places)
    tokens.update(facet("focus", place.focus) for place in entry.places if place.focus)
    tokens.update(facet(name, value) for name, value in entry.properties)
    tokens.update(called(folding.normal(name)) for name in entry.names)
    return sorted(tokens)
