"""Styles, numbers and ids of sections."""

from __future__ import annotations

import pytest
from test_outline_cases import document

from xuncha_kb.model import Section
from xuncha_kb.outline import outline, own_paragraphs
from xuncha_kb.vocabulary import load_vocabulary


def sections(text: str) -> tuple[Section, ...]:
    return outline(document(text), load_vocabulary())


@pytest.mark.parametrize(
    ("marker", "style", "number"),
    [
        ("二、", "一、", 2),
        ("十二．", "一、", 12),
        ("(二)", "（一）", 2),
        ("（十一）", "（一）", 11),
        ("㈢", "（一）", 3),
        ("1．", "1.", 1),
        ("2、", "1.", 2),
        ("３.", "1.", 3),
        ("⒋", "1.", 4),
        ("(1)", "（1）", 1),
        ("⑵", "（1）", 2),
        ("③", "①", 3),
        ("第二编", "第X编", 2),
        ("第三章", "第X章", 3),
        ("第十二节", "第X节", 12),
        ("第一百二十条", "第X条", 120),
        ("第1条", "第X条", 1),
        ("第一〇三条", "第X条", 103),
        ("第八条之一", "第X条", 8),
    ],
)
def test_style_and_number(marker: str, style: str, number: int) -> None:
    (section,) = sections(f"某局工作要点\n{marker}加强领导")
    assert (section.style, section.number, section.label) == (style, number, marker)
    assert section.heading == "加强领导"


@pytest.mark.parametrize(
    ("first", "second", "style"),
    [
        ("一是", "二是", "一是"),
        ("一要", "二要", "一要"),
        ("一抓", "二抓", "一抓"),
        ("一看", "二看", "一看"),
        ("第一，", "第二，", "第一"),
        ("第一、", "第二、", "第一"),
        ("首先，", "其次，", "首先"),
        ("其一，", "其二，", "其一"),
        ("一方面，", "另一方面，", "一方面"),
    ],
)
def test_words_that_enumerate(first: str, second: str, style: str) -> None:
    found = sections(f"某局工作要点\n{first}加强领导\n{second}压实责任")
    assert [(s.style, s.number, s.label) for s in found] == [(style, 1, first), (style, 2, second)]
    assert sections(f"某局工作要点\n{second}压实责任") == ()


def test_heading_ends_at_the_full_stop() -> None:
    (section,) = sections("某局工作要点\n（一）提高认识，压实责任。各级要认真落实。")
    assert section.heading == "提高认识，压实责任"


def test_ids_tell_the_place_and_articles_stand_alone() -> None:
    found = sections(
        "某局办法\n第一章 总则\n第一条 甲：\n（一）乙；\n（二）丙。\n丁：\n（一）戊。\n"
        "第一条之一 己。\n第二章 附则\n第二条 庚。"
    )
    assert [section.id.removeprefix("d#") for section in found] == [
        "c1",
        "a1",
        "a1-p1",
        "a1-p2",
        "a1-k2",
        "a1-k2-p1",
        "a1-1",
        "c2",
        "a2",
    ]


def test_equal_places_get_a_suffix() -> None:
    found = sections("某局通知\n一、甲\n（一）乙\n一、丙\n（一）丁")
    assert [section.id for section in found] == ["d#h1", "d#h1-p1", "d#h1~2", "d#h1~2-p1"]


def test_ids_stay_when_text_is_inserted() -> None:
    text = "某局办法\n第一条 甲。\n第二条 乙：\n（一）丙；\n（二）丁。"
    before = {section.id for section in sections(text)}
    longer = text.replace("第二条", "新的一段。\n第一条之一 新条。\n第二条")
    assert before < {section.id for section in sections(longer)}


def test_own_paragraphs_are_what_no_child_holds() -> None:
    found = sections("某局办法\n第一章 总则\n导语。\n第一条 甲：\n（一）乙。\n丙。")
    assert own_paragraphs(found[0], found) == (2, 3)
    assert own_paragraphs(found[1], found) == (4,)
