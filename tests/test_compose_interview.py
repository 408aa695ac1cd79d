"""Choosing questions, the coverage matrix, interview sheets and plans."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from compose_sample import sample

from xuncha_kb.build import read_knowledge
from xuncha_kb.compose import compose_questions
from xuncha_kb.compose.choose import choose_questions, question_area
from xuncha_kb.compose.matrix import coverage_matrix
from xuncha_kb.compose.naming import focus_of, role_of
from xuncha_kb.compose.plan import (
    Plan,
    lost_questions,
    make_plan,
    plan_questions,
    plan_text,
    read_plan,
    rebuilt_plan,
)
from xuncha_kb.compose.sheet import compose_sheet, compose_sheets
from xuncha_kb.errors import ProjectError
from xuncha_kb.model import ItemKind, Knowledge
from xuncha_kb.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary()


@cache
def corpus() -> Knowledge:
    return read_knowledge(ROOT / "corpus", VOCABULARY)


@cache
def small() -> Knowledge:
    knowledge = sample()
    questions = compose_questions(knowledge, VOCABULARY)
    return knowledge.model_copy(update={"questions": questions})


@pytest.mark.parametrize("role", list(VOCABULARY.roles.by_id))
@pytest.mark.parametrize("minutes", [20, 40])
def test_a_set_fits_the_time_and_the_role(role: str, minutes: float) -> None:
    chosen = choose_questions(corpus(), VOCABULARY, role, minutes=minutes)
    assert {question.role for question in chosen.questions} == {role}
    assert minutes - 5 < chosen.minutes <= minutes


def test_a_set_keeps_to_the_areas_asked_for() -> None:
    chosen = choose_questions(corpus(), VOCABULARY, "R3", ["4", "F5"], 40)
    areas = {question_area(corpus(), q) for q in chosen.questions if q.provenance == "derived"}
    assert {area.code for area in areas if area} == {"F4", "F5"}
    stages = [question.stage for question in chosen.questions]
    assert stages[0] == "S1" and stages[-1] == "S5" and {"S2", "S3", "S4"} <= set(stages)


def test_more_time_leaves_fewer_points_out() -> None:
    left = [
        len(choose_questions(corpus(), VOCABULARY, "R1", ["5"], minutes).left_out)
        for minutes in (20, 60, None)
    ]
    assert left[0] > left[1] >= left[2]


def test_the_matrix_counts_every_cell() -> None:
    knowledge = corpus()
    matrix = coverage_matrix(knowledge, VOCABULARY)
    assert matrix.unasked == ()
    middle = [question for question in knowledge.questions if question.stage != "S1"]
    assert sum(cell.count for cell in matrix.cells) == len(middle)
    areas = [item for item in knowledge.items if item.kind is ItemKind.FOCUS_AREA]
    assert len(matrix.cells) == (len(areas) + 1) * 9 * 4


def test_the_matrix_shows_what_has_no_question() -> None:
    knowledge = small()
    point = next(item for item in knowledge.items if item.text == "以权谋私")
    fewer = tuple(question for question in knowledge.questions if question.item_id != point.id)
    matrix = coverage_matrix(knowledge.model_copy(update={"questions": fewer}), VOCABULARY)
    assert matrix.unasked == (point.id,)
    none = coverage_matrix(knowledge.model_copy(update={"questions": ()}), VOCABULARY)
    assert [missed.span.paragraph for missed in none.missed] == [2, 3, 6]


def test_a_sheet_holds_all_that_is_printed() -> None:
    sheet = next(s for s in compose_sheets(corpus(), VOCABULARY) if s.role == "R6")
    assert sheet.title == f"谈话提纲（{sheet.role_label}）"
    assert [stage.id for stage in sheet.stages] == ["S1", "S2", "S3", "S4", "S5"]
    assert sheet.header and sheet.tell and sheet.materials and sheet.verify_by and sheet.footer
    printed = [question for stage in sheet.stages for question in stage.questions]
    assert 10 <= len(printed) <= 24 and sheet.minutes <= 60
    assert all(question.clause and question.basis and question.code for question in printed)


def test_a_plan_is_read_back_as_it_was_written() -> None:
    plan = make_plan(small(), VOCABULARY, "li", "R1", ["1"], 30, who='李"某"')
    plan = plan.model_copy(update={"own": ("请讲讲“校服”采购的经过。",)})
    assert read_plan(plan_text(plan), "li.toml") == plan


def test_edits_by_hand_survive_a_rebuild() -> None:
    knowledge = small()
    plan = make_plan(knowledge, VOCABULARY, "li", "R1", minutes=30)
    text = plan_text(plan).replace(plan.question[1].text, "请把最近一次会议讲一讲。")
    edited = read_plan(text.replace("own = [\n", 'own = [\n  "您还有哪些材料？",\n'), "li.toml")
    asked = plan_questions(edited, knowledge)
    assert asked[1].text == "请把最近一次会议讲一讲。"
    assert asked[1].item_id == plan_questions(plan, knowledge)[1].item_id
    assert asked[-1].text == "您还有哪些材料？" and asked[-1].provenance == "reference"
    sheet = compose_sheet(knowledge, VOCABULARY, "R1", asked, "li")
    assert sum(len(stage.questions) for stage in sheet.stages) == len(asked)


def test_a_rebuild_adds_but_brings_nothing_back() -> None:
    knowledge = corpus()
    plan = make_plan(knowledge, VOCABULARY, "li", "R1", ["1"], 20)
    removed = plan.question[1]
    text = plan_text(plan).replace(plan.question[2].text, "请把最近一次会议讲一讲。")
    edited = read_plan(text, "li.toml")
    kept = tuple(q for q in edited.question if q.id != removed.id)
    edited = edited.model_copy(update={"question": kept, "focus": ("1", "4"), "minutes": 45})
    new = rebuilt_plan(edited, knowledge, VOCABULARY)
    assert new.question[: len(kept)] == kept and len(new.question) > len(kept)
    assert removed.id not in [q.id for q in new.question]
    assert len({q.text for q in new.question}) == len(new.question)
    areas = {question_area(knowledge, q) for q in plan_questions(new, knowledge)[len(kept) :]}
    assert "F4" in {area.code for area in areas if area}
    assert rebuilt_plan(new, knowledge, VOCABULARY) == new
    assert read_plan(plan_text(new), "li.toml") == new


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("R3", "R3"),
        ("r6", "R6"),
        ("科长", "R3"),
        ("财务科长", "R6"),
        ("教育局党组书记", "R1"),
        ("副局长", "R2"),
        ("小学家长", "R9"),
        ("退休干部", "R8"),
        ("派驻纪检组组长", "R5"),
    ],
)
def test_a_role_may_be_named_as_people_do(words: str, role: str) -> None:
    assert role_of(words, VOCABULARY) == role


def test_an_unknown_role_or_area_is_answered_with_what_there_is() -> None:
    with pytest.raises(ProjectError, match=r"R1 主要负责人、R2 .*科长"):
        role_of("路人", VOCABULARY)
    with pytest.raises(ProjectError, match=r"没有“9”这个方面。可以写：F1 "):
        focus_of(["9"], corpus())
    with pytest.raises(ProjectError, match="没有列出巡察重点"):
        focus_of(["1"], Knowledge())


@pytest.mark.parametrize("words", ["4", "F4", "f4", "遵守廉洁纪律"])
def test_an_area_may_be_named_by_number_code_or_words(words: str) -> None:
    assert focus_of([words], corpus())[:1] == ("F4",)


def test_a_question_that_the_bank_has_lost_is_kept_and_named() -> None:
    plan = Plan.model_validate(
        {"name": "li", "role": "R1", "question": [{"id": "q-gone", "text": "请讲讲经过。"}]}
    )
    assert lost_questions(plan, small()) == ("q-gone",)
    assert [question.text for question in plan_questions(plan, small())] == ["请讲讲经过。"]


@pytest.mark.parametrize("text", ["name = ", 'name = "li"', 'name = "li"\nrole = 3'])
def test_a_broken_plan_is_named(text: str) -> None:
    with pytest.raises(ProjectError, match=r"谈话计划 li\.toml"):
        read_plan(text, "li.toml")
