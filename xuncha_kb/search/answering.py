"""From a query to the matches that answer it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from xuncha_kb.search.answer import (
    Answer,
    Scope,
    Scored,
    is_full,
    only_made,
    speaks,
    together,
    told,
)
from xuncha_kb.search.bm25 import rarity
from xuncha_kb.search.engine import Reader, Slot, Wanted, called, facet, phrase
from xuncha_kb.search.ladder import Ladder, Reading
from xuncha_kb.search.language import Interview, Language
from xuncha_kb.search.matching import Asked, Match, holds, match
from xuncha_kb.search.query import Query, Term
from xuncha_kb.search.ranking import Ranking, in_order
from xuncha_kb.search.result import DERIVED
from xuncha_kb.search.titles import Named, find_short_name, find_title, named_so
from xuncha_kb.search.words import WordFinder

SAME_MEANING = ("variant", "asked", "shorthand", "synonym", "related")
"""Steps that ask for the same in other words."""

POOL = 200
"""Entries that are looked at closely."""

INTERVIEW = ("role", "question")
"""Kinds of what is made for a talk: whom to talk to, what to ask."""

MADE = ("question", "checklist_row", "role")
"""Kinds of what is made from places, and stands beside them."""

FindTitle = Callable[[str, Mapping[str, str], Sequence[str]], Named | None]


@dataclass(frozen=True)
class Answering:
    language: Language
    reader: Reader
    words: WordFinder

    @cached_property
    def documents(self) -> list[tuple[str, str, str]]:
        """Id, title and notice of every document."""
        return [tuple(row) for row in json.loads(self.reader.table("documents"))]

    def scope(self, query: Query, kinds: frozenset[str]) -> Scope:
        """The filters of ``query``; one that names nothing lets nothing through."""
        filters, normal = query.filters, self.language.folding.normal
        facets = []
        if kinds or "kind" in filters:
            facets.append(frozenset(facet("kind", kind) for kind in kinds))
        if "doc" in filters:
            facets.append(_document_facets(self._named(filters["doc"])))
        if "role" in filters:
            roles = (self.language.roles_named(name) for name in filters["role"])
            facets.append(frozenset(facet("role", role) for some in roles for role in some))
        if "focus" in filters:
            facets.append(frozenset(facet("focus", c.strip().upper()) for c in filters["focus"]))
        excluded = tuple(text for word in query.excluded if (text := normal(word)))
        wanted = self.language.wanted_kinds(normal(query.text))
        return Scope(tuple(facets), excluded, wanted, bool(kinds))

    def answer(self, query: Query, scope: Scope) -> Answer | None:
        """None where the texts say nothing of it."""
        if query.reference:
            found = self._by_reference(query, scope)
            if found or not query.reference.loose:
                return found
        if not query.terms:
            return self.attempt(Reading("kind", ()), scope)
        found = (
            self._by_role(query, scope)
            or self._by_made_kind(query, scope)
            or self._by_title(query, scope, find_title)
        )
        if found:
            return found
        found = self.climb(query.terms, scope)
        if found is None or found.reading.enough < 1 or only_made(found):
            named = self._by_title(query, scope, find_short_name)
            return named or found or self._by_talk(query, scope)
        return found

    def _by_role(self, query: Query, scope: Scope) -> Answer | None:
        """Where it is asked what to ask somebody, or what to say at a stage of a talk: the
        questions for that; of these those on the rest of what was typed, where there are any."""
        asked = self.language.interview(self._typed(query))
        if asked is None or scope.filtered:
            return None
        kinds = frozenset(INTERVIEW)
        narrowed = self._among_questions(asked, scope)
        rest = [Term(text) for text in self.language.content(asked.rest)]
        answer = self.climb(rest, narrowed) if rest else None
        if answer is None and (asked.roles or asked.stages):
            answer = self.attempt(Reading("role", ()), narrowed)
        if answer is None or not (asked.roles or asked.stages):
            return replace(answer, kinds=kinds) if answer else None
        return replace(answer, kinds=kinds, named=self.language.names_of(asked))

    def _by_talk(self, query: Query, scope: Scope) -> Answer | None:
        """Where somebody is named besides a matter and the texts say nothing of both (校长 食堂):
        what to ask that person about it."""
        asked = self.language.talk(self._typed(query))
        if asked is None or scope.filtered or any(term.exact for term in query.terms):
            return None
        rest = [Term(text) for text in self.language.content(asked.rest)]
        answer = self.climb(rest, self._among_questions(asked, scope)) if rest else None
        if answer is None or answer.reading.loose:
            return None
        return replace(answer, kinds=frozenset(INTERVIEW), named=self.language.names_of(asked))

    def _by_made_kind(self, query: Query, scope: Scope) -> Answer | None:
        """Where something made from the texts is asked for, such as materials: what of it is on
        the rest of what was typed."""
        parts = self.language.pieces(self._typed(query))
        named = [p.text for p in parts if self.language.kinds_called(p.text) & set(DERIVED)]
        rest = [
            Term(text)
            for part in parts
            if part.text not in named
            for text in self.language.content(part.text)
        ]
        if not (named and rest) or scope.filtered or any(term.exact for term in query.terms):
            return None
        facets = (*scope.facets, frozenset(map(called, named)))
        answer = self.climb(rest, replace(scope, facets=facets, filtered=True))
        kinds = frozenset(DERIVED).intersection(*map(self.language.kinds_called, named))
        return replace(answer, kinds=kinds) if answer else None

    def _typed(self, query: Query) -> str:
        return self.language.folding.normal(" ".join(term.text for term in query.terms))

    def _among_questions(self, asked: Interview, scope: Scope) -> Scope:
        facets = [*scope.facets, frozenset(facet("kind", kind) for kind in INTERVIEW)]
        for name, keys in (("role", asked.roles), ("stage", asked.stages)):
            if keys:
                facets.append(frozenset(facet(name, key) for key in keys))
        return replace(scope, facets=tuple(facets), filtered=True)

    def _by_reference(self, query: Query, scope: Scope) -> Answer | None:
        """The place itself; where there is none, only what is written just so."""
        reference = query.reference
        assert reference is not None
        key = ("code", reference.code) if reference.code else ("article", reference.article)
        facets = [*scope.facets, frozenset({facet(*key)})]
        if reference.title:
            facets.append(_document_facets(self._named((reference.title,))))
        found = self.attempt(Reading("reference", ()), replace(scope, facets=tuple(facets)))
        return found or self.attempt(self._ladder(query.terms).exact(), scope)

    def _named(self, names: Iterable[str]) -> list[str]:
        """The ids of the documents that one of ``names`` means."""
        normal = self.language.folding.normal
        ids = {document for document, _, _ in self.documents}
        return [
            document
            for name in names
            for document in ([name] if name in ids else named_so(normal(name), self._titles))
        ]

    @cached_property
    def _titles(self) -> dict[str, str]:
        normal = self.language.folding.normal
        return {document: normal(title) for document, title, _ in self.documents}

    def _by_title(self, query: Query, scope: Scope, find: FindTitle) -> Answer | None:
        """Where a document is named besides other words: those words in that document."""
        normal = self.language.folding.normal
        endings = self.language.data["title_endings"]
        for number, term in enumerate(query.terms):
            named = None if term.exact else find(normal(term.text), self._titles, endings)
            if named is None:
                continue
            rest = [*query.terms]
            rest[number : number + 1] = [Term(text) for text in named.rest]
            facets = (*scope.facets, _document_facets(named.documents))
            answer = self.climb(rest, replace(scope, facets=facets)) if rest else None
            if answer and answer.reading.enough >= 1:
                return replace(answer, named=named.name)
        return None

    def climb(self, terms: Sequence[Term], scope: Scope) -> Answer | None:
        """The first reading that finds something in the texts. Where an earlier one found what
        is made from texts only (cards, questions, rows), the texts may mean the same in other
        words: both together then."""
        made: Answer | None = None
        for reading in self._ladder(terms).readings():
            if made and (reading.loose or reading.step not in SAME_MEANING):
                continue
            answer = self.attempt(reading, scope)
            if answer is None:
                continue
            if scope.filtered or any(map(speaks, answer.scored)):
                return together(made, answer)
            if made is None and any(map(is_full, answer.scored)):
                made = answer
        return made

    def _ladder(self, terms: Sequence[Term]) -> Ladder:
        return Ladder(terms, self.language, self.reader, self.words)

    def near(self, query: Query) -> Scored:
        """Places, not what is made from them, that have any of the words."""
        reading = self._ladder(query.terms).loosest()
        scope = Scope(
            wanted_kinds=self.language.wanted_kinds(self.language.folding.normal(query.text))
        )
        answer = self.attempt(reading, scope) if reading.slots else None
        pairs = answer.scored if answer else []
        found = [pair for pair in pairs if pair[1].entry.kind not in MADE]
        return sorted(found, key=lambda pair: -sum(f.rarity for f in pair[1].filled))

    def attempt(self, reading: Reading, scope: Scope) -> Answer | None:
        """What ``reading`` finds; None for nothing."""
        slots = tuple(map(_slot, reading.slots))
        required = tuple(_slot(asked) for asked in reading.slots if not asked.optional)
        excluded = tuple(phrase(text) for text in scope.excluded)
        wanted = Wanted(required, excluded, scope.facets, reading.enough)
        found = self.reader.find(wanted, POOL)
        if not found.rows:
            return None
        rarities = [rarity(self.reader.count(slot), self.reader.size) for slot in slots]
        ranking = Ranking(self.reader.average, rarities, scope.wanted_kinds)
        folding = self.language.folding
        matches = [
            match(entry, reading.slots, rarities, folding)
            for entry in self.reader.entries(found.rows)
            if not holds(entry, excluded, folding)
        ]
        scored = in_order((ranking.score(m), m) for m in matches if _holds_up(m, reading, ranking))
        total = found.total - (len(found.rows) - len(scored))
        return Answer(reading, scored, total, told(scored)) if scored else None


def _slot(asked: Asked) -> Slot:
    return tuple(alternative.choice for alternative in asked.alternatives)


def _holds_up(matched: Match, reading: Reading, ranking: Ranking) -> bool:
    needed = [f for s, f in zip(reading.slots, matched.fillings, strict=True) if s.needed]
    if needed and (matched.entry.kind in DERIVED or not all(needed)):
        return False  # only a text itself can say when or where
    if reading.enough >= 1:
        pairs = zip(reading.slots, matched.fillings, strict=True)
        return all(filling or slot.optional for slot, filling in pairs)
    return any(matched.fillings) and ranking.coverage(matched, reading.slots) >= reading.enough


def _document_facets(documents: Iterable[str]) -> frozenset[str]:
    return frozenset(facet("doc", document) for document in documents)
