"""What a person reads at the keyboard: Chinese, one line, the right exit code."""

import json
import re
import subprocess
import sys

import pytest

from xuncha_kb.cli import run


def test_help_is_chinese_throughout(capsys):
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert "用法：xuncha-kb [选项] 命令" in out
    for english in ("Usage", "Options", "Commands", "Show this", "exit"):
        assert english not in out


@pytest.mark.parametrize(
    "command",
    ["build", "check", "search", "show", "export", "schema", "diff", "coverage", "evaluate"],
)
def test_every_command_explains_itself_in_chinese(command, capsys):
    assert run([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("用法：") and "显示这份说明" in out
    assert not re.search(r"Usage|Options|Show this", out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld"], "没有“biuld”这个命令"),
        (["build", "--chekc"], "没有“--chekc”这个选项，是不是“--check”"),
        (["show"], "缺少参数“编号”"),
        (["export", "--parts", "itmes"], "“itmes”不在可选之列"),
        (["schema", "多余"], "多写了参数"),
    ],
)
def test_wrong_usage_is_one_chinese_line_and_exit_code_2(arguments, said, capsys):
    assert run(arguments) == 2
    err = capsys.readouterr().err.strip()
    assert said in err and "\n" not in err


def test_a_folder_without_corpus_is_refused_with_one_line(tmp_path, capsys):
    assert run(["-C", str(tmp_path), "check"]) == 1
    err = capsys.readouterr().err.strip()
    assert "没有 corpus 子文件夹" in err and "\n" not in err


def test_an_unknown_code_is_refused_with_one_line(small_project, capsys):
    assert run(["-C", str(small_project), "show", "F99"]) == 1
    assert "没有编号为“F99”" in capsys.readouterr().err


def test_show_gives_the_exact_words_and_the_place(small_project, capsys):
    assert run(["-C", str(small_project), "show", "J1", "--json"]) == 0
    (item,) = json.loads(capsys.readouterr().out)
    assert item["kind"] == "prohibition"
    assert run(["-C", str(small_project), "show", "j1"]) == 0
    assert item["text"] in capsys.readouterr().out.replace("\n", "")


def test_export_parts_and_schema_fit_together(small_project, capsys):
    assert run(["-C", str(small_project), "export", "--parts", "items,sections"]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert set(exported) == {"schema_version", "items", "sections"}
    assert run(["schema"]) == 0
    assert set(exported) <= set(json.loads(capsys.readouterr().out)["properties"])


def test_export_reads_any_folder_and_writes_nothing(small_project, tmp_path, capsys):
    before = sorted(small_project.rglob("*"))
    assert run(["-C", str(tmp_path), "export", "--corpus", str(small_project / "corpus")]) == 0
    assert len(json.loads(capsys.readouterr().out)["documents"]) == 1
    assert sorted(small_project.rglob("*")) == before


def test_help_loads_nothing_heavy():
    """The command line answers at once because it loads what a command needs only then."""
    code = (
        "import sys; from xuncha_kb.cli import run; run(['--help']); "
        "print([m for m in ('pydantic', 'rich', 'jieba', 'whoosh', 'jinja2') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines()[-1] == "[]"
