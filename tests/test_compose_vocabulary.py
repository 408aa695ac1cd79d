"""The knowledge that composition uses holds together: no dangling name, no loose wording."""

from __future__ import annotations

from xuncha_kb.compose.lint import Asked, lint
from xuncha_kb.compose.topics import clause_topic, topic_of
from xuncha_kb.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
ROLES = VOCABULARY.roles.by_id
TOPICS = VOCABULARY.topics


def test_topics_name_known_families_materials_and_roles() -> None:
    for topic in TOPICS.values():
        assert topic.broad or TOPICS[topic.family].broad, topic.id
        assert set(topic.materials) <= set(VOCABULARY.materials), topic.id
        named = {role for ask in topic.ask for role in ask.roles}
        assert {*topic.roles, *named} <= set(ROLES), topic.id
        assert named <= set(topic.roles), f"{topic.id}: asked, but said to know nothing"
        assert topic.verify and topic.materials, topic.id


def test_no_word_points_to_two_topics() -> None:
    words = [word for word, _ in VOCABULARY.topic_words]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


def test_every_material_is_called_for_somewhere() -> None:
    used = {name for topic in TOPICS.values() for name in topic.materials}
    assert sorted(set(VOCABULARY.materials) - used) == []


def test_every_ask_keeps_the_rules() -> None:
    findings = [
        finding
        for topic in TOPICS.values()
        for ask in topic.ask
        for role in ask.roles
        for finding in lint(Asked(ask.text, role, ask.stage), VOCABULARY)
    ]
    assert findings == []


def test_every_frame_names_known_roles_and_stages() -> None:
    for (_, stage, role), frames in VOCABULARY.question_frames.items():
        assert stage in VOCABULARY.stages and role in ROLES and frames


def test_every_frame_keeps_the_rules() -> None:
    """Filled with harmless words; a frame that breaks a rule would never be used."""
    words = {
        "label": "资金支付",
        "event": "一次采购",
        "record": "审批单",
        "matter": "组织生活",
        "quote": "隐形加码",
        "quality": "自律意识",
        "lead": "通知写明",
        "place": "细则第十条",
    }
    broken = {
        (frame.text, finding.rule)
        for (_, stage, role), frames in VOCABULARY.question_frames.items()
        for frame in frames
        for finding in lint(Asked(frame.text.format(**words), role, stage), VOCABULARY)
    }
    assert broken == set()


def test_a_clause_is_about_its_matter_before_its_fault() -> None:
    found = {
        clause: getattr(clause_topic(clause, VOCABULARY), "id", None)
        for clause in (
            "组织生活流于形式",
            "买官卖官",
            "“四风”隐性变异",
            "对历史遗留问题故意隐瞒、视而不见",
            "套取医保基金",
            "踢皮球式应付",
        )
    }
    assert found == {
        "组织生活流于形式": "political-life",
        "买官卖官": "post-filling",
        "“四风”隐性变异": "cost-booking",
        "对历史遗留问题故意隐瞒、视而不见": "legacy",
        "套取医保基金": "medical-insurance",
        "踢皮球式应付": None,
    }
    broad = topic_of("遵守廉洁纪律情况", VOCABULARY)
    assert broad is not None and broad.broad
