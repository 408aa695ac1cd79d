"""Citations between the documents of one corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xuncha_kb.model import Document, Item, ItemKind
from xuncha_kb.text import normalise

_STATE = "中华人民共和国"


def resolve_citations(documents: Sequence[Document], items: Iterable[Item]) -> tuple[Item, ...]:
    """The items with ``attributes.resolved`` set where a cited title is that of exactly one
    document of the corpus; where there are several versions, that is for a person to say."""
    by_title: dict[str, set[str]] = {}
    for document in documents:
        by_title.setdefault(_name(document.title), set()).add(document.id)
    return tuple(_resolved(item, by_title) for item in items)


def _resolved(item: Item, by_title: dict[str, set[str]]) -> Item:
    if item.kind is not ItemKind.CITATION or item.attributes.internal:
        return item
    found = by_title.get(_name(item.text), set())
    if len(found) != 1:
        return item
    attributes = item.attributes.model_copy(update={"resolved": next(iter(found))})
    return item.model_copy(update={"attributes": attributes})


def _name(title: str) -> str:
    return normalise(title.replace(_STATE, ""))
