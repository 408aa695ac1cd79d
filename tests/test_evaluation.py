"""Scores of extraction: pairing, shares, what is told of a miss, the command."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha_kb.cli import run
from xuncha_kb.evaluation import Annotation, combine, evaluate, f1, precision, recall
from xuncha_kb.model import Document, DocumentKind, Item, ItemKind, Span

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "evaluation.toml").read_text(encoding="utf-8")
)["case"]


def document(*paragraphs: str) -> Document:
    return Document(
        id="d", kind=DocumentKind.OTHER, title="规定", source_file="d.txt", sha256="",
        paragraphs=paragraphs,
    )  # fmt: skip


def item(kind: ItemKind, *source: Span) -> Item:
    return Item(id="i", code="c", kind=kind, text="", document_id="d", source=source)


def parse(line: str, text: str) -> tuple[str, Span]:
    kind, words = line.split(" ", 1)
    start = text.index(words)
    return kind, Span(1, start, start + len(words))


def annotation(line: str, text: str) -> Annotation:
    kind, span = parse(line, text)
    return Annotation(kind=ItemKind(kind.rstrip("?")), source=(span,), doubtful=kind.endswith("?"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_scoring_cases(case):
    text = case["text"]
    gold = [annotation(line, text) for line in case["gold"]]
    found = [item(ItemKind(kind), span) for kind, span in (parse(w, text) for w in case["found"])]
    result = evaluate(document(text), gold, found)
    assert list(result.total) == case["score"]
    assert [f"{miss.what} {miss.text}" for miss in result.misses] == case["misses"]


def test_parts_of_one_item_must_all_agree():
    text = document("任何单位不得截留，", "不得挪用。")
    parts = (Span(1, 0, 4), Span(2, 0, 4))
    gold = [Annotation(kind=ItemKind.PROHIBITION, source=parts)]
    assert evaluate(text, gold, [item(ItemKind.PROHIBITION, *parts)]).total == (1, 1, 1, 1)
    assert evaluate(text, gold, [item(ItemKind.PROHIBITION, parts[1])]).total == (1, 1, 0, 1)


def test_a_miss_shows_its_surroundings():
    text = document("第三条　各单位不得截留专项资金，不得挪用。")
    gold = [Annotation(kind=ItemKind.PROHIBITION, source=(Span(1, 4, 15),))]
    found = [item(ItemKind.PROHIBITION, Span(1, 7, 15))]
    (miss,) = evaluate(text, gold, found).misses
    assert (miss.before, miss.text, miss.after) == (
        "第三条　",
        "各单位不得截留专项资金",
        "，不得挪用。",
    )
    assert miss.found == "不得截留专项资金"


def test_only_the_wanted_kinds_are_scored():
    text = document("严禁公款吃喝。")
    gold = [Annotation(kind=ItemKind.PROHIBITION, source=(Span(1, 0, 6),))]
    result = evaluate(text, gold, [], [ItemKind.OBLIGATION])
    assert result.scores == () and result.misses == ()


def test_shares():
    assert (precision(3, 4), recall(3, 6), f1(3, 6, 4)) == (0.75, 0.5, 0.6)
    assert (precision(0, 0), recall(0, 0), f1(0, 0, 0)) == (1.0, 1.0, 1.0)


def test_documents_are_added_not_averaged():
    text = document("严禁公款吃喝，严禁公车私用。")
    right = [Annotation(kind=ItemKind.PROHIBITION, source=(Span(1, 0, 6),))]
    one = evaluate(text, right, [item(ItemKind.PROHIBITION, Span(1, 0, 6))])
    other = evaluate(text, right, [])
    assert combine([one, other]).total == (2, 1, 1, 1)
    assert len(combine([one, other]).misses) == 1
    assert combine([]).total == (0, 0, 0, 0)


spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda s: Span(1, s[0], s[0] + s[1])),
    max_size=12,
)


@given(spans, spans)
def test_no_annotation_and_no_item_is_counted_twice(gold, found):
    text = document("字" * 30)
    annotations = [Annotation(kind=ItemKind.TERM, source=(span,)) for span in gold]
    items = [item(ItemKind.TERM, span) for span in found]
    result = evaluate(text, annotations, items)
    annotated, extracted, exact, overlapping = result.total
    assert (annotated, extracted) == (len(gold), len(found))
    assert exact <= overlapping <= min(annotated, extracted)
    told = [miss.what.value for miss in result.misses]
    assert told.count("missed") == annotated - overlapping
    assert told.count("spurious") == extracted - overlapping
    assert told.count("boundary") == overlapping - exact


TEXT = """办公用品管理规定
第一条　严禁用公款购买烟酒。
第二条　各科室应当每月报送台账，各科室应当公开。
"""


@pytest.fixture
def gold(tmp_path):
    """Writes a gold file beside a text and gives its path."""
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")

    def write(*spans: dict, **fields: object) -> Path:
        path = tmp_path / "text.gold.json"
        data = {"document": "text.txt", "spans": spans} | fields
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return path

    return write


PROHIBITION = {"kind": "prohibition", "paragraph": 2, "quote": "严禁用公款购买烟酒"}
OBLIGATIONS = (
    {"kind": "obligation", "paragraph": 3, "quote": "各科室应当每月报送台账"},
    {"kind": "obligation", "paragraph": 3, "quote": "各科室应当公开"},
)


def test_the_command_prints_a_table_and_the_misses(gold, capsys):
    wrong = {"kind": "permission", "paragraph": 2, "quote": "烟酒"}
    assert run(["evaluate", str(gold(PROHIBITION, *OBLIGATIONS, wrong))]) == 0
    output = capsys.readouterr().out
    assert "禁止性规定" in output and "合计" in output
    assert "漏掉　授权性规定　办公用品管理规定第2段" in output.replace("\n", "")


def test_the_command_takes_a_folder_and_prints_json(gold, capsys):
    folder = gold(PROHIBITION, *OBLIGATIONS, set="dev").parent
    assert run(["evaluate", str(folder), "--json", "--kind", "禁止性规定", "--set", "dev"]) == 0
    data = json.loads(capsys.readouterr().out)
    (score,) = data["scores"]
    assert score["kind"] == "prohibition" and score["exact"]["f1"] == 1.0
    assert data["misses"] == []


REFUSED = [
    ("words that are not there", {"spans": [PROHIBITION | {"quote": "戒烟"}]}, "第2段没有“戒烟”"),
    ("an empty quote", {"spans": [PROHIBITION | {"quote": ""}]}, "第2段没有“”"),
    ("a line that is not there", {"spans": [PROHIBITION | {"paragraph": 9}]}, "第9段不存在"),
    ("words that stand twice", {"spans": [OBLIGATIONS[0] | {"quote": "各科室"}]}, "出现2次"),
    (
        "an occurrence that is not there",
        {"spans": [OBLIGATIONS[0] | {"quote": "各科室", "occurrence": 3}]},
        "没有第3次",
    ),
    ("an unknown kind", {"spans": [PROHIBITION | {"kind": "rule"}]}, "第1条标注的“kind”不对"),
    ("a missing quote", {"spans": [{"kind": "term", "paragraph": 1}]}, "第1条标注缺少“quote”"),
    ("an unknown field", {"spans": [PROHIBITION | {"colour": 1}]}, "第1条标注有不认识的“colour”"),
    ("no parts", {"spans": [{"kind": "term", "parts": []}]}, "没有引文"),
    ("a missing text", {"document": "other.txt"}, "原文“other.txt”不存在"),
    ("an unknown set", {"set": "test"}, "“set”不对"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "message"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_a_wrong_gold_file_is_refused_with_one_line(gold, capsys, fields, message):
    assert run(["evaluate", str(gold(**fields))]) == 1
    error = capsys.readouterr().err
    assert message in error and error.count("\n") == 1


def test_the_occurrence_picks_one_of_several(gold, capsys):
    second = {"kind": "target", "paragraph": 3, "quote": "各科室", "occurrence": 2}
    assert run(["evaluate", str(gold(second)), "--json"]) == 0
    misses = json.loads(capsys.readouterr().out)["misses"]
    assert any(miss["source"][0]["start"] == 16 for miss in misses if miss["what"] == "missed")


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"not json", "不是合格的 JSON"), (b"\xff\xfe\xff", "不是 UTF-8"), (b"[]", "不对")],
)
def test_what_is_no_gold_file_is_refused(tmp_path, capsys, content, message):
    path = tmp_path / "x.gold.json"
    path.write_bytes(content)
    assert run(["evaluate", str(path)]) == 1
    error = capsys.readouterr().err
    assert message in error and error.count("\n") == 1


def test_other_refusals(gold, tmp_path, capsys):
    path = gold(PROHIBITION)
    (tmp_path / "empty").mkdir()
    for arguments, message in [
        ([str(tmp_path / "empty")], "没有标注文件"),
        ([str(tmp_path / "missing.gold.json")], "不存在"),
        ([str(path), "--kind", "规矩"], "没有“规矩”这种条目"),
        ([str(path), "--set", "heldout"], "没有留存集的标注文件"),
    ]:
        assert run(["evaluate", *arguments]) == 1
        assert message in capsys.readouterr().err
