"""The linter on an outline that a team has written: lines of text, questions among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xuncha_kb.compose.lint import Asked, Finding, lint
from xuncha_kb.compose.naming import named_role
from xuncha_kb.text import split_lines
from xuncha_kb.vocabulary import Vocabulary

LONGEST_HEADING = 30
SOURCED = "Q6"
NOWHERE = "整份提纲的题都没有写依据"


@dataclass(frozen=True, slots=True)
class OutlineQuestion:
    """One question of an outline; ``line`` counts from 1."""

    line: int
    asked: Asked


def lint_outline(text: str, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """The findings on every question of ``text``, in the order of the lines. Where no question
    at all says what it is based on, that is found once, at the first."""
    questions = read_outline(text, vocabulary)
    found = [
        finding.model_copy(update={"line": question.line})
        for question in questions
        for finding in lint(question.asked, vocabulary)
    ]
    if len(questions) > 1 and not any(question.asked.sourced for question in questions):
        bare = next(finding for finding in found if finding.rule == SOURCED)
        rest = [finding for finding in found if finding.rule != SOURCED]
        found = [bare.model_copy(update={"message": NOWHERE}), *rest]
    return tuple(found)


def read_outline(text: str, vocabulary: Vocabulary) -> tuple[OutlineQuestion, ...]:
    """The questions of ``text``. A short line without one is a heading and may name the role and
    the stage of what follows, the stage up to the next chief heading; （问教师） at a question
    names its own. A line 依据：… belongs to the question above it, or to all where it stands above
    the first."""
    found: list[OutlineQuestion] = []
    general = False
    role: str | None = None
    stage: str | None = None
    for number, line in enumerate(split_lines(text), 1):
        words = vocabulary.pattern("outline_lint.marker").sub("", line).strip()
        if not words:
            continue
        if vocabulary.pattern("outline_lint.basis_line").search(words):
            general = general or not found
            found[-1:] = [_sourced(question) for question in found[-1:]]
        elif vocabulary.pattern("outline_lint.question").search(words):
            asked = _asked(words, role, stage, vocabulary)
            if asked.text:
                found.append(OutlineQuestion(number, asked))
        elif len(words) <= LONGEST_HEADING:
            role = named_role(words, vocabulary) or role
            above = None if vocabulary.pattern("outline_lint.chief").search(line) else stage
            stage = _named_stage(words, vocabulary) or above
    return tuple(map(_sourced, found) if general else found)


def _asked(words: str, role: str | None, stage: str | None, vocabulary: Vocabulary) -> Asked:
    """The question without its brackets and its basis; what they say is kept."""
    aside = vocabulary.pattern("outline_lint.aside")
    said = " ".join(match[0] for match in aside.finditer(words))
    return Asked(
        text=aside.sub("", words).strip(),
        role=named_role(said, vocabulary) or role,
        stage=stage,
        sourced=bool(vocabulary.pattern("lint.basis").search(words)),
    )


def _sourced(question: OutlineQuestion) -> OutlineQuestion:
    asked = question.asked
    return OutlineQuestion(question.line, Asked(asked.text, asked.role, asked.stage, True))


def _named_stage(words: str, vocabulary: Vocabulary) -> str | None:
    return next(_stages(words, vocabulary), None)


def _stages(words: str, vocabulary: Vocabulary) -> Iterator[str]:
    for stage in vocabulary.stages.values():
        if stage.id in words or any(name in words for name in (stage.label, *stage.names)):
            yield stage.id
