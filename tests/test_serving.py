"""A new project folder, and the site that follows its sources."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

from xuncha_kb.build import Project
from xuncha_kb.cli import run
from xuncha_kb.errors import ProjectError
from xuncha_kb.serving import changes, start_server


@pytest.mark.slow
def test_a_new_project_can_be_built_at_once(tmp_path: Path, capsys) -> None:
    folder = tmp_path / "某局巡察"
    assert run(["init", str(folder)]) == 0
    assert "corpus" in capsys.readouterr().out
    assert run(["-C", str(folder), "build"]) == 0
    assert (folder / "site" / "index.html").exists()


def test_an_existing_project_is_left_alone(tmp_path: Path, capsys) -> None:
    (tmp_path / "corpus").mkdir()
    assert run(["init", str(tmp_path)]) == 1
    assert "已经有 corpus" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]


def test_the_site_is_served_on_this_machine_only(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("首页", encoding="utf-8")
    server = start_server(tmp_path, 0)
    host, port = server.server_address[:2]
    try:
        with urllib.request.urlopen(f"http://{host}:{port}/index.html", timeout=10) as answer:
            assert answer.read().decode() == "首页"
        with pytest.raises(ProjectError, match="端口"):
            start_server(tmp_path, port)
    finally:
        server.shutdown()
        server.server_close()
    assert host == "127.0.0.1"


def test_every_change_of_a_source_is_seen(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.corpus.mkdir()
    (project.corpus / "a.txt").write_text("甲", encoding="utf-8")
    steps = iter([
        lambda: (project.corpus / "b.txt").write_text("乙", encoding="utf-8"),
        lambda: None,
        lambda: (project.corpus / "a.txt").write_text("甲甲", encoding="utf-8"),
        lambda: (project.corpus / "b.txt").unlink(),
    ])  # fmt: skip
    seen = changes(project, wait=lambda _: next(steps)())
    (project.corpus / "c.txt").write_text("丙", encoding="utf-8")
    assert [next(seen) for _ in range(3)] == [
        ["corpus/b.txt", "corpus/c.txt"],
        ["corpus/a.txt"],
        ["corpus/b.txt"],
    ]
