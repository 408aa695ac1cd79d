"""The index as data for the search page of the site, which does what this package does.

Plain scripts, since a page opened as a file may load nothing else; each calls ``XunchaKB.take``
with its name and strings. Offsets are counted in UTF-16 units there, as a browser counts.

language.js    what ``Language`` is made of; documents, topics, names; how much there is
texts-1.js …   groups of entries: for each its shape, its texts end to end, its records
lexicon.js     all words of the texts, the most frequent first
dictionary.js  the tables of the segmenter
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha1
from itertools import groupby
from pathlib import Path
from typing import Any

from xuncha_kb.search.engine import Entry, Place, Reader, Wanted
from xuncha_kb.search.result import DERIVED
from xuncha_kb.search.searcher import Searcher
from xuncha_kb.search.segmenter import tables

FILE_SIZE = 600_000
"""Characters of texts in one file; small enough to be taken in without a stop."""

GROUP_SIZE = 200
"""Entries in a group of those that are made from texts."""

BATCH = 500
"""Entries that are read from the index at a time."""

_ESCAPES = str.maketrans({
    "\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\u2028": r"\u2028", "\u2029": r"\u2029"
})  # fmt: skip


def site_data(index: Path, left_out: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
    """File names and contents for the index in ``index``, without the questions, checklists and
    rows (as ``checklist/row``) whose ids are ``left_out``; the same
    index gives the same bytes. SearchIndexError where there is none."""
    searcher = Searcher.open(index)
    try:
        yield from _Data(searcher.reader, searcher.language.data, left_out).files()
    finally:
        searcher.close()


@dataclass
class _Data:
    reader: Reader
    language: dict[str, Any]
    left_out: Collection[str]
    names: dict[tuple[str, ...], int] = field(default_factory=lambda: {(): 0})
    """The number of each set of names that entries go by."""
    count: int = 0
    """Of files with texts."""
    size: int = 0
    """Of entries."""

    def files(self) -> Iterator[tuple[str, bytes]]:
        digest = sha1()
        for name, content in self._texts():
            digest.update(content)
            yield name, content
        yield _script("lexicon", self.reader.table("lexicon"))
        yield _script("dictionary", *tables())
        head = self._head()
        digest.update(head.encode())
        version = digest.hexdigest()[:12]
        yield _script("language", f'{head[:-1]},"version":"{version}"}}')

    def _head(self) -> str:
        return _json({
            "language": self.language,
            "documents": self.documents,
            "topics": self._topics(),
            "kinds": list(self.kinds),
            "names": list(self.names),
            "size": self.size,
            "average": self.reader.average,
            "files": self.count,
            "partial": bool(self.left_out),
        })  # fmt: skip

    def __post_init__(self) -> None:
        self.documents = json.loads(self.reader.table("documents"))
        self.numbers = _numbered(row[0] for row in self.documents)
        self.kinds = _numbered(self.language["kinds"])

    def _topics(self) -> list[list[Any]]:
        rows = json.loads(self.reader.table("topics"))
        return [[t, k, i, self.numbers.get(d, -1), p] for t, k, i, d, p in rows]

    def _texts(self) -> Iterator[tuple[str, bytes]]:
        parts: list[str] = []
        size = 0
        for group in self._groups():
            shape, texts, records = self._group(group)
            parts += (shape, texts, records)
            size += len(texts)
            if size >= FILE_SIZE:
                yield self._file(parts)
                parts, size = [], 0
        if parts:
            yield self._file(parts)

    def _file(self, parts: Sequence[str]) -> tuple[str, bytes]:
        self.count += 1
        return _script(f"texts-{self.count}", *parts)

    def _groups(self) -> Iterator[list[Entry]]:
        """Entries that stand together: the passages of a document, some of the others."""
        for _, group in groupby(enumerate(self._entries()), _belonging):
            yield [entry for _number, entry in group]

    def _entries(self) -> Iterator[Entry]:
        rows = self.reader.find(Wanted(()), self.reader.size).rows
        for first in range(0, len(rows), BATCH):
            for entry in self.reader.entries(rows[first : first + BATCH]):
                if entry.kind in DERIVED and entry.key.partition(":")[2] in self.left_out:
                    continue
                self.size += 1
                yield entry

    def _group(self, entries: Sequence[Entry]) -> tuple[str, str, str]:
        first = entries[0]
        document = -1 if first.kind in DERIVED else self.numbers[first.document]
        sizes = (f"{_units(e.text)}.{self._names(e)}".removesuffix(".0") for e in entries)
        strings: dict[str, int] = {}
        records = [self._record(entry, document < 0, strings) for entry in entries]
        shape = f"{document},{int(first.own)};{','.join(sizes)}"
        return shape, "".join(e.text for e in entries), _json([list(strings), records])

    def _names(self, entry: Entry) -> int:
        return self.names.setdefault(entry.names, len(self.names))

    def _record(self, entry: Entry, derived: bool, strings: dict[str, int]) -> list[Any]:
        """Strings that many entries share are given by their number in ``strings``."""

        def shared(text: str) -> int:
            return strings.setdefault(text, len(strings))

        label: int | str = shared(entry.label) if derived else entry.label
        heading = _units(entry.text[: entry.heading])
        row = [self.kinds[entry.kind], entry.first, heading, label, shared(entry.trail)]
        more = {
            "i": entry.id if derived else "",
            "t": int(entry.target.rpartition("#")[2] or 0),
            "c": entry.code,
            "a": [pair for pair in entry.properties if pair[1] and pair[0] != "code"],
            "o": entry.order,
            "p": [self._place(entry.text, place) for place in entry.places],
        }
        more = {name: value for name, value in more.items() if value}
        if derived and entry.document:
            more["d"] = self.numbers[entry.document]
        if entry.kind == "checklist_row":
            more["l"] = shared(entry.key.removeprefix("row:").removesuffix(f"/{entry.id}"))
        return [*row, more] if more else row

    def _place(self, text: str, place: Place) -> list[Any]:
        start, end = _units(text[: place.start]), _units(text[: place.end])
        row = [start, end, self.kinds[place.kind], place.code, place.focus, place.note]
        while len(row) > 4 and not row[-1]:
            row.pop()
        return row


def _belonging(numbered: tuple[int, Entry]) -> tuple[bool, str | int]:
    number, entry = numbered
    if entry.kind in DERIVED:
        return entry.own, number // GROUP_SIZE
    return entry.own, entry.document


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _units(text: str) -> int:
    """How many UTF-16 units a browser counts."""
    if text.isascii() or max(text, default="") < "\U00010000":
        return len(text)
    return len(text.encode("utf-16-le")) // 2


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _script(name: str, *parts: str) -> tuple[str, bytes]:
    literals = "".join(f",\n'{part.translate(_ESCAPES)}'" for part in parts)
    return f"{name}.js", f"XunchaKB.take('{name}'{literals});\n".encode()
