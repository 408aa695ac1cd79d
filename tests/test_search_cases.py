"""The readable cases of search, on two short texts, with every engine."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from xuncha_kb.build import read_knowledge
from xuncha_kb.search import ENGINES, build_index, open_index
from xuncha_kb.vocabulary import load_vocabulary

CASES = Path(__file__).parent / "cases" / "search"
QUERIES = tomllib.loads((CASES / "queries.toml").read_text(encoding="utf-8"))["case"]
NAMES = [name for name, _ in ENGINES]


@pytest.fixture(scope="module")
def knowledge():
    return read_knowledge(CASES / "corpus", load_vocabulary())


@pytest.fixture(scope="module")
def searchers(knowledge, tmp_path_factory):
    found = {}
    for name in NAMES:
        folder = tmp_path_factory.mktemp(name) / "index"
        build_index(knowledge, load_vocabulary(), folder, name)
        found[name] = open_index(folder)
    yield found
    for searcher in found.values():
        searcher.close()


def names_of(hit):
    """What a case may call it: its place, or its kind with its name."""
    first_line = hit.text.split("\n")[0]
    place = f"{hit.document_id} {hit.paragraph}"
    return {place, *(f"{hit.kind_label} {name}" for name in (first_line, hit.id, hit.code))}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", QUERIES, ids=[case["query"] or "空" for case in QUERIES])
def test_case(case, name, searchers):
    result = searchers[name].search(case["query"])
    if "step" in case and not case.get("nothing"):
        assert result.step.key == case["step"], result.summary
    if case.get("nothing"):
        assert not result.hits and result.total == 0
        near = {f"{topic.document_id} {topic.paragraph}" for topic in result.near}
        assert near >= set(case.get("near", ()))
        return
    hits = result.hits
    assert result.total >= len(hits) > 0
    if "first" in case:
        assert case["first"] in names_of(hits[0])
    if "marks" in case:
        assert [hits[0].text[a:b] for a, b in hits[0].marks] == case["marks"]
    top = {known for hit in hits[:3] for known in names_of(hit)}
    assert top >= set(case.get("finds", ()))
    assert not {known for hit in hits for known in names_of(hit)} & set(case.get("not", ()))


@pytest.mark.parametrize("case", QUERIES, ids=[case["query"] or "空" for case in QUERIES])
def test_every_engine_answers_alike(case, searchers):
    one, *others = (searchers[name].search(case["query"]) for name in NAMES)
    for other in others:
        assert other == one


def test_quoted_hits_stand_in_their_documents(knowledge, searchers):
    """The text of a hit is the document's own, and its marks are where they are said to be."""
    seen = 0
    for case in QUERIES:
        for hit in searchers["whoosh"].search(case["query"], limit=50).hits:
            if hit.quoted:
                line = knowledge.document_by_id[hit.document_id].paragraphs[hit.paragraph - 1]
                assert line[hit.start : hit.start + len(hit.text)] == hit.text
                assert all(0 <= a < b <= len(hit.text) for a, b in hit.marks)
                seen += 1
    assert seen > 50


def test_ten_hits_are_ten_places(searchers):
    hits = searchers["whoosh"].search("责任", limit=50).hits
    places = [(h.document_id, h.paragraph, h.id) for h in hits]
    assert len(places) == len(set(places)) > 5
    passages = [(h.document_id, h.paragraph) for h in hits if h.quoted]
    assert len(passages) == len(set(passages))


def test_kinds_and_limit(searchers):
    searcher = searchers["whoosh"]
    hits = searcher.search("礼品", kinds=["indicator_point", "question"], limit=3).hits
    assert {hit.kind for hit in hits} <= {"indicator_point", "question"}
    assert 0 < len(hits) <= 3
    point = next(hit for hit in hits if hit.kind == "indicator_point")
    assert point.code == "F2.1.2"


def test_what_is_cited_without_its_members_is_said(searchers):
    (hit, *_) = searchers["whoosh"].search("四条禁令").hits
    assert (hit.kind, hit.note) == ("term", "仅引用，未列成员")


def test_as_dict_is_json(searchers):
    import json

    result = searchers["whoosh"].search("四个意识")
    assert json.loads(json.dumps(result.as_dict()))["hits"][0]["marks"]
