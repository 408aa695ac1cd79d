"""The two texts of the corpus have the sections their readers see."""

from __future__ import annotations

from pathlib import Path

import pytest

from xuncha_kb.model import Section
from xuncha_kb.outline import outline, own_paragraphs
from xuncha_kb.read import read_corpus
from xuncha_kb.vocabulary import load_vocabulary

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def sections() -> dict[str, tuple[Section, ...]]:
    vocabulary = load_vocabulary()
    documents, problems = read_corpus(CORPUS, vocabulary)
    assert problems == ()
    return {document.id: outline(document, vocabulary) for document in documents}


def test_speech(sections: dict[str, tuple[Section, ...]]) -> None:
    found = sections["jiaoyuju-xuncha-dongyuan-jianghua"]
    first_level = [s for s in found if s.level == 1]
    assert [(s.label, s.first_paragraph, s.last_paragraph) for s in first_level] == [
        ("一、", 3, 7),
        ("二、", 8, 12),
        ("三、", 13, 17),
    ]
    children = [(s.label, s.style) for s in found if s.parent_id == first_level[0].id]
    assert children == [("（一）", "（一）"), ("（二）", "（一）"), ("（三）", "（一）")]
    demands = [(s.label, s.style) for s in found if s.parent_id == first_level[2].id]
    assert demands == [("一要", "一要"), ("二要", "一要"), ("三要", "一要")]
    assert len(found) == 9
    assert own_paragraphs(first_level[0], found) == (3, 4)


def test_regulation(sections: dict[str, tuple[Section, ...]]) -> None:
    found = sections["xuncha-gongzuo-banfa-shili"]
    articles = [s.number for s in found if s.style == "第X条"]
    assert articles == list(range(1, len(articles) + 1))
    assert len(articles) >= 30
    clauses = [s for s in found if s.style == "款" and s.parent_id.endswith("#a2")]
    assert [(s.number, s.label, s.heading) for s in clauses] == [
        (2, None, None),
        (3, None, None),
        (4, None, None),
    ]
