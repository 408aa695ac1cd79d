"""Training forms: each is read back by what its readers do, and nothing is lost."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from xuncha_kb.compose import compose_questions
from xuncha_kb.compose.training import Exercise, exercises
from xuncha_kb.publish.training import BOM, COLUMNS, csv_text, gift_text, json_text
from xuncha_kb.vocabulary import load_vocabulary

from compose_sample import sample  # isort: skip

VOCABULARY = load_vocabulary()
GIFT = re.compile(
    r"// (?P<id>\S+)\n::(?P<title>(?:\\.|[^\\:])+)::\[plain\](?P<text>(?:\\.|[^\\{])+)"
    r"\{####(?P<feedback>(?:\\.|[^\\}])*)\}"
)
"""A question of the GIFT format, as Moodle reads it: special characters count unless a backslash
stands before them."""


@cache
def bank() -> list[Exercise]:
    knowledge = sample()
    questions = compose_questions(knowledge, VOCABULARY)
    return list(exercises(knowledge, VOCABULARY, questions))


def plain(words: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], words)


def read_gift(text: str) -> list[tuple[str, str, str]]:
    """Id, task and feedback of every question; categories and comments are no questions."""
    found = []
    for block in text.strip().split("\n\n"):
        if block.startswith("$CATEGORY: $course$/"):
            continue
        match = GIFT.fullmatch(block)
        assert match, block
        found.append((match["id"], plain(match["text"]), plain(match["feedback"])))
    return found


def test_gift_is_read_back_as_essays_with_their_answers() -> None:
    known = sorted(bank(), key=lambda exercise: exercise.role)
    read = read_gift(gift_text(known))
    assert [name for name, _, _ in read] == [exercise.id for exercise in known]
    for exercise, (_, task, feedback) in zip(known, read, strict=True):
        assert task.startswith(exercise.text)
        for words in (*exercise.follow_ups, *exercise.ask_for, *exercise.verify_by):
            assert words in feedback
        assert exercise.clause in feedback and exercise.basis in feedback


def test_every_role_has_a_category_before_its_questions() -> None:
    text = gift_text(bank())
    assert text.startswith("$CATEGORY: $course$/谈话题库/R1 主要负责人\n\n")
    assert text.count("$CATEGORY") == len({exercise.role for exercise in bank()})


ODD = st.text(alphabet=st.sampled_from('~=#{}:\\问“”，\n,";；/'), min_size=1, max_size=20)


@given(ODD, ODD)
def test_any_characters_come_through(text: str, clause: str) -> None:
    exercise = bank()[0].model_copy(update={"text": text, "code": "F1", "clause": clause})
    ((_, task, feedback),) = read_gift(gift_text([exercise]))
    assert task.startswith(text) and clause in feedback
    (_, row) = csv.reader(StringIO(csv_text([exercise]).removeprefix(BOM), newline=""))
    assert row[3].removeprefix("'") == text and row[8].removeprefix("'") == clause


def test_csv_is_read_back_by_tables_and_anki() -> None:
    known = bank()
    data = csv_text(known).encode("utf-8")
    assert data.startswith(b"\xef\xbb\xbf"), "WPS and Excel need the mark to see UTF-8"
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == [name for name, _ in COLUMNS]
    assert rows[0][0].startswith("#"), "Anki passes over the names of the columns"
    assert [row[0] for row in rows[1:]] == [exercise.id for exercise in known]
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert [row[3] for row in rows[1:]] == [exercise.text for exercise in known]


def test_a_cell_is_no_formula() -> None:
    exercise = bank()[0].model_copy(update={"clause": "=1+1"})
    (_, row) = csv.reader(StringIO(csv_text([exercise]).removeprefix(BOM), newline=""))
    assert row[8] == "'=1+1"


def test_json_is_read_back_whole() -> None:
    known = bank()
    assert [Exercise.model_validate(row) for row in json.loads(json_text(known))] == known
