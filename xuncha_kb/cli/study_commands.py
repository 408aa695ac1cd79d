"""``diff`` and ``coverage``: what changed between two versions, and what no item covers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuncha_kb.cli.chinese import ChineseCommand
from xuncha_kb.errors import ProjectError

if TYPE_CHECKING:
    from rich.text import Text

    from xuncha_kb.comparison import Change, Comparison
    from xuncha_kb.coverage import Coverage
    from xuncha_kb.model import Knowledge


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb diff 旧文件编号 新文件编号
文件编号是 corpus/ 里的路径，不带后缀。
""",
)
@click.argument("before", metavar="旧文件")
@click.argument("after", metavar="新文件")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def diff(folder: Path, before: str, after: str, as_json: bool) -> None:
    """对照两个版本：增加、删去、改动的条文，以及受影响的条目、题目和清单行。"""
    from xuncha_kb.cli.render import as_json_text
    from xuncha_kb.comparison import compare

    knowledge = _knowledge(folder)
    for name in (before, after):
        if name not in knowledge.document_by_id:
            known = "、".join(sorted(knowledge.document_by_id)[:8])
            raise ProjectError(f"没有编号为“{name}”的文件。现有：{known}。")
    result = compare(knowledge, before, after)
    if as_json:
        click.echo(as_json_text([result]))
    else:
        _print_comparison(result)


def _print_comparison(result: Comparison) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console()
    for change in result.changes:
        console.print(Text(_headline(change), style="bold"))
        for line in _detail(change):
            console.print(line)
    console.print(
        f"未改 {result.unchanged} 条（其中条号变动 {len(result.moved)} 条）；"
        f"涉及条目 {len(result.items)} 条、题目 {len(result.questions)} 道、"
        f"清单行 {len(result.rows)} 行。"
    )


def _headline(change: Change) -> str:
    if change.before is None:
        return f"增加　{change.after.label if change.after else ''}"
    if change.after is None:
        return f"删去　{change.before.label}"
    if change.before.label == change.after.label:
        return f"改动　{change.before.label}"
    return f"改动　{change.before.label} → {change.after.label}"


def _detail(change: Change) -> list[Text]:
    from rich.text import Text

    if change.before is None or change.after is None:
        unit = change.after or change.before
        return [Text(f"  {unit.text}")] if unit else []
    return [
        Text.assemble("  ", (f"[{old}]", "red strike"), " → ", (f"[{new}]", "green"))
        for old, new in change.words
    ]


@click.command(cls=ChineseCommand)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def coverage(folder: Path, as_json: bool) -> None:
    """每份文件有多少句被条目覆盖；列出没有条目覆盖的规范性句子。"""
    from xuncha_kb.build import open_project
    from xuncha_kb.cli.render import as_json_text
    from xuncha_kb.coverage import coverage as measure

    knowledge = _knowledge(folder)
    found = measure(knowledge, open_project(folder).vocabulary())
    if as_json:
        click.echo(as_json_text(found))
    else:
        _print_coverage(knowledge, found)


def _print_coverage(knowledge: Knowledge, found: tuple[Coverage, ...]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console()
    for entry in found:
        document = knowledge.document_by_id[entry.document_id]
        console.print(
            Text(
                f"{document.title}：{entry.sentences} 句中有 {entry.covered} 句被条目覆盖"
                f"（{entry.share:.0%}），{len(entry.uncovered)} 句规范性的话没有条目覆盖。",
                style="bold",
            )
        )
        for span in entry.uncovered:
            console.print(Text(f"  第{span.paragraph}段　{document.quote((span,))}"))


def _knowledge(folder: Path) -> Knowledge:
    from xuncha_kb.build import open_project, read_knowledge

    project = open_project(folder)
    return read_knowledge(project.corpus, project.vocabulary())
