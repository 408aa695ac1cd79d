"""Questions as files: sheets to be printed and exercises for training, by the file's ending."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from xuncha_kb.compose.plan import Plan
from xuncha_kb.compose.training import Exercise, exercises
from xuncha_kb.errors import ProjectError
from xuncha_kb.model import Knowledge, Question
from xuncha_kb.publish.training import csv_text, gift_text, json_text
from xuncha_kb.vocabulary import Vocabulary

TRAINING: dict[str, Callable[[Iterable[Exercise]], str]] = {
    ".gift": gift_text,
    ".csv": csv_text,
    ".json": json_text,
}


def check_output(file: Path | None) -> None:
    """ProjectError where the ending of ``file`` says nothing, or its folder is not there."""
    known = TRAINING.keys()
    if file and file.suffix.lower() not in known:
        raise ProjectError(
            f"不知道把题写成“{file.suffix}”。文件名的结尾可以是：{' '.join(known)}。"
        )
    if file and not file.parent.is_dir():
        raise ProjectError(f"没有“{file.parent}”这个文件夹，请先建好。")


def write_questions(
    file: Path,
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    questions: tuple[Question, ...],
    plan: Plan | None = None,
) -> str:
    """Writes ``questions`` to ``file``; one line that says so."""
    form = TRAINING[file.suffix.lower()]
    text = form(exercises(knowledge, vocabulary, questions))
    file.write_text(text, encoding="utf-8", newline="")
    return f"已写好 {file}，共 {len(questions)} 题。"
