"""Questions as exercises: each with what a good interviewer would ask, see and hold against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xuncha_kb.compose.basis import basis_of
from xuncha_kb.model import Frozen, Knowledge, Question
from xuncha_kb.vocabulary import Vocabulary


class Exercise(Frozen):
    """A question with all that stands beside it, in words for people."""

    id: str
    role: str
    role_label: str
    stage: str
    stage_label: str
    text: str
    follow_ups: tuple[str, ...]
    ask_for: tuple[str, ...]
    verify_by: tuple[str, ...]
    code: str
    """Of the item that it leads to; empty for a reference, as are the two after it."""
    clause: str
    """The words of that item, exactly."""
    basis: str
    provenance: str


def exercises(
    knowledge: Knowledge, vocabulary: Vocabulary, questions: Iterable[Question]
) -> Iterator[Exercise]:
    """``questions`` in their order."""
    for question in questions:
        item = knowledge.item_by_id.get(question.item_id or "")
        yield Exercise(
            id=question.id,
            role=question.role,
            role_label=vocabulary.roles.by_id[question.role].short,
            stage=question.stage,
            stage_label=vocabulary.stages[question.stage].label,
            text=question.text,
            follow_ups=question.follow_ups,
            ask_for=question.ask_for,
            verify_by=question.verify_by,
            code=item.code if item else "",
            clause=item.text if item else "",
            basis=basis_of(knowledge, item) if item else "",
            provenance=vocabulary.labels.by_value[question.provenance],
        )
