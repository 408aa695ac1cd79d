"""The linter: each rule finds what it is for and leaves good questions alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha_kb.compose.lint import LINT_RULES, Asked, lint
from xuncha_kb.compose.outline_lint import lint_outline, read_outline
from xuncha_kb.vocabulary import load_vocabulary

CASES = Path(__file__).parent / "cases" / "questions"
VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    "case",
    tomllib.loads((CASES / "lint.toml").read_text(encoding="utf-8"))["case"],
    ids=lambda case: case["text"],
)
def test_the_rules_that_a_question_breaks(case: dict[str, object]) -> None:
    rules = case.pop("rules")
    findings = lint(Asked(**case), VOCABULARY)  # type: ignore[arg-type]
    assert [finding.rule for finding in findings] == rules


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
        ("R7", "S4", True),
        ("R3", "S4", True),
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
