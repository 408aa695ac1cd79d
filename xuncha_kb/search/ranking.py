"""Which hit comes first. The same numbers for every engine, and for the site.

A hit counts by BM25; more where its words stand together, in a heading, an item or a card, and
where it is of the corpus's own texts; less where it was found by other names only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xuncha_kb.search.bm25 import saturation
from xuncha_kb.search.engine import OWN_FIRST
from xuncha_kb.search.matching import Asked, Filling, Match, weight_of

TOGETHER = 0.3
"""For words that stand next to each other; falls with the distance."""

IN_HEADING = 1.35

KIND_FACTOR = {
    "document": 1.6,
    "checklist": 1.2,
    "checklist_row": 0.6,
    "question": 0.5,
    "role": 0.4,
    "form": 0.5,
}
"""What is made from a text comes after the text."""

PAGES, PAGE_BODY = ("checklist", "form"), 0.6
"""A page is what its title says; what else stands on it comes after the texts."""

CARD, NEARLY_CARD, IN_CARD = 1.8, 0.9, 0.4
"""A card is the first answer where its name is asked for, less where a part of its name is, and
hardly one to what it mentions."""

BY_NAME = 0.6
"""For what only goes by the name that was asked for."""

OPTIONAL = 0.25
"""For words with little content."""

WANTED_KIND = 1.6
"""For a kind of content that the way of asking calls for."""


@dataclass(frozen=True)
class Ranking:
    """Everything a score depends on besides the match itself."""

    average: float
    """Characters of an entry."""
    rarities: Sequence[float]
    """Of each slot."""
    wanted_kinds: frozenset[str] = frozenset()

    def coverage(self, match: Match, slots: Sequence[Asked]) -> float:
        """The share of the query that is filled, by rarity: 0 to 1. What must be filled anyway,
        and what need not, do not count."""
        rows = zip(self.rarities, match.fillings, slots, strict=True)
        counted = [(r, f) for r, f, slot in rows if not (slot.needed or slot.optional)]
        filled = sum(rare for rare, filling in counted if filling)
        return filled / (sum(rare for rare, _ in counted) or 1)

    def score(self, match: Match) -> float:
        """Higher is better; 0 where there are no words to go by."""
        score = sum(f.rarity * self._counted(match, f) for f in match.filled)
        score *= 1 + TOGETHER * closeness(match)
        score *= place_factor(match)
        score *= OWN_FIRST if match.entry.own else 1
        return score * (WANTED_KIND if self._is_wanted(match) else 1)

    def _counted(self, match: Match, filling: Filling) -> float:
        weight = filling.alternative.weight * (OPTIONAL if filling.asked.optional else 1)
        if not filling.occurrences:
            return weight * BY_NAME
        return weight * saturation(filling.count, match.length, self.average)

    def _is_wanted(self, match: Match) -> bool:
        kinds = {match.entry.kind, *(place.kind for place in match.entry.places)}
        return bool(kinds & self.wanted_kinds)


def closeness(match: Match) -> float:
    """0 to 1: how near the words of several slots stand to each other."""
    spoken = match.spoken
    if match.window is None or len(spoken) < 2:
        return 0
    needed = sum(f.occurrences[0].end - f.occurrences[0].start for f in spoken)
    width = match.window.end - match.window.start
    return min(1, needed / width) * len(spoken) / len(match.fillings)


def place_factor(match: Match) -> float:
    """For what kind of place the words stand in."""
    if match.entry.kind == "term_card" and _names_card(match):
        return CARD
    if match.window is None:
        return 1
    heading = match.entry.heading
    in_heading = heading > 0 and match.original(match.window)[1] <= heading
    if match.entry.kind == "term_card":
        return NEARLY_CARD if in_heading else IN_CARD
    if match.entry.kind in PAGES and not in_heading:
        return PAGE_BODY
    factor = KIND_FACTOR.get(match.entry.kind, 1.0) * weight_of(match.home)
    return factor * IN_HEADING if in_heading else factor


def _names_card(match: Match) -> bool:
    """Whether a slot is the name of the card, or another name of it."""
    names = set(map(match.folding.normal, match.entry.names))
    return any(f.alternative.choice[0].text in names for f in match.filled)


def in_order(scored: Iterable[tuple[float, Match]]) -> list[tuple[float, Match]]:
    """Best first; equal ones as they stand in the corpus, so that the order never changes."""

    def place(pair: tuple[float, Match]) -> tuple[float, str, int, int, str]:
        score, entry = pair[0], pair[1].entry
        return -round(score, 6), entry.document, entry.first, entry.order, entry.key

    return sorted(scored, key=place)
