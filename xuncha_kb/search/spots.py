"""Matches -> the places that are shown: which of them, in which order, and what stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from xuncha_kb.search.engine import Place
from xuncha_kb.search.matching import Match
from xuncha_kb.search.result import DERIVED
from xuncha_kb.search.stretches import line_stretch

Scored = tuple[float, Match]


@dataclass(frozen=True, slots=True)
class Spot:
    """One hit to be made."""

    score: float
    match: Match
    item: Place | None = None
    """The item that is the hit; None for the innermost one around the words."""
    made: tuple[Match, ...] = ()
    """Found too: what is made from the passage."""
    alike: tuple[Place, ...] = ()
    """Other items of the kind that was asked for, in the same sentence."""


def spots(scored: Sequence[Scored], kinds: frozenset[str], code: str = "") -> list[Spot]:
    """One for each place, in the order of ``scored``; with ``kinds`` one for each item or entry
    of these kinds, with ``code`` one for each item that has it."""
    if code:
        return [
            Spot(score, match, place)
            for score, match in scored
            for place in match.entry.places
            if place.code == code
        ]
    if kinds:
        return _once(spot for pair in scored for spot in _of_kinds(*pair, kinds))
    return _once(spot for group in _by_place(scored) for spot in _grouped(group))


def _grouped(group: Sequence[Scored]) -> Iterator[Spot]:
    match = group[0][1]
    score = max(score for score, _ in group)
    named = _named(match)
    if named:
        yield from _by_sentence(Spot(score, match, place) for place in named)
    else:
        yield Spot(score, match, made=tuple(other for _, other in group[1:]))


def _named(match: Match) -> list[Place]:
    """The items of the kinds that were asked for by name, with the other words in them."""
    kinds = match.kinds
    return [p for p in match.entry.places if p.kind in kinds and _fills(match, p)] if kinds else []


def _of_kinds(score: float, match: Match, kinds: frozenset[str]) -> Iterator[Spot]:
    if match.entry.kind in kinds:
        yield Spot(score, match)
    for place in match.entry.places:
        if place.kind in kinds and _fills(match, place):
            yield Spot(score, match, place)


def _fills(match: Match, place: Place) -> bool:
    """Every required slot that the passage's text fills, this item fills too; names count for
    every item."""
    return all(
        any(within(match.original(o), place) for o in filling.occurrences)
        for filling in match.spoken
        if not filling.asked.optional
    )


def within(span: tuple[int, int], place: Place) -> bool:
    return place.start <= span[0] and span[1] <= place.end


def _by_sentence(found: Iterable[Spot]) -> Iterator[Spot]:
    """Items in one sentence as one: the others stand with the first."""
    last, where = None, None
    for spot in found:
        assert spot.item is not None
        sentence = line_stretch(spot.match.entry.text, spot.item.start)
        if last and sentence == where:
            last = replace(last, alike=(*last.alike, spot.item))
            continue
        if last:
            yield last
        last, where = spot, sentence
    if last:
        yield last


def _once(found: Iterable[Spot]) -> list[Spot]:
    """Without what was made several times in the same words: a record called for in two areas."""
    made: set[tuple[str, str]] = set()
    kept = []
    for spot in found:
        entry = spot.match.entry
        key = (entry.kind, entry.text.split("\n", 1)[0])
        if entry.kind not in DERIVED or key not in made:
            kept.append(spot)
            made.add(key)
    return kept


def _by_place(scored: Iterable[Scored]) -> list[list[Scored]]:
    """What is made from a passage stands with it; a passage stands before what is made from it."""
    groups: dict[str, list[Scored]] = {}
    for pair in scored:
        entry = pair[1].entry
        groups.setdefault(entry.target or entry.key, []).append(pair)
    for group in groups.values():
        group.sort(key=lambda pair: pair[1].entry.kind in DERIVED)
    return list(groups.values())
