"""Drafts -> items: reading order, ids that stay, codes for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha1

from pydantic import TypeAdapter

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.model import Item, ItemKind
from xuncha_kb.text import normalise

_ITEMS = TypeAdapter(tuple[Item, ...])
"""All items of a document are checked at one go, which takes half the time."""
_KIND_ORDER = {kind: number for number, kind in enumerate(ItemKind)}


def finish(reading: Reading, drafts: Iterable[Draft]) -> tuple[Item, ...]:
    """Items in reading order with ids and codes; equal drafts become one item."""
    ordered = _in_reading_order(drafts)
    number = {draft: place for place, draft in enumerate(ordered)}
    parents = [number[draft.parent] if draft.parent else None for draft in ordered]
    sources = [reading.places(draft.source) for draft in ordered]
    texts = [reading.document.quote(source) for source in sources]
    ids = _ids(reading, ordered, texts)
    codes = _codes(reading, ordered, parents)
    return _ITEMS.validate_python(
        [
            {
                "id": ids[place],
                "code": codes[place],
                "kind": draft.kind,
                "text": texts[place],
                "document_id": reading.document.id,
                "source": sources[place],
                "section_id": _section_id(reading, draft),
                "parent_id": None if parents[place] is None else ids[parents[place] or 0],
                "attributes": draft.attributes,
            }
            for place, draft in enumerate(ordered)
        ]
    )


def _section_id(reading: Reading, draft: Draft) -> str | None:
    section = reading.innermost.get(draft.source[0].paragraph)
    return section.id if section else None


def _in_reading_order(drafts: Iterable[Draft]) -> list[Draft]:
    """By place; where two begin together the longer first, then by the order of kinds. Parents
    that no extractor gave back themselves are taken in."""
    found = dict.fromkeys(drafts)
    for parent in [draft.parent for draft in found if draft.parent]:
        above: Draft | None = parent
        while above is not None and above not in found:
            found[above] = None
            above = above.parent
    return sorted(found, key=_place)


def _place(draft: Draft) -> tuple[int, int, int, int, int]:
    first, last = draft.source[0], draft.source[-1]
    depth = 0 if draft.parent is None else 1 + _place(draft.parent)[4]
    return (first.paragraph, first.start, -last.end, _KIND_ORDER[draft.kind], depth)


def _ids(reading: Reading, drafts: list[Draft], texts: list[str]) -> list[str]:
    """``kind-`` and a digest of document, kind and normalised words; ``-2``, ``-3`` for equals."""
    seen: dict[str, int] = {}
    ids = []
    for draft, text in zip(drafts, texts, strict=True):
        key = f"{reading.document.id}\n{draft.kind}\n{normalise(text)}"
        name = f"{draft.kind}-{sha1(key.encode()).hexdigest()[:10]}"
        count = seen[name] = seen.get(name, 0) + 1
        ids.append(name if count == 1 else f"{name}-{count}")
    return ids


def _codes(reading: Reading, drafts: list[Draft], parents: list[int | None]) -> list[str]:
    """``J3`` for the third prohibition; ``F4.2`` for the second indicator under F4."""
    counters: defaultdict[tuple[int | None, str], int] = defaultdict(int)
    codes: dict[int, str] = {}

    def code(place: int) -> str:
        if place not in codes:
            parent = parents[place]
            entry = reading.vocabulary.kinds[drafts[place].kind]
            plain = parent is not None and entry.plain_under_parent
            prefix = "" if plain else entry.prefix
            counters[parent, prefix] += 1
            own = f"{prefix}{counters[parent, prefix]}"
            codes[place] = own if parent is None else f"{code(parent)}.{own}"
        return codes[place]

    return [code(place) for place in range(len(drafts))]
