"""The embedded default: Whoosh keeps the words, plain files keep the texts.

Phrases are found by scanning the stored text: at the sizes this engine is for that takes
milliseconds, is exact wherever words are cut, and is cheaper than to index bigrams. Each state is
a folder that is never changed once it is made.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xuncha_kb.search.bm25 import rarity, saturation
from xuncha_kb.search.engine import (
    OWN_FIRST,
    Atom,
    Change,
    Choice,
    Cutter,
    Entry,
    Found,
    Group,
    Slot,
    Wanted,
    called,
)
from xuncha_kb.search.plain_store import Store, StoreWriter

if TYPE_CHECKING:
    from xuncha_kb.search.whoosh_words import WordReader

_SPAN = 1 << 14
"""Entries of one group at most; ``number = serial of the group * _SPAN + place in it``."""
_GONE = 0xFFFFFFFF


class _Kept(NamedTuple):
    """A group as it stands in the index."""

    name: str
    fingerprint: str
    serial: int
    """Never used again, so that Whoosh's removed documents belong to no group."""
    size: int


@dataclass(frozen=True)
class _State:
    """The groups of an index, in order."""

    groups: tuple[_Kept, ...] = ()
    next_serial: int = 0

    @cached_property
    def first_rows(self) -> dict[str, int]:
        starts = accumulate((group.size for group in self.groups), initial=0)
        return {group.name: start for group, start in zip(self.groups, starts, strict=False)}

    @classmethod
    def load(cls, folder: Path) -> _State:
        data = json.loads((folder / "groups.json").read_text(encoding="utf-8"))
        return cls(tuple(_Kept(*group) for group in data["groups"]), data["next_serial"])

    def save(self, folder: Path) -> None:
        data = {"groups": self.groups, "next_serial": self.next_serial}
        (folder / "groups.json").write_text(json.dumps(data), encoding="utf-8")


class WhooshEngine:
    name = "whoosh"
    in_place = False

    def fingerprints(self, folder: Path) -> dict[str, str]:
        return {group.name: group.fingerprint for group in _State.load(folder).groups}

    def write(self, folder: Path, last: Path | None, change: Change, cutter: Cutter) -> None:
        _Writing(folder, last, cutter).write(change)

    def read(self, folder: Path) -> WhooshReader:
        return WhooshReader(folder)


class _Writing:
    """Makes one state; used once."""

    def __init__(self, folder: Path, last: Path | None, cutter: Cutter) -> None:
        from xuncha_kb.search.whoosh_words import WordWriter

        (folder / "words").mkdir()
        self.folder, self.cutter = folder, cutter
        self.old_store = Store(last) if last else None
        self.old = _State.load(last) if last else _State()
        self.old_documents = _documents(last) if last else array("I")
        self.words = WordWriter(folder / "words", last / "words" if last else None)
        self.store = StoreWriter(cutter.folding)
        self.serial = self.old.next_serial

    def write(self, change: Change) -> None:
        new = {group.name: group for group in change.new}
        self._remove([g for g in self.old.groups if g.name in new or g.name not in change.groups])
        old = {group.name: group for group in self.old.groups}
        groups = [
            self._add(new[name]) if name in new else self._keep(old[name]) for name in change.groups
        ]
        self.words.commit()
        state = _State(tuple(groups), self.serial)
        self.store.write(self.folder)
        state.save(self.folder)
        self._write_documents(state)
        for table, text in change.tables.items():
            (self.folder / f"{table}.table").write_text(text, encoding="utf-8")
        (self.folder / "lexicon.table").write_text("\n".join(self.words.all_words()), "utf-8")

    def _remove(self, groups: Sequence[_Kept]) -> None:
        firsts = self.old.first_rows
        gone = {row for g in groups for row in range(firsts[g.name], firsts[g.name] + g.size)}
        for document, row in enumerate(self.old_documents):
            if row in gone:
                self.words.remove(document)

    def _add(self, group: Group) -> _Kept:
        first, serial = len(self.store), self.serial
        self.serial += 1
        for place, entry in enumerate(group.entries()):
            self.words.add(serial * _SPAN + place, self.cutter.words(entry.text))
            self.store.add(entry)
        return _Kept(group.name, group.fingerprint, serial, len(self.store) - first)

    def _keep(self, group: _Kept) -> _Kept:
        assert self.old_store is not None
        first = self.old.first_rows[group.name]
        self.store.copy(self.old_store, range(first, first + group.size))
        return group

    def _write_documents(self, state: _State) -> None:
        """The row of each of Whoosh's documents."""
        first_of = {group.serial: state.first_rows[group.name] for group in state.groups}
        rows = array("I")
        for number in self.words.numbers():
            serial, place = divmod(number, _SPAN)
            rows.append(first_of[serial] + place if serial in first_of else _GONE)
        (self.folder / "documents").write_bytes(rows.tobytes())


def _documents(folder: Path) -> array[int]:
    rows = array("I")
    rows.frombytes((folder / "documents").read_bytes())
    return rows


Counts = dict[int, float]
"""How often something stands in each row that has it."""


@dataclass
class WhooshReader:
    folder: Path
    _counted: dict[Slot, Counts] = field(default_factory=dict)

    @cached_property
    def _store(self) -> Store:
        return Store(self.folder)

    @cached_property
    def _words(self) -> WordReader:
        from xuncha_kb.search.whoosh_words import WordReader

        return WordReader(self.folder / "words")

    @cached_property
    def _rows(self) -> array[int]:
        return _documents(self.folder)

    @property
    def size(self) -> int:
        return len(self._store)

    @property
    def average(self) -> float:
        return self._store.average

    def count(self, slot: Slot) -> int:
        return len(self._counts(slot))

    def find(self, wanted: Wanted, limit: int) -> Found:
        scores = self._scores(wanted)
        for slot in ((choice,) for choice in ((atom,) for atom in wanted.excluded)):
            for row in self._counts(slot):
                scores.pop(row, None)
        for tokens in wanted.facets:
            having = self._store.having(tokens)
            scores = {row: score for row, score in scores.items() if row in having}
        best = nlargest(limit, scores.items(), key=lambda pair: (pair[1], -pair[0]))
        return Found(len(scores), [row for row, _ in best])

    def _scores(self, wanted: Wanted) -> Counts:
        if not wanted.slots:
            return dict.fromkeys(range(self.size), 0.0)
        counted = [self._counts(slot) for slot in wanted.slots]
        rarities = [rarity(len(counts), self.size) for counts in counted]
        if wanted.enough >= 1:
            rows = set(counted[0]).intersection(*counted[1:])
        else:
            rows = _enough(counted, rarities, wanted.enough * sum(rarities))
        return {row: self._score(row, counted, rarities) for row in rows}

    def _score(self, row: int, counted: list[Counts], rarities: list[float]) -> float:
        length, average = self._store.length(row), self.average
        score = sum(
            rare * saturation(counts[row], length, average)
            for counts, rare in zip(counted, rarities, strict=True)
            if row in counts
        )
        return score * OWN_FIRST if self._store.own[row] else score

    def _counts(self, slot: Slot) -> Counts:
        if slot not in self._counted:
            counts: Counts = {}
            for choice in slot:
                for row, count in self._choice(choice).items():
                    counts[row] = max(count, counts.get(row, 0))
            self._counted[slot] = counts
        return self._counted[slot]

    def _choice(self, choice: Choice) -> Counts:
        found = [self._atom(atom) for atom in choice]
        if len(found) == 1:
            return found[0]
        rows = set(found[0]).intersection(*found)
        return {row: min(counts[row] for counts in found) for row in rows}

    def _atom(self, atom: Atom) -> Counts:
        named = self._store.having(frozenset({called(atom.text)}))
        return dict.fromkeys(named, 1.0) | self._spoken(atom)

    def _spoken(self, atom: Atom) -> Counts:
        if not atom.word:
            return self._store.scan(atom)
        rows = self._rows
        having = ((rows[document], count) for document, count in self._words.having(atom.text))
        return {row: count for row, count in having if row != _GONE}

    def entries(self, rows: Sequence[int]) -> list[Entry]:
        return self._store.entries(rows)

    def table(self, name: str) -> str:
        return (self.folder / f"{name}.table").read_text(encoding="utf-8")

    def close(self) -> None:
        if "_words" in self.__dict__:
            self._words.close()


def _enough(counted: list[Counts], rarities: list[float], enough: float) -> set[int]:
    """The rows that are in some of ``counted``, by their rarities ``enough``."""
    filled: dict[int, float] = {}
    for counts, rare in zip(counted, rarities, strict=True):
        for row in counts:
            filled[row] = filled.get(row, 0) + rare
    return {row for row, share in filled.items() if share >= enough}


ENGINE = WhooshEngine()
