"""``questions``, ``lint-questions`` and ``matrix``: the question bank at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuncha_kb.cli.chinese import ChineseCommand
from xuncha_kb.errors import ProjectError

if TYPE_CHECKING:
    from xuncha_kb.compose.lint import Finding
    from xuncha_kb.compose.plan import Plan
    from xuncha_kb.model import Knowledge, Question
    from xuncha_kb.vocabulary import Vocabulary

ROLES = [f"R{number}" for number in range(1, 10)]


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb questions --role R3 --focus 4,5 --minutes 40
  xuncha-kb questions --role R6 --interview 财务科长.toml
  xuncha-kb questions --sample 60 --seed 1     随机抽 60 题逐题读
计划文件可以用记事本修改：改字、删题、换次序、在 own 里加题；再次运行不会覆盖。
""",
)
@click.option("--role", type=click.Choice(ROLES), default="R1", help="谈话对象的角色。")
@click.option("--focus", default="", metavar="编号", help="只问这几个方面，如 4,5。")
@click.option("--minutes", type=click.FloatRange(1), metavar="分钟", help="谈话时间。")
@click.option("--interview", "plan_file", type=click.Path(path_type=Path), metavar="文件",
              help="谈话计划文件：没有就新建，已有就照它出题。")  # fmt: skip
@click.option("--who", default="", metavar="姓名", help="写进新计划的谈话对象。")
@click.option("--sample", type=click.IntRange(1), metavar="数", help="从整个题库随机抽题。")
@click.option("--seed", type=int, default=1, metavar="数", help="抽题的种子，相同则结果相同。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def questions(
    folder: Path,
    role: str,
    focus: str,
    minutes: float | None,
    plan_file: Path | None,
    who: str,
    sample: int | None,
    seed: int,
    as_json: bool,
) -> None:
    """按角色、方面和时间选出一组谈话题目。"""
    from xuncha_kb.cli.render import as_json_text

    knowledge, vocabulary = _open(folder)
    areas = tuple(word.strip() for word in focus.replace("，", ",").split(",") if word.strip())
    if sample:
        chosen = _sample(knowledge, sample, seed)
    elif plan_file:
        chosen = _planned(knowledge, vocabulary, plan_file, role, areas, minutes, who)
    else:
        from xuncha_kb.compose.choose import choose_questions

        selection = choose_questions(knowledge, vocabulary, role, areas, minutes)
        chosen = selection.questions
        if not as_json:
            click.echo(f"共 {len(chosen)} 题，约 {selection.minutes:g} 分钟。", err=True)
    if as_json:
        click.echo(as_json_text(chosen))
    else:
        _print(knowledge, vocabulary, chosen)


def _open(folder: Path) -> tuple[Knowledge, Vocabulary]:
    from xuncha_kb.build import open_project, read_knowledge

    project = open_project(folder)
    vocabulary = project.vocabulary()
    return read_knowledge(project.corpus, vocabulary), vocabulary


def _sample(knowledge: Knowledge, count: int, seed: int) -> tuple[Question, ...]:
    from random import Random

    bank = knowledge.questions
    return tuple(Random(seed).sample(bank, min(count, len(bank))))


def _planned(
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    file: Path,
    role: str,
    focus: tuple[str, ...],
    minutes: float | None,
    who: str,
) -> tuple[Question, ...]:
    from xuncha_kb.compose.plan import lost_questions, make_plan, plan_questions, plan_text

    if file.exists():
        plan = _read_plan(file)
        lost = lost_questions(plan, knowledge)
        if lost:
            click.echo(f"计划里有 {len(lost)} 题在题库中已没有，按计划里的文字保留。", err=True)
    else:
        plan = make_plan(knowledge, vocabulary, file.stem, role, focus, minutes, who)
        file.write_text(plan_text(plan), encoding="utf-8")
        click.echo(f"已新建谈话计划 {file}，可以用记事本修改。", err=True)
    return plan_questions(plan, knowledge)


def _read_plan(file: Path) -> Plan:
    from xuncha_kb.compose.plan import read_plan

    try:
        return read_plan(file.read_text(encoding="utf-8"), file.name)
    except UnicodeDecodeError as error:
        raise ProjectError(f"谈话计划 {file.name} 不是 UTF-8 文字，请另存为 UTF-8。") from error


def _print(knowledge: Knowledge, vocabulary: Vocabulary, questions: tuple[Question, ...]) -> None:
    for number, question in enumerate(questions, 1):
        stage = vocabulary.stages[question.stage].label
        item = knowledge.item_by_id.get(question.item_id or "")
        click.echo(f"{number}. [{question.role} {stage}] {question.text}")
        for follow_up in question.follow_ups:
            click.echo(f"     追问：{follow_up}")
        if question.ask_for:
            click.echo(f"     请出示【参考】：{'、'.join(question.ask_for)}")
        if item:
            click.echo(f"     依据【原文】{item.code}：{item.text}")


@click.command(
    "lint-questions",
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb lint-questions                检查自动生成的题库
  xuncha-kb lint-questions 提纲.docx      检查自己写的谈话提纲（.txt、.md、.docx）
""",
)
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[提纲文件]")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def lint_questions(folder: Path, file: Path | None, as_json: bool) -> None:
    """检查题目是否开放、单一、中性、指向证据、适合角色、有依据、说得顺口、不越权。"""
    from xuncha_kb.cli.render import as_json_text

    findings = _findings(folder, file)
    if as_json:
        click.echo(as_json_text(findings))
        return
    for finding in findings:
        place = f"第{finding.line}行　" if finding.line else ""
        click.echo(f"{place}{finding.rule}　{finding.question}")
        click.echo(f"     {finding.message}　建议：{finding.hint}")
    click.echo(f"共 {len(findings)} 处需要改。" if findings else "没有发现需要改的题目。")


def _findings(folder: Path, file: Path | None) -> tuple[Finding, ...]:
    if file is None:
        from xuncha_kb.compose.lint import lint_questions as lint

        return lint(*_open(folder))
    from xuncha_kb.compose.outline_lint import lint_outline
    from xuncha_kb.read import read_file
    from xuncha_kb.vocabulary import load_vocabulary

    vocabulary = load_vocabulary(folder / "vocabulary.toml")
    document, problems = read_file(file, file.parent, vocabulary)
    if document is None:
        raise ProjectError(problems[0].message)
    return lint_outline("\n".join(document.paragraphs), vocabulary)
