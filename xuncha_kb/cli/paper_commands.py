"""``checklist``, ``pack`` and ``collect``: paper to take away, and what comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuncha_kb.cli.chinese import ChineseCommand
from xuncha_kb.errors import ProjectError

if TYPE_CHECKING:
    from xuncha_kb.build import Project
    from xuncha_kb.compose.round import Round
    from xuncha_kb.model import Knowledge
    from xuncha_kb.publish.paper.files import Step
    from xuncha_kb.publish.paper.filled import Answer
    from xuncha_kb.vocabulary import Vocabulary

ROUND_FILE = "round.toml"

round_option = click.option(
    "--round", "round_file", type=click.Path(path_type=Path), metavar="文件",
    help="轮次文件，缺省用项目文件夹里的 round.toml；用它填写单位、巡察组、日期、电话等。",
)  # fmt: skip
force_option = click.option("--force", is_flag=True, help="覆盖已有的、内容不同的文件。")


format_option = click.option(
    "--format", "formats", default="docx,xlsx", metavar="格式",
    help="docx、xlsx、pdf，用逗号隔开；缺省 docx,xlsx。",
)  # fmt: skip


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb checklist                                 列出全部清单
  xuncha-kb checklist -o 打印                         全部清单的 Word 和 Excel
  xuncha-kb checklist --focus 4 --format docx,xlsx,pdf -o 打印
  xuncha-kb checklist 纪律自查 信访 -o 打印           只要这几份
""",
)
@click.argument("names", nargs=-1, metavar="[清单]…")
@click.option("--focus", default="", metavar="编号", help="只要这几个方面，如 4,5。")
@click.option("--document", default="", metavar="文件", help="只要这份文件的内容。")
@format_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="文件夹", help="放在哪里。"
)
@round_option
@force_option
@click.pass_obj
def checklist(
    folder: Path,
    names: tuple[str, ...],
    focus: str,
    document: str,
    formats: str,
    output: Path | None,
    round_file: Path | None,
    force: bool,
) -> None:
    """把检查清单做成 Word、Excel、PDF；不写 -o 时只列出清单。"""
    wanted = _formats(formats)
    from xuncha_kb.compose.checklists.selection import select_checklists
    from xuncha_kb.publish.paper.files import checklist_files, write_files

    project, knowledge, vocabulary = _open(folder)
    round_ = _round(project, round_file, vocabulary)
    chosen = select_checklists(knowledge, names, _words(focus), document)
    if output is None:
        for one in chosen:
            click.echo(f"{one.id}　{one.title}　{len(one.rows)} 行")
        click.echo("加 -o 文件夹 生成文件。", err=True)
        return
    rows = sum(len(one.rows) for one in chosen) * len(wanted)
    with _progress(rows, pages="pdf" in wanted) as step:
        files = {
            file.path: file.content
            for file in checklist_files(chosen, knowledge, vocabulary, round_, wanted, step)
        }
    write_files(output, files, force)
    _written(output, files)


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb pack -o 进驻包            一个文件夹
  xuncha-kb pack -o 进驻包.zip        一个压缩文件
""",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="文件夹或.zip",
    help="放在哪里；以 .zip 结尾的做成一个压缩文件。",
)  # fmt: skip
@format_option
@round_option
@force_option
@click.pass_obj
def pack(folder: Path, output: Path, formats: str, round_file: Path | None, force: bool) -> None:
    """把一轮巡察要用的清单、表单和谈话提纲放在一起，附目录。"""
    wanted = _formats(formats)
    from xuncha_kb.publish.paper.files import write_files, zip_bytes
    from xuncha_kb.publish.paper.pack import pack_files

    project, knowledge, vocabulary = _open(folder)
    round_ = _round(project, round_file, vocabulary)
    rows = sum(len(one.rows) for one in knowledge.checklists) * len(wanted)
    with _progress(rows, pages="pdf" in wanted) as step:
        files = pack_files(knowledge, vocabulary, round_, wanted, step)
    if output.suffix.lower() == ".zip":
        write_files(output.parent, {output.name: zip_bytes(files)}, force)
        click.echo(f"{len(files)} 个文件　{output}")
    else:
        write_files(output, files, force)
        _written(output, files)


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb collect 一中.xlsx 二中.xlsx
  xuncha-kb collect 收回/*.xlsx -o 汇总.xlsx
单位名称取自工作簿“目录”页，没有填写的用文件名。
""",
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="工作簿…",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="文件", help="写成 Excel。"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@force_option
@click.pass_obj
def collect(
    folder: Path, files: tuple[Path, ...], output: Path | None, as_json: bool, force: bool
) -> None:
    """把填好的 Excel 清单收回来，按分组和单位汇总。"""
    from xuncha_kb.cli.render import as_json_text
    from xuncha_kb.publish.paper.files import write_files
    from xuncha_kb.publish.paper.filled import read_answers, summary_file

    _, knowledge, vocabulary = _open(folder)
    answers = [
        answer
        for file in files
        for answer in read_answers(file.read_bytes(), file.name, knowledge, vocabulary)
    ]
    if output is not None:
        write_files(output.parent, {output.name: summary_file(answers)}, force)
        click.echo(f"汇总 {len(answers)} 行　{output}", err=as_json)
    if as_json:
        click.echo(as_json_text(answers))
    elif output is None:
        _show(answers, len(files))


def _show(answers: Sequence[Answer], files: int) -> None:
    from rich.console import Console
    from rich.table import Table

    from xuncha_kb.publish.paper.filled import add_up

    console = Console()
    sums = add_up(answers)
    for title in dict.fromkeys(one.checklist for one in sums):
        own = [one for one in sums if one.checklist == title]
        kinds = list(dict.fromkeys(kind for one in own for kind in one.answers))
        table = Table("分组", "单位", "已填", *kinds, title=title)
        for one in own:
            counts = (str(one.answers.get(kind, 0)) for kind in kinds)
            table.add_row(one.group, one.unit, str(one.rows), *counts)
        console.print(table)
    for answer in answers:
        if answer.note:
            said = f"（{answer.answer}）" if answer.answer else ""
            place = f"{answer.unit}　{answer.checklist} {answer.number}"
            console.print(f"{place}　{answer.text}{said}：{answer.note}", markup=False)
    console.print(f"{files} 个工作簿，共填 {len(answers)} 行。")


def _open(folder: Path) -> tuple[Project, Knowledge, Vocabulary]:
    from xuncha_kb.build import open_project, read_knowledge

    project = open_project(folder)
    vocabulary = project.vocabulary()
    return project, read_knowledge(project.corpus, vocabulary), vocabulary


def _round(project: Project, file: Path | None, vocabulary: Vocabulary) -> Round:
    from xuncha_kb.compose.round import NO_ROUND, read_round

    path = file or project.folder / ROUND_FILE
    if file is None and not path.is_file():
        return NO_ROUND
    try:
        return read_round(path.read_text(encoding="utf-8-sig"), path.name, vocabulary)
    except UnicodeDecodeError as error:
        raise ProjectError(f"轮次文件 {path.name} 不是 UTF-8 文字，请另存为 UTF-8。") from error


def _words(text: str) -> tuple[str, ...]:
    parts = text.replace("，", ",").replace("、", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def _formats(text: str) -> tuple[str, ...]:
    from xuncha_kb.publish.paper.files import FORMATS

    wanted = tuple(dict.fromkeys(word.lower().lstrip(".") for word in _words(text)))
    wrong = [word for word in wanted if word not in FORMATS]
    if wrong or not wanted:
        raise click.BadParameter(
            f"“{'、'.join(wrong) or text}”不在可选之列：{'、'.join(FORMATS)}",
            param=click.Option(["--format"]),
        )
    return wanted


@contextmanager
def _progress(rows: int, pages: bool) -> Iterator[Step]:
    """A bar on the terminal that goes away when all is done; the pages of a PDF are counted."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    from xuncha_kb.publish.paper.pdf import counted_pages

    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f}%"),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
    with bar:
        task = bar.add_task("正在生成……", total=rows)

        def step(title: str, done: int) -> None:
            bar.update(task, advance=done, description=title)

        def page(number: int) -> None:
            bar.update(task, description=f"正在排 PDF 第 {number} 页")

        if pages:
            with counted_pages(page):
                yield step
        else:
            yield step


def _written(folder: Path, files: dict[str, bytes]) -> None:
    for path in files:
        click.echo(str(folder / path))
