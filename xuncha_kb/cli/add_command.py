"""``add``: files into the corpus, after showing what was understood of them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuncha_kb.cli.chinese import ChineseCommand
from xuncha_kb.errors import ProjectError

if TYPE_CHECKING:
    from xuncha_kb.adding import Candidate
    from xuncha_kb.build import Project
    from xuncha_kb.vocabulary import Vocabulary

_SHOWN_PROBLEMS = 3


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb add 讲话.docx             看看读懂了什么，确认后加入
  xuncha-kb add 资料/ --yes           把文件夹里的文件全部加入，不再询问
""",
)
@click.argument(
    "paths", nargs=-1, required=True, metavar="文件或文件夹…", type=click.Path(path_type=Path)
)
@click.option("--yes", is_flag=True, help="不询问，全部加入；同一办法的另一版本存为新版本。")
@click.pass_obj
def add(folder: Path, paths: tuple[Path, ...], yes: bool) -> None:
    """把文件加入 corpus/：先显示读懂了什么，再写入文字和来源。"""
    from xuncha_kb.adding import files
    from xuncha_kb.build import Project
    from xuncha_kb.vocabulary import load_vocabulary

    found = files(paths)
    if not found:
        raise ProjectError("没有找到可以加入的文件。")
    if not yes and not sys.stdin.isatty():
        raise ProjectError("不在终端里运行，没法询问。请加 --yes。")
    project = Project(folder)
    vocabulary = load_vocabulary(folder / "vocabulary.toml")
    added = _add_all(_examined(found, project, vocabulary), project, vocabulary, yes)
    rest = len(found) - added
    click.echo(f"加入 {added} 份" + (f"，没有加入 {rest} 份。" if rest else "。"))
    if added:
        click.echo("运行 xuncha-kb build 生成题库、清单和网站。")
    elif rest:
        raise click.exceptions.Exit(1)


def _examined(found: tuple[Path, ...], project: Project, vocabulary: Vocabulary) -> list[Candidate]:
    from rich.console import Console
    from rich.progress import track

    from xuncha_kb.adding import examine_file, stored

    known = list(stored(project, vocabulary))
    candidates = []
    console = Console(stderr=True)
    for path in track(found, "正在读取……", console=console, transient=True):
        candidate = examine_file(path, known, vocabulary)
        candidates.append(candidate)
        if candidate.document is not None:
            known.append(candidate.document)
    return candidates


def _add_all(
    candidates: list[Candidate], project: Project, vocabulary: Vocabulary, yes: bool
) -> int:
    from xuncha_kb.adding import store

    added = 0
    for candidate in candidates:
        if not _show(candidate, vocabulary.labels.by_value):
            continue
        if yes or click.confirm(_question(candidate), default=True, prompt_suffix=" "):
            document = store(candidate, project, vocabulary)
            click.echo(f"已存为 corpus/{document.source_file}")
            added += 1
    return added


def _question(candidate: Candidate) -> str:
    return "作为新版本加入吗？" if candidate.earlier else "加入吗？"


def _show(candidate: Candidate, labels: Mapping[str, str]) -> bool:
    """Prints what was understood; False where the file cannot be added."""
    click.echo(f"\n{click.style(candidate.path.name, bold=True)}")
    document = candidate.document
    if document is None:
        for problem in candidate.problems:
            click.echo(f"  没有加入：{problem.message}")
        return False
    known = document.metadata
    rows = {
        "标题": document.title,
        "种类": labels[document.kind],
        "日期": known.issued_on or known.date or known.approved_on or "没有认出",
        "发文": known.issuer or "没有认出",
        "结构": candidate.structure,
        "条目": f"{candidate.item_count} 条",
        "体检": _health(candidate),
    }
    for name, words in rows.items():
        click.echo(f"  {name}　{words}")
    if candidate.same_as:
        click.echo(f"  没有加入：与已有的 {candidate.same_as.source_file} 内容相同。")
        return False
    if candidate.earlier:
        other = candidate.earlier
        click.echo(f"  已有同一办法的另一版本：《{other.title}》（{other.source_file}）。")
    return True


def _health(candidate: Candidate) -> str:
    count = len(candidate.problems)
    words = f"{count} 处需要留意" if count else "没有需要留意的地方"
    return words + (f"；加入后不会发布，因为{candidate.withheld}" if candidate.withheld else "")
