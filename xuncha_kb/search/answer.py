"""What is asked of the entries, and what is found in answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xuncha_kb.search.ladder import Reading
from xuncha_kb.search.matching import Match
from xuncha_kb.search.ranking import in_order
from xuncha_kb.search.result import DERIVED

PAGES = ("checklist", "form")
"""Kinds of what is made that is a page of its own."""

Scored = list[tuple[float, Match]]


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
    told: Match
    """See :func:`told`."""
    named: str = ""
    """The document, or the role or stage, that was named."""
    kinds: frozenset[str] = frozenset()
    """Hits are of these kinds only."""


def speaks(pair: tuple[float, Match]) -> bool:
    """Whether it answers by itself: a place in a text, or a whole page that was named."""
    matched = pair[1]
    kind = matched.entry.kind
    return kind not in DERIVED or (kind in PAGES and bool(matched.spoken))


def only_made(answer: Answer) -> bool:
    """Whether no text says it, only what is made from texts."""
    return all(matched.entry.kind in DERIVED for _, matched in answer.scored)


def is_full(pair: tuple[float, Match]) -> bool:
    """Whether it has the words with little content too."""
    return all(pair[1].fillings)


def told(scored: Scored) -> Match:
    """The match that the step is told by: the best one of a text, where there is one."""
    matches = [matched for _, matched in scored]
    texts = (m for m in matches if m.entry.kind not in DERIVED)
    others = (m for m in matches if m.entry.kind != "term_card")
    return next(texts, None) or next(others, None) or matches[0]


def together(made: Answer | None, answer: Answer) -> Answer:
    """``answer`` with what ``made`` has besides, best first."""
    if made is None:
        return answer
    known = {matched.entry.key for _, matched in made.scored}
    rest = [pair for pair in answer.scored if pair[1].entry.key not in known]
    doubled = len(answer.scored) - len(rest)
    total = answer.total + len(made.scored) - doubled
    return replace(answer, scored=in_order([*made.scored, *rest]), total=total)
