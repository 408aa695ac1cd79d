"""``search``: hits with the sentence, the match marked, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuncha_kb.cli.chinese import ChineseCommand
from xuncha_kb.cli.wrap import printed

if TYPE_CHECKING:
    from xuncha_kb.search.result import Hit, SearchResult

_AROUND = 70
"""Characters shown before the first match of a long sentence."""

_MOST_BESIDE = 4
_INDENT = "   "


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb search 两个责任
  xuncha-kb search '"跑风漏气"'          一字不差地找
  xuncha-kb search 整改 -公开            含“整改”而不含“公开”
  xuncha-kb search kind:问题表现 工程    只看问题表现
""",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("words", nargs=-1, required=True, metavar="词语…")
@click.option("--limit", type=click.IntRange(1), default=10, metavar="数", help="最多显示几处。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def search(folder: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """检索原文、条目、缩略语、题目和清单。"""
    from xuncha_kb.knowledge_base import KnowledgeBase

    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word, ctx=click.get_current_context())
    base = KnowledgeBase.open(folder)
    result = base.search(" ".join(words), limit=limit)
    if base.notice:
        click.echo(base.notice, err=True)
    if as_json:
        import json

        click.echo(json.dumps(result.as_dict(), ensure_ascii=False, indent=2))
    else:
        _print(result)


def _print(result: SearchResult) -> None:
    click.echo(click.style(result.summary, bold=True))
    for note in result.notes:
        click.echo(printed([(note, False)], ""))
    for number, hit in enumerate(result.hits, 1):
        head = "　".join(filter(None, (hit.code, hit.kind_label)))
        click.echo(f"\n{number}. {click.style(head, bold=True)}")
        click.echo(printed(_sentence(hit), _INDENT))
        for line in _below(hit):
            click.echo(printed([(line, False)], _INDENT, dim=True))
    if result.near:
        click.echo("\n可以改查：")
        for topic in result.near:
            click.echo(printed([(f"{topic.kind_label}　{topic.text}", False)], "  "))


def _sentence(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The sentence from shortly before its first match, in pieces: matches and the rest."""
    position = max(0, hit.marks[0][0] - _AROUND) if hit.marks else 0
    if position:
        yield "…", False
    for start, end in hit.marks:
        yield hit.text[position:start], False
        yield hit.text[start:end], True
        position = end
    yield hit.text[position:], False


def _below(hit: Hit) -> list[str]:
    where = f"第{hit.paragraph}段" if hit.paragraph else ""
    source = f"《{hit.document_title}》{where}" if hit.document_title else ""
    others = dict.fromkeys(f"{o.kind_label} {o.code or o.text}".strip() for o in hit.others)
    beside = "、".join([*others][:_MOST_BESIDE])
    lines = [
        "　".join(filter(None, (source, hit.place))),
        hit.notice,
        hit.note,
        f"同处还有：{beside}" if beside else "",
    ]
    return [line for line in lines if line]
