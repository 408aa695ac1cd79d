"""Rules, references, terms, counts: readable cases, the real speech, any text."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha_kb.build import read_knowledge
from xuncha_kb.extract import extract
from xuncha_kb.model import Document, DocumentKind, Item, ItemKind
from xuncha_kb.outline import outline
from xuncha_kb.text import split_lines
from xuncha_kb.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
CASES = [
    case
    for path in sorted((Path(__file__).parent / "cases/extract_norms").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
SPEECH = "jiaoyuju-xuncha-dongyuan-jianghua"


def items_of(text: str, kind: DocumentKind) -> tuple[Item, ...]:
    lines = split_lines(text)
    document = Document(
        id="d", kind=kind, title=lines[0], source_file="d.txt", sha256="", paragraphs=lines
    )
    items = extract(document, outline(document, VOCABULARY), VOCABULARY)
    for item in items:
        assert document.quote(item.source) == item.text
    assert len({item.id for item in items}) == len({item.code for item in items}) == len(items)
    return items


def said(item: Item) -> str:
    known = item.attributes
    aside = ""
    if item.kind in (ItemKind.PROHIBITION, ItemKind.OBLIGATION, ItemKind.PERMISSION):
        aside = str(known.binds)
    elif item.kind is ItemKind.CITATION and known.internal:
        aside = f"resolved {(known.resolved or 'nothing').partition('#')[2]}"
    elif item.kind is ItemKind.CITATION and known.article:
        aside = f"article {known.article}"
    elif item.kind is ItemKind.TERM:
        aside = " ".join(filter(None, (known.expansion, "|".join(known.members or ()))))
    elif item.kind is ItemKind.DECLARED_COUNT:
        aside = f"{known.found}/{known.declared}"
    return f"{item.kind} {item.text}" + (f" [{aside}]" if aside else "")


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_case(case):
    found = items_of(case["text"].strip(), DocumentKind(case["kind"]))
    assert [said(item) for item in found if item.kind in case["only"]] == case["expected"]


def test_a_liability_holds_its_ladder():
    (item,) = (
        item
        for item in items_of(
            "某制度\n第一条　擅离岗位的，责令改正；情节严重的，给予处分。", DocumentKind.REGULATION
        )
        if item.kind is ItemKind.LIABILITY
    )
    assert item.attributes.consequences == ("擅离岗位的，责令改正", "情节严重的，给予处分")


@pytest.fixture(scope="module")
def speech(corpus):
    knowledge = read_knowledge(corpus, VOCABULARY)
    return knowledge, knowledge.items_of(SPEECH)


def test_the_real_speech_holds_so_many_of_each_kind(speech):
    _, items = speech
    counts = Counter(item.kind.value for item in items)
    expected = {
        "focus_area": 6, "criterion": 6, "indicator": 10, "indicator_point": 34,
        "prohibition": 5, "self_restraint": 3, "request": 3, "excluded_matter": 3,
        "accepted_matter": 1, "work_method": 9, "contact_channel": 4, "placeholder": 10,
    }  # fmt: skip
    assert {kind: counts[kind] for kind in expected} == expected


def test_the_real_speech_binds_the_team_by_its_prohibitions(speech):
    _, items = speech
    rules = [item for item in items if item.kind is ItemKind.PROHIBITION]
    assert {item.attributes.binds for item in rules} == {"inspection_team"}
    assert all(item.text.startswith("决不允许") for item in rules)


def test_what_the_real_speech_asks_in_detail_belongs_to_its_requests(speech):
    knowledge, items = speech
    requests = [item for item in items if item.kind is ItemKind.REQUEST]
    details = [[child.text for child in knowledge.children(item.id)] for item in requests]
    assert [len(texts) > 0 for texts in details] == [True, True, True]
    assert any("按要求公开整改情况" in text for text in details[0])
    assert any("如实反映领导班子和领导干部存在的问题" in text for text in details[1])


def test_the_terms_of_the_real_speech(speech):
    _, items = speech
    terms = {item.text: item.attributes for item in items if item.kind is ItemKind.TERM}
    assert terms["五个决不允许"].expansion == "here"
    assert len(terms["五个决不允许"].members or ()) == 5
    for name in ("六严格", "五严禁", "十条禁令"):
        assert terms[name].expansion == "cited_only" and terms[name].members is None


def test_the_declared_counts_of_the_real_speech(speech):
    _, items = speech
    counts = [
        (item.attributes.declared, item.attributes.found)
        for item in items
        if item.kind is ItemKind.DECLARED_COUNT
    ]
    assert counts == [(3, 3), (6, 6), (3, 3), (5, 5)]


def test_the_sections_of_the_real_speech(speech):
    knowledge, _ = speech
    sections = [s for s in knowledge.sections if s.document_id == SPEECH]
    top = [section for section in sections if section.level == 1]
    assert [section.label for section in top] == ["一、", "二、", "三、"]
    children = [[s.label for s in sections if s.parent_id == section.id] for section in top]
    assert children == [["（一）", "（二）", "（三）"], [], ["一要", "二要", "三要"]]
    assert max(section.last_paragraph for section in sections) == 17


WORDS = [
    example
    for name, entry in VOCABULARY.pattern_entries.items()
    if name.startswith(("norms.", "rule_words.", "references."))
    for example in (*entry.examples, *entry.counter_examples)
]


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=24).map("".join),
    st.sampled_from(list(DocumentKind)),
)
def test_any_text_is_extracted_and_quoted(text, kind):
    items_of(text or "文", kind)


@pytest.mark.parametrize(
    "piece",
    [
        "不得",
        "应当，",
        "《",
        "“五个",
        "要，",
        "第一条",
        "的，给予处分；",
        "X",
        "（一）",
        "前款",
        "违反",
        "违反规定的，处罚款。",
        "一是管理；二是违反规定的，处罚款。",
        "自",
        "本法第",
        "可",
        "禁止",
        "一是",
        "是指",
    ],
)
def test_a_line_of_a_megabyte_ends(piece):
    """Generous against a machine under load; a quadratic pattern would take hours."""
    items_of("题\n" + piece * (350_000 // len(piece)), DocumentKind.REGULATION)
