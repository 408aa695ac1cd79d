"""How well extraction does on texts that a person has annotated: precision, recall and F1.

Pure: annotated spans and items in, scores out. An annotation and an item are paired one to one,
within a document and a kind:

* exact — the same spans to the character;
* overlapping — exact, or sharing at least one character; the pairs that share most come first.

Where the annotator was in doubt, an item on those words is neither right nor wrong, and the want of
one is no miss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from xuncha_kb.model import Document, Frozen, Item, ItemKind, Source, Span

_CONTEXT = 24
"""Characters shown on either side of a miss."""


class Annotation(Frozen):
    """One span of a gold text; ``doubtful`` where the annotator would take both answers."""

    kind: ItemKind
    source: Source
    doubtful: bool = False


class Score(Frozen):
    """One kind: how many annotations, how many items, and how many pairs of them."""

    kind: ItemKind
    annotated: int = 0
    found: int = 0
    exact: int = 0
    overlapping: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            kind=self.kind,
            annotated=self.annotated + other.annotated,
            found=self.found + other.found,
            exact=self.exact + other.exact,
            overlapping=self.overlapping + other.overlapping,
        )


def precision(pairs: int, found: int) -> float:
    """The share of the items that are right, 0 to 1; 1 where there is no item."""
    return pairs / found if found else 1.0


def recall(pairs: int, annotated: int) -> float:
    """The share of the annotations that were found, 0 to 1; 1 where there is none."""
    return pairs / annotated if annotated else 1.0


def f1(pairs: int, annotated: int, found: int) -> float:
    """The harmonic mean of precision and recall, 0 to 1; 1 where there is nothing to find and
    nothing was found."""
    return 2 * pairs / (annotated + found) if annotated + found else 1.0


class MissKind(StrEnum):
    MISSED = "missed"
    """Annotated, and no item stands there."""
    SPURIOUS = "spurious"
    """An item where nothing of its kind is annotated."""
    BOUNDARY = "boundary"
    """An item on the right words that begins or ends elsewhere."""


class Miss(Frozen):
    """One difference with its place; ``found`` is the item of a boundary miss."""

    what: MissKind
    kind: ItemKind
    document: str
    source: Source
    text: str
    before: str
    after: str
    found: str | None = None


class Evaluation(Frozen):
    """The scores by kind in the order of the contract, and every difference in reading order."""

    scores: tuple[Score, ...]
    misses: tuple[Miss, ...]

    @property
    def total(self) -> tuple[int, int, int, int]:
        """Annotations, items, exact and overlapping pairs of all kinds together."""
        rows = [(s.annotated, s.found, s.exact, s.overlapping) for s in self.scores]
        annotated, found, exact, overlapping = (
            map(sum, zip(*rows, strict=True)) if rows else [0] * 4
        )
        return annotated, found, exact, overlapping


def score_rows(evaluation: Evaluation, labels: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The rows of a table for people: label, annotated, found, then precision, recall and F1 of
    exact and of overlapping pairs with two decimals; the last row is all kinds together."""
    for score in evaluation.scores:
        yield _row(labels[score.kind], score.annotated, score.found, score.exact, score.overlapping)
    yield _row("合计", *evaluation.total)


def _row(label: str, annotated: int, found: int, *pairs: int) -> tuple[str, ...]:
    cells = [label, str(annotated), str(found)]
    for count in pairs:
        shares = precision(count, found), recall(count, annotated), f1(count, annotated, found)
        cells.extend(f"{share:.2f}" for share in shares)
    return tuple(cells)


def evaluate(
    document: Document,
    annotations: Sequence[Annotation],
    items: Sequence[Item],
    kinds: Iterable[ItemKind] = (),
) -> Evaluation:
    """The scores of one document, of ``kinds`` where some are named; kinds that are neither
    annotated nor found have no score."""
    wanted = tuple(kinds) or tuple(ItemKind)
    gold = {kind: [a for a in annotations if a.kind == kind] for kind in wanted}
    found = {kind: [i for i in items if i.kind == kind] for kind in wanted}
    results = [
        _of_kind(document, kind, gold[kind], found[kind])
        for kind in ItemKind
        if kind in wanted and (gold[kind] or found[kind])
    ]
    misses = [miss for _, own in results for miss in own]
    return Evaluation(
        scores=tuple(score for score, _ in results), misses=tuple(sorted(misses, key=_place))
    )


def combine(evaluations: Iterable[Evaluation]) -> Evaluation:
    """Several documents as one: scores added, differences in the order of the documents."""
    sums: dict[ItemKind, Score] = {}
    misses: list[Miss] = []
    for evaluation in evaluations:
        misses.extend(evaluation.misses)
        for score in evaluation.scores:
            sums[score.kind] = sums.get(score.kind, Score(kind=score.kind)) + score
    return Evaluation(
        scores=tuple(sums[kind] for kind in ItemKind if kind in sums), misses=tuple(misses)
    )


def _place(miss: Miss) -> tuple[Span, ...]:
    return miss.source


def _of_kind(
    document: Document, kind: ItemKind, gold: Sequence[Annotation], items: Sequence[Item]
) -> tuple[Score, list[Miss]]:
    sure = [a.source for a in gold if not a.doubtful]
    doubtful = [a.source for a in gold if a.doubtful]
    found = [item.source for item in items]
    exact = _exact_pairs(sure, found)
    shifted = _overlapping_pairs(_without(sure, exact), _without(found, exact))
    missed = _without(sure, exact + [annotated for annotated, _ in shifted])
    spare = _without(found, exact + [item for _, item in shifted])
    spurious = [s for s in spare if not any(_shared(s, d) for d in doubtful)]
    score = Score(
        kind=kind,
        annotated=len(sure),
        found=len(exact) + len(shifted) + len(spurious),
        exact=len(exact),
        overlapping=len(exact) + len(shifted),
    )
    misses = [_miss(document, MissKind.MISSED, kind, source) for source in missed]
    misses += [_miss(document, MissKind.SPURIOUS, kind, source) for source in spurious]
    misses += [
        _miss(document, MissKind.BOUNDARY, kind, annotated, document.quote(item))
        for annotated, item in shifted
    ]
    return score, misses


def _exact_pairs(gold: Iterable[Source], found: Iterable[Source]) -> list[Source]:
    return list((Counter(gold) & Counter(found)).elements())


def _without(sources: Iterable[Source], taken: Iterable[Source]) -> list[Source]:
    """``sources`` less ``taken``, each of which stands for one."""
    return list((Counter(sources) - Counter(taken)).elements())


def _overlapping_pairs(
    gold: Sequence[Source], found: Sequence[Source]
) -> list[tuple[Source, Source]]:
    """Pairs of an annotation and an item that share characters, each used once, those that share
    most first."""
    candidates = sorted(_candidates(gold, found))
    pairs: list[tuple[Source, Source]] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, g, f in candidates:
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            pairs.append((gold[g], found[f]))
    return pairs


def _candidates(gold: Sequence[Source], found: Sequence[Source]) -> Iterator[tuple[int, int, int]]:
    for g, annotated in enumerate(gold):
        for f, item in enumerate(found):
            if shared := _shared(annotated, item):
                yield -shared, g, f


def _shared(one: Source, other: Source) -> int:
    """How many characters both hold."""
    return sum(
        max(0, min(a.end, b.end) - max(a.start, b.start))
        for a in one
        for b in other
        if a.paragraph == b.paragraph
    )


def _miss(
    document: Document, what: MissKind, kind: ItemKind, source: Source, found: str | None = None
) -> Miss:
    first, last = source[0], source[-1]
    return Miss(
        what=what,
        kind=kind,
        document=document.title,
        source=source,
        text=document.quote(source),
        before=document.paragraphs[first.paragraph - 1][: first.start][-_CONTEXT:],
        after=document.paragraphs[last.paragraph - 1][last.end :][:_CONTEXT],
        found=found,
    )
