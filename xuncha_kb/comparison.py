"""Two versions of a text: articles added, removed, changed, and what that touches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from xuncha_kb.model import Document, Frozen, Knowledge, Span
from xuncha_kb.text import normalise, trim

SAME_UNIT = 0.4
"""Two articles whose shared bigrams are at least this share of both (Dice) are versions of one
another; below, one was removed and the other added."""


class Unit(Frozen):
    """What is compared: an article with its paragraphs and points, or a line where the text has
    no articles; ``text`` is without the marker."""

    label: str
    section_id: str | None
    text: str
    source: tuple[Span, ...]


class Change(Frozen):
    """``before`` is None for an added unit, ``after`` for a removed one."""

    before: Unit | None
    after: Unit | None
    words: tuple[tuple[str, str], ...] = ()
    """The pairs (old words, new words) that differ, in order; "" for none on that side."""


class Comparison(Frozen):
    before_id: str
    after_id: str
    unchanged: int
    moved: tuple[tuple[str, str], ...]
    """Labels of units with the same words under another number."""
    changes: tuple[Change, ...]
    items: tuple[str, ...]
    """Ids of the items of either version that stand in a changed place."""
    questions: tuple[str, ...]
    rows: tuple[str, ...]
    """Ids of the questions and checklist rows made from those items."""


def compare(knowledge: Knowledge, before_id: str, after_id: str) -> Comparison:
    """What changed from one document to another; KeyError where one is not there.

    Units are paired by likeness, not by number: an article that moved is found again, and among
    equally like ones the nearest in order is taken.
    """
    before = units(knowledge, knowledge.document_by_id[before_id])
    after = units(knowledge, knowledge.document_by_id[after_id])
    pairs = pair(before, after)
    changes = []
    moved = []
    unchanged = 0
    for old, new in pairs:
        if old and new and normalise(old.text) == normalise(new.text):
            unchanged += 1
            if old.label != new.label:
                moved.append((old.label, new.label))
        else:
            words = changed_words(old.text, new.text) if old and new else ()
            changes.append(Change(before=old, after=new, words=words))
    touched = _touched(knowledge, changes, before_id, after_id)
    return Comparison(
        before_id=before_id,
        after_id=after_id,
        unchanged=unchanged,
        moved=tuple(moved),
        changes=tuple(changes),
        items=touched,
        questions=tuple(q.id for i in touched for q in knowledge.questions_by_item.get(i, ())),
        rows=tuple(row.id for i in touched for row in knowledge.rows_by_item.get(i, ())),
    )


def units(knowledge: Knowledge, document: Document) -> tuple[Unit, ...]:
    """The articles of ``document``; where it has none, its lines that are not blank."""
    articles = [s for s in knowledge.sections_of(document.id) if s.style == "第X条"]
    if not articles:
        return tuple(
            Unit(label=f"第{number}段", section_id=None, text=line, source=(span,))
            for number, line in enumerate(document.paragraphs, 1)
            if (span := Span(number, *trim(line, 0, len(line)))) and span.start < span.end
        )
    return tuple(
        _unit(
            document, section.id, section.label or "", section.first_paragraph,
            section.last_paragraph,
        )
        for section in articles
    )  # fmt: skip


def _unit(document: Document, section_id: str, label: str, first: int, last: int) -> Unit:
    source = []
    for number in range(first, last + 1):
        line = document.paragraphs[number - 1]
        begin = line.index(label) + len(label) if number == first and label in line else 0
        start, end = trim(line, begin, len(line))
        if start < end:
            source.append(Span(number, start, end))
    return Unit(
        label=label, section_id=section_id, text=document.quote(source), source=tuple(source)
    )


def pair(
    before: Sequence[Unit], after: Sequence[Unit]
) -> tuple[tuple[Unit | None, Unit | None], ...]:
    """Each unit of either side once, in the order of ``after`` with removed ones where they
    stood: same words first, then the likest."""
    partner = _same_words(before, after)
    partner.update(_likest(before, after, partner))
    taken = {new: old for old, new in partner.items()}
    result: list[tuple[float, tuple[Unit | None, Unit | None]]] = []
    for new in range(len(after)):
        old = taken.get(new)
        result.append((float(new), (before[old] if old is not None else None, after[new])))
    place = -1.0
    for old in range(len(before)):
        if old in partner:
            place = float(partner[old])
        else:
            place += 1 / (len(before) + 1)
            result.append((place, (before[old], None)))
    return tuple(units for _, units in sorted(result, key=lambda entry: entry[0]))


def _same_words(before: Sequence[Unit], after: Sequence[Unit]) -> dict[int, int]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(after):
        places[normalise(unit.text)].append(number)
    partner = {}
    for number, unit in enumerate(before):
        found = places[normalise(unit.text)]
        if found:
            partner[number] = found.pop(0)
    return partner


def _likest(
    before: Sequence[Unit], after: Sequence[Unit], partner: dict[int, int]
) -> dict[int, int]:
    taken = set(partner.values())
    old = {i: _bigrams(unit.text) for i, unit in enumerate(before) if i not in partner}
    new = {j: _bigrams(unit.text) for j, unit in enumerate(after) if j not in taken}
    holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for j, right in new.items():
        for pair, count in right.items():
            holders[pair].append((j, count))
    totals = {j: right.total() for j, right in new.items()}
    scored = sorted(
        (-score, abs(i - j), i, j)
        for i, left in old.items()
        for total in (left.total(),)
        for j, common in _shared(left, holders).items()
        if (score := 2 * common / (total + totals[j])) >= SAME_UNIT
    )
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in scored:
        if i not in found and j not in used:
            found[i] = j
            used.add(j)
    return found


def _shared(left: Counter[str], holders: dict[str, list[tuple[int, int]]]) -> dict[int, int]:
    """How many bigrams ``left`` has in common with each unit of the other side."""
    shared: dict[int, int] = defaultdict(int)
    for pair, count in left.items():
        for j, other in holders.get(pair, ()):
            shared[j] += count if count < other else other
    return shared


def _bigrams(text: str) -> Counter[str]:
    words = normalise(text)
    return Counter(words[i : i + 2] for i in range(len(words) - 1))


def changed_words(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The stretches that differ, old beside new, in order."""
    return tuple((left, right) for left, right in stretches(old, new) if left != right)


@lru_cache(maxsize=1024)
def stretches(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Both texts in full as pairs of stretches, in order: two equal ones, or what was replaced
    beside what replaced it, "" for none."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple((old[a:b], new[c:d]) for _, a, b, c, d in matcher.get_opcodes())


def _touched(
    knowledge: Knowledge, changes: Iterable[Change], before_id: str, after_id: str
) -> tuple[str, ...]:
    lines: set[tuple[str, int]] = set()
    for change in changes:
        for document_id, unit in ((before_id, change.before), (after_id, change.after)):
            if unit:
                lines.update((document_id, span.paragraph) for span in unit.source)
    return tuple(
        item.id
        for document_id in dict.fromkeys((before_id, after_id))
        for item in knowledge.items_of(document_id)
        if any((document_id, span.paragraph) in lines for span in item.source)
    )
