"""Drafts -> items: reading order, ids that stay, codes for people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import sha1

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.model import Item, ItemKind
from xuncha_kb.text import normalise

_KIND_ORDER = {kind: number for number, kind in enumerate(ItemKind)}


def finish(reading: Reading, drafts: Iterable[Draft]) -> tuple[Item, ...]:
    """Items in reading order with ids and codes; equal drafts become one item."""
    ordered = _in_reading_order(drafts)
    ids = _ids(reading, ordered)
    codes = _codes(reading, ordered)
    items = []
    for draft in ordered:
        section = reading.innermost.get(draft.source[0].paragraph)
        items.append(
            Item(
                id=ids[draft],
                code=codes[draft],
                kind=draft.kind,
                text=reading.quote(*draft.source),
                document_id=reading.document.id,
                source=draft.source,
                section_id=section.id if section else None,
                parent_id=ids[draft.parent] if draft.parent else None,
                attributes=draft.attributes,
            )
        )
    return tuple(items)


def _in_reading_order(drafts: Iterable[Draft]) -> list[Draft]:
    """By place; where two begin together the longer first, then by the order of kinds. Parents
    that no extractor gave back themselves are taken in."""
    found: dict[Draft, None] = {}
    for draft in drafts:
        chain: Draft | None = draft
        while chain is not None and chain not in found:
            found[chain] = None
            chain = chain.parent
    return sorted(found, key=_place)


def _place(draft: Draft) -> tuple[int, int, int, int, int]:
    first, last = draft.source[0], draft.source[-1]
    depth = 0 if draft.parent is None else 1 + _place(draft.parent)[4]
    return (first.paragraph, first.start, -last.end, _KIND_ORDER[draft.kind], depth)


def _ids(reading: Reading, drafts: list[Draft]) -> dict[Draft, str]:
    """``kind-`` and a digest of document, kind and normalised words; ``-2``, ``-3`` for equals."""
    seen: Counter[str] = Counter()
    ids = {}
    for draft in drafts:
        words = normalise(reading.quote(*draft.source))
        key = f"{reading.document.id}\n{draft.kind}\n{words}"
        name = f"{draft.kind}-{sha1(key.encode()).hexdigest()[:10]}"
        seen[name] += 1
        ids[draft] = name if seen[name] == 1 else f"{name}-{seen[name]}"
    return ids


def _codes(reading: Reading, drafts: list[Draft]) -> dict[Draft, str]:
    """``J3`` for the third prohibition; ``F4.2`` for the second of its kind under F4."""
    counters: dict[tuple[Draft | None, str], int] = defaultdict(int)
    codes: dict[Draft, str] = {}

    def code(draft: Draft) -> str:
        if draft not in codes:
            entry = reading.vocabulary.kinds[draft.kind]
            prefix = "" if draft.parent and entry.plain_under_parent else entry.prefix
            counters[draft.parent, prefix] += 1
            number = counters[draft.parent, prefix]
            codes[draft] = (
                f"{code(draft.parent)}.{prefix}{number}" if draft.parent else f"{prefix}{number}"
            )
        return codes[draft]

    for draft in drafts:
        code(draft)
    return codes
