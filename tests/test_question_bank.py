"""The question bank: what every question must be, on the corpus and on hand-made knowledge."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from compose_sample import joined, sample

from xuncha_kb.build import read_knowledge
from xuncha_kb.compose import compose_questions
from xuncha_kb.compose.lint import lint_questions
from xuncha_kb.compose.similarity import bigrams, overlap
from xuncha_kb.model import ItemKind, Knowledge, Problem, Provenance, Question, Severity
from xuncha_kb.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT.parent / "shared" / "data" / "documents"
SPEECH = "jiaoyuju-xuncha-dongyuan-jianghua"
VOCABULARY = load_vocabulary()
FORBIDDEN = re.compile("不得|不准|不许|严禁|禁止|[决绝]不")
BROKEN = re.compile(r"是否存在.*吗|的的|等[，。？”]|[、，；：][。？]|[，。、]{2}|“[^”]*$|^[^“]*”")


@cache
def corpus() -> Knowledge:
    return read_knowledge(ROOT / "corpus", VOCABULARY)


def of_document(knowledge: Knowledge, document_id: str) -> list[Question]:
    return [
        question
        for question in knowledge.questions
        if question.item_id and knowledge.item_by_id[question.item_id].document_id == document_id
    ]


def composed(knowledge: Knowledge) -> Knowledge:
    questions = compose_questions(knowledge, VOCABULARY)
    return knowledge.model_copy(update={"questions": questions})


@pytest.mark.parametrize("folder", [ROOT / "corpus", ROOT / "tests" / "gold"], ids=lambda f: f.name)
def test_every_point_indicator_and_criterion_has_a_question(folder: Path) -> None:
    knowledge = read_knowledge(folder, VOCABULARY)
    asked = {question.item_id for question in knowledge.questions}
    kinds = (ItemKind.INDICATOR, ItemKind.INDICATOR_POINT, ItemKind.CRITERION)
    wanted = [item for item in knowledge.items if item.kind in kinds]
    assert wanted and [item.text for item in wanted if item.id not in asked] == []


def test_the_speech_has_enough_questions() -> None:
    assert len(of_document(corpus(), SPEECH)) >= 150


@pytest.mark.parametrize("folder", [ROOT / "corpus", ROOT / "tests" / "gold"], ids=lambda f: f.name)
def test_each_indicator_and_role_go_from_opening_to_closing(folder: Path) -> None:
    knowledge = read_knowledge(folder, VOCABULARY)
    stages: dict[tuple[str, str, str], set[str]] = {}
    for question in knowledge.questions:
        item = knowledge.item_by_id.get(question.item_id or "")
        if item and item.kind is ItemKind.INDICATOR_POINT and item.parent_id:
            item = knowledge.item_by_id[item.parent_id]
        if item and item.kind is ItemKind.INDICATOR:
            key = (item.document_id, item.code, question.role)
            stages.setdefault(key, set()).add(question.stage)
    incomplete = {key: found for key, found in stages.items() if found != {"S2", "S3", "S4", "S5"}}
    assert incomplete == {}


def test_no_two_questions_for_one_role_sound_alike() -> None:
    knowledge = corpus()
    by_role: dict[str, list[Question]] = {}
    for question in of_document(knowledge, SPEECH):
        by_role.setdefault(question.role, []).append(question)
    alike = [
        (one.text, other.text)
        for questions in by_role.values()
        for one, other in combinations(questions, 2)
        if overlap(_sound(knowledge, one), _sound(knowledge, other)) > 0.8
    ]
    assert alike == []


def _sound(knowledge: Knowledge, question: Question) -> frozenset[str]:
    return bigrams(question.text, knowledge.item_by_id[question.item_id or ""].text)


@pytest.mark.parametrize(
    "folder",
    [ROOT / "corpus", ROOT / "tests" / "gold", DOCUMENTS],
    ids=["corpus", "annotated texts", "other texts"],
)
def test_every_question_keeps_the_rules_and_no_sentence_is_broken(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip("the texts beside the checkout (shared) are missing")
    knowledge = read_knowledge(folder, VOCABULARY)
    assert lint_questions(knowledge, VOCABULARY) == ()
    assert [q.text for q in knowledge.questions if BROKEN.search(q.text)] == []
    assert [q.text for q in knowledge.questions if re.search(r"[{}]", q.text)] == []


@pytest.mark.parametrize("folder", [ROOT / "corpus", ROOT / "tests" / "gold"], ids=lambda f: f.name)
def test_a_ban_is_never_asked_for_as_a_duty(folder: Path) -> None:
    knowledge = read_knowledge(folder, VOCABULARY)
    bans = {item.id for item in knowledge.items if FORBIDDEN.match(item.text)}
    asked = [question for question in knowledge.questions if question.item_id in bans]
    assert asked
    assert [question.text for question in asked if "要求“" in question.text] == []
    twice = re.compile(f"不许“[^”]*(?:{FORBIDDEN.pattern})")
    assert [question.text for question in knowledge.questions if twice.search(question.text)] == []


def test_every_question_leads_to_its_exact_words() -> None:
    knowledge = corpus()
    for question in of_document(knowledge, SPEECH):
        item = knowledge.item_by_id[question.item_id or ""]
        document = knowledge.document_by_id[item.document_id]
        assert document.quote(item.source) == item.text


def test_ids_are_unique_and_stay() -> None:
    ids = [question.id for question in corpus().questions]
    assert len(ids) == len(set(ids))
    assert ids == [q.id for q in compose_questions(corpus(), VOCABULARY)]


def test_verifying_asks_for_records_and_cross_checks() -> None:
    knowledge = composed(sample())
    shown = [question for question in knowledge.questions if question.stage == "S4"]
    assert shown
    assert all(question.ask_for and question.verify_by for question in shown)


def test_the_scope_of_an_indicator_gives_its_own_questions() -> None:
    texts = [question.text for question in composed(sample()).questions]
    assert "最近一笔大额支付，签批的人一共有几位？" in texts
    assert "最近一项工程，变更单是由谁签的？" in texts


def test_an_unknown_point_is_asked_in_the_words_of_the_text() -> None:
    knowledge = composed(sample())
    point = next(item for item in knowledge.items if item.text == "隐形加码")
    texts = [q.text for q in knowledge.questions if q.item_id == point.id]
    assert texts and all("“隐形加码”" in text or "加码" not in text for text in texts)


def test_a_trade_word_brings_the_questions_of_the_trade() -> None:
    school = sample()
    document = school.documents[0]
    lines = (*document.paragraphs, "各学校要公布收费项目。")
    changed = Knowledge(
        documents=(document.model_copy(update={"paragraphs": lines}),), items=school.items
    )
    text = "学校食堂上学期的账，是由谁来审的？"
    assert text in [question.text for question in composed(changed).questions]
    assert text not in [question.text for question in composed(school).questions]


def test_rules_that_bind_the_team_are_no_questions() -> None:
    knowledge = composed(sample())
    team = {item.id for item in knowledge.items if item.attributes.binds == "inspection_team"}
    assert not team & {question.item_id for question in knowledge.questions}


def test_a_polluted_text_gives_no_questions() -> None:
    clean, dirty = sample(name="clean"), sample(name="dirty")
    mark = Problem(
        code="polluted-text", severity=Severity.WARNING, message="原文存疑。", document_id="dirty"
    )
    both = joined(clean, dirty).model_copy(update={"problems": (mark,)})
    found = {
        both.item_by_id[question.item_id].document_id
        for question in compose_questions(both, VOCABULARY)
        if question.item_id
    }
    assert found == {"clean"}


def test_opening_and_closing_are_references_and_come_once_for_each_role() -> None:
    knowledge = composed(joined(sample(name="a"), sample(name="b")))
    frame = [q for q in knowledge.questions if q.provenance is Provenance.REFERENCE]
    counts = Counter((question.role, question.stage) for question in frame)
    assert set(counts.values()) == {1}
    assert {stage for _, stage in counts} == {"S1", "S5"}
    interview = next(item for item in knowledge.items if item.text == "个别谈话")
    assert {question.item_id for question in frame if question.stage == "S1"} == {interview.id}


def test_an_empty_corpus_has_no_questions() -> None:
    assert compose_questions(Knowledge(), VOCABULARY) == ()
