"""The question bank of a corpus."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.checks.pollution import POLLUTED
from xuncha_kb.compose.indicator_questions import indicator_slots
from xuncha_kb.compose.role_questions import role_slots
from xuncha_kb.compose.rule_questions import rule_slots
from xuncha_kb.compose.slots import Slot, fill
from xuncha_kb.model import Knowledge, Question
from xuncha_kb.vocabulary import Vocabulary


def compose_questions(knowledge: Knowledge, vocabulary: Vocabulary) -> tuple[Question, ...]:
    """Document by document: opening and closing of each role that is asked, then the questions
    about criteria, indicators, points and rules. Polluted documents give none."""
    polluted = {p.document_id for p in knowledge.problems if p.code == POLLUTED}
    questions: list[Question] = []
    met: set[str] = set()
    for document in knowledge.documents:
        if document.id in polluted:
            continue
        own = tuple(fill(_slots(knowledge, document.id, vocabulary), vocabulary))
        roles = [role for role in vocabulary.roles.by_id if any(q.role == role for q in own)]
        new = [role for role in roles if role not in met]
        met.update(new)
        items = knowledge.items_of(document.id)
        questions += fill(role_slots(items, new, vocabulary), vocabulary)
        questions += own
    return tuple(questions)


def _slots(knowledge: Knowledge, document_id: str, vocabulary: Vocabulary) -> Iterator[Slot]:
    yield from indicator_slots(knowledge, document_id, vocabulary)
    yield from rule_slots(knowledge, document_id, vocabulary)
