"""Questions as files: sheets to be printed and exercises for training, by the file's ending."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from xuncha_kb.compose.paper import Paper
from xuncha_kb.compose.plan import Plan
from xuncha_kb.compose.sheet import compose_sheet
from xuncha_kb.compose.sheet_paper import sheet_paper
from xuncha_kb.compose.training import Exercise, exercises
from xuncha_kb.errors import ProjectError
from xuncha_kb.model import Knowledge, Question
from xuncha_kb.publish.paper import pdf_file, word_file
from xuncha_kb.publish.training import csv_text, gift_text, json_text
from xuncha_kb.vocabulary import Vocabulary

TRAINING: dict[str, Callable[[Iterable[Exercise]], str]] = {
    ".gift": gift_text,
    ".csv": csv_text,
    ".json": json_text,
}
SHEETS: dict[str, Callable[[Paper, Vocabulary], bytes]] = {
    ".docx": word_file,
    ".pdf": pdf_file,
}


def check_output(file: Path | None) -> None:
    """ProjectError where the ending of ``file`` says nothing, or its folder is not there."""
    if file is None:
        return
    if file.suffix.lower() not in (*SHEETS, *TRAINING):
        known = f"{' '.join(SHEETS)}（提纲）、{' '.join(TRAINING)}（培训用）"
        raise ProjectError(f"不知道把题写成“{file.suffix}”。文件名的结尾可以是：{known}。")
    if not file.parent.is_dir():
        raise ProjectError(f"没有“{file.parent}”这个文件夹，请先建好。")


def write_questions(
    file: Path,
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    questions: tuple[Question, ...],
    plan: Plan | None = None,
) -> str:
    """Writes ``questions`` to ``file``; one line that says so."""
    ending = file.suffix.lower()
    if ending in SHEETS:
        paper = _paper(knowledge, vocabulary, questions, plan)
        file.write_bytes(SHEETS[ending](paper, vocabulary))
    else:
        text = TRAINING[ending](exercises(knowledge, vocabulary, questions))
        file.write_text(text, encoding="utf-8", newline="")
    return f"已写好 {file}，共 {len(questions)} 题。"


def _paper(
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    questions: tuple[Question, ...],
    plan: Plan | None,
) -> Paper:
    roles = {question.role for question in questions}
    if len(roles) != 1:
        raise ProjectError("一份提纲只问一个谈话对象，请写上 --role，如 --role 科长 --minutes 45。")
    role = plan.role if plan else roles.pop()
    sheet = compose_sheet(knowledge, vocabulary, role, questions, plan.name if plan else "")
    return sheet_paper(sheet, vocabulary, plan.who if plan else "")
