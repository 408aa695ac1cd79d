"""Exercises for training: GIFT for Moodle, CSV for tables and Anki, JSON for programs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from io import StringIO

from xuncha_kb.compose.training import Exercise

COLUMNS = (
    # The first name begins with #, which Anki takes for a comment and WPS and Excel for a name.
    ("#编号", "id"),
    ("谈话对象", "role_label"),
    ("阶段", "stage_label"),
    ("题目", "text"),
    ("追问", "follow_ups"),
    ("请出示", "ask_for"),
    ("核实办法", "verify_by"),
    ("依据编号", "code"),
    ("依据原文", "clause"),
    ("出处", "basis"),
    ("来源", "provenance"),
)
BETWEEN = "；"
"""Between several values in one cell."""
BOM = "\ufeff"
"""Without it WPS and Excel take the file for GBK; Moodle and Anki pass over it."""
_SPECIAL = re.compile(r"[\\~=#{}:]")
_FORMULA = ("=", "+", "-", "@")


def gift_text(exercises: Iterable[Exercise]) -> str:
    """An essay question each, with the model answer as its feedback, in a category for each
    role; Moodle reads it back."""
    parts = []
    role = ""
    for exercise in sorted(exercises, key=lambda one: one.role):
        if exercise.role != role:
            role = exercise.role
            label = _escaped(exercise.role_label).replace("/", "／")
            parts.append(f"$CATEGORY: $course$/谈话题库/{role} {label}")
        parts.append(_gift(exercise))
    return "\n\n".join(parts) + "\n"


def _gift(exercise: Exercise) -> str:
    head = f"{exercise.role_label}·{exercise.stage_label}"
    task = f"{exercise.text}（问{exercise.role_label}）\n写出您会怎么追问、看什么材料、怎么核实。"
    return (
        f"// {exercise.id}\n::{_escaped(head)} {exercise.id}::[plain]{_escaped(task)}"
        f"{{####{_escaped(_answer(exercise))}}}"
    )


def _answer(exercise: Exercise) -> str:
    parts = (
        ("追问", BETWEEN.join(exercise.follow_ups)),
        ("请出示", BETWEEN.join(exercise.ask_for)),
        ("核实", BETWEEN.join(exercise.verify_by)),
        ("依据", f"{exercise.code} {exercise.basis}：{exercise.clause}" if exercise.code else ""),
        ("来源", exercise.provenance),
    )
    return "\n".join(f"{name}：{words}" for name, words in parts if words)


def _escaped(text: str) -> str:
    r"""With a backslash before ~ = # { } : and \, and \n for the end of a line."""
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n")


def csv_text(exercises: Iterable[Exercise]) -> str:
    """A row each under the names of the columns; begins with a byte order mark."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(name for name, _ in COLUMNS)
    for exercise in exercises:
        writer.writerow(_cell(getattr(exercise, field)) for _, field in COLUMNS)
    return BOM + stream.getvalue()


def _cell(value: str | tuple[str, ...]) -> str:
    """One cell; what a table program would run as a formula gets an apostrophe."""
    text = value if isinstance(value, str) else BETWEEN.join(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def json_text(exercises: Iterable[Exercise]) -> str:
    """A JSON array, readable and not ASCII-escaped."""
    rows = [exercise.model_dump(mode="json") for exercise in exercises]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
