"""The first and the last question for each role, whatever the inspection is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xuncha_kb.compose.slots import Slot
from xuncha_kb.compose.wording import Wording
from xuncha_kb.model import Item, ItemKind, Provenance
from xuncha_kb.vocabulary import Vocabulary

OPENING_KINDS = (ItemKind.WORK_METHOD, ItemKind.ACCEPTED_MATTER, ItemKind.TARGET)
CLOSING_KINDS = (ItemKind.CONTACT_CHANNEL, ItemKind.ACCEPTED_MATTER, ItemKind.WORK_METHOD)
INTERVIEW = "谈话"


def role_slots(
    items: Iterable[Item], roles: Iterable[str], vocabulary: Vocabulary
) -> Iterator[Slot]:
    """Opening and closing for ``roles``; they lead to the clause that announces the interviews
    and the one that says how to reach the team, where ``items`` hold them."""
    known = tuple(items)
    first = _named(known, OPENING_KINDS)
    last = _named(known, CLOSING_KINDS)
    for name in roles:
        role = vocabulary.roles.by_id[name]
        reference = Provenance.REFERENCE
        yield Slot(name, "S1", first, (Wording(role.opening),), provenance=reference)
        yield Slot(name, "S5", last, (Wording(role.closing),), provenance=reference)


def _named(items: tuple[Item, ...], kinds: tuple[ItemKind, ...]) -> Item | None:
    """The first item of the first kind that occurs, one that speaks of interviews before others."""
    for kind in kinds:
        found = [item for item in items if item.kind is kind]
        if found:
            return next((item for item in found if INTERVIEW in item.text), found[0])
    return None
