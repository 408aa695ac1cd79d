"""``checklist``, ``pack`` and ``collect`` as they are typed."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from xuncha_kb.cli import run

SPEECH = """\
在水务局巡察动员会上的讲话
巡察重点关注以下两个方面：一是要深入了解作风建设情况，是否存在推诿扯皮、吃拿卡要等问题；二是要深入了解资金管理情况，是否存在截留、挪用等问题。
截至X月X日受理来信来访。
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "jianghua.txt").write_text(SPEECH, encoding="utf-8")
    (folder / "round.toml").write_text('unit = "水务局"\n', encoding="utf-8")
    return folder


def typed(project: Path, *arguments: str) -> int:
    return run(["-C", str(project), *arguments])


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_without_a_folder_the_checklists_are_listed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(project, "checklist") == 0
    assert "focus-areas　巡察重点检查清单" in capsys.readouterr().out


def test_a_focus_is_written_in_every_format(project: Path, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    arguments = ("checklist", "重点", "--focus", "2", "--format", "docx,xlsx,pdf")
    assert typed(project, *arguments, "-o", str(tmp_path)) == 0
    title = "巡察重点检查清单"
    assert names(tmp_path) == {f"{title}.docx", f"{title}.pdf", "检查清单.xlsx"}
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    assert typed(project, *arguments, "-o", str(tmp_path)) == 0
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_what_may_have_been_filled_in_is_not_overwritten(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "检查清单.xlsx").write_bytes(b"filled in by hand")
    assert typed(project, "checklist", "-o", str(tmp_path)) == 1
    assert "没有覆盖" in capsys.readouterr().err
    assert names(tmp_path) == {"检查清单.xlsx"}
    assert typed(project, "checklist", "-o", str(tmp_path), "--force") == 0
    assert len(names(tmp_path)) > 1


def test_a_pack_is_a_folder_or_a_zip_with_the_same_files(project: Path, tmp_path: Path) -> None:
    folder, archive = tmp_path / "包", tmp_path / "包.zip"
    assert typed(project, "pack", "-o", str(folder)) == 0
    assert typed(project, "pack", "-o", str(archive)) == 0
    with ZipFile(archive) as opened:
        assert set(opened.namelist()) == names(folder)
        assert opened.namelist()[0] == "目录.docx"
    wanted = {
        "检查清单/检查清单.xlsx",
        "表单/问题底稿.docx",
        "表单/巡察公告.docx",
        "谈话提纲/谈话提纲（普通干部职工）.docx",
    }
    assert wanted <= names(folder)


def test_a_workbook_is_collected(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(project, "checklist", "--format", "xlsx", "-o", str(tmp_path)) == 0
    capsys.readouterr()
    assert typed(project, "collect", str(tmp_path / "检查清单.xlsx")) == 0
    assert "1 个工作簿，共填 0 行" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("checklist", "--format", "doc"), "docx、xlsx、pdf"),
        (("checklist", "没有这份"), "没有“没有这份”这份清单"),
        (("checklist", "--focus", "9"), "没有“9”的内容"),
        (("collect", "nowhere.xlsx"), "不存在"),
        (("pack",), "缺少"),
    ],
)
def test_wrong_commands_are_one_line(
    project: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(project, *arguments) != 0
    shown = capsys.readouterr().err.strip()
    assert said in shown and "\n" not in shown
