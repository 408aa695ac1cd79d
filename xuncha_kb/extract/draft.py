"""What an extractor sees and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xuncha_kb.model import Attributes, Document, ItemKind, Section, Source, Span
from xuncha_kb.vocabulary import Vocabulary

NO_ATTRIBUTES = Attributes()


@dataclass(frozen=True, slots=True)
class Draft:
    """An item before it has an id, a code and a section; two equal drafts are one item."""

    kind: ItemKind
    source: Source
    parent: Draft | None = None
    attributes: Attributes = field(default=NO_ATTRIBUTES, compare=False)


@dataclass(frozen=True)
class Reading:
    """One document with its sections, ready to be extracted from."""

    document: Document
    sections: tuple[Section, ...]
    vocabulary: Vocabulary

    @cached_property
    def innermost(self) -> dict[int, Section]:
        """The innermost section of each paragraph that has one; parents come first, so the
        deepest one is written last."""
        return {
            paragraph: section
            for section in self.sections
            for paragraph in range(section.first_paragraph, section.last_paragraph + 1)
        }

    def quote(self, *source: Span) -> str:
        return self.document.quote(source)


Extractor = Callable[[Reading, Sequence[Draft]], Iterable[Draft]]
"""Finds the items of one family of kinds; the second argument holds what the extractors before
it have found, in their order."""
