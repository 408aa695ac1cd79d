"""``init`` and ``serve``: a new project folder, and the site while one writes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuncha_kb.cli.chinese import ChineseCommand
from xuncha_kb.errors import ProjectError, XunchaError

if TYPE_CHECKING:
    from xuncha_kb.build import Project
    from xuncha_kb.publish import Skin

WORDS = """\
# 自己的缩略语和同义词写在这里，不必改动程序。去掉行首的 # 就起作用。
#
# [[term]]
# term = "三个必到"
# members = ["必到现场", "必到台账", "必到个人"]
"""
IGNORED = ".xuncha_kb/\nsite/\nchecklists/downloads/\n"


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb init 某局巡察
""",
)
@click.argument("target", metavar="文件夹", type=click.Path(path_type=Path))
def init(target: Path) -> None:
    """新建一个项目文件夹，把原文放进去就可以生成。"""
    if target.is_file():
        raise ProjectError(f"“{target}”是一个文件，请换一个名字。")
    if (target / "corpus").exists():
        raise ProjectError(f"“{target}”里已经有 corpus 文件夹，可以直接运行 xuncha-kb build。")
    (target / "corpus").mkdir(parents=True)
    for name, text in (("vocabulary.toml", WORDS), (".gitignore", IGNORED)):
        if not (target / name).exists():
            (target / name).write_text(text, encoding="utf-8")
    click.echo(
        f"已建好“{target}”。把原文放进“{target / 'corpus'}”，再运行：\n"
        f"  xuncha-kb -C {target} build"
    )


@click.command(
    cls=ChineseCommand,
    epilog="""\b
示例：
  xuncha-kb serve               在 http://127.0.0.1:8000/ 查看，原文一改就重新生成
  xuncha-kb serve --port 9000   换一个端口
""",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, metavar="端口", help="缺省 8000。"
)
@click.pass_obj
def serve(folder: Path, port: int) -> None:
    """在本机浏览器里查看网站；原文改动后自动重新生成。按 Ctrl+C 结束。"""
    from xuncha_kb.build import open_project
    from xuncha_kb.publish import Skin
    from xuncha_kb.serving import changes, start_server

    project = open_project(folder)
    skin = Skin(project.index.parent / "skin")
    changed = changes(project)  # from now on, while the first build is at work too
    _make(project, skin)
    server = start_server(project.home_page.parent, port)
    click.echo(f"请在浏览器打开 http://127.0.0.1:{server.server_address[1]}/　（按 Ctrl+C 结束）")
    for names in changed:
        click.echo(f"有改动：{'、'.join(names[:3])}{'等' if len(names) > 3 else ''}")
        _make(project, skin)


def _make(project: Project, skin: Skin) -> None:
    """Builds; what stops it is one line, and the site stays as it was."""
    from xuncha_kb.build import AFTER_SITE, build

    start = time.monotonic()

    def tell(step: str) -> None:
        if step == AFTER_SITE:
            click.echo(f"网页已更新，用时 {time.monotonic() - start:.1f} 秒。")

    try:
        build(project, tell, skin=skin)
    except XunchaError as error:
        click.echo(str(error), err=True)
    else:
        click.echo(f"下载文件和检索也已更新，共用时 {time.monotonic() - start:.1f} 秒。")
