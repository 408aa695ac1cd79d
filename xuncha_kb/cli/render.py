"""What the commands print: short Chinese text, tables where they help."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click
from pydantic import BaseModel

from xuncha_kb.cli.wrap import printed
from xuncha_kb.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from xuncha_kb.build import Project
    from xuncha_kb.model import Item, Knowledge, Problem

SEVERITIES = {"error": "错误", "warning": "提醒", "note": "说明"}


def build_summary(knowledge: Knowledge, project: Project) -> str:
    """A few lines: documents, items by kind, problems, questions, checklists, where to look."""
    kinds = load_vocabulary().kinds
    counts = Counter(item.kind for item in knowledge.items)
    by_kind = "、".join(f"{kinds[kind].label} {counts[kind]}" for kind in kinds if counts[kind])
    severities = Counter(problem.severity.value for problem in knowledge.problems)
    problems = "、".join(f"{name} {severities[key]}" for key, name in SEVERITIES.items())
    return "\n".join(
        (
            f"文件　{len(knowledge.documents)} 份",
            *_withheld(knowledge),
            f"条目　{len(knowledge.items)} 条：{by_kind or '无'}",
            f"检查　{len(knowledge.problems)} 处：{problems}（详见 xuncha-kb check）",
            f"题库　{len(knowledge.questions)} 题",
            f"清单　{len(knowledge.checklists)} 份",
            f"网站　双击打开 {project.home_page}",
        )
    )


def _withheld(knowledge: Knowledge) -> Iterator[str]:
    """The first line of each file that the gate keeps from publication."""
    from xuncha_kb.gate import WITHHELD

    first: dict[str, str] = {}
    for problem in knowledge.problems:
        if problem.code == WITHHELD:
            first.setdefault(problem.message.split(" 没有发布：")[0], problem.message)
    yield from (f"注意　{message}" for message in first.values())


def as_json_text(models: Iterable[BaseModel]) -> str:
    """A JSON array of the models, readable and not ASCII-escaped."""
    rows = [model.model_dump(mode="json") for model in models]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def problem_list(knowledge: Knowledge) -> str:
    """Every problem under its document; the message names the place and shows the sentence."""
    if not knowledge.problems:
        return "没有发现需要留意的地方。"
    lines: list[str] = []
    shown = None
    for problem in knowledge.problems:
        title = _title(knowledge, problem)
        if title != shown:
            lines += ["", click.style(title, bold=True)]
            shown = title
        head = click.style(f"  {SEVERITIES[problem.severity]}", bold=True)
        lines += [head, printed([(problem.message, False)], "    ")]
    return "\n".join(lines[1:])


def _title(knowledge: Knowledge, problem: Problem) -> str:
    document = knowledge.document_by_id.get(problem.document_id or "")
    return f"《{document.title}》" if document else problem.document_id or "项目"


def sentence(knowledge: Knowledge, thing: Problem | Item) -> str:
    """The whole sentence around the first span of ``thing``; "" where it has no place."""
    from xuncha_kb.text import sentence_spans

    document = knowledge.document_by_id.get(thing.document_id or "")
    if document is None or not thing.source:
        return ""
    span = thing.source[0]
    line = document.paragraphs[span.paragraph - 1]
    for start, end in sentence_spans(line):
        if start <= span.start < end:
            return line[start : max(end, span.end)]
    return line[span.start : span.end]
