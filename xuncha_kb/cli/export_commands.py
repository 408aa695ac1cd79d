"""``export`` and ``schema``: the data contract for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from xuncha_kb.cli.chinese import ChineseCommand


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb export > knowledge.json
  xuncha-kb export --parts items,problems
  xuncha-kb export --corpus 某个文件夹
""",
)
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    help="读取这个文件夹里的原文，不写任何文件。",
)
@click.option(
    "--parts",
    default="",
    metavar="部分",
    help="只输出这几部分，用逗号隔开：documents、sections、items、problems、questions、checklists。",
)
@click.option("--redact", is_flag=True, help="遮盖个人信息；带密级等标志的文件仍不输出。")
@click.pass_obj
def export(folder: Path, corpus: Path | None, parts: str, redact: bool) -> None:
    """把全部结果输出为一份 JSON。"""
    wanted = _parts(parts)
    from xuncha_kb.build import open_project, read_knowledge
    from xuncha_kb.publish.json_export import to_json
    from xuncha_kb.vocabulary import load_vocabulary

    if corpus is None:
        project = open_project(folder)
        knowledge = read_knowledge(project.corpus, project.vocabulary(), redact=redact)
    else:
        vocabulary = load_vocabulary(folder / "vocabulary.toml")
        knowledge = read_knowledge(corpus, vocabulary, redact=redact)
    click.echo(to_json(knowledge, wanted), nl=False)


def _parts(parts: str) -> tuple[str, ...]:
    from xuncha_kb.publish.json_export import PARTS

    wanted = tuple(part.strip() for part in parts.split(",") if part.strip())
    for part in wanted:
        if part not in PARTS:
            raise click.BadParameter(
                f"“{part}”不在可选之列：{'、'.join(PARTS)}", param=click.Option(["--parts"])
            )
    return wanted or tuple(PARTS)


@click.command(cls=ChineseCommand)
def schema() -> None:
    """输出 export 结果的 JSON Schema。"""
    import json

    from xuncha_kb.model import Knowledge

    click.echo(json.dumps(Knowledge.model_json_schema(), ensure_ascii=False, indent=2))
