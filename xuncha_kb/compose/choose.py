"""A balanced set of questions for one conversation: so many minutes, these areas."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import chain

from xuncha_kb.compose.similarity import TOO_ALIKE, bigrams, overlap
from xuncha_kb.compose.subject import area_above
from xuncha_kb.model import Frozen, Item, ItemKind, Knowledge, Provenance, Question
from xuncha_kb.vocabulary import Vocabulary

CYCLE = ("S2", "S3", "S3", "S4")
"""How the stages take turns."""


class Selection(Frozen):
    """The questions taken for one role, in the order of asking."""

    role: str
    questions: tuple[Question, ...]
    minutes: float
    """What they take, by the figures of the stages."""
    left_out: tuple[str, ...]
    """Ids of the points that were asked for and have no question here."""


def choose_questions(
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    role: str,
    focus: Sequence[str] = (),
    minutes: float | None = None,
    document_id: str | None = None,
) -> Selection:
    """Questions for ``role``: opening and closing, and between them the areas of ``focus``
    (``4``, ``F4``; all where empty) of one document or of all, until ``minutes`` are full: the
    stages take turns, and so do the areas, items that have no question yet before others.
    Without ``minutes`` all that fit the role are taken."""
    own = [question for question in knowledge.questions if question.role == role]
    frame = [question for question in own if question.provenance is Provenance.REFERENCE]
    wanted = [
        question
        for question in own
        if question.provenance is not Provenance.REFERENCE
        and _in_focus(knowledge, question, focus)
        and document_id in (None, knowledge.item_by_id[question.item_id or ""].document_id)
    ]
    budget = float("inf") if minutes is None else minutes
    stages = {question.stage for question in wanted}
    cheapest = min((vocabulary.stages[stage].minutes for stage in stages), default=0)
    taken: list[Question] = []
    for question in chain(frame[:2], _in_turns(knowledge, wanted)):
        if budget < cheapest and question.provenance is not Provenance.REFERENCE:
            break
        cost = vocabulary.stages[question.stage].minutes
        if cost <= budget and not _heard(question, taken):
            taken.append(question)
            budget -= cost
    ordered = _in_order(knowledge, taken)
    return Selection(
        role=role,
        questions=ordered,
        minutes=sum(vocabulary.stages[question.stage].minutes for question in ordered),
        left_out=_left_out(knowledge, wanted, taken),
    )


def question_area(knowledge: Knowledge, question: Question) -> Item | None:
    """The focus area that a question leads to."""
    return area_above(knowledge, knowledge.item_by_id.get(question.item_id or ""))


def _in_focus(knowledge: Knowledge, question: Question, focus: Sequence[str]) -> bool:
    area = question_area(knowledge, question)
    return not focus or (
        area is not None and any(name in (area.code, area.code[1:], area.id) for name in focus)
    )


def _in_turns(knowledge: Knowledge, questions: list[Question]) -> Iterator[Question]:
    """By ``CYCLE``, each time from the area that has had the fewest; closings last."""
    areas: dict[str, list[Question]] = {}
    for question in questions:
        area = question_area(knowledge, question)
        areas.setdefault(area.id if area else "", []).append(question)
    queues = [_by_stage(_fresh_first(queue)) for queue in areas.values()]
    had = [0] * len(queues)
    while any(queue[stage] for queue in queues for stage in CYCLE):
        for stage in CYCLE:
            ready = [(had[n], n) for n, queue in enumerate(queues) if queue[stage]]
            if ready:
                number = min(ready)[1]
                had[number] += 1
                yield queues[number][stage].popleft()
    yield from (question for queue in queues for rest in queue.values() for question in rest)


def _by_stage(questions: list[Question]) -> defaultdict[str, deque[Question]]:
    stages: defaultdict[str, deque[Question]] = defaultdict(deque)
    for question in questions:
        stages[question.stage].append(question)
    return stages


def _fresh_first(questions: list[Question]) -> list[Question]:
    """The first question on an item before its second."""
    met: set[tuple[str | None, str]] = set()
    again: list[bool] = []
    for question in questions:
        key = (question.item_id, question.stage)
        again.append(key in met)
        met.add(key)
    return [q for q, _ in sorted(zip(questions, again, strict=True), key=lambda pair: pair[1])]


def _heard(question: Question, taken: list[Question]) -> bool:
    sound = bigrams(question.text)
    return any(
        question.text == other.text or overlap(sound, bigrams(other.text)) > TOO_ALIKE
        for other in taken
    )


def _in_order(knowledge: Knowledge, taken: list[Question]) -> tuple[Question, ...]:
    """Opening first, then by area and stage, the closing of the role last."""
    ids = {question.id for question in taken}
    place = {q.id: number for number, q in enumerate(knowledge.questions) if q.id in ids}
    areas: dict[str, int] = {}
    for question in sorted(taken, key=lambda q: place[q.id]):
        area = question_area(knowledge, question)
        areas.setdefault(area.id if area else "", len(areas))

    def key(question: Question) -> tuple[int, int, str, int]:
        reference = question.provenance is Provenance.REFERENCE
        outer = 0 if not reference else (-1 if question.stage == "S1" else 1)
        area = question_area(knowledge, question)
        return (outer, areas[area.id if area else ""], question.stage, place[question.id])

    return tuple(sorted(taken, key=key))


def _left_out(
    knowledge: Knowledge, wanted: list[Question], taken: list[Question]
) -> tuple[str, ...]:
    covered = {question.item_id for question in taken}
    asked = {question.item_id: None for question in wanted}
    points = (ItemKind.INDICATOR_POINT, ItemKind.PROHIBITION, ItemKind.OBLIGATION)
    return tuple(
        name
        for name in asked
        if name and name not in covered and knowledge.item_by_id[name].kind in points
    )
