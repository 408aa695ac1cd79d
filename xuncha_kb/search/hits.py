"""Matches -> what the reader sees: one hit for each place, with its sentence and its marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xuncha_kb.search.engine import Entry, Place
from xuncha_kb.search.language import Language
from xuncha_kb.search.matching import Filling, Match, weight_of
from xuncha_kb.search.result import DERIVED, Hit, Other
from xuncha_kb.text import sentence_spans, trim

LONGEST = 160
"""Characters of a sentence that are shown whole."""

MOST_OTHERS = 8

Scored = tuple[float, Match]


@dataclass(frozen=True)
class HitMaker:
    language: Language
    documents: Mapping[str, tuple[str, str]]
    """Title and notice of each document, by id."""

    def hits(self, scored: Sequence[Scored], kinds: frozenset[str], code: str = "") -> list[Hit]:
        """One hit for each place, in the order of ``scored``; with ``kinds`` one for each item or
        entry of these kinds, with ``code`` one for each item that has it."""
        if code:
            return [hit for score, match in scored for hit in self._of_code(score, match, code)]
        if kinds:
            return _once(hit for score, m in scored for hit in self._of_kinds(score, m, kinds))
        return _once(hit for group in _by_place(scored) for hit in self._grouped(group))

    def _grouped(self, group: Sequence[Scored]) -> Iterator[Hit]:
        match = group[0][1]
        score = max(score for score, _ in group)
        named = self._named(match)
        if named:
            yield from _by_sentence(self._hit(score, match, place, ()) for place in named)
            return
        others = [self._other(m) for _, m in group[1:]]
        others += self._items(match)
        yield self._hit(score, match, match.home, tuple(others[:MOST_OTHERS]))

    def _named(self, match: Match) -> list[Place]:
        """The items of the kinds that were asked for by name, with the other words in them."""
        named = (place for place in match.entry.places if place.kind in match.kinds)
        return [place for place in named if self._fills(match, place)]

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

    def _of_kinds(self, score: float, match: Match, kinds: frozenset[str]) -> Iterator[Hit]:
        if match.entry.kind in kinds:
            yield self._hit(score, match, match.home, ())
        for place in match.entry.places:
            if place.kind in kinds and self._fills(match, place):
                yield self._hit(score, match, place, ())

    def _of_code(self, score: float, match: Match, code: str) -> Iterator[Hit]:
        for place in match.entry.places:
            if place.code == code:
                yield self._hit(score, match, place, ())

    def _fills(self, match: Match, place: Place) -> bool:
        """Every required slot that the passage's text fills, this item fills too; names count for
        every item."""
        return all(
            any(_within(match.original(o), place) for o in filling.occurrences)
            for filling in match.spoken
            if not filling.asked.optional
        )

    def _hit(
        self, score: float, match: Match, place: Place | None, others: tuple[Other, ...]
    ) -> Hit:
        entry = match.entry
        title, notice = self.documents.get(entry.document, ("", ""))
        ranges = _marks(match)
        line, start, end = _shown(entry, _anchor(match, place, ranges))
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
            start=0 if derived else start - _line_start(entry.text, line),
            text=entry.text[start:end],
            marks=tuple((a - start, b - start) for a, b in ranges if start <= a and b <= end),
            score=round(score, 4),
            note=self._note(place),
            others=others,
        )

    def _note(self, place: Place | None) -> str:
        note = place.note if place else ""
        labels: dict[str, str] = self.language.data["expansions"]
        return labels.get(note, "")


def _by_sentence(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Items of one kind in one sentence as one hit: the others stand with the first."""
    last: Hit | None = None
    for hit in hits:
        if last and last.text == hit.text and last.paragraph == hit.paragraph:
            other = Other(hit.kind, hit.kind_label, hit.id, hit.code, "")
            last = replace(last, others=(*last.others, other))
            continue
        if last:
            yield last
        last = hit
    if last:
        yield last


def _once(hits: Iterable[Hit]) -> list[Hit]:
    """Without what was made several times in the same words: a record called for in two areas."""
    made: set[tuple[str, str]] = set()
    found = []
    for hit in hits:
        key = (hit.kind, hit.text)
        if hit.quoted or key not in made:
            found.append(hit)
            made.add(key)
    return found


def _by_place(scored: Iterable[Scored]) -> list[list[Scored]]:
    """What is made from a passage stands with it; a passage stands before what is made from it."""
    groups: dict[str, list[Scored]] = {}
    for pair in scored:
        entry = pair[1].entry
        groups.setdefault(entry.target or entry.key, []).append(pair)
    for group in groups.values():
        group.sort(key=lambda pair: pair[1].entry.kind in DERIVED)
    return list(groups.values())


def _within(span: tuple[int, int], place: Place) -> bool:
    return place.start <= span[0] and span[1] <= place.end


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
    base, words = _line_at(entry.text, anchor[0])
    if entry.kind == "term_card":
        return line, base, base + len(words)
    start, end = _stretch(words, anchor[0] - base)
    start, end = _shortened(words, start, end, anchor[0] - base, anchor[1] - base)
    return line, base + start, base + end


def _line_at(text: str, position: int) -> tuple[int, str]:
    """Where the line around ``position`` begins, and the line."""
    base = text.rfind("\n", 0, position) + 1
    return base, text[base:].split("\n", 1)[0]


def _line_stretch(text: str, position: int) -> tuple[int, int]:
    """The sentence around ``position`` within its line, or the part of a long one."""
    base, line = _line_at(text, position)
    start, end = _stretch(line, position - base)
    return base + start, base + end


def _anchor(
    match: Match, place: Place | None, ranges: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The mark whose sentence says most of what was asked, the rarer the better."""
    inside = [span for span in ranges if place is None or _within(span, place)]
    if not inside:
        return (place.start, place.end) if place else (0, 0)
    if len(match.spoken) == 1 and match.spoken[0].first:
        start = match.original(match.spoken[0].first)[0]
        return next((span for span in inside if span[0] <= start < span[1]), inside[0])
    told: dict[tuple[int, int], float] = {}

    def tells(span: tuple[int, int]) -> float:
        around = _line_stretch(match.entry.text, span[0])
        if around not in told:
            told[around] = sum(f.rarity for f in match.spoken if _stands_in(match, f, around))
        return told[around]

    return max(inside, key=tells)


def _stands_in(match: Match, filling: Filling, span: tuple[int, int]) -> bool:
    return any(span[0] <= match.original(o)[0] < span[1] for o in filling.occurrences)


def _stretch(line: str, position: int) -> tuple[int, int]:
    """The sentence around ``position``; of a long one the part between two ；."""
    spans = sentence_spans(line) or [(0, len(line))]
    start, end = next((span for span in spans if position < span[1]), spans[-1])
    if end - start > LONGEST:
        start = max(start, line.rfind("；", start, position) + 1)
        stop = line.find("；", position, end)
        end = stop + 1 if stop >= 0 else end
    return start, end


_PAUSES = "；;，,、"


def _shortened(line: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The sentence, or a stretch of it around ``first`` to ``last`` between two pauses."""
    if end - start <= LONGEST:
        return start, end
    room = max(LONGEST - (last - first), 0) // 2
    left, right = max(start, first - room), min(end, last + room)
    if left > start:
        left = next((i + 1 for i in range(left, first) if line[i] in _PAUSES), left)
    if right < end:
        right = next((i for i in range(right, last, -1) if line[i - 1] in _PAUSES), right)
    return trim(line, left, max(right, last))


def _line_start(text: str, line: int) -> int:
    start = 0
    for _ in range(line):
        start = text.index("\n", start) + 1
    return start
