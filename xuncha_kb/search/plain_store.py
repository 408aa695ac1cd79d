"""Entries in plain files: their texts in one string to be scanned, their records to be shown.

Up to some ten thousand articles a scan of the whole text takes a few milliseconds, finds every
phrase wherever words are cut, and costs nothing to index.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from xuncha_kb.search.engine import Atom, Entry, Place, facets
from xuncha_kb.search.folding import Folding, break_positions

ROW = "\n"
"""What ends an entry; in no normal form."""


def encode(entry: Entry) -> str:
    """One line that ``decode`` makes the entry from."""
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def decode(line: str | bytes) -> Entry:
    values = json.loads(line)
    entry = Entry(*values)
    return entry._replace(
        names=tuple(entry.names),
        places=tuple(Place(*place) for place in entry.places),
        properties=tuple((name, value) for name, value in entry.properties),
    )


class StoreWriter:
    """Collects entries row by row, then writes the files."""

    def __init__(self, folding: Folding) -> None:
        self._folding = folding
        self._texts: list[str] = []
        self._breaks = array("I")
        self._starts = array("I", [0])
        self._records: list[bytes] = []
        self._facets: list[str] = []
        self._own = bytearray()
        self._characters = 0

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, entry: Entry) -> None:
        pieces = self._folding.pieces(entry.text)
        tokens = " ".join(facets(entry, self._folding))
        record = encode(entry).encode()
        self._append("".join(pieces), break_positions(pieces), record, tokens, entry.own)

    def copy(self, store: Store, rows: Iterable[int]) -> None:
        """Take over ``rows`` as they are."""
        for row in rows:
            self._append(*store.raw(row))

    def _append(
        self, text: str, breaks: Iterable[int], record: bytes, tokens: str, own: bool
    ) -> None:
        start = self._starts[-1]
        self._characters += len(text)
        self._breaks.extend([start + position for position in breaks])
        self._starts.append(start + len(text) + len(ROW))
        self._texts.append(text)
        self._records.append(record)
        self._facets.append(tokens)
        self._own.append(own)

    @property
    def average(self) -> float:
        """Characters of an entry."""
        return self._characters / max(1, len(self))

    def write(self, folder: Path) -> None:
        offsets = array("Q", [0])
        for record in self._records:
            offsets.append(offsets[-1] + len(record) + 1)
        (folder / "texts").write_text("".join(text + ROW for text in self._texts), encoding="utf-8")
        (folder / "records").write_bytes(b"".join(record + b"\n" for record in self._records))
        (folder / "facets").write_text("".join(f" {t} \n" for t in self._facets), encoding="ascii")
        for name, numbers in (
            ("breaks", self._breaks), ("starts", self._starts), ("offsets", offsets)
        ):  # fmt: skip
            (folder / name).write_bytes(numbers.tobytes())
        (folder / "own").write_bytes(self._own)
        (folder / "average").write_text(str(self.average), encoding="ascii")


class Store:
    """The files of a :class:`StoreWriter`, each read when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __len__(self) -> int:
        return len(self.starts) - 1

    @cached_property
    def text(self) -> str:
        return (self._folder / "texts").read_text(encoding="utf-8")

    @cached_property
    def starts(self) -> array[int]:
        return self._numbers("starts", "I")

    @cached_property
    def _breaks(self) -> array[int]:
        return self._numbers("breaks", "I")

    @cached_property
    def _offsets(self) -> array[int]:
        return self._numbers("offsets", "Q")

    @cached_property
    def own(self) -> bytes:
        return (self._folder / "own").read_bytes()

    def _numbers(self, name: str, typecode: str) -> array[int]:
        numbers = array(typecode)
        numbers.frombytes((self._folder / name).read_bytes())
        return numbers

    @cached_property
    def average(self) -> float:
        return float((self._folder / "average").read_text(encoding="ascii"))

    def length(self, row: int) -> int:
        return self.starts[row + 1] - self.starts[row]

    def scan(self, atom: Atom) -> dict[int, float]:
        """How often the phrase stands in each row that has it."""
        return {row: float(n) for row, n in Counter(self._rows(self._positions(atom))).items()}

    def _positions(self, atom: Atom) -> Iterator[int]:
        text, breaks = self.text, self._breaks
        for match in re.finditer(re.escape(atom.text), text):
            position = match.start()
            if atom.strict and len(atom.text) > 1:
                following = bisect_right(breaks, position)
                if following < len(breaks) and breaks[following] < position + len(atom.text):
                    continue
            yield position

    def _rows(self, positions: Iterable[int]) -> Iterator[int]:
        row, end = -1, -1
        for position in positions:
            if position >= end:
                row = bisect_right(self.starts, position) - 1
                end = self.starts[row + 1]
            yield row

    def having(self, tokens: frozenset[str]) -> set[int]:
        """The rows that have one of the facets."""
        return {row for token in tokens for row in self._rows_with(token)}

    @cached_property
    def _facets(self) -> str:
        return (self._folder / "facets").read_text(encoding="ascii")

    @cached_property
    def _facet_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self._facets)]

    def _rows_with(self, token: str) -> Iterator[int]:
        for match in re.finditer(f" {token} ", self._facets):
            yield bisect_left(self._facet_ends, match.start())

    def entries(self, rows: Sequence[int]) -> list[Entry]:
        with (self._folder / "records").open("rb") as file:
            return [decode(self._record(file, row)) for row in rows]

    def _record(self, file: BinaryIO, row: int) -> bytes:
        start, end = self._offsets[row], self._offsets[row + 1]
        file.seek(start)
        return file.read(end - start - 1)

    def raw(self, row: int) -> tuple[str, list[int], bytes, str, bool]:
        """What :meth:`StoreWriter.copy` takes over."""
        start, end = self.starts[row], self.starts[row + 1]
        first, last = bisect_left(self._breaks, start), bisect_left(self._breaks, end)
        breaks = [position - start for position in self._breaks[first:last]]
        ends = self._facet_ends
        tokens = self._facets[ends[row - 1] + 1 if row else 0 : ends[row]].strip()
        with (self._folder / "records").open("rb") as file:
            record = self._record(file, row)
        return self.text[start : end - len(ROW)], breaks, record, tokens, bool(self.own[row])
