"""The linter: is this a good question to ask?

Eight rules, for our own questions and for the outlines that teams write: open, single, neutral,
towards evidence, fit for the role, sourced, sayable, within bounds. What each rule looks for is
data (``lint.toml``, ``patterns/lint.toml``, ``roles.toml``); ``LINT_RULES`` is the register.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from xuncha_kb.compose.clauses import balanced
from xuncha_kb.model import Frozen, Knowledge
from xuncha_kb.text import depth_mask
from xuncha_kb.vocabulary import Vocabulary

FREE_STAGES = ("S1", "S5")
"""Stages whose questions need not aim at evidence."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the linter sees it; role and stage are None where an outline says nothing."""

    text: str
    role: str | None = None
    stage: str | None = None
    sourced: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """What breaks a rule, and where in the text of the question."""

    start: int
    end: int
    found: str


class Finding(Frozen):
    """A rule that a question breaks; ``message`` and ``hint`` are Chinese and whole."""

    rule: str
    """``Q1``-``Q8``."""
    message: str
    hint: str
    question: str
    start: int
    """Code points within the question."""
    end: int
    line: int | None = None
    """The line of an outline, from 1."""
    question_id: str | None = None


LintRule = Callable[[Asked, Vocabulary], Iterable[Hit]]


def _open(asked: Asked, vocabulary: Vocabulary) -> Iterator[Hit]:
    may_confirm = asked.stage in (None, "S4")
    if may_confirm and vocabulary.pattern("lint.shown").search(asked.text):
        return
    yield from _search("lint.closed", _unquoted(asked.text), vocabulary)


def _single(asked: Asked, vocabulary: Vocabulary) -> Iterator[Hit]:
    yield from _search("lint.double", _unquoted(asked.text), vocabulary)


def _neutral(asked: Asked, vocabulary: Vocabulary) -> Iterator[Hit]:
    yield from _search("lint.loaded", _unquoted(asked.text), vocabulary)


def _evidence(asked: Asked, vocabulary: Vocabulary) -> Iterator[Hit]:
    names = ("lint.evidence", "lint.shown")
    seeks = any(vocabulary.pattern(name).search(asked.text) for name in names)
    if asked.stage not in FREE_STAGES and not seeks:
        yield Hit(0, len(asked.text), asked.text)


def _role_fit(asked: Asked, vocabulary: Vocabulary) -> Iterator[Hit]:
    role = vocabulary.roles.by_id.get(asked.role or "")
    for word in role.out_of_reach if role else ():
        start = asked.text.find(word)
        if start >= 0:
            yield Hit(start, start + len(word), word)
            return


def _sourced(asked: Asked, vocabulary: Vocabulary) -> Iterator[Hit]:
    if not asked.sourced:
        yield Hit(0, len(asked.text), asked.text)


def _sayable(asked: Asked, vocabulary: Vocabulary) -> Iterator[Hit]:
    longest = vocabulary.lint.longest
    if len(asked.text) > longest:
        yield Hit(longest, len(asked.text), f"主问{len(asked.text)}字，超过{longest}字")
    if not balanced(asked.text):
        yield Hit(0, len(asked.text), "引号或者括号没有成对")
    for hit in _search("lint.clumsy", asked.text, vocabulary):
        yield Hit(hit.start, hit.end, f"“{hit.found}”读不通")


def _within_bounds(asked: Asked, vocabulary: Vocabulary) -> Iterator[Hit]:
    yield from _search("lint.overstepping", _unquoted(asked.text), vocabulary)


LINT_RULES: tuple[tuple[str, LintRule], ...] = (
    ("Q1", _open),
    ("Q2", _single),
    ("Q3", _neutral),
    ("Q4", _evidence),
    ("Q5", _role_fit),
    ("Q6", _sourced),
    ("Q7", _sayable),
    ("Q8", _within_bounds),
)


def is_good(asked: Asked, vocabulary: Vocabulary) -> bool:
    """Whether no rule finds anything."""
    return not any(True for _, rule in LINT_RULES for _ in rule(asked, vocabulary))


def lint(asked: Asked, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """What the rules find, in their order."""
    findings = []
    for name, rule in LINT_RULES:
        entry = vocabulary.lint.by_id[name]
        for hit in rule(asked, vocabulary):
            message = entry.message.replace("{found}", hit.found)
            message = message.replace("{role}", _role_name(asked, vocabulary))
            findings.append(
                Finding(
                    rule=name,
                    message=message,
                    hint=entry.hint_for(hit.found, asked.text).replace("{found}", hit.found),
                    question=asked.text,
                    start=hit.start,
                    end=hit.end,
                )
            )
    return tuple(findings)


def lint_questions(knowledge: Knowledge, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """The findings on the question bank; a question that leads to no item must say that it is a
    reference."""
    return tuple(
        finding.model_copy(update={"question_id": question.id})
        for question in knowledge.questions
        for finding in lint(
            Asked(
                question.text,
                question.role,
                question.stage,
                question.item_id is not None or question.provenance == "reference",
            ),
            vocabulary,
        )
    )


def _role_name(asked: Asked, vocabulary: Vocabulary) -> str:
    role = vocabulary.roles.by_id.get(asked.role or "")
    return role.short if role else ""


def _search(name: str, text: str, vocabulary: Vocabulary) -> Iterator[Hit]:
    match = vocabulary.pattern(name).search(text)
    if match:
        yield Hit(match.start(), match.end(), re.sub(r"\s", "", match[0]))


@lru_cache(maxsize=256)
def _unquoted(text: str) -> str:
    """``text`` with what stands in quotation marks or 《》 blanked out: words of a document are
    not words of the question."""
    mask = depth_mask(text)
    return "".join(" " if inside else c for c, inside in zip(text, mask, strict=True))
