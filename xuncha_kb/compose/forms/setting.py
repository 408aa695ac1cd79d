"""What forms are filled from: one document that guides the round, and the rules of all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from xuncha_kb.compose.basis import basis_of
from xuncha_kb.compose.notices import Notices
from xuncha_kb.compose.paper import Words, words
from xuncha_kb.compose.round import Round
from xuncha_kb.model import Document, DocumentKind, Item, ItemKind, Knowledge, Provenance
from xuncha_kb.vocabulary import FormEntry, Vocabulary

MOST_RULES = 6
"""As many rules as a form shows."""
RULE_KINDS = (ItemKind.OBLIGATION, ItemKind.PERMISSION, ItemKind.PROHIBITION)
BLANK, BLANK_DATE = "____________", "____年____月____日"
_DATES = ("start", "end", "deadline")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Setting:
    knowledge: Knowledge
    vocabulary: Vocabulary
    round: Round
    document: Document | None
    """The one whose focus areas the round follows."""

    def items(self, *kinds: ItemKind) -> tuple[Item, ...]:
        """Those of the guiding document, or else of the first that has any."""
        documents = (self.document, *self.knowledge.documents)
        found = (self.knowledge.items_of(d.id, *kinds) for d in documents if d is not None)
        return next((items for items in found if items), ())

    def rules(self, entry: FormEntry) -> tuple[Item, ...]:
        """What the corpus lays down about a form, in reading order."""
        pattern = re.compile("|".join(entry.rules))
        items = (item for item in self.knowledge.items if item.kind in RULE_KINDS)
        return tuple(item for item in items if pattern.search(item.text))[:MOST_RULES]

    def place(self, item: Item) -> str:
        """``F1 《…讲话》第10段``, with the notice of the document."""
        notice = self._notices.of(item.document_id)
        return f"{item.code} {basis_of(self.knowledge, item)}" + (f"，{notice}" if notice else "")

    @cached_property
    def _notices(self) -> Notices:
        return Notices(self.knowledge)

    def quoted(self, item: Item, before: str = "") -> tuple[Words, ...]:
        """The words of ``item``, then where they stand."""
        quote = words(f"{before}{item.text}", Provenance.QUOTED)
        return (quote, words(f"（{self.place(item)}）"))

    def text(self, template: str) -> str:
        """``template`` with what the round says, and lines to write on for the rest."""
        return _SLOT.sub(self._slot, template)

    def _slot(self, match: re.Match[str]) -> str:
        return self.round.value(match[1]) or (BLANK_DATE if match[1] in _DATES else BLANK)


def make_setting(knowledge: Knowledge, vocabulary: Vocabulary, round_: Round) -> Setting:
    document = next(_guiding(knowledge), None)
    return Setting(knowledge, vocabulary, round_, document)


def _guiding(knowledge: Knowledge) -> Iterator[Document]:
    """Documents with focus areas; those for one round before those for every round."""
    with_areas = [d for d in knowledge.documents if knowledge.items_of(d.id, ItemKind.FOCUS_AREA)]
    yield from (d for d in with_areas if d.kind is not DocumentKind.REGULATION)
    yield from with_areas
