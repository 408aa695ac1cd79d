"""The places of the question bank, and the choice of a wording for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha1

from xuncha_kb.compose.lint import Asked, is_good
from xuncha_kb.compose.similarity import TOO_ALIKE, bigrams, overlap
from xuncha_kb.compose.wording import Wording
from xuncha_kb.model import Item, Provenance, Question
from xuncha_kb.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Slot:
    """One place: who is asked at which stage about which item, and how it could be said."""

    role: str
    stage: str
    item: Item | None
    wordings: Iterable[Wording]
    """The best first; made while they are tried, since mostly the first will do."""
    ask_for: tuple[str, ...] = ()
    verify_by: tuple[str, ...] = ()
    provenance: Provenance = Provenance.DERIVED
    repeats: bool = False
    """May sound like another of its role, since only the quoted words differ."""


def fill(slots: Iterable[Slot], vocabulary: Vocabulary) -> Iterator[Question]:
    """A question for each slot that finds a wording which keeps every rule and does not sound
    like one that the role is asked already; the other slots stay empty."""
    heard: dict[str, list[frozenset[str]]] = defaultdict(list)
    said: set[tuple[str, str]] = set()
    for slot in slots:
        for wording in slot.wordings:
            if (slot.role, wording.text) in said:
                continue
            sound: frozenset[str] = frozenset() if slot.repeats else _sound(slot, wording)
            if any(overlap(sound, other) > TOO_ALIKE for other in heard[slot.role]):
                continue
            if not is_good(Asked(wording.text, slot.role, slot.stage), vocabulary):
                continue
            said.add((slot.role, wording.text))
            if sound:
                heard[slot.role].append(sound)
            yield _question(slot, wording)
            break


def _sound(slot: Slot, wording: Wording) -> frozenset[str]:
    return bigrams(wording.text, slot.item.text if slot.item else "")


def _question(slot: Slot, wording: Wording) -> Question:
    item_id = slot.item.id if slot.item else None
    key = f"{item_id}\n{slot.role}\n{slot.stage}\n{wording.text}"
    return Question(
        id=f"q-{sha1(key.encode()).hexdigest()[:10]}",
        text=wording.text,
        role=slot.role,
        stage=slot.stage,
        item_id=item_id,
        follow_ups=wording.follow_ups,
        ask_for=slot.ask_for,
        verify_by=slot.verify_by,
        provenance=slot.provenance,
    )
