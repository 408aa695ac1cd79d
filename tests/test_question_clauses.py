"""From clauses to words that can be said: readable cases, and what holds for any text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha_kb.compose.clauses import (
    LONGEST_SAYING,
    area_of,
    balanced,
    ban_of,
    item_of,
    matter_of,
    quality_of,
    quotable,
    rule_of,
    saying_of,
    scope_parts,
)
from xuncha_kb.vocabulary import load_vocabulary

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "questions" / "clauses.toml").read_text(encoding="utf-8")
)
VOCABULARY = load_vocabulary()


def _saying(clause: str) -> str | None:
    rule = rule_of(clause, VOCABULARY)
    return saying_of(rule.words, VOCABULARY) if rule else None


def _ban(clause: str) -> str | None:
    rule = rule_of(clause, VOCABULARY)
    return ban_of(clause, rule, VOCABULARY) if rule else None


STEPS: dict[str, Callable[[str], str | None]] = {
    "matter": lambda clause: matter_of(clause, VOCABULARY),
    "area": lambda clause: area_of(clause, VOCABULARY),
    "quality": lambda clause: quality_of(clause, VOCABULARY),
    "scope": lambda clause: "|".join(scope_parts(clause, VOCABULARY)),
    "saying": _saying,
    "item": lambda clause: item_of(clause, VOCABULARY),
    "ban": _ban,
}


@pytest.mark.parametrize(
    ("step", "clause", "expect"),
    [(step, case["clause"], case["expect"]) for step in STEPS for case in CASES[step]],
)
def test_a_clause_becomes_words_that_can_be_said(step: str, clause: str, expect: str) -> None:
    assert (STEPS[step](clause) or "") == expect


MADE_OF = st.text(
    alphabet=st.sampled_from(
        "“”‘’（）《》，。、；：对在应当不得严禁要看强等的是否存在问题情况党组织廉洁"
    ),
    max_size=60,
)


@given(MADE_OF)
def test_any_text_gives_whole_words_or_none(text: str) -> None:
    for step in (matter_of, area_of, quality_of, quotable):
        words = step(text, VOCABULARY)
        assert words is None or (words and balanced(words) and not words.endswith(("等", "的")))
    rule = rule_of(text, VOCABULARY)
    said = saying_of(rule.words, VOCABULARY) if rule else None
    assert said is None or len(said) <= LONGEST_SAYING


@given(MADE_OF)
def test_a_quotation_is_a_piece_of_the_clause(text: str) -> None:
    words = quotable(text, VOCABULARY)
    assert words is None or words.replace("‘", "“").replace("’", "”") in text.replace(
        "‘", "“"
    ).replace("’", "”")
