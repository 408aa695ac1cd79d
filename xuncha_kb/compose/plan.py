"""A plan of one conversation: a file that can be edited by hand and rebuilt without losing it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence

from pydantic import ValidationError

from xuncha_kb.compose.choose import choose_questions
from xuncha_kb.errors import ProjectError
from xuncha_kb.model import Frozen, Knowledge, Provenance, Question
from xuncha_kb.vocabulary import Vocabulary

OWN_MINUTES = 3
"""What a question of the team's own is taken to need."""


class PlannedQuestion(Frozen):
    """A question taken from the bank; its words may have been changed by hand."""

    id: str
    text: str


class Plan(Frozen):
    """Who is asked what; ``own`` are questions that the team has added."""

    name: str
    who: str = ""
    role: str
    focus: tuple[str, ...] = ()
    minutes: float | None = None
    own: tuple[str, ...] = ()
    question: tuple[PlannedQuestion, ...] = ()
    offered: tuple[str, ...] = ()
    """Ids that were put into the file once; those that are gone from it were taken out by hand
    and do not come back."""


def make_plan(
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    name: str,
    role: str,
    focus: Sequence[str] = (),
    minutes: float | None = None,
    who: str = "",
) -> Plan:
    """A plan with the questions that fit."""
    chosen = choose_questions(knowledge, vocabulary, role, focus, minutes)
    return Plan(
        name=name,
        who=who,
        role=role,
        focus=tuple(focus),
        minutes=minutes,
        question=tuple(PlannedQuestion(id=q.id, text=q.text) for q in chosen.questions),
        offered=tuple(q.id for q in chosen.questions),
    )


def rebuilt_plan(plan: Plan, knowledge: Knowledge, vocabulary: Vocabulary) -> Plan:
    """``plan`` after its role, focus or minutes have been changed by hand, or the corpus has: all
    that stands in the file stays as it is; what fits besides is added at its end, but nothing
    that was taken out by hand."""
    bank = {question.id: question for question in knowledge.questions}
    cost = sum(vocabulary.stages[bank[q.id].stage].minutes for q in plan.question if q.id in bank)
    room = None if plan.minutes is None else plan.minutes - cost - OWN_MINUTES * len(plan.own)
    gone = set(plan.offered)
    rest = tuple(q for q in knowledge.questions if q.id not in gone)
    chosen = choose_questions(
        knowledge.model_copy(update={"questions": rest}), vocabulary, plan.role, plan.focus, room
    )
    kept = {planned.text for planned in plan.question}
    added = tuple(
        PlannedQuestion(id=q.id, text=q.text) for q in chosen.questions if q.text not in kept
    )
    return plan.model_copy(
        update={
            "question": plan.question + added,
            "offered": (*plan.offered, *(planned.id for planned in added)),
        }
    )


def plan_questions(plan: Plan, knowledge: Knowledge) -> tuple[Question, ...]:
    """The questions of the plan as they stand in the file: those of the bank with their basis and
    records, those of the team (and those the bank no longer has) as references."""
    bank = {question.id: question for question in knowledge.questions}
    taken = [
        bank[planned.id].model_copy(update={"text": planned.text})
        if planned.id in bank
        else _own(plan, planned.text, planned.id)
        for planned in plan.question
    ]
    own = [_own(plan, text, f"own-{number}") for number, text in enumerate(plan.own, 1)]
    return (*taken, *own)


def lost_questions(plan: Plan, knowledge: Knowledge) -> tuple[str, ...]:
    """Ids of the plan that the bank no longer has, since its sources have changed."""
    known = {question.id for question in knowledge.questions}
    return tuple(planned.id for planned in plan.question if planned.id not in known)


def plan_text(plan: Plan) -> str:
    """The plan as a TOML file; ``read_plan`` gives it back."""
    lines = [
        "# 谈话计划，用记事本修改：题目的文字可以改，可以删题、换次序；own 里写自己加的题，",
        "# 一题一行，放在引号里。改了 role、focus、minutes 之后，运行时加 --rebuild 补题；",
        "# 改过的、自己加的都保留，删掉的不会再补回来。",
        f"name = {_quoted(plan.name)}",
        f"who = {_quoted(plan.who)}",
        f"role = {_quoted(plan.role)}",
        f"focus = [{', '.join(_quoted(word) for word in plan.focus)}]",
    ]
    if plan.minutes is not None:
        lines.append(f"minutes = {plan.minutes}")
    lines.append("own = [")
    lines += [f"  {_quoted(text)}," for text in plan.own]
    lines += ["]", "# 曾经列入的题，程序用，不必改。"]
    lines.append(f"offered = [{', '.join(map(_quoted, plan.offered))}]")
    for planned in plan.question:
        lines += [
            "",
            "[[question]]",
            f"id = {_quoted(planned.id)}",
            f"text = {_quoted(planned.text)}",
        ]
    return "\n".join(lines) + "\n"


def read_plan(text: str, name: str) -> Plan:
    """The plan written in ``text``; ``name`` stands in the message of a ProjectError where the
    file is no plan."""
    try:
        return Plan.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"谈话计划 {name} 读不出来：{error}。请检查引号和括号。") from error
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ProjectError(f"谈话计划 {name} 的 {place} 写得不对，请对照其他计划修改。") from error


def _own(plan: Plan, text: str, name: str) -> Question:
    return Question(
        id=name,
        text=text,
        role=plan.role,
        stage="S3",
        item_id=None,
        provenance=Provenance.REFERENCE,
    )


def _quoted(text: str) -> str:
    """``text`` as a TOML string; JSON writes the same escapes."""
    return json.dumps(text, ensure_ascii=False)
