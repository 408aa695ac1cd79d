"""The linter: each rule finds what it is for and leaves good questions alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from xuncha_kb.compose.lint import LINT_RULES, Asked, lint
from xuncha_kb.compose.outline_lint import lint_outline, read_outline
from xuncha_kb.read import read_file
from xuncha_kb.vocabulary import load_vocabulary

CASES = Path(__file__).parent / "cases" / "questions"
VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    "case",
    [
        case
        for name in ("lint.toml", "handmade.toml")
        for case in tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    ],
    ids=lambda case: case["text"],
)
def test_the_rules_that_a_question_breaks(case: dict[str, object]) -> None:
    rules = case.pop("rules")
    findings = lint(Asked(**case), VOCABULARY)  # type: ignore[arg-type]
    assert list(dict.fromkeys(finding.rule for finding in findings)) == rules
    assert all(finding.hint and "{" not in finding.hint for finding in findings)


def test_a_hint_fits_the_way_a_rule_is_broken() -> None:
    def hints(text: str) -> set[str]:
        return {finding.hint for finding in lint(Asked(text), VOCABULARY)}

    assert hints("班子风气正不正？") != hints("财务制度健全吗？")
    assert any("追问里" in hint for hint in hints("最近一次采购是谁定的？谁验收的？"))
    assert any("隐私" in hint for hint in hints("您最近的婚姻状况是什么时候变的？"))


OUTLINE = """某局科室负责人谈话提纲
谈话前请您放心，谈话内容严格保密。
请如实反映情况。
一、基本情况
1、请您先介绍一下科室的分工。
2．财务制度健全吗？
二、核实（请出示）
（1）能看一下最近一次的审批单吗？
"""


def test_an_outline_without_any_basis_is_told_so_once() -> None:
    found = [(finding.line, finding.rule) for finding in lint_outline(OUTLINE, VOCABULARY)]
    assert found == [(5, "Q6"), (6, "Q1"), (6, "Q4")]


def test_a_basis_above_all_questions_is_that_of_all() -> None:
    text = OUTLINE.replace("一、基本情况", "依据：动员讲话第10段\n一、基本情况")
    found = [(finding.line, finding.rule) for finding in lint_outline(text, VOCABULARY)]
    assert found == [(7, "Q1"), (7, "Q4")]


def test_word_and_plain_outlines_give_the_same_findings(tmp_path: Path) -> None:
    plain, word = tmp_path / "提纲.txt", tmp_path / "提纲.docx"
    plain.write_text(OUTLINE, encoding="gb18030")
    document = Document()
    for line in OUTLINE.splitlines():
        document.add_paragraph(line)
    document.save(str(word))
    found = []
    for file in (plain, word):
        read, _ = read_file(file, tmp_path, VOCABULARY)
        assert read is not None
        findings = lint_outline("\n".join(read.paragraphs), VOCABULARY)
        found.append([(finding.rule, finding.question) for finding in findings])
    assert found[0] == found[1] and found[0]


def test_every_rule_has_its_words() -> None:
    assert [name for name, _ in LINT_RULES] == [entry.id for entry in VOCABULARY.lint.rule]


@pytest.mark.parametrize("entry", VOCABULARY.lint.rule, ids=lambda entry: entry.id)
def test_a_finding_says_what_and_how(entry) -> None:  # type: ignore[no-untyped-def]
    assert entry.message and entry.hint and entry.before != entry.after


def test_an_outline_is_read_with_roles_stages_and_basis() -> None:
    text = (CASES / "outline.md").read_text(encoding="utf-8")
    found = [(q.asked.role, q.asked.stage, q.asked.sourced) for q in read_outline(text, VOCABULARY)]
    assert found == [
        ("R3", "S2", True),
        ("R3", "S2", False),
        ("R3", "S4", True),
        ("R7", None, True),
        ("R3", None, True),
    ]


def test_the_findings_on_an_outline_name_line_and_rule() -> None:
    text = (CASES / "outline.md").read_text(encoding="utf-8")
    found = [(finding.line, finding.rule) for finding in lint_outline(text, VOCABULARY)]
    assert found == [(6, "Q1"), (6, "Q2"), (6, "Q4"), (6, "Q6"), (15, "Q5")]


@given(
    st.text(
        alphabet=st.sampled_from("？?。，、“”（）1.请问谁怎么是否吗党组会\n 依据："), max_size=80
    )
)
def test_any_outline_can_be_read(text: str) -> None:
    for finding in lint_outline(text, VOCABULARY):
        assert finding.line and 0 <= finding.start <= finding.end <= len(finding.question)
