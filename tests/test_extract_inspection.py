"""What the inspection family finds: the case files, the real speech, and any text at all."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inspection_cases import (
    FAMILY,
    VOCABULARY,
    Case,
    document_of,
    items_of,
    read_cases,
    render,
)

from xuncha_kb.extract.acceptance import acceptance
from xuncha_kb.extract.contacts import contacts
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.focus import focus
from xuncha_kb.extract.methods import work_methods
from xuncha_kb.extract.observations import observations
from xuncha_kb.extract.requests import requests
from xuncha_kb.extract.restraints import self_restraints
from xuncha_kb.extract.schedules import schedules
from xuncha_kb.extract.splitting import split_aims, split_points
from xuncha_kb.extract.targets import targets
from xuncha_kb.model import DocumentKind, ItemKind
from xuncha_kb.read import read_corpus

CASES_FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case.name}")
    for path in sorted((CASES_FOLDER / "extract_inspection").glob("*.md"))
    for case in read_cases(path)
]
FAMILY_EXTRACTORS = (
    focus,
    observations,
    targets,
    work_methods,
    acceptance,
    contacts,
    schedules,
    self_restraints,
    requests,
)
SPLITS = tomllib.loads((CASES_FOLDER / "split_points.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES)
def test_cases(case: Case) -> None:
    found = render(items_of(document_of(case.text, case.title, case.kind)), case.only)
    assert found == case.expected


NARROW = str.maketrans("，；：？！（）", ",;:?!()")


@pytest.mark.parametrize("case", CASES)
def test_half_width_marks_change_nothing(case: Case) -> None:
    wide = document_of(case.text, case.title, case.kind)
    narrow = document_of(case.text.translate(NARROW), case.title, case.kind)
    places = [[(item.kind, item.source) for item in items_of(one)] for one in (wide, narrow)]
    assert places[0] == places[1]
    assert all(item.text == narrow.quote(item.source) for item in items_of(narrow))


@pytest.mark.parametrize("case", SPLITS, ids=lambda case: case["title"])
def test_splitting(case: dict) -> None:
    words = f"是否存在{case['words']}等问题"
    start, end = 4, 4 + len(case["words"])
    found = [words[a:b] for a, b in split_points(words, start, end, VOCABULARY)]
    assert found == case["points"]


def test_an_aim_parts_at_commas_only() -> None:
    words = "及时传达学习、研究部署，认真整改"
    found = [words[a:b] for a, b in split_aims(words, 0, len(words), VOCABULARY)]
    assert found == ["及时传达学习、研究部署", "认真整改"]


def test_the_real_speech(corpus: Path) -> None:
    documents, _ = read_corpus(corpus, VOCABULARY)
    speech = next(one for one in documents if one.id.startswith("jiaoyuju"))
    expected = (CASES_FOLDER / "extract_inspection_speech.md").read_text(encoding="utf-8")
    lines = [line for line in expected.splitlines() if line.lstrip().startswith("- ")]
    items = items_of(speech)
    assert render(items).splitlines() == lines
    assert [sum(item.kind is kind for item in items) for kind in FAMILY[:4]] == [6, 6, 10, 34]


WORDS = st.sampled_from(
    """
    巡察 巡察组 督查 主要受理 不属于 受理范围 不予受理 是否存在 是否 有无 有没有 等问题
    问题 情况 状况 方面 看 强不强 到不到位 重点检查 深入了解 着力发现 紧盯 聚焦 监督重点
    巡察重点 以下 下列 内容 有的 一些 个别 等等 不干预 我们 通过 采取 等方式 方式 个别谈话
    调阅、复制 对 开展 党组 干部 适用本办法 本办法适用于 对象 为期 X月X日 自 之日起
    十五日内 从 到 至 3月1日 值班电话 ：0000-1234567 信箱 设置 提出 三点希望 要求 一是 二是
    一要 二要 第一， 第二， （一） （二） 1. 2. 一、 二、 第一条 转 按规定 处理 来信 来访
    反映 党委 班子 不收手、不收敛 以及 和 或者 等 搞变通 、 ， 。 ； ： “ ” 《 》 （ ）
    """.split()
)
EXAMPLES = st.sampled_from(
    sorted(
        words
        for entry in VOCABULARY.pattern_entries.values()
        for words in (*entry.examples, *entry.counter_examples)
    )
)
TITLES = st.sampled_from(
    ["某县巡察工作", "表态发言", "整改方案", "某市检查办法", "情况报告", "无题"]
)
TEXTS = st.lists(st.one_of(WORDS, EXAMPLES, st.text(max_size=3), st.just("\n")), max_size=60).map(
    "".join
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TITLES, st.sampled_from(DocumentKind))
def test_any_text_is_read_and_quoted(text: str, title: str, kind: DocumentKind) -> None:
    document = document_of(text, title, kind)
    items = items_of(document)
    assert all(document.quote(item.source) == item.text != "" for item in items)
    indicators = {item.id for item in items if item.kind is ItemKind.INDICATOR}
    points = {item.parent_id for item in items if item.kind is ItemKind.INDICATOR_POINT}
    assert indicators == points, "every indicator has a point, every point an indicator"


MARKERS = """
    是否 是否存在 有无 看强不强 着力发现 重点检查 等问题 有的 一些， 我们不 通过 采取方式
    对 对开展巡察 对象是 适用本办法。 自之日起 从3月1日到 不属于范围 不受理
    主要受理反映问题， 值班电话 电话：0 一是要检查情况， （一）反映 检查下列情况： “ 、
    在是否， 不受理问题，
    """.split()


@pytest.mark.parametrize("marker", MARKERS)
def test_a_line_of_a_megabyte_ends(marker: str) -> None:
    line = marker * (1_000_000 // len(marker.encode()))
    reading = Reading(document_of(line, "巡察工作", DocumentKind.SPEECH), (), VOCABULARY)
    started = time.monotonic()
    drafts: list[Draft] = []
    for extractor in FAMILY_EXTRACTORS:
        drafts.extend(extractor(reading, tuple(drafts)))
    assert time.monotonic() - started < 60
