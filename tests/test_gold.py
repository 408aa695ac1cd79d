"""The annotated texts of ``tests/gold``: sound, scored, and their README true.

``UPDATE_GOLDEN=1 pytest tests/test_gold.py`` writes the figures of the README anew.
"""

import os
import re
from pathlib import Path

import pytest

from xuncha_kb.build import evaluate_gold
from xuncha_kb.evaluation import Evaluation, f1, score_rows
from xuncha_kb.gold import read_gold
from xuncha_kb.model import ItemKind
from xuncha_kb.vocabulary import load_vocabulary

GOLD = Path(__file__).parent / "gold"
README = GOLD / "README.md"
VOCABULARY = load_vocabulary()
TEXTS = read_gold(GOLD, VOCABULARY)
GOAL = 0.95
SETS = {"dev": "开发集", "heldout": "留存集"}

FLOORS = {
    "focus_area": 0.95, "criterion": 0.95, "indicator": 0.95, "indicator_point": 0.95,
    "observation": 0.95, "prohibition": 0.97, "obligation": 0.97, "permission": 0.97,
    "self_restraint": 0.95, "request": 0.95, "accepted_matter": 0.95, "excluded_matter": 0.95,
    "work_method": 0.95, "target": 0.95, "contact_channel": 0.95, "schedule": 0.95, "term": 0.95,
    "citation": 0.95, "definition": 0.97, "liability": 0.97, "entry_into_force": 0.97,
    "placeholder": 0.95, "declared_count": 0.95,
}  # fmt: skip
"""F1 of overlapping pairs on the development texts below which something has broken."""


def scores(name: str) -> Evaluation:
    return evaluate_gold([text for text in TEXTS if text.set == name], VOCABULARY)


@pytest.fixture(scope="module")
def evaluations() -> dict[str, Evaluation]:
    return {name: scores(name) for name in SETS}


def table(title: str, texts: int, evaluation: Evaluation) -> str:
    labels = {kind.value: entry.label for kind, entry in VOCABULARY.kinds.items()}
    rows = [
        f"### {title}（{texts} 份）",
        "",
        "| 种类 | 标注 | 抽取 | 精确 准 | 召 | F1 | 交叠 准 | 召 | F1 |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    rows += [f"| {' | '.join(row)} |" for row in score_rows(evaluation, labels)]
    low = [row for row in score_rows(evaluation, labels) if float(row[-1]) < GOAL]
    below = "、".join(f"{row[0]} {row[-1]}" for row in low) or "无"
    return "\n".join([*rows, "", f"交叠 F1 低于 {GOAL}：{below}。"])


def test_every_text_belongs_to_a_set_and_every_kind_is_annotated():
    assert {text.set for text in TEXTS} == set(SETS)
    annotated = {a.kind for text in TEXTS for a in text.annotations if not a.doubtful}
    assert annotated == set(ItemKind)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_no_annotation_stands_twice_or_on_blanks(text):
    places = [(annotation.kind, annotation.source) for annotation in text.annotations]
    assert len(places) == len(set(places))
    for annotation in text.annotations:
        words = text.document.quote(annotation.source)
        assert words == words.strip() and words[-1] not in "，。；、：", words


def points_and_parents(text):
    def spans(kind):
        return [a.source[0] for a in text.annotations if a.kind == kind]

    return spans(ItemKind.INDICATOR_POINT), spans(ItemKind.INDICATOR)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_points_lie_in_indicators_and_every_indicator_has_one(text):
    points, indicators = points_and_parents(text)

    def holds(outer, inner):
        same = outer.paragraph == inner.paragraph
        return same and outer.start <= inner.start and inner.end <= outer.end

    assert all(any(holds(indicator, point) for indicator in indicators) for point in points)
    assert all(any(holds(indicator, point) for point in points) for indicator in indicators)


@pytest.mark.parametrize("kind", FLOORS)
def test_no_kind_falls_below_its_floor(evaluations, kind):
    score = next(score for score in evaluations["dev"].scores if score.kind == kind)
    reached = f1(score.overlapping, score.annotated, score.found)
    assert reached >= FLOORS[kind], f"{kind}: {reached:.3f}"


def test_every_annotated_kind_has_a_floor(evaluations):
    assert {score.kind.value for score in evaluations["dev"].scores} == set(FLOORS)


def test_the_figures_of_the_readme_are_those_of_today(evaluations):
    figures = "\n\n".join(
        table(title, sum(text.set == name for text in TEXTS), evaluations[name])
        for name, title in SETS.items()
    )
    readme = README.read_text(encoding="utf-8")
    wanted = re.sub(
        r"(<!-- figures -->\n).*?(\n<!-- /figures -->)",
        lambda match: match[1] + figures + match[2],
        readme,
        flags=re.DOTALL,
    )
    if os.environ.get("UPDATE_GOLDEN"):
        README.write_text(wanted, encoding="utf-8")
    else:
        assert readme == wanted
