"""The interview sheet: one A4 sheet for one conversation, as data."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha_kb.compose.basis import basis_of
from xuncha_kb.compose.choose import choose_questions
from xuncha_kb.compose.notices import told
from xuncha_kb.model import Frozen, Knowledge, Provenance, Question
from xuncha_kb.vocabulary import Vocabulary

SHEET_MINUTES = 45
"""What a sheet without a plan is made for; so many questions fit on both sides."""


class SheetQuestion(Frozen):
    """A question with its small print."""

    question: Question
    code: str
    """Of the item that it leads to; empty for a reference."""
    clause: str
    """The words of that item, exactly."""
    basis: str
    provenance: Provenance


class SheetStage(Frozen):
    id: str
    label: str
    aim: str
    questions: tuple[SheetQuestion, ...]


class SheetMaterial(Frozen):
    label: str
    provenance: Provenance = Provenance.REFERENCE


class InterviewSheet(Frozen):
    """Everything that is printed; slots are left empty to be filled in by hand."""

    id: str
    """``sheet-r3``, or the name of a plan."""
    role: str
    role_label: str
    title: str
    minutes: float
    header: tuple[str, ...]
    """Names of the fields at the top."""
    tell: tuple[str, ...]
    """What to say at the start, each with a box to tick."""
    stages: tuple[SheetStage, ...]
    materials: tuple[SheetMaterial, ...]
    verify_by: tuple[str, ...]
    footer: tuple[str, ...]
    """Who signs at the end."""
    notices: tuple[str, ...]
    """What the documents that the questions come from say of themselves, each once."""


def compose_sheets(knowledge: Knowledge, vocabulary: Vocabulary) -> tuple[InterviewSheet, ...]:
    """A sheet for every role that the question bank asks."""
    asked = {question.role for question in knowledge.questions}
    return tuple(
        compose_sheet(
            knowledge,
            vocabulary,
            role,
            choose_questions(knowledge, vocabulary, role, minutes=SHEET_MINUTES).questions,
        )
        for role in vocabulary.roles.by_id
        if role in asked
    )


def compose_sheet(
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    role: str,
    questions: Iterable[Question],
    name: str = "",
) -> InterviewSheet:
    """The sheet of ``questions`` for ``role``; ``name`` is that of a plan."""
    taken = tuple(questions)
    entry = vocabulary.roles.by_id[role]
    words = vocabulary.sheet
    return InterviewSheet(
        id=name or f"sheet-{role.lower()}",
        role=role,
        role_label=entry.label,
        title=words.title.replace("{role}", entry.label),
        minutes=sum(vocabulary.stages[question.stage].minutes for question in taken),
        header=words.header,
        tell=(*vocabulary.roles.tell, *entry.tell),
        stages=_stages(knowledge, vocabulary, taken),
        materials=tuple(SheetMaterial(label=label) for label in _once(q.ask_for for q in taken)),
        verify_by=_once(question.verify_by for question in taken),
        footer=words.footer,
        notices=_notices(knowledge, taken),
    )


def _stages(
    knowledge: Knowledge, vocabulary: Vocabulary, questions: tuple[Question, ...]
) -> tuple[SheetStage, ...]:
    return tuple(
        SheetStage(
            id=stage.id,
            label=stage.label,
            aim=stage.aim,
            questions=tuple(
                _printed(knowledge, question)
                for question in questions
                if question.stage == stage.id
            ),
        )
        for stage in vocabulary.stages.values()
    )


def _printed(knowledge: Knowledge, question: Question) -> SheetQuestion:
    item = knowledge.item_by_id.get(question.item_id or "")
    return SheetQuestion(
        question=question,
        code=item.code if item else "",
        clause=item.text if item else "",
        basis=basis_of(knowledge, item) if item else "",
        provenance=question.provenance,
    )


def _notices(knowledge: Knowledge, questions: tuple[Question, ...]) -> tuple[str, ...]:
    items = (knowledge.item_by_id.get(question.item_id or "") for question in questions)
    names = dict.fromkeys(item.document_id for item in items if item)
    documents = (knowledge.document_by_id[name] for name in names)
    return told((document.title, document.metadata.notice or "") for document in documents)


def _once(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple({word: None for group in groups for word in group})
