"""``evaluate``: scores of extraction on annotated texts, and where it went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuncha_kb.cli.chinese import ChineseCommand
from xuncha_kb.errors import GoldError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from xuncha_kb.evaluation import Evaluation, Miss
    from xuncha_kb.model import ItemKind

_SETS = {"dev": "开发集", "heldout": "留存集"}
_WHAT = {"missed": "漏掉", "spurious": "多出", "boundary": "界限"}
_STYLE = {"missed": "yellow", "spurious": "red", "boundary": "cyan"}


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb evaluate tests/gold
  xuncha-kb evaluate tests/gold --set dev --kind 禁止性规定
  xuncha-kb evaluate tests/gold/jiaoyuju-dongyuan.gold.json --json
标注文件的写法见 tests/gold/README.md。“精确”要求起止一字不差，“交叠”只要求落在同一处。
""",
)
@click.argument("gold", metavar="标注文件或文件夹", type=click.Path(path_type=Path))
@click.option("--kind", "names", multiple=True, metavar="种类", help="只看这一种，可写多次。")
@click.option("--set", "chosen", type=click.Choice(tuple(_SETS)), help="只看开发集或留存集。")
@click.option("--scores-only", is_flag=True, help="只要分数，不列差错。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def evaluate(
    gold: Path, names: tuple[str, ...], chosen: str | None, scores_only: bool, as_json: bool
) -> None:
    """用人工标注的原文检验抽取：各种条目的准确率、召回率、F1，以及漏掉和多出的地方。"""
    from xuncha_kb.build import evaluate_gold
    from xuncha_kb.gold import read_gold
    from xuncha_kb.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    labels = {kind.value: entry.label for kind, entry in vocabulary.kinds.items()}
    texts = read_gold(gold, vocabulary)
    kept = tuple(text for text in texts if chosen in (None, text.set))
    if not kept:
        raise GoldError(f"“{gold}”里没有{_SETS[chosen or 'dev']}的标注文件。")
    result = evaluate_gold(kept, vocabulary, _kinds(names, labels))
    if as_json:
        click.echo(_json(result, scores_only))
    else:
        _print(result, labels, len(kept), scores_only)


def _kinds(names: tuple[str, ...], labels: dict[str, str]) -> list[ItemKind]:
    from xuncha_kb.model import ItemKind

    by_name = {label: kind for kind, label in labels.items()} | {kind: kind for kind in labels}
    for name in names:
        if name not in by_name:
            raise GoldError(f"没有“{name}”这种条目。可用：{'、'.join(labels.values())}。")
    return [ItemKind(by_name[name]) for name in names]


def _json(result: Evaluation, scores_only: bool) -> str:
    import json

    from xuncha_kb.evaluation import f1, precision, recall

    def measures(pairs: int, annotated: int, found: int) -> dict[str, float]:
        return {
            "precision": round(precision(pairs, found), 4),
            "recall": round(recall(pairs, annotated), 4),
            "f1": round(f1(pairs, annotated, found), 4),
        }

    scores = [
        {
            "kind": score.kind.value,
            "annotated": score.annotated,
            "found": score.found,
            "exact": measures(score.exact, score.annotated, score.found),
            "overlapping": measures(score.overlapping, score.annotated, score.found),
        }
        for score in result.scores
    ]
    data: dict[str, object] = {"scores": scores}
    if not scores_only:
        data["misses"] = [miss.model_dump(mode="json") for miss in result.misses]
    return json.dumps(data, ensure_ascii=False, indent=2)


def _print(result: Evaluation, labels: dict[str, str], texts: int, scores_only: bool) -> None:
    from rich.console import Console

    console = Console()
    _print_scores(console, result, labels, texts)
    if scores_only:
        return
    for miss in result.misses:
        console.print(_line(miss, labels))


def _print_scores(console: Console, result: Evaluation, labels: dict[str, str], texts: int) -> None:
    from rich.table import Table

    from xuncha_kb.evaluation import score_rows

    table = Table(title=f"{texts} 份标注原文")
    for number, name in enumerate(
        ("种类", "标注", "抽取", "精确 准", "召", "F1", "交叠 准", "召", "F1")
    ):
        table.add_column(name, justify="right" if number else "left", no_wrap=True)
    for row in score_rows(result, labels):
        table.add_row(*row)
    console.print(table)


def _line(miss: Miss, labels: dict[str, str]) -> Text:
    from rich.text import Text

    style = _STYLE[miss.what]
    line = Text.assemble(
        (f"{_WHAT[miss.what]}　{labels[miss.kind]}", style),
        f"　{miss.document}第{miss.source[0].paragraph}段　{miss.before}",
        (f"【{miss.text}】", f"bold {style}"),
        miss.after,
    )
    return line.append(f"　抽得【{miss.found}】", "dim") if miss.found else line
