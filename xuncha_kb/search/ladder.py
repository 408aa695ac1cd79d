"""How a query is tried: from what was typed to what may have been meant, one step at a time.

    exact       the words as typed; punctuation, width, traditional characters do not count
    variant     other spellings: 绝/决, 5/五
    asked       without the words that only ask: 什么, 怎么, 能不能
    shorthand   a numbered term by its members
    synonym     by words that mean the same
    pinyin      typed in letters
    typo        one wrong character in a word of three or more
    order       the words inside, in any order; then these by words that mean the same
    related     by the broader matter
    typo        one wrong character in any of the words
    some        most of the words, where there are three or more

The first step that finds something in the texts answers. From ``asked`` on, a name of a kind of
content (查什么, 依据) first stands for the items of that kind, then is left out; words with little
content (情况, 巡察) count but are not required beside others. Steps from ``order`` on are loose:
what was typed together may stand apart.

Before the ladder, ``answering`` looks whether a place (第十五条, F4.2), a talk (科长怎么问),
something made from the texts (招标查什么材料) or a document (巡察办法 回避) is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from xuncha_kb.search.alternatives import VARIANT, Alternatives, Widen
from xuncha_kb.search.engine import Reader, phrase
from xuncha_kb.search.language import Language, Piece
from xuncha_kb.search.matching import Alternative, Asked
from xuncha_kb.search.query import Term
from xuncha_kb.search.words import WordFinder

LONG = 3
"""Characters of a word that is itself still when one is wrong."""

SEVERAL = 3
"""Of two words, one is no answer."""

ENOUGH = 0.5
"""The share of a query that is still an answer."""


class Reading(NamedTuple):
    """One way to understand a query."""

    step: str
    slots: tuple[Asked, ...]
    enough: float = 1.0
    """The share of the slots that must be filled."""
    loose: bool = False
    """What was typed together may stand apart."""


@dataclass(frozen=True)
class Ladder:
    terms: Sequence[Term]
    language: Language
    reader: Reader
    words: WordFinder

    @cached_property
    def by(self) -> Alternatives:
        return Alternatives(self.language, self.words)

    def readings(self) -> Iterator[Reading]:
        """Step by step; what a step does not change is not tried again, and what a step leaves
        with no content is not tried at all."""
        tried: set[tuple[tuple[Asked, ...], float]] = set()
        for reading in self._all():
            key = (reading.slots, reading.enough)
            if key in tried or not self._says_something(reading):
                continue
            tried.add(key)
            yield reading

    def _says_something(self, reading: Reading) -> bool:
        """Words with little content are enough only where they are all there is."""
        if reading.step == "exact" or not (reading.loose or self._is_lossy):
            return bool(reading.slots)
        return not all(self.language.is_weak(slot.text) for slot in reading.slots)

    @cached_property
    def _is_lossy(self) -> bool:
        """Whether characters are left over when what was typed is taken apart."""
        normal = self.language.folding.normal
        pieces = [p for t in self.terms for p in self.language.pieces(normal(t.text))]
        single = (p.text for p in pieces if p.role == "plain" and len(p.text) == 1)
        return any(not self.language.is_weak(text) for text in single)

    def _all(self) -> Iterator[Reading]:
        yield self.exact()
        if all(term.exact for term in self.terms):
            return
        yield Reading("variant", self._typed(self.by.respelled))
        yield Reading("variant", self._typed(self.by.variants))
        for kinds in (True, False):
            yield Reading(self._cutting(kinds), self._pieces(kinds, self.by.variants))
        yield from self._by_meaning()
        if any(term.text.isascii() and term.text.isalpha() for term in self.terms):
            yield Reading("pinyin", self._typed(self.by.by_pinyin))
        yield Reading("typo", self._mended(self._typed(self.by.variants), LONG))
        yield from self._by_words()
        words = self._words(True, False, *self.by.any_wording)
        yield Reading("typo", self._mended(self._typed(self.by.variants)))
        yield Reading("typo", self._mended(words), loose=True)
        if sum(not (word.optional or word.needed) for word in words) >= SEVERAL:
            yield Reading("some", self._mended(words, LONG), ENOUGH, loose=True)

    def exact(self) -> Reading:
        """The words as typed."""
        return Reading("exact", self._typed())

    def loosest(self) -> Reading:
        """Any of the words, in any wording."""
        words = self._words(True, False, *self.by.any_wording)
        return Reading("some", tuple(slot for slot in words if not slot.needed), 0.0)

    def _by_meaning(self) -> Iterator[Reading]:
        for kinds in (True, False):
            yield Reading("shorthand", self._pieces(kinds, self.by.variants, self.by.members))
            yield Reading(
                "synonym", self._pieces(kinds, self.by.variants, self.by.members, self.by.same)
            )

    def _by_words(self) -> Iterator[Reading]:
        same = (self.by.variants, self.by.members, self.by.same)
        for fine in (False, True):
            for kinds in (True, False):
                yield Reading("order", self._words(fine, kinds, self.by.variants), loose=True)
                yield Reading("synonym", self._words(fine, kinds, *same), loose=True)
        for kinds in (True, False):
            yield Reading("related", self._pieces(kinds, *self.by.any_wording))
        yield Reading("related", self._words(True, False, *self.by.any_wording), loose=True)

    def _typed(self, *widen: Widen) -> tuple[Asked, ...]:
        """A slot for each term."""
        normal = self.language.folding.normal
        return tuple(
            self._slot(text, *(() if term.exact else widen), typed=term.text)
            for term in self.terms
            if (text := normal(term.text))
        )

    def _typed_exactly(self, term: Term) -> list[Asked]:
        text = self.language.folding.normal(term.text)
        return [self._slot(text, typed=term.text)] if text else []

    def _slot(self, text: str, *widen: Widen, typed: str = "") -> Asked:
        own = Alternative((phrase(text, typed),))
        others = [other for way in widen for other in way(text)]
        others.sort(key=lambda other: -other.weight)
        kinds = self.language.kinds_called(text)
        return Asked(text, tuple(dict.fromkeys((own, *others))), kinds=kinds)

    def _pieces(self, kinds: bool, *widen: Widen) -> tuple[Asked, ...]:
        """A slot for each part that has content; names of kinds of content only with
        ``kinds``."""
        slots = []
        for part in self._parts(kinds):
            if isinstance(part, Term):
                slots += self._typed_exactly(part)
            elif part.role == "answer":
                slots.append(self._answer(part.text))
            else:
                slots.append(self._slot(part.text, *widen))
        return self._with_optional(slots)

    def _cutting(self, kinds: bool) -> str:
        """``asked`` where taking the query apart leaves something out, else ``order``."""
        normal = self.language.folding.normal
        typed = sum(len(normal(term.text)) for term in self.terms)
        kept = sum(len(normal(part.text)) for part in self._parts(kinds))
        return "asked" if kept < typed else "order"

    def _parts(self, kinds: bool) -> list[Piece | Term]:
        parts: list[Piece | Term] = []
        for term in self._joined:
            if term.exact:
                parts.append(term)
            else:
                parts += self.language.pieces(self.language.folding.normal(term.text))
        parts = [p for p in parts if isinstance(p, Term) or p.role != "question"]
        content = [p for p in parts if isinstance(p, Term) or len(p.text) > 1]
        others = [p for p in content if isinstance(p, Term) or p.role != "kind"]
        telling = any(not self.language.is_weak(p.text) for p in others)
        return others if telling and not kinds else content

    @cached_property
    def _joined(self) -> list[Term]:
        """The terms; neighbours as one where the vocabulary knows them as one: 党组 书记."""
        joined: list[Term] = []
        for term in self.terms:
            if joined and not (term.exact or joined[-1].exact):
                both = joined[-1].text + term.text
                if self.language.knows(self.language.folding.normal(both)):
                    joined[-1] = Term(both)
                    continue
            joined.append(term)
        return joined

    def _answer(self, text: str) -> Asked:
        means = (Alternative((phrase(m),), VARIANT, m) for m in self.language.answers(text))
        return Asked(text, (Alternative((phrase(text),)), *means), needed=True)

    def _words(self, fine: bool, kinds: bool, *widen: Widen) -> tuple[Asked, ...]:
        """A slot for each word; a part that the vocabulary knows stays together where it has
        other wordings."""
        slots: list[Asked] = []
        for part in self._parts(kinds):
            if isinstance(part, Term):
                slots += self._typed_exactly(part)
            elif part.role == "answer":
                slots.append(self._answer(part.text))
            elif part.role == "plain":
                found = self.words.cut(part.text, fine)
                slots += [self._word_slot(word, *widen) for word in found]
            elif part.role == "kind" and kinds:
                slots.append(self._slot(part.text, *widen))
            else:
                slots.append(self._known(part.text, fine, *widen))
        return self._with_optional(slots)

    def _with_optional(self, slots: Sequence[Asked]) -> tuple[Asked, ...]:
        """Words with little content are not required beside others."""
        weak = [not slot.needed and self.language.is_weak(slot.text) for slot in slots]
        if not all(weak):
            slots = [s._replace(optional=w) for s, w in zip(slots, weak, strict=True)]
        return tuple(dict.fromkeys(slots))

    def _word_slot(self, word: str, *widen: Widen) -> Asked:
        slot = self._slot(word, *widen)
        own = Alternative((self.words.atom(word),))
        return slot._replace(alternatives=(own, *slot.alternatives[1:]))

    def _known(self, text: str, fine: bool, *widen: Widen) -> Asked:
        slot = self._slot(text, *widen)
        inside = tuple(self.words.atom(word) for word in self.words.cut(text, fine))
        own = [slot.alternatives[0]]
        if len(inside) > 1:
            own.append(Alternative(inside, VARIANT))
        return slot._replace(alternatives=(*own, *slot.alternatives[1:]))

    def _mended(self, slots: tuple[Asked, ...], shortest: int = 2) -> tuple[Asked, ...]:
        """Near words for the slots that nothing fills, those of ``shortest`` characters or
        more."""
        return tuple(
            slot if len(slot.text) < shortest or self._is_known(slot) else self._near(slot)
            for slot in slots
        )

    def _is_known(self, slot: Asked) -> bool:
        """To the vocabulary or to the texts: then it is no mistake."""
        return (
            self.language.knows(slot.text)
            or self.reader.count(tuple(a.choice for a in slot.alternatives)) > 0
        )

    def _near(self, slot: Asked) -> Asked:
        return slot._replace(alternatives=(*slot.alternatives, *self.by.alike(slot.text)))
