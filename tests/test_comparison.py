"""Versions of a text: pairing of articles, the words that changed, what that touches."""

import re
import tarfile
from pathlib import Path

import pytest

from xuncha_kb.comparison import changed_words, compare
from xuncha_kb.model import Document, DocumentKind, Item, ItemKind, Knowledge, Metadata, Span
from xuncha_kb.outline import outline
from xuncha_kb.text import split_lines
from xuncha_kb.versions import work_name, works
from xuncha_kb.vocabulary import load_vocabulary

LAWS = Path(__file__).parents[2] / "shared" / "data" / "laws.tar.gz"

OLD = """办公用房管理办法
第一条　各单位应当按核定面积使用办公用房。
第二条　办公用房不得出租。
第三条　违反本办法的，责令改正。
第四条　本办法自2018年1月1日起施行。"""

NEW = """办公用房管理办法
第一条　各单位应当按核定面积使用办公用房。
第二条　使用情况每年公示一次。
第三条　办公用房不得出租、出借。
第四条　本办法自2024年1月1日起施行。"""


def knowledge(*texts: str, titles: tuple[str, ...] = ()) -> Knowledge:
    documents = tuple(
        Document(
            id=f"d{number}",
            kind=DocumentKind.REGULATION,
            title=titles[number] if titles else split_lines(text)[0],
            source_file=f"d{number}.txt",
            sha256="",
            paragraphs=split_lines(text),
            metadata=Metadata(effective_on=f"20{18 + number}-01-01"),
        )
        for number, text in enumerate(texts)
    )
    sections = tuple(s for d in documents for s in outline(d, load_vocabulary()))
    return Knowledge(documents=documents, sections=sections)


def test_articles_are_paired_by_their_words_not_by_their_numbers():
    result = compare(knowledge(OLD, NEW), "d0", "d1")
    pairs = [
        (c.before.label if c.before else None, c.after.label if c.after else None)
        for c in result.changes
    ]
    assert result.unchanged == 1
    assert pairs == [
        (None, "第二条"), ("第二条", "第三条"), ("第三条", None), ("第四条", "第四条"),
    ]  # fmt: skip


def test_a_change_shows_the_words():
    assert changed_words("不得出租。", "不得出租、出借。") == (("", "、出借"),)


def test_items_of_changed_articles_are_named():
    base = knowledge(OLD, NEW)
    item = Item(
        id="x", code="J1", kind=ItemKind.PROHIBITION, text="办公用房不得出租", document_id="d0",
        source=(Span(3, 4, 12),),
    )  # fmt: skip
    kept = item.model_copy(update={"id": "y", "source": (Span(2, 4, 10),)})
    result = compare(base.model_copy(update={"items": (kept, item)}), "d0", "d1")
    assert result.items == ("x",)


def test_texts_without_articles_are_compared_by_line():
    result = compare(
        knowledge("讲话\n第一点意见很重要。", "讲话\n第一点意见非常重要。"), "d0", "d1"
    )
    assert [change.words for change in result.changes] == [(("很", "非常"),)]


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("中华人民共和国某某法", "某某法"),
        ("某某办法（试行）", "某某办法"),
        ("某某法（2018年修正）", "某某法"),
    ],
)
def test_work_name(title, same):
    assert work_name(title) == work_name(same)


def test_same_title_and_two_dates_are_versions_of_one_work():
    (work,) = works(knowledge(OLD, NEW))
    assert work.versions == ("d0", "d1")


def test_a_repeal_clause_makes_a_successor_of_another_title():
    base = knowledge("信件办理办法\n第一条　办理信件。", "信件工作规定\n第一条　办理信件。")
    text = "《信件办理办法》同时废止"
    last = base.documents[1].model_copy(
        update={"paragraphs": (*base.documents[1].paragraphs, text)}
    )
    item = Item(
        id="v", code="V1", kind=ItemKind.ENTRY_INTO_FORCE, text=text, document_id="d1",
        source=(Span(3, 0, len(text)),),
    )  # fmt: skip
    base = base.model_copy(update={"documents": (base.documents[0], last), "items": (item,)})
    (work,) = works(base)
    assert work == work.model_copy(update={"name": "信件工作规定", "versions": ("d0", "d1")})


def law(name: str) -> str:
    with tarfile.open(LAWS) as archive:
        member = next(m for m in archive.getmembers() if Path(m.name).name == name)
        handle = archive.extractfile(member)
        assert handle is not None
        return handle.read().decode()


# Read article by article: for each of the 78 articles of 2024 the one of 2018 that it continues.
# 21, 23, 25, 46, 51, 62 and 64 are new; 48 and 49 take over paragraphs of the old 43, whose
# first paragraph is 47.
NEW_ARTICLES = {21, 23, 25, 46, 48, 49, 51, 62, 64}


@pytest.mark.skipif(not LAWS.exists(), reason="the large texts in shared/data are not here")
def test_supervision_law_2018_and_2024_article_by_article():
    base = knowledge(law("监察法(2018-03-20).md"), law("监察法(2024-12-25).md"))
    result = compare(base, "d0", "d1")
    added = [c.after.label for c in result.changes if c.before is None]
    removed = [c.before.label for c in result.changes if c.after is None]
    rewritten = [
        (number(c.before.label), number(c.after.label))
        for c in result.changes
        if c.before and c.after
    ]
    assert {number(label) for label in added} == NEW_ARTICLES
    assert removed == []
    assert rewritten == [
        (1, 1), (5, 5), (12, 12), (18, 18), (19, 19), (20, 20), (26, 29), (40, 43), (41, 44),
        (43, 47), (44, 50), (48, 55), (51, 58), (60, 69), (65, 74),
    ]  # fmt: skip
    assert result.unchanged == 54
    shifts = {(number(a), number(b)) for a, b in result.moved}
    kept = [n for n in range(1, 79) if n not in NEW_ARTICLES]
    assert shifts <= {(old, new) for old, new in enumerate(kept, 1)}


def number(label: str) -> int:
    from xuncha_kb.text import parse_numeral

    value = parse_numeral(re.sub(r"[第条\s]", "", label))
    assert value is not None
    return value
