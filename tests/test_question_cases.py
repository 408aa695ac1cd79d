"""From one indicator or one rule to the words for one person: readable cases."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from xuncha_kb.compose import compose_questions
from xuncha_kb.model import (
    Attributes,
    Document,
    DocumentKind,
    Item,
    ItemKind,
    Knowledge,
    Section,
    Span,
)
from xuncha_kb.vocabulary import load_vocabulary

FOLDER = Path(__file__).parent / "cases" / "questions"
CASES = FOLDER / "bank.toml"
RULES = FOLDER / "rules.toml"
VOCABULARY = load_vocabulary()


def one_indicator(area: str, points: list[str], scope: str = "", also: str = "") -> Knowledge:
    """A speech that names one area with one indicator."""
    line = f"一是要了解{area}，{scope}是否存在{'、'.join(points)}等问题。{also}"
    document = Document(
        id="case",
        kind=DocumentKind.SPEECH,
        title="讲话",
        source_file="case.txt",
        sha256="",
        paragraphs=(line,),
    )

    def item(kind: ItemKind, words: str, parent: Item | None = None, **known: str) -> Item:
        start = line.index(words)
        return Item(
            id=f"{kind}-{words}",
            code=f"{kind}-{start}",
            kind=kind,
            text=words,
            document_id="case",
            source=(Span(1, start, start + len(words)),),
            parent_id=parent.id if parent else None,
            attributes=Attributes.model_validate(known),
        )

    focus = item(ItemKind.FOCUS_AREA, area)
    known = {"scope": scope} if scope else {}
    indicator = item(ItemKind.INDICATOR, "、".join(points), focus, **known)
    inner = [item(ItemKind.INDICATOR_POINT, point, indicator) for point in points]
    return Knowledge(documents=(document,), items=(focus, indicator, *inner))


@pytest.mark.parametrize(
    "case",
    tomllib.loads(CASES.read_text(encoding="utf-8"))["case"],
    ids=lambda case: f"{case['points'][0]}-{case['role']}-{case['stage']}",
)
def test_an_indicator_is_asked_so(case: dict[str, str]) -> None:
    role, stage, expect = case.pop("role"), case.pop("stage"), case.pop("expect")
    questions = compose_questions(one_indicator(**case), VOCABULARY)  # type: ignore[arg-type]
    assert expect in [q.text for q in questions if q.role == role and q.stage == stage]


def one_rule(
    title: str,
    clause: str,
    kind: str = "regulation",
    ban: bool = False,
    request: bool = False,
    article: str = "",
) -> Knowledge:
    """A document with one rule, in an article where one is named."""
    rule = ItemKind.REQUEST if request else ItemKind.OBLIGATION
    document = Document(
        id="case",
        kind=DocumentKind(kind),
        title=title,
        source_file="case.txt",
        sha256="",
        paragraphs=(f"{article}{clause}。",),
    )
    section = Section(
        id="s", document_id="case", parent_id=None, level=1, style="第X条", number=1,
        label=article, heading=clause, first_paragraph=1, last_paragraph=1,
    )  # fmt: skip
    item = Item(
        id="rule",
        code="Y1",
        kind=ItemKind.PROHIBITION if ban else rule,
        text=clause,
        document_id="case",
        source=(Span(1, len(article), len(article) + len(clause)),),
        section_id="s" if article else None,
    )
    return Knowledge(documents=(document,), sections=(section,), items=(item,))


@pytest.mark.parametrize(
    "case",
    tomllib.loads(RULES.read_text(encoding="utf-8"))["case"],
    ids=lambda case: f"{case['clause'][:12]}-{case['stage']}",
)
def test_a_rule_is_asked_so(case: dict[str, str]) -> None:
    role, stage, expect = case.pop("role"), case.pop("stage"), case.pop("expect")
    questions = compose_questions(one_rule(**case), VOCABULARY)  # type: ignore[arg-type]
    said = [(q.role, q.text) for q in questions if q.stage == stage and q.item_id == "rule"]
    assert said == [(role, expect)]
