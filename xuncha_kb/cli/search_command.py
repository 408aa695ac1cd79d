"""``search``: hits with the sentence, the match marked, and where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuncha_kb.cli.chinese import ChineseCommand

if TYPE_CHECKING:
    from xuncha_kb.search.result import Hit, SearchResult

_AROUND = 70
"""Characters shown before the first match of a long sentence."""


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
        click.echo(note)
    for number, hit in enumerate(result.hits, 1):
        click.echo(f"\n{number}. {_head(hit)}")
        click.echo(f"   {_marked(hit)}")
        for line in _below(hit):
            click.echo(click.style(f"   {line}", dim=True))
    if result.near:
        click.echo("\n可以改查：")
        for topic in result.near:
            click.echo(f"  {topic.kind_label}　{topic.text}")


def _head(hit: Hit) -> str:
    return "　".join(part for part in (click.style(hit.code, bold=True), hit.kind_label) if part)


def _marked(hit: Hit) -> str:
    """The sentence from shortly before its first match, the matches in colour (on a pipe: none)."""
    first = max(0, hit.marks[0][0] - _AROUND) if hit.marks else 0
    pieces = ["…" if first else ""]
    position = first
    for start, end in hit.marks:
        pieces += [hit.text[position:start], click.style(hit.text[start:end], fg="yellow")]
        position = end
    return "".join((*pieces, hit.text[position:]))


def _below(hit: Hit) -> list[str]:
    where = f"第{hit.paragraph}段" if hit.paragraph else ""
    source = f"《{hit.document_title}》{where}" if hit.document_title else ""
    place = f"　{hit.place}" if hit.place else ""
    others = "、".join(f"{o.kind_label} {o.code or o.text}".strip() for o in hit.others[:4])
    lines = [source + place, hit.notice, hit.note, f"同处还有：{others}" if others else ""]
    return [line for line in lines if line]
