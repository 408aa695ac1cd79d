"""Checklists: what each holds, whom it binds, and that its words are those of the text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from compose_sample import joined, sample

from xuncha_kb.build import read_knowledge
from xuncha_kb.compose import compose_checklists
from xuncha_kb.compose.checklists.compliance import slug
from xuncha_kb.model import Binds, Checklist, DocumentKind, ItemKind, Knowledge, Provenance
from xuncha_kb.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary()


@cache
def corpus() -> Knowledge:
    return read_knowledge(ROOT / "corpus", VOCABULARY)


def checklists(knowledge: Knowledge) -> dict[str, Checklist]:
    return {entry.id: entry for entry in compose_checklists(knowledge, VOCABULARY)}


def rows(checklist: Checklist) -> list[tuple[str, str, int]]:
    return [(row.group, row.text, row.level) for row in checklist.rows]


def test_the_focus_checklist_has_areas_indicators_and_points() -> None:
    assert rows(checklists(sample())["focus-areas"]) == [
        ("F1 遵守廉洁纪律情况", "看班子成员自律意识强不强", 1),
        ("F1 遵守廉洁纪律情况", "以权谋私、隐形加码", 1),
        ("F1 遵守廉洁纪律情况", "以权谋私", 2),
        ("F1 遵守廉洁纪律情况", "隐形加码", 2),
        ("F1 遵守廉洁纪律情况", "暗箱操作", 1),
    ]


def test_the_scope_of_an_indicator_stands_in_its_row() -> None:
    row = checklists(sample())["focus-areas"].rows[-1]
    assert row.method.startswith("范围：在资金管理、工程项目等方面；")
    assert row.basis == "《巡察工作动员会上的讲话》第3段"


def test_discipline_binds_the_team_alone() -> None:
    checklist = checklists(sample())["discipline"]
    assert checklist.binds is Binds.INSPECTION_TEAM
    assert rows(checklist) == [
        ("不许做的事", "决不允许接受宴请", 1),
        ("承诺不做的事", "不干预正常工作", 1),
    ]


def test_petitions_say_what_is_taken_and_where_the_rest_goes() -> None:
    found = checklists(sample())["petition-triage"].rows
    assert [(row.text, row.method) for row in found] == [
        ("反映班子成员问题的来信", "登记编号，按程序了解；渠道：来信"),
        ("个人诉求", "转办：转有关部门处理"),
    ]
    assert found[0].answers == ("属于", "不属于", "待核")


def test_entry_shows_a_placeholder_within_its_words_once() -> None:
    found = rows(checklists(sample())["entry"])
    assert ("待填要素", "X月X日前报送名单", 1) in found
    assert [group for group, _, _ in found] == ["工作方式"] * 2 + ["联系渠道", "待填要素"]


def test_cooperation_lists_requests_with_what_they_ask() -> None:
    assert rows(checklists(sample())["cooperation"]) == [
        ("W1 积极配合", "积极配合", 1),
        ("W1 积极配合", "如实反映情况", 2),
        ("W1 积极配合", "做好整改工作", 2),
    ]


def test_materials_are_references_with_period_and_department() -> None:
    found = checklists(sample())["materials"].rows
    assert found
    assert all(r.period and r.department and r.provenance is Provenance.REFERENCE for r in found)
    assert {row.group for row in found} == {"F1 遵守廉洁纪律情况"}


def test_the_ledger_repeats_the_words_of_the_findings() -> None:
    assert [(row.group, row.text) for row in checklists(sample())["rectification"].rows] == [
        ("对整改的要求", "做好整改工作"),
        ("F1 遵守廉洁纪律情况", "以权谋私、隐形加码"),
        ("F1 遵守廉洁纪律情况", "暗箱操作"),
    ]


def test_a_regulation_has_a_compliance_checklist_for_each_party() -> None:
    found = checklists(sample(DocumentKind.REGULATION, "rules"))
    assert [row.text for row in found["compliance-rules-organization"].rows] == [
        "积极配合",
        "如实反映情况",
        "做好整改工作",
    ]
    team = found["compliance-rules-team"]
    assert [row.text for row in team.rows] == ["不干预正常工作", "决不允许接受宴请"]
    assert "compliance-rules" not in found
    assert not any(name.startswith("compliance") for name in checklists(sample()))


def test_several_documents_stand_apart() -> None:
    found = checklists(joined(sample(name="a"), sample(name="b")))["discipline"]
    assert [row.group for row in found.rows] == [
        "《巡察工作动员会上的讲话》不许做的事",
        "《巡察工作动员会上的讲话》承诺不做的事",
    ] * 2


def test_ids_are_ascii_unique_and_made_from_the_item() -> None:
    for checklist in checklists(corpus()).values():
        ids = [row.id for row in checklist.rows]
        assert checklist.id.isascii() and len(ids) == len(set(ids))
        assert all(row.item_id and row.item_id in row.id for row in checklist.rows)


def test_no_checklist_mixes_whom_it_binds() -> None:
    knowledge = corpus()
    for checklist in checklists(knowledge).values():
        bound = {
            binds
            for row in checklist.rows
            if (binds := knowledge.item_by_id[row.item_id or ""].attributes.binds)
        }
        assert bound <= {checklist.binds}, checklist.id


def test_quoted_rows_are_the_words_of_the_text() -> None:
    knowledge = corpus()
    for checklist in checklists(knowledge).values():
        for row in checklist.rows:
            item = knowledge.item_by_id[row.item_id or ""]
            if item.kind is ItemKind.PLACEHOLDER:
                lines = knowledge.document_by_id[item.document_id].paragraphs
                assert row.text in lines[item.source[0].paragraph - 1]
            elif row.provenance is Provenance.QUOTED:
                assert row.text == item.text


def test_every_checklist_says_what_it_is_for() -> None:
    found = checklists(corpus()).values()
    assert found
    assert all(c.title and c.purpose and c.how_to_use and c.rows for c in found)
    assert all(row.answers and row.basis for c in found for row in c.rows)


def test_nothing_to_check_makes_no_checklist() -> None:
    assert compose_checklists(Knowledge(), VOCABULARY) == ()


@pytest.mark.parametrize(
    ("document_id", "expect"), [("banfa", "banfa"), ("A_b-1", "a_b-1"), ("shi/banfa", None)]
)
def test_a_slug_is_plain_ascii(document_id: str, expect: str | None) -> None:
    assert slug(document_id).isascii()
    assert expect is None or slug(document_id) == expect
    assert slug("办法") != slug("条例")
