"""``questions``, ``lint-questions`` and ``matrix``: the question bank at hand."""

from __future__ import annotations

from dataclasses import dataclass
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

PLANS = "interviews"
UNSOURCED = "Q6"


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line, as it was written."""

    role: str
    focus: tuple[str, ...]
    minutes: float | None
    who: str

    @property
    def says_something(self) -> bool:
        return bool(self.role or self.focus or self.minutes or self.who)


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb questions --role 科长 --focus 4,5 --minutes 40
  xuncha-kb questions --role 党组书记 --focus 廉洁纪律 -o 书记提纲.docx
  xuncha-kb questions --role R6 --interview 李科长      计划在 interviews/李科长.toml
  xuncha-kb questions -o 题库.gift                      全部题目，供 Moodle 培训用
  xuncha-kb questions --sample 60 --seed 1              随机抽 60 题逐题读
计划文件可以用记事本修改：改字、删题、换次序、在 own 里加题；再次运行不会覆盖。
""",
)
@click.option("--role", default="", metavar="角色", help="谈话对象：R1–R9，或科长、党组书记等。")
@click.option("--focus", default="", metavar="方面", help="只问这几个方面，如 4,5 或 廉洁纪律。")
@click.option("--minutes", type=click.FloatRange(1), metavar="分钟", help="谈话时间。")
@click.option("--interview", "plan_name", default="", metavar="名称",
              help="谈话计划：没有就新建，已有就照它出题。")  # fmt: skip
@click.option("--rebuild", is_flag=True, help="照改过的计划补题，改动和自己加的题都保留。")
@click.option("--who", default="", metavar="姓名", help="写进新计划的谈话对象。")
@click.option("--sample", type=click.IntRange(1), metavar="数", help="从整个题库随机抽题。")
@click.option("--seed", type=int, default=1, metavar="数", help="抽题的种子，相同则结果相同。")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="文件",
              help="写成文件：.docx、.pdf 是提纲，.gift、.csv、.json 供培训用。")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def questions(
    folder: Path,
    role: str,
    focus: str,
    minutes: float | None,
    plan_name: str,
    rebuild: bool,
    who: str,
    sample: int | None,
    seed: int,
    output: Path | None,
    as_json: bool,
) -> None:
    """按角色、方面和时间选出一组谈话题目。"""
    from xuncha_kb.cli.question_files import check_output, write_questions
    from xuncha_kb.cli.render import as_json_text

    check_output(output)
    knowledge, vocabulary = _open(folder)
    words = tuple(filter(None, focus.replace("，", ",").replace("、", ",").split(",")))
    wish = Wish(role, words, minutes, who)
    plan = None
    if sample:
        chosen = _sample(knowledge, sample, seed)
    elif plan_name:
        file = _plan_file(folder, plan_name)
        plan, chosen = _planned(knowledge, vocabulary, file, wish, rebuild)
    elif role or focus or minutes:
        chosen = _chosen(knowledge, vocabulary, wish)
    else:
        chosen = knowledge.questions
    if output:
        click.echo(write_questions(output, knowledge, vocabulary, chosen, plan))
    elif as_json:
        click.echo(as_json_text(chosen))
    elif chosen is knowledge.questions and chosen:
        _print_roles(knowledge, vocabulary)
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


def _chosen(knowledge: Knowledge, vocabulary: Vocabulary, wish: Wish) -> tuple[Question, ...]:
    from xuncha_kb.compose.choose import choose_questions
    from xuncha_kb.compose.naming import focus_of, role_of

    role = role_of(wish.role or "R1", vocabulary)
    focus = focus_of(wish.focus, knowledge)
    selection = choose_questions(knowledge, vocabulary, role, focus, wish.minutes)
    label = vocabulary.roles.by_id[role].label
    asked = len(selection.questions)
    click.echo(f"{role} {label}：共 {asked} 题，约 {selection.minutes:g} 分钟。", err=True)
    if not selection.questions:
        click.echo("题库里没有问这个角色的题，请换一个角色或者方面。", err=True)
    if selection.left_out and wish.minutes:
        click.echo(
            f"还有 {len(selection.left_out)} 个要点排不下，可以加长时间或者分次谈。", err=True
        )
    return selection.questions


def _plan_file(folder: Path, name: str) -> Path:
    """``name`` itself where it is a path of a .toml file, else a file of the project."""
    return Path(name) if name.endswith(".toml") else folder / PLANS / f"{name}.toml"


def _planned(
    knowledge: Knowledge, vocabulary: Vocabulary, file: Path, wish: Wish, rebuild: bool
) -> tuple[Plan, tuple[Question, ...]]:
    from xuncha_kb.compose.plan import lost_questions, plan_questions

    if not file.exists():
        plan = _new_plan(knowledge, vocabulary, file, wish)
    else:
        plan = _read_plan(file, knowledge, vocabulary)
        if wish.says_something:
            click.echo(
                "计划已有，照计划出题；要改角色、方面、时间，请改计划文件再加 --rebuild。", err=True
            )
        if rebuild:
            plan = _rebuild(plan, file, knowledge, vocabulary)
    lost = lost_questions(plan, knowledge)
    if lost:
        click.echo(f"计划里有 {len(lost)} 题在题库中已没有，按计划里的文字保留。", err=True)
    return plan, plan_questions(plan, knowledge)


def _new_plan(knowledge: Knowledge, vocabulary: Vocabulary, file: Path, wish: Wish) -> Plan:
    from xuncha_kb.compose.naming import focus_of, role_of
    from xuncha_kb.compose.plan import make_plan, plan_text

    role = role_of(wish.role or file.stem, vocabulary)
    focus = focus_of(wish.focus, knowledge)
    plan = make_plan(knowledge, vocabulary, file.stem, role, focus, wish.minutes, wish.who)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(plan_text(plan), encoding="utf-8")
    click.echo(f"已新建谈话计划 {file}，可以用记事本修改。", err=True)
    return plan


def _read_plan(file: Path, knowledge: Knowledge, vocabulary: Vocabulary) -> Plan:
    from xuncha_kb.compose.naming import focus_of, role_of
    from xuncha_kb.compose.plan import read_plan

    try:
        plan = read_plan(file.read_text(encoding="utf-8-sig"), file.name)
    except UnicodeDecodeError as error:
        raise ProjectError(f"谈话计划 {file.name} 不是 UTF-8 文字，请另存为 UTF-8。") from error
    role, focus = role_of(plan.role, vocabulary), focus_of(plan.focus, knowledge)
    return plan.model_copy(update={"role": role, "focus": focus})


def _rebuild(plan: Plan, file: Path, knowledge: Knowledge, vocabulary: Vocabulary) -> Plan:
    from xuncha_kb.compose.plan import plan_text, rebuilt_plan

    new = rebuilt_plan(plan, knowledge, vocabulary)
    file.write_text(plan_text(new), encoding="utf-8")
    added = len(new.question) - len(plan.question)
    click.echo(f"原有 {len(plan.question)} 题不动，补了 {added} 题。", err=True)
    return new


def _print_roles(knowledge: Knowledge, vocabulary: Vocabulary) -> None:
    """How many questions each role has, and what to write next."""
    for role in vocabulary.roles.role:
        count = sum(question.role == role.id for question in knowledge.questions)
        click.echo(f"{role.id}　{role.label}　{count} 题")
    click.echo("写上谈话对象就列出题目，如：xuncha-kb questions --role 科长 --minutes 40")


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

    asked, findings = _findings(folder, file)
    if as_json:
        click.echo(as_json_text(findings))
        return
    _print_findings(asked, findings)


def _print_findings(asked: int, findings: tuple[Finding, ...]) -> None:
    """Question by question; those whose only fault is to name no basis in one line at the end."""
    from itertools import groupby

    unsourced = [finding for finding in findings if finding.rule == UNSOURCED]
    faults = [finding for finding in findings if finding.rule != UNSOURCED]
    grouped = [list(g) for _, g in groupby(faults, lambda one: (one.line, one.question))]
    for group in grouped:
        place = f"第{group[0].line}行　" if group[0].line else ""
        click.echo(f"{place}{group[0].question}")
        for finding in group:
            stop = "" if finding.hint.endswith("”") else "。"
            click.echo(f"     {finding.rule}　{finding.message}。建议：{finding.hint}{stop}")
    if unsourced:
        lines = "、".join(str(finding.line) for finding in unsourced if finding.line)
        where = f"第{lines}行" if len(unsourced) > 1 else ""
        click.echo(f"{UNSOURCED}　{unsourced[0].message}{where and f'：{where}'}。")
        click.echo(f"     建议：{unsourced[0].hint}。")
    faulty = f"{len(grouped)} 题需要改" if grouped else "没有需要改的"
    click.echo(f"看了 {asked} 题，{faulty}。")


def _findings(folder: Path, file: Path | None) -> tuple[int, tuple[Finding, ...]]:
    """How many questions were looked at, and what was found."""
    if file is None:
        from xuncha_kb.compose.lint import lint_questions as lint

        knowledge, vocabulary = _open(folder)
        return len(knowledge.questions), lint(knowledge, vocabulary)
    from xuncha_kb.compose.outline_lint import lint_outline, read_outline
    from xuncha_kb.read import read_file
    from xuncha_kb.vocabulary import load_vocabulary

    vocabulary = load_vocabulary(folder / "vocabulary.toml")
    document, problems = read_file(file, file.parent, vocabulary)
    if document is None:
        raise ProjectError(problems[0].message)
    text = "\n".join(document.paragraphs)
    return len(read_outline(text, vocabulary)), lint_outline(text, vocabulary)


@click.command(cls=ChineseCommand)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def matrix(folder: Path, as_json: bool) -> None:
    """题库覆盖：各方面、各角色、各阶段的题数；没有题的条目和句子。"""
    from xuncha_kb.cli.matrix_table import matrix_lines
    from xuncha_kb.compose.matrix import coverage_matrix

    knowledge, vocabulary = _open(folder)
    covered = coverage_matrix(knowledge, vocabulary)
    if as_json:
        click.echo(covered.model_dump_json(indent=2))
    else:
        click.echo("\n".join(matrix_lines(covered, knowledge, vocabulary)))
