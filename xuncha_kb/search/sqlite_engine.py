"""For large corpora: SQLite's full-text index over words and character bigrams, cut beforehand.

Bigrams with positions find every phrase wherever words are cut; words make the ranking better.
The text index is contentless: the records stand beside it in a table of their own. A change is
one transaction, in place; readers keep the state they opened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from xuncha_kb.errors import SearchIndexError
from xuncha_kb.search.engine import (
    Change,
    Cutter,
    Entry,
    Group,
    facets,
)
from xuncha_kb.search.folding import bigrams, crossing_bigrams
from xuncha_kb.search.plain_store import decode, encode
from xuncha_kb.search.sqlite_reader import LAWS, SqliteReader, as_damage

FILE = "entries.db"

_MEMORY = 64 << 20
"""Bytes of new postings before they go to the file."""

_PATIENCE = 30
"""Seconds to wait for a lock."""

_SCHEMA = """
CREATE TABLE tables (name TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;
CREATE TABLE groups (id INTEGER PRIMARY KEY, name TEXT UNIQUE, fingerprint TEXT, place INTEGER);
CREATE TABLE entries (id INTEGER PRIMARY KEY, group_id INTEGER, length INTEGER, record TEXT);
CREATE INDEX entries_of_group ON entries (group_id);
CREATE VIRTUAL TABLE found USING fts5
  (words, bigrams, crossing, facets, content='', tokenize='ascii');
"""

Row = tuple[int, str, str, str, str]
"""A row of ``found``: its number and its columns."""


class SqliteEngine:
    name = "sqlite"
    in_place = True

    def fingerprints(self, folder: Path) -> dict[str, str]:
        with _opened(folder) as database:
            return dict(database.execute("SELECT name, fingerprint FROM groups ORDER BY place"))

    def write(self, folder: Path, last: Path | None, change: Change, cutter: Cutter) -> None:
        with _opened(folder, create=last is None) as database:
            _Writing(database, cutter).write(change)
            if last is None:
                database.execute("INSERT INTO found (found) VALUES ('optimize')")
                database.execute("PRAGMA journal_mode = WAL")

    def read(self, folder: Path) -> SqliteReader:
        with as_damage():
            database = _connect(folder / FILE)
            database.execute("PRAGMA query_only = 1")
            database.execute("BEGIN")
            return SqliteReader(database)


def _connect(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)


@contextmanager
def _opened(folder: Path, create: bool = False) -> Iterator[sqlite3.Connection]:
    file = folder / FILE
    if not create and not file.is_file():
        raise SearchIndexError("检索索引已损坏。")
    with as_damage(), closing(_connect(file)) as database:
        if create:  # nobody sees the file before it is whole
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.executescript(_SCHEMA)
            database.execute(f"INSERT INTO found (found, rank) VALUES ('hashsize', {_MEMORY})")
        yield database


@dataclass(frozen=True)
class _Writing:
    """One change, as one transaction."""

    database: sqlite3.Connection
    cutter: Cutter

    def write(self, change: Change) -> None:
        execute = self.database.execute
        execute("BEGIN IMMEDIATE")
        new = {group.name: group for group in change.new}
        known = dict(execute("SELECT name, id FROM groups"))
        for name, number in known.items():
            if name in new or name not in change.groups:
                self._remove(number)
        for group in new.values():
            self._add(group)
        places = ((place, name) for place, name in enumerate(change.groups))
        self.database.executemany("UPDATE groups SET place = ? WHERE name = ?", places)
        tables = {**change.tables, "average": self._average(), "lexicon": self._lexicon()}
        self.database.executemany("REPLACE INTO tables VALUES (?, ?)", tables.items())
        execute("COMMIT")

    def _remove(self, group: int) -> None:
        """A contentless index must be told the words it is to forget."""
        rows = self.database.execute("SELECT id, record FROM entries WHERE group_id = ?", (group,))
        forgotten = [self._columns(number, decode(record)) for number, record in rows.fetchall()]
        self.database.executemany(
            "INSERT INTO found (found, rowid, words, bigrams, crossing, facets)"
            " VALUES ('delete', ?, ?, ?, ?, ?)",
            forgotten,
        )
        self.database.execute("DELETE FROM entries WHERE group_id = ?", (group,))
        self.database.execute("DELETE FROM groups WHERE id = ?", (group,))

    def _add(self, group: Group) -> None:
        cursor = self.database.execute(
            "INSERT INTO groups (name, fingerprint) VALUES (?, ?)", (group.name, group.fingerprint)
        )
        number = cursor.lastrowid
        rows, records = [], []
        next_own, next_law = self._next(0), self._next(LAWS)
        for entry in group.entries():
            place = next_own if entry.own else next_law
            next_own, next_law = next_own + entry.own, next_law + (not entry.own)
            columns = self._columns(place, entry)
            rows.append(columns)
            length = len(self.cutter.folding.normal(entry.text))
            records.append((place, number, length, encode(entry)))
        self.database.executemany("INSERT INTO entries VALUES (?, ?, ?, ?)", records)
        self.database.executemany(
            "INSERT INTO found (rowid, words, bigrams, crossing, facets) VALUES (?, ?, ?, ?, ?)",
            rows,
        )

    def _next(self, first: int) -> int:
        query = "SELECT max(id) FROM entries WHERE id >= ? AND id < ?"
        last = self.database.execute(query, (first, first + LAWS)).fetchone()[0]
        return (last or first) + 1

    def _columns(self, number: int, entry: Entry) -> Row:
        folding = self.cutter.folding
        pieces = folding.pieces(entry.text)
        columns = (
            self.cutter.words(entry.text),
            bigrams("".join(pieces)),
            crossing_bigrams(pieces),
            facets(entry, folding),
        )
        words, grams, crossing, tokens = map(" ".join, columns)
        return number, words, grams, crossing, tokens

    def _average(self) -> str:
        return str(self.database.execute("SELECT avg(length) FROM entries").fetchone()[0] or 0)

    def _lexicon(self) -> str:
        """All words, the most frequent first."""
        execute = self.database.execute
        execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, found, col)")
        query = "SELECT term FROM temp.vocabulary WHERE col = 'words' ORDER BY doc DESC, term"
        words = "\n".join(word for (word,) in execute(query))
        execute("DROP TABLE temp.vocabulary")
        return words


ENGINE = SqliteEngine()
