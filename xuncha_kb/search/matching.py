"""Looking at the text of an entry: what of a query stands in it, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from xuncha_kb.search.engine import Atom, Choice, Entry, Place, Slot
from xuncha_kb.search.folding import Folding, break_positions
from xuncha_kb.text import sentence_spans


class Alternative(NamedTuple):
    """A way to fill a slot."""

    choice: Choice
    weight: float = 1.0
    """1 for the words as asked, less for others that mean them."""
    shown: str = ""
    """What the reader is told was looked for instead; "" for the words as asked."""
    note: str = ""


class Asked(NamedTuple):
    """One slot of a query: what was asked, and the ways to fill it, the best first."""

    text: str
    alternatives: tuple[Alternative, ...]
    needed: bool = False
    """Without it there is no answer, however much of the rest is found."""
    optional: bool = False
    """A word with little content: better with it, but nothing is missed without."""
    kinds: frozenset[str] = frozenset()
    """The kinds of content that go by this name."""


class Occurrence(NamedTuple):
    """A stretch of the normal form of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Filling:
    """How one slot is filled."""

    asked: Asked
    alternative: Alternative
    count: int
    occurrences: tuple[Occurrence, ...]
    """In order; none where the entry only goes by that name."""
    first: Occurrence | None = None
    """Of those, the one that is told first: of the first alternative."""
    rarity: float = 1.0


@dataclass(frozen=True)
class Match:
    """An entry with what was found in it; a slot that is not filled is None."""

    entry: Entry
    fillings: tuple[Filling | None, ...]
    size: int
    """Characters of the whole text, in normal form."""
    folding: Folding

    @property
    def filled(self) -> list[Filling]:
        return [filling for filling in self.fillings if filling]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of content that were asked for by name."""
        named = (f.asked.kinds for f in self.filled if not f.occurrences)
        return frozenset().union(*named)

    @property
    def spoken(self) -> list[Filling]:
        """Those filled by the text itself."""
        return [filling for filling in self.fillings if filling and filling.occurrences]

    @cached_property
    def window(self) -> Occurrence | None:
        """The shortest stretch of text with every slot that stands in the text; for a single one
        its occurrence in the most telling item. None where none stands in the text."""
        telling = [filling for filling in self.spoken if not filling.asked.optional]
        slots = [filling.occurrences for filling in telling or self.spoken]
        if not slots:
            return None
        if len(slots) == 1 and self.entry.places:
            return max(slots[0], key=lambda o: (weight_of(self._place_at(o)), -o.start))
        return shortest_window(slots)

    @cached_property
    def home(self) -> Place | None:
        """The innermost item around the window."""
        return self._place_at(self.window) if self.window else None

    @cached_property
    def length(self) -> int:
        """Characters of what speaks of the query: the item around the words, or the sentence of a
        paragraph, since a paragraph of a speech holds several matters; else the whole text."""
        if self.window is None:
            return self.size
        if self.home and weight_of(self.home) > 1:
            return self.home.end - self.home.start
        if self.entry.kind != "paragraph":
            return self.size
        start, end = self.original(self.window)
        around = (b - a for a, b in sentence_spans(self.entry.text) if a <= start and end <= b)
        return next(around, self.size)

    def _place_at(self, occurrence: Occurrence) -> Place | None:
        if not self.entry.places:
            return None
        start, end = self.original(occurrence)
        around = [p for p in self.entry.places if p.start <= start and end <= p.end]
        telling = [p for p in around if weight_of(p) > 1] or around
        return min(telling, key=lambda p: (p.end - p.start, -weight_of(p)), default=None)

    def original(self, occurrence: Occurrence) -> tuple[int, int]:
        """Where it stands in the text of the entry."""
        return self._offsets[occurrence.start], self._offsets[occurrence.end - 1] + 1

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        return self.folding.mapped(self.entry.text).offsets


ITEM_WEIGHT = {
    "focus_area": 1.3,
    "criterion": 1.2,
    "indicator": 1.25,
    "indicator_point": 1.25,
    "prohibition": 1.25,
    "self_restraint": 1.25,
    "request": 1.2,
    "accepted_matter": 1.2,
    "excluded_matter": 1.2,
    "definition": 1.2,
    "work_method": 1.15,
    "contact_channel": 1.15,
    "schedule": 1.15,
    "liability": 1.1,
    "obligation": 1.05,
    "permission": 1.05,
}
"""How much better an item is than running text; other kinds, such as citations, are no better."""


def weight_of(place: Place | None) -> float:
    return ITEM_WEIGHT.get(place.kind, 1.0) if place else 1.0


class Looker:
    """Looks for atoms in one entry."""

    def __init__(self, entry: Entry, folding: Folding) -> None:
        pieces = folding.pieces(entry.text)
        self.text = "".join(pieces)
        self._breaks = frozenset(break_positions(pieces))
        self._names = frozenset(map(folding.normal, entry.names))

    def occurrences(self, atom: Atom) -> Iterator[Occurrence]:
        text, size = atom.text, len(atom.text)
        start = self.text.find(text)
        while start >= 0:
            if not (atom.strict and self._crosses(start, start + size)):
                yield Occurrence(start, start + size)
            start = self.text.find(text, start + 1)

    def _crosses(self, start: int, end: int) -> bool:
        return any(position in self._breaks for position in range(start + 1, end))

    def has(self, atom: Atom) -> bool:
        return atom.text in self._names or any(True for _ in self.occurrences(atom))


def match(
    entry: Entry, slots: Sequence[Asked], rarities: Sequence[float], folding: Folding
) -> Match:
    """What of ``slots``, each with its rarity, stands in ``entry``."""
    looker = Looker(entry, folding)
    fillings = tuple(_fill(s, r, looker) for s, r in zip(slots, rarities, strict=True))
    return Match(entry, fillings, len(looker.text), folding)


def fills(entry: Entry, slots: Sequence[Slot], folding: Folding) -> bool:
    """Whether every slot is filled by the entry."""
    looker = Looker(entry, folding)
    return all(any(all(map(looker.has, choice)) for choice in slot) for slot in slots)


def holds(entry: Entry, atoms: Iterable[Atom], folding: Folding) -> bool:
    """Whether any of ``atoms`` stands in the entry."""
    looker = Looker(entry, folding)
    return any(map(looker.has, atoms))


def _fill(slot: Asked, rarity: float, looker: Looker) -> Filling | None:
    """By the first alternative that stands in the text, together with the others of its weight;
    failing that by one that it goes by."""
    found: list[Occurrence] = []
    best: Alternative | None = None
    for alternative in slot.alternatives:
        if best and alternative.weight < best.weight:
            break
        places = [tuple(looker.occurrences(atom)) for atom in alternative.choice]
        if all(places):
            best = best or alternative
            found += (place for several in places for place in several)
    if best:
        ordered = tuple(sorted(set(found)))
        return Filling(slot, best, len(ordered), ordered, found[0], rarity)
    for alternative in slot.alternatives:
        if all(map(looker.has, alternative.choice)):
            return Filling(slot, alternative, 1, (), None, rarity)
    return None


def shortest_window(slots: Sequence[Sequence[Occurrence]]) -> Occurrence:
    """The shortest stretch that holds an occurrence of every slot; the first of equals."""
    events = sorted((place, number) for number, places in enumerate(slots) for place in places)
    latest: dict[int, Occurrence] = {}
    best: Occurrence | None = None
    for place, number in events:
        latest[number] = place
        if len(latest) == len(slots):
            start = min(p.start for p in latest.values())
            end = max(p.end for p in latest.values())
            if best is None or end - start < best.end - best.start:
                best = Occurrence(start, end)
    assert best is not None
    return best
