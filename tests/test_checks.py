"""Checks, by readable cases; and the faults of the real speech."""

import tomllib
from pathlib import Path

import pytest

from xuncha_kb.build import read_knowledge
from xuncha_kb.model import Problem
from xuncha_kb.vocabulary import load_vocabulary

CASES = tomllib.loads(
    (Path(__file__).parent / "cases/checks/problems.toml").read_text(encoding="utf-8")
)["case"]


def problems(folder: Path) -> tuple[Problem, ...]:
    return read_knowledge(folder, load_vocabulary()).problems


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_case(case, tmp_path):
    (tmp_path / "text.txt").write_text(case["text"].strip() + "\n", encoding="utf-8")
    found = problems(tmp_path)
    assert sorted(problem.code for problem in found) == sorted(case["expected"])
    said = "\n".join(problem.message for problem in found)
    for words in case["says"]:
        assert words in said


def test_every_fault_of_the_real_speech_is_named(corpus):
    found = [p for p in problems(corpus) if p.document_id == "jiaoyuju-xuncha-dongyuan-jianghua"]
    codes = {problem.code for problem in found}
    assert codes == {
        "term-not-listed", "term-incomplete", "citation-younger", "mixed-names", "half-width",
        "missing-word", "doubled-member", "placeholder",
    }  # fmt: skip
    assert sum(len(p.source) for p in found if p.code == "placeholder") == 10


def test_each_problem_names_its_place_and_shows_the_sentence(corpus):
    knowledge = read_knowledge(corpus, load_vocabulary())
    for problem in knowledge.problems:
        document = knowledge.document_by_id[problem.document_id]
        assert f"第{problem.source[0].paragraph}段" in problem.message
        assert document.quote(problem.source[:1]) in problem.message
