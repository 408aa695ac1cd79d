"""``show``: one item with its exact words, its place and what belongs to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuncha_kb.cli.chinese import ChineseCommand
from xuncha_kb.errors import ProjectError

if TYPE_CHECKING:
    from rich.text import Text

    from xuncha_kb.model import Document, Item, Knowledge


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb show F4               第四个巡察重点，连同评价点和问题表现
  xuncha-kb show J3 --json        第三条禁止性规定，供程序读取
  xuncha-kb show 文件编号         一份文件的结构
""",
)
@click.argument("name", metavar="编号")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def show(folder: Path, name: str, as_json: bool) -> None:
    """按编号查看条目，或查看一份文件的结构。"""
    from xuncha_kb.build import open_project, read_knowledge
    from xuncha_kb.cli.render import as_json_text

    project = open_project(folder)
    knowledge = read_knowledge(project.corpus, project.vocabulary())
    document = knowledge.document_by_id.get(name)
    items = _named(knowledge, name)
    if document is None and not items:
        raise ProjectError(
            f"没有编号为“{name}”的条目或文件。编号可在网站上或用 xuncha-kb search 查到。"
        )
    if as_json:
        click.echo(as_json_text([document] if document else items))
    elif document:
        _print_outline(knowledge, document)
    else:
        _print_items(knowledge, items)


def _named(knowledge: Knowledge, name: str) -> list[Item]:
    """By id, else by code in every document that has it."""
    item = knowledge.item_by_id.get(name)
    if item:
        return [item]
    return [item for item in knowledge.items if item.code.upper() == name.upper()]


def _print_outline(knowledge: Knowledge, document: Document) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console()
    console.print(Text(document.title, style="bold"))
    if document.metadata.notice:
        console.print(Text(document.metadata.notice, style="red"))
    for section in knowledge.sections:
        if section.document_id == document.id:
            indent = "  " * section.level
            words = f"{section.label or ''}{section.heading or ''}" or "（未编号的一款）"
            console.print(Text(f"{indent}{words}　第{section.first_paragraph}段"))


def _print_items(knowledge: Knowledge, items: list[Item]) -> None:
    from rich.console import Console

    console = Console()
    for item in items:
        for line in _lines(knowledge, item):
            console.print(line)


def _lines(knowledge: Knowledge, item: Item) -> list[Text]:
    from rich.text import Text

    from xuncha_kb.cli.render import sentence
    from xuncha_kb.vocabulary import load_vocabulary

    kinds = load_vocabulary().kinds
    document = knowledge.document_by_id[item.document_id]
    around = Text(sentence(knowledge, item))
    around.highlight_words([item.text], "bold yellow")
    questions = sum(question.item_id == item.id for question in knowledge.questions)
    lines = [
        Text.assemble(
            (f"{item.code}　", "bold"), (kinds[item.kind].label, "cyan"), f"　{item.text}"
        ),
        Text(f"  出处：{document.title}第{item.source[0].paragraph}段"),
        Text.assemble("  原文：", around),
    ]
    lines += [
        Text(f"  {child.code}　{kinds[child.kind].label}　{child.text}")
        for child in knowledge.children(item.id)
    ]
    if questions:
        lines.append(Text(f"  题库中有 {questions} 题由此而来。"))
    return lines
