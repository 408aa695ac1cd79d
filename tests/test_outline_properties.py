"""What holds for the outline of any text, and that no line makes it slow."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_outline_cases import document

from xuncha_kb.model import Document, Section
from xuncha_kb.outline import outline, own_paragraphs
from xuncha_kb.outline.markers import STYLES
from xuncha_kb.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
MARKERS = [
    example
    for name, entry in VOCABULARY.pattern_entries.items()
    if name.startswith("outline.")
    for example in (*entry.examples, *entry.counter_examples)
]
WORDS = st.sampled_from(
    "巡察组应当报告。 总则 有下列情形之一的： 其他； 目　录 同志们， ** # ## &nbsp; <br> “ ” ``` "
    "<!-- --> --- 第三条规定的 1 （ 2024年3月5日 附件：".split(" ")
)
LINE = st.one_of(
    st.text(max_size=30),
    st.lists(st.one_of(st.sampled_from(MARKERS), WORDS), max_size=4).map("".join),
)
TEXT = st.lists(LINE, max_size=40).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(text=TEXT, suffix=st.sampled_from([".txt", ".md"]))
def test_sections_are_a_tree_that_partitions_the_document(text: str, suffix: str) -> None:
    page = document(text, suffix)
    sections = outline(page, VOCABULARY)
    assert outline(page, VOCABULARY) == sections
    check_tree(page, sections)
    check_partition(page, sections)


def check_tree(page: Document, sections: tuple[Section, ...]) -> None:
    """Parents first, in document order, children within parents, siblings apart."""
    seen: dict[str | None, Section] = {}
    for section in sections:
        assert section.id not in seen
        assert section.id.startswith("d#") and not set(section.id[2:]) & set("#/ ")
        assert section.id.isascii()
        first, last = section.first_paragraph, section.last_paragraph
        assert 1 <= first <= last <= len(page.paragraphs)
        parent = seen.get(section.parent_id)
        assert (parent is None) == (section.parent_id is None)
        assert section.level == (parent.level + 1 if parent else 1)
        if parent:
            assert parent.first_paragraph < first and last <= parent.last_paragraph
        if section.label is not None:
            assert section.label in page.paragraphs[first - 1]
            assert (section.heading or "") in page.paragraphs[first - 1]
        seen[section.id] = section
    starts = [section.first_paragraph for section in sections]
    assert all(a < b for a, b in pairwise(starts))
    for parent_id in {section.parent_id for section in sections}:
        siblings = [section for section in sections if section.parent_id == parent_id]
        assert all(a.last_paragraph < b.first_paragraph for a, b in pairwise(siblings))


def check_partition(page: Document, sections: tuple[Section, ...]) -> None:
    """Every line is in one section's own text, or in none."""
    own = [paragraph for section in sections for paragraph in own_paragraphs(section, sections)]
    assert len(own) == len(set(own))
    held = {p for s in sections for p in range(s.first_paragraph, s.last_paragraph + 1)}
    assert set(own) == held <= set(range(1, len(page.paragraphs) + 1))


HEADS = sorted({example[0] for example in MARKERS if example} | set("#*_&<>-“。；，（1一 "))


@pytest.mark.parametrize("head", HEADS)
def test_a_long_line_of_any_markers_characters_is_not_slow(head: str) -> None:
    page = document(f"某办法\n第一条 甲。\n{head * 1_000_000}\n第二条 乙。")
    began = time.process_time()
    outline(page, VOCABULARY)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("name", STYLES)
def test_a_long_line_of_a_marker_is_not_slow(name: str) -> None:
    marker = VOCABULARY.pattern_entries[f"outline.{name}"].examples[0]
    pages = [document(marker * 60_000), document("\n".join([marker] * 20_000))]
    began = time.process_time()
    for page in pages:
        outline(page, VOCABULARY)
    assert time.process_time() - began < 10


def test_many_blank_lines_are_not_slow() -> None:
    page = document("某办法\n第一条 甲。\n" + "\n" * 300_000 + "2024年1月5日\n附件\n（一）乙。")
    began = time.process_time()
    outline(page, VOCABULARY)
    assert time.process_time() - began < 10
