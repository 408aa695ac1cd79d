"""Enumerations inside a line: cases/extract_enumeration.toml, and no line takes long."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha_kb.extract.enumeration import enumerations
from xuncha_kb.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "extract_enumeration.toml").read_text(encoding="utf-8")
)["case"]
MARKERS = (
    "一是 二是 三是 一要 二要 一看 二看 第一， 第二， 首先， 其次， （一） （二） （1） (2)".split()
)
MARKERS += "① ② 1. 2． 一、 二、 同时， “ ”".split()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_cases(case: dict) -> None:
    line = case["line"]
    found = [
        {
            "style": one.style,
            "lead": line[one.lead : one.members[0].start],
            "members": [line[member.body : member.end] for member in one.members],
        }
        for one in enumerations(line, VOCABULARY)
    ]
    assert found == case["expected"]


@given(st.lists(st.sampled_from([*MARKERS, "加强领导", "，", "；", "。", " "])).map("".join))
def test_members_stand_in_order_inside_the_line(line: str) -> None:
    for one in enumerations(line, VOCABULARY):
        places = [place for m in one.members for place in (m.start, m.body, m.end)]
        assert places == sorted(places)
        assert 0 <= one.lead <= places[0]
        assert places[-1] <= len(line)


@pytest.mark.parametrize("words", [*MARKERS, "一是加强领导；二是", "（一）甲乙（二）丙丁"])
def test_a_line_of_a_million_characters_ends(words: str) -> None:
    started = time.monotonic()
    enumerations(words * (1_000_000 // len(words)), VOCABULARY)
    assert time.monotonic() - started < 30
