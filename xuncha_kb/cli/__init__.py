"""The command line: a thin, Chinese-speaking face of the library.

Nothing heavy is imported before a command needs it, so that ``--help`` answers at once.
Exit codes: 0 good, 1 refused with one line, 2 wrong usage.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from xuncha_kb import __version__
from xuncha_kb.cli.add_command import add
from xuncha_kb.cli.build_commands import build, check
from xuncha_kb.cli.chinese import ChineseGroup, usage_line
from xuncha_kb.cli.evaluate_command import evaluate
from xuncha_kb.cli.export_commands import export, schema
from xuncha_kb.cli.paper_commands import checklist, collect, pack
from xuncha_kb.cli.project_commands import init, serve
from xuncha_kb.cli.question_commands import lint_questions, matrix, questions
from xuncha_kb.cli.search_command import search
from xuncha_kb.cli.show_command import show
from xuncha_kb.cli.study_commands import coverage, diff
from xuncha_kb.errors import XunchaError


@click.group(
    cls=ChineseGroup,
    epilog="""\b
示例：
  xuncha-kb add 讲话.docx         把文件加入 corpus/
  xuncha-kb build                 生成题库、清单、索引和网站
  xuncha-kb search 两个责任       检索
  xuncha-kb show F4               查看第四个巡察重点
  xuncha-kb pack -o 进驻包.zip    打包全部清单和表单
  xuncha-kb 命令 --help           查看某个命令的用法
""",
)
@click.option(
    "-C",
    "--project",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="文件夹",
    help="项目文件夹，缺省为当前文件夹。",
)
@click.version_option(__version__, "--version", message="xuncha-kb %(version)s", help="显示版本。")
@click.pass_context
def cli(context: click.Context, folder: Path) -> None:
    """把巡察文件变成可检索、可追溯、可打印的知识：条目、题库、清单和离线网站。"""
    context.obj = folder


COMMANDS = (
    init,
    add,
    build,
    serve,
    search,
    show,
    check,
    questions,
    lint_questions,
    matrix,
    checklist,
    pack,
    collect,
    coverage,
    diff,
    evaluate,
    export,
    schema,
)
for command in COMMANDS:
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """The exit code of the command line; every refusal is printed as one Chinese line."""
    try:
        result = cli.main(arguments, prog_name="xuncha-kb", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.UsageError as error:
        click.echo(usage_line(error), err=True)
        return 2
    except XunchaError as error:
        click.echo(str(error), err=True)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断。", err=True)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nobody is left to tell.
        sys.stderr.close()
    except OSError as error:
        place = f"“{error.filename}”" if error.filename else "文件"
        click.echo(f"{place}无法读写：{error.strerror or error}。", err=True)
    return 1
