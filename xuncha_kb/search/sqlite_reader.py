"""Asking SQLite's full-text index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from xuncha_kb.errors import SearchIndexError
from xuncha_kb.search.engine import Atom, Choice, Entry, Found, Slot, Wanted, called
from xuncha_kb.search.folding import Folding, bigrams
from xuncha_kb.search.matching import fills
from xuncha_kb.search.plain_store import decode

LAWS = 1 << 40
"""Rows of bodies of laws begin here, so that the corpus's own come first at no cost."""

WORD_WEIGHT, BIGRAM_WEIGHT = 1.0, 0.3
"""Measured: better together than either alone."""

NOTHING = "nothing"
"""A facet that no entry has."""


@contextmanager
def as_damage() -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, ValueError) as error:
        raise SearchIndexError("检索索引已损坏。") from error


@dataclass
class SqliteReader:
    database: sqlite3.Connection
    _counted: dict[Slot, int] = field(default_factory=dict)

    @cached_property
    def size(self) -> int:
        return self._number("SELECT count(*) FROM entries")

    @cached_property
    def average(self) -> float:
        return float(self.table("average"))

    def table(self, name: str) -> str:
        return str(self._rows("SELECT text FROM tables WHERE name = ?", name)[0][0])

    def _number(self, query: str, *values: object) -> int:
        return int(self._rows(query, *values)[0][0])

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with as_damage():
            return self.database.execute(query, values).fetchall()

    def count(self, slot: Slot) -> int:
        if slot not in self._counted:
            wanted = Wanted((slot,))
            total = self._total(_expression(wanted))
            self._counted[slot] = total - len(self._false(wanted))
        return self._counted[slot]

    def _total(self, expression: str) -> int:
        return self._number("SELECT count(*) FROM found WHERE found MATCH ?", expression)

    def _false(self, wanted: Wanted) -> set[int]:
        """The rows that the text index gives for ``wanted`` though a short word in them reaches
        across a mark: the few with its bigrams across a mark are looked at."""
        atoms = (a for slot in wanted.slots for choice in slot for a in choice if a.strict)
        across = {gram for atom in atoms if not atom.word for gram in bigrams(atom.text)[:-1]}
        if not across or wanted.enough < 1:
            return set()
        suspects = " OR ".join(f'"{gram}"' for gram in sorted(across))
        expression = f"({_expression(wanted)}) AND crossing:({suspects})"
        rows = [r for (r,) in self._rows("SELECT rowid FROM found WHERE found MATCH ?", expression)]
        pairs = zip(rows, self.entries(rows), strict=True) if rows else ()
        return {row for row, entry in pairs if not fills(entry, wanted.slots, self._folding)}

    @cached_property
    def _folding(self) -> Folding:
        return Folding.of(json.loads(self.table("language")))

    def find(self, wanted: Wanted, limit: int) -> Found:
        expression = _expression(wanted)
        if not expression:
            rows = self._rows("SELECT id FROM entries ORDER BY id LIMIT ?", limit)
            return Found(self.size, [row for (row,) in rows])
        total, false = self._total(expression), self._false(wanted)
        best = self._best(expression, LAWS, limit // 2)
        if total > len(best):
            best += self._best(expression, 2 * LAWS, limit)
        return Found(total - len(false), [row for row in dict.fromkeys(best) if row not in false])

    def _best(self, expression: str, before: int, limit: int) -> list[int]:
        """Of the rows before ``before``."""
        query = f"""
            SELECT rowid FROM found WHERE found MATCH ? AND rowid < ?
            ORDER BY bm25(found, {WORD_WEIGHT}, {BIGRAM_WEIGHT}, 0, 0) LIMIT ?
        """
        return [row for (row,) in self._rows(query, expression, before, limit)]

    def entries(self, rows: Sequence[int]) -> list[Entry]:
        marks = ",".join("?" * len(rows))
        query = f"SELECT id, record FROM entries WHERE id IN ({marks})"
        records = dict(self._rows(query, *rows))
        with as_damage():
            return [decode(records[row]) for row in rows]

    def close(self) -> None:
        self.database.close()


def _expression(wanted: Wanted) -> str:
    """What to look for, in FTS5's language; "" for everything."""
    slots = [f"({_slot(slot)})" for slot in wanted.slots]
    parts = [(" AND " if wanted.enough >= 1 else " OR ").join(slots)] if slots else []
    parts += [f"facets:({' OR '.join(sorted(t)) or NOTHING})" for t in wanted.facets]
    expression = " AND ".join(f"({part})" for part in parts)
    for atom in wanted.excluded if expression else ():
        expression = f"({expression}) NOT ({_atom(atom)})"
    return expression


def _slot(slot: Slot) -> str:
    return " OR ".join(f"({_choice(choice)})" for choice in slot)


def _choice(choice: Choice) -> str:
    return " AND ".join(map(_atom, choice))


def _atom(atom: Atom) -> str:
    return f"({_spoken(atom)} OR facets:{called(atom.text)})"


def _spoken(atom: Atom) -> str:
    if atom.word:
        return f'words:"{atom.text}"'
    if len(atom.text) == 1:
        return f'bigrams:"{atom.text}" *'
    return f'bigrams:"{" ".join(bigrams(atom.text)[:-1])}"'
