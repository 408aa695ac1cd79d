"""What users really type, on the project's own corpus.

The queries lie beside the checkout. Each says where its answer is (二·第4段, 一（二）, 二·四是):
one of these places must be among the first three hits, or the answer must say that the text has
nothing. What only a form answers waits until there are forms.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from xuncha_kb.build import read_knowledge
from xuncha_kb.model import ItemKind
from xuncha_kb.search import build_index, open_index
from xuncha_kb.vocabulary import load_vocabulary

QUERIES = Path(__file__).parents[2] / "shared" / "domain" / "user-queries.jsonl"
SPEECH = "jiaoyuju-xuncha-dongyuan-jianghua"

KINDS = {
    "术语": "term_card",
    "流程": "term_card",
    "题单": "question",
    "阶段=": "question",
    "材料": "checklist",
    "打印页": "checklist",
}
"""What is meant by the words of an expectation that name no place."""

GROUPS = {
    "引言": ("引言",),
    "六方面": ("二·第2段",),
    "一要—三要": ("三·一要", "三·二要", "三·三要"),
    "五个决不允许": ("三·三要",),
}
"""Places that the expectations call by other names."""

pytestmark = pytest.mark.skipif(not QUERIES.is_file(), reason="no ../shared/domain beside it")


@pytest.fixture(scope="module")
def knowledge(corpus):
    return read_knowledge(corpus, load_vocabulary())


@pytest.fixture(scope="module")
def searcher(knowledge, tmp_path_factory):
    folder = tmp_path_factory.mktemp("users") / "index"
    build_index(knowledge, load_vocabulary(), folder)
    searcher = open_index(folder)
    yield searcher
    searcher.close()


@pytest.fixture(scope="module")
def named(knowledge):
    """The paragraphs of the speech by the names that the expectations give them."""
    sections = [s for s in knowledge.sections if s.document_id == SPEECH]
    lines = {"引言": {2}}
    for top in (s for s in sections if s.level == 1):
        name = (top.label or "").rstrip("、")
        for place in range(top.first_paragraph + 1, top.last_paragraph + 1):
            lines[f"{name}·第{place - top.first_paragraph}段"] = {place}
        for child in (s for s in sections if s.parent_id == top.id):
            within = set(range(child.first_paragraph, child.last_paragraph + 1))
            lines[f"{name}{child.label}"] = lines[f"{name}·{child.label}"] = within
    return lines


class Expected:
    def __init__(self, text, named, knowledge):
        areas = [item.code for item in knowledge.items_of(SPEECH, ItemKind.FOCUS_AREA)]
        others = [place for word, places in GROUPS.items() if word in text for place in places]
        names = [name for name in named if name in text] + others
        self.paragraphs = set().union(*(named[name] for name in names))
        self.codes = {areas["一二三四五六".index(n)] for n in re.findall("二·(.)是", text)}
        self.kinds = {kind for word, kind in KINDS.items() if word in text}
        said = re.findall("“([^”]+)”相关句|《([^》]+)》引用|^同“([^”]+)”", text)
        self.words = {word for words in said for word in words if word}

    @property
    def any(self):
        return bool(self.paragraphs or self.codes or self.kinds or self.words)

    def met_by(self, hit):
        codes = {hit.code.split(".")[0], *(other.code.split(".")[0] for other in hit.others)}
        marked = {hit.text[start:end] for start, end in hit.marks}
        here = hit.document_id == SPEECH
        return (
            (here and hit.paragraph in self.paragraphs)
            or (here and bool(codes & self.codes))
            or hit.kind in self.kinds
            or (hit.quoted and bool(marked & self.words))
        )


def verdict(result, expected):
    """How a query is answered: the number of the first good hit, 原文未载, or what is missing."""
    for number, hit in enumerate(result.hits[:3], 1):
        if expected.met_by(hit):
            return f"第{number}处"
    if not result.hits and "原文未载" in result.step.label and result.near:
        return "原文未载"
    return "未查到" if expected.any else "待表单"


def test_every_query_is_answered(searcher, knowledge, named, capsys):
    rows = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    table = []
    for row in rows:
        result = searcher.search(row["q"])
        expected = Expected(row["should_find"], named, knowledge)
        table.append((row["kind"], row["q"], verdict(result, expected), result.step.label))
    with capsys.disabled():
        print()
        for line in table:
            print("  ".join(line))
    assert [line for line in table if line[2] == "未查到"] == []
    assert sum(line[2] == "待表单" for line in table) <= 3


def test_what_the_texts_do_not_say_fills_no_page(searcher):
    rows = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    negative = [row["q"] for row in rows if row["kind"] == "negative"]
    assert negative
    for query in negative:
        result = searcher.search(query)
        assert result.step.key == "none" and not result.hits and result.near
