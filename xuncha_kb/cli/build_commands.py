"""``build`` and ``check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuncha_kb.cli.chinese import ChineseCommand
from xuncha_kb.errors import ProjectError, StaleError

if TYPE_CHECKING:
    from xuncha_kb.build import Project
    from xuncha_kb.model import Knowledge


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb build             生成全部内容
  xuncha-kb build --check     只核对生成的文件是否与原文一致，不改动任何文件
  xuncha-kb build --strict    有“错误”级问题时不生成
  xuncha-kb build --redact    把身份证号、电话、住址、举报人姓名等用＊遮盖后发布
""",
)
@click.option("--check", "only_check", is_flag=True, help="只核对，不写文件；列出过期的文件。")
@click.option("--strict", is_flag=True, help="有读不出来的文件等错误时停下。")
@click.option(
    "--redact", is_flag=True, help="遮盖个人信息后发布；带密级等标志的仍不发布，原文件不改动。"
)
@click.pass_obj
def build(folder: Path, only_check: bool, strict: bool, redact: bool) -> None:
    """由 corpus/ 生成题库、清单、检索索引和网站。"""
    from xuncha_kb.build import open_project

    project = open_project(folder)
    if strict:
        _refuse_errors(project, redact)
    if only_check:
        _check_fresh(project, redact)
    else:
        _build(project, redact)


def _build(project: Project, redact: bool) -> None:
    from rich.console import Console

    from xuncha_kb import build as stages
    from xuncha_kb.cli.render import build_summary

    console = Console(stderr=True)
    with console.status("") as status:
        knowledge = stages.build(
            project, lambda step: status.update(f"正在{step}……"), redact=redact
        )
    click.echo(build_summary(knowledge, project))


def _check_fresh(project: Project, redact: bool) -> None:
    from xuncha_kb.build import stale

    files = stale(project, redact=redact)
    if files:
        listing = "\n".join(f"  {file}" for file in files)
        raise StaleError(
            f"有 {len(files)} 个生成的文件与原文不一致，请运行 xuncha-kb build：\n{listing}", files
        )
    click.echo("生成的文件与原文一致。")


def _refuse_errors(project: Project, redact: bool = False) -> None:
    errors = [p for p in _knowledge(project, redact).problems if p.severity == "error"]
    if errors:
        raise ProjectError(f"有 {len(errors)} 处错误，没有生成。第一处：{errors[0].message}")


def _knowledge(project: Project, redact: bool = False) -> Knowledge:
    from xuncha_kb.build import read_knowledge

    return read_knowledge(project.corpus, project.vocabulary(), redact=redact)


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb check             列出原文里需要留意的地方
  xuncha-kb check --json      供程序读取
""",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--strict", is_flag=True, help="有错误时以退出码 1 结束。")
@click.pass_obj
def check(folder: Path, as_json: bool, strict: bool) -> None:
    """检查原文：声明数与实列数、未列成员的缩略语、待填要素等。"""
    from xuncha_kb.build import open_project
    from xuncha_kb.cli.render import as_json_text, problem_list

    project = open_project(folder)
    knowledge = _knowledge(project)
    if as_json:
        click.echo(as_json_text(knowledge.problems))
    else:
        click.echo(problem_list(knowledge))
    if strict:
        _refuse_errors(project)
