"""Plain functions on text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha_kb.text import widen

WIDENED = [
    ("县委,市委;如下:(一)是否?", "县委，市委；如下：（一）是否？"),
    ('落实"两个责任"情况.', "落实“两个责任”情况。"),
    ("时间:8:00-9:30,电话:0123", "时间：8:00-9:30，电话：0123"),
    ("1,000元,3.5%", "1,000元，3.5%"),
    ("http://example.cn/a?b=1", "http://example.cn/a?b=1"),
    ("一.提高认识", "一.提高认识"),
    ('单个"引号', '单个"引号'),
]


@pytest.mark.parametrize(("text", "expected"), WIDENED)
def test_marks_of_chinese_sentences_are_widened(text: str, expected: str) -> None:
    assert widen(text) == expected


@given(st.text(st.sampled_from('县委，,；;：:（(）)"“”.。｡､?!/1a ')))
def test_widening_moves_nothing_and_is_final(text: str) -> None:
    wide = widen(text)
    assert len(wide) == len(text)
    assert widen(wide) == wide
