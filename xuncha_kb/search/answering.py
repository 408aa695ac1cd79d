"""From a query to the matches that answer it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from xuncha_kb.search.engine import Reader, Slot, Wanted, facet, phrase
from xuncha_kb.search.ladder import Ladder, Reading
from xuncha_kb.search.language import Language
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

Scored = list[tuple[float, Match]]

FindTitle = Callable[[str, Mapping[str, str], Sequence[str]], Named | None]


@dataclass(frozen=True)
class Scope:
    """What hits must have, and must not have."""

    facets: tuple[frozenset[str], ...] = ()
    excluded: tuple[str, ...] = ()
    """In normal form."""
    wanted_kinds: frozenset[str] = frozenset()
    """Better than others, not the only ones."""
    filtered: bool = False
    """Only certain kinds are asked for."""


@dataclass(frozen=True)
class Answer:
    """The matches of one reading, best first."""

    reading: Reading
    scored: Scored
    total: int
    """Entries; more than ``scored`` where there are too many to look at."""
    title: str = ""
    """The document that was named."""
    kinds: frozenset[str] = frozenset()
    """Hits are of these kinds only."""


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
        found = self._by_reference(query, scope) if query.reference else None
        if found:
            return found
        if not query.terms:
            return self.attempt(Reading("kind", ()), scope)
        found = self._by_role(query, scope) or self._by_title(query, scope, find_title)
        if found:
            return found
        found = self.climb(query.terms, scope)
        if found is None or found.reading.enough < 1:
            return self._by_title(query, scope, find_short_name) or found
        return found

    def _by_role(self, query: Query, scope: Scope) -> Answer | None:
        """Where it is asked what to ask somebody: the questions for that role."""
        typed = self.language.folding.normal(" ".join(term.text for term in query.terms))
        asked = self.language.interview(typed)
        if asked is None or scope.filtered:
            return None
        roles, rest = asked
        facets = [*scope.facets, frozenset({facet("kind", "question")})]
        if roles:
            facets.append(frozenset(facet("role", role) for role in roles))
        narrowed = replace(scope, facets=tuple(facets), filtered=True)
        content = [p for p in self.language.pieces(rest) if p.role not in ("question", "kind")]
        if not content:
            answer = self.attempt(Reading("role", ()), narrowed)
        else:
            answer = self.climb([Term(piece.text) for piece in content], narrowed)
        return replace(answer, kinds=frozenset({"question"})) if answer else None

    def _by_reference(self, query: Query, scope: Scope) -> Answer | None:
        reference = query.reference
        assert reference is not None
        key = ("code", reference.code) if reference.code else ("article", reference.article)
        facets = [*scope.facets, frozenset({facet(*key)})]
        if reference.title:
            facets.append(_document_facets(self._named((reference.title,))))
        return self.attempt(Reading("reference", ()), replace(scope, facets=tuple(facets)))

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
                return replace(answer, title=named.name)
        return None

    def climb(self, terms: Sequence[Term], scope: Scope) -> Answer | None:
        """The first reading that finds something in the texts, after the cards that an earlier
        one found; failing that, the cards alone. What is made from texts and found by other names
        only is no more than a card."""
        cards: Answer | None = None
        for reading in self._ladder(terms).readings():
            if cards and reading.step not in SAME_MEANING:
                continue
            answer = self.attempt(reading, scope)
            if answer is None:
                continue
            if scope.filtered or any(map(_speaks, answer.scored)):
                return _after(cards, answer)
            cards = cards or answer
        return cards

    def _ladder(self, terms: Sequence[Term]) -> Ladder:
        return Ladder(terms, self.language, self.reader, self.words)

    def near(self, query: Query) -> Answer | None:
        """Entries that have any of the words."""
        reading = self._ladder(query.terms).loosest()
        return self.attempt(reading, Scope()) if reading.slots else None

    def attempt(self, reading: Reading, scope: Scope) -> Answer | None:
        """What ``reading`` finds; None for nothing."""
        slots = tuple(map(_slot, reading.slots))
        required = tuple(_slot(asked) for asked in reading.slots if not asked.optional)
        excluded = tuple(phrase(text) for text in scope.excluded)
        wanted = Wanted(required, excluded, scope.facets, reading.enough)
        found = self.reader.find(wanted, POOL)
        if not found.rows:
            return None
        having = tuple(self.reader.count(slot) for slot in slots)
        ranking = Ranking(self.reader.size, self.reader.average, having, scope.wanted_kinds)
        folding = self.language.folding
        entries = self.reader.entries(found.rows)
        matches = [
            match(entry, reading.slots, folding)
            for entry in entries
            if not holds(entry, excluded, folding)
        ]
        scored = [(ranking.score(m), m) for m in matches if _holds_up(m, reading, ranking)]
        total = found.total - (len(found.rows) - len(scored))
        return Answer(reading, in_order(scored), total) if scored else None


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


def _speaks(pair: tuple[float, Match]) -> bool:
    """Whether it is more than a card."""
    matched = pair[1]
    kind = matched.entry.kind
    return kind != "term_card" and (kind not in DERIVED or bool(matched.spoken))


def _after(cards: Answer | None, answer: Answer) -> Answer:
    if cards is None:
        return answer
    known = {matched.entry.key for _, matched in cards.scored}
    rest = [pair for pair in answer.scored if pair[1].entry.key not in known]
    doubled = len(answer.scored) - len(rest)
    total = answer.total + len(cards.scored) - doubled
    return replace(answer, scored=[*cards.scored, *rest], total=total)


def _document_facets(documents: Iterable[str]) -> frozenset[str]:
    return frozenset(facet("doc", document) for document in documents)
