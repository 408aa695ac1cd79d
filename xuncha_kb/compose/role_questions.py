"""The first and the last question for each role, whatever the inspection is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xuncha_kb.compose.slots import Slot
from xuncha_kb.compose.wording import Wording
from xuncha_kb.model import Item, ItemKind, Provenance
from xuncha_kb.vocabulary import Vocabulary

OPENING_KINDS = (ItemKind.ACCEPTED_MATTER,)
CLOSING_KINDS = (ItemKind.CONTACT_CHANNEL, ItemKind.ACCEPTED_MATTER)
INTERVIEW = "谈话"
INSPECTING = (ItemKind.FOCUS_AREA, ItemKind.ACCEPTED_MATTER)
"""A text without any of these is not about an inspection; its talks are others."""


def role_slots(
    items: Iterable[Item], roles: Iterable[str], vocabulary: Vocabulary
) -> Iterator[Slot]:
    """Opening and closing for ``roles``; they lead to the clause that announces the interviews
    and the one that says how to reach the team, where ``items`` hold them."""
    known = tuple(items)
    if not any(item.kind in INSPECTING for item in known):
        known = ()
    talk = next((i for i in known if i.kind is ItemKind.WORK_METHOD and INTERVIEW in i.text), None)
    first = talk or _first(known, OPENING_KINDS)
    last = _first(known, CLOSING_KINDS) or talk
    for name in roles:
        role = vocabulary.roles.by_id[name]
        reference = Provenance.REFERENCE
        yield Slot(name, "S1", first, (Wording(role.opening),), provenance=reference)
        yield Slot(name, "S5", last, (Wording(role.closing),), provenance=reference)


def _first(items: tuple[Item, ...], kinds: tuple[ItemKind, ...]) -> Item | None:
    """The first item of the first kind that occurs."""
    return next((item for kind in kinds for item in items if item.kind is kind), None)
