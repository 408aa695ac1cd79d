"""Matches -> what the reader sees: one hit for each place, with its sentence and its marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xuncha_kb.search.engine import Entry, Place
from xuncha_kb.search.language import Language
from xuncha_kb.search.matching import Filling, Match, weight_of
from xuncha_kb.search.result import DERIVED, Hit, Other
from xuncha_kb.search.spots import Spot, within
from xuncha_kb.search.stretches import line_at, line_start, line_stretch, shortened, stretch

MOST_OTHERS = 8


@dataclass(frozen=True)
class HitMaker:
    language: Language
    documents: Mapping[str, tuple[str, str]]
    """Title and notice of each document, by id."""

    def hit(self, spot: Spot) -> Hit:
        """What is shown of ``spot``."""
        match = spot.match
        if spot.item:
            return self._hit(spot, spot.item, tuple(map(self._alike, spot.alike)))
        others = [*map(self._other, spot.made), *self._items(match)]
        return self._hit(spot, match.home, tuple(others[:MOST_OTHERS]))

    def _items(self, match: Match) -> Iterator[Other]:
        """The other items that were found in the passage."""
        if match.entry.kind in DERIVED:
            return
        ranges = [match.original(o) for f in match.spoken for o in f.occurrences]
        for place in match.entry.places:
            inside = any(place.start <= start and end <= place.end for start, end in ranges)
            if inside and place != match.home and weight_of(place) > 1:
                yield self._place_other(match.entry, place)

    def _place_other(self, entry: Entry, place: Place) -> Other:
        label = self.language.kind_label(place.kind)
        return Other(place.kind, label, place.id, place.code, entry.text[place.start : place.end])

    def _other(self, match: Match) -> Other:
        entry = match.entry
        label = self.language.kind_label(entry.kind)
        return Other(entry.kind, label, entry.id, entry.code, entry.text.split("\n")[0])

    def _alike(self, place: Place) -> Other:
        return Other(place.kind, self.language.kind_label(place.kind), place.id, place.code, "")

    def _hit(self, spot: Spot, place: Place | None, others: tuple[Other, ...]) -> Hit:
        match, entry = spot.match, spot.match.entry
        title, notice = self.documents.get(entry.document, ("", ""))
        ranges = _marks(match)
        asks = entry.kind == "question"  # is shown itself, whatever belongs to it was found
        line, start, end = _shown(entry, (0, 0) if asks else _anchor(match, place, ranges))
        kind = place.kind if place else entry.kind
        derived = entry.kind in DERIVED
        return Hit(
            kind=kind,
            kind_label=self.language.kind_label(kind),
            id=place.id if place else entry.id,
            code=place.code if place else entry.code,
            document_id=entry.document,
            document_title=title,
            notice=notice,
            place=" > ".join(filter(None, (entry.trail, entry.label))),
            paragraph=entry.first + (0 if derived or not entry.first else line),
            start=0 if derived else start - line_start(entry.text, line),
            text=entry.text[start:end],
            marks=tuple((a - start, b - start) for a, b in ranges if start <= a and b <= end),
            score=round(spot.score, 4),
            note=self._note(place),
            others=others,
        )

    def _note(self, place: Place | None) -> str:
        note = place.note if place else ""
        labels: dict[str, str] = self.language.data["expansions"]
        return labels.get(note, "")


def _marks(match: Match) -> list[tuple[int, int]]:
    """Where the words stand in the text of the entry, joined where they touch."""
    spans = sorted({match.original(o) for f in match.spoken for o in f.occurrences})
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _shown(entry: Entry, anchor: tuple[int, int]) -> tuple[int, int, int]:
    """The line, and where the piece that is shown begins and ends in the text of the entry: the
    sentence with the words, shortened where it is long; a line of a card is shown whole."""
    line = entry.text.count("\n", 0, anchor[0])
    base, words = line_at(entry.text, anchor[0])
    if entry.kind == "term_card":
        return line, base, base + len(words)
    start, end = stretch(words, anchor[0] - base)
    start, end = shortened(words, start, end, anchor[0] - base, anchor[1] - base)
    return line, base + start, base + end


def _anchor(
    match: Match, place: Place | None, ranges: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The mark whose sentence says most of what was asked, the rarer the better."""
    inside = [span for span in ranges if place is None or within(span, place)]
    if not inside:
        return (place.start, place.end) if place else (0, 0)
    if len(match.spoken) == 1 and match.spoken[0].first:
        start = match.original(match.spoken[0].first)[0]
        return next((span for span in inside if span[0] <= start < span[1]), inside[0])
    told: dict[tuple[int, int], float] = {}

    def tells(span: tuple[int, int]) -> float:
        around = line_stretch(match.entry.text, span[0])
        if around not in told:
            told[around] = sum(f.rarity for f in match.spoken if _stands_in(match, f, around))
        return told[around]

    return max(inside, key=tells)


def _stands_in(match: Match, filling: Filling, span: tuple[int, int]) -> bool:
    return any(span[0] <= match.original(o)[0] < span[1] for o in filling.occurrences)
