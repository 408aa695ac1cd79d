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


def test_without_a_role_the_roles_are_listed(small_project, capsys):
    assert run(["-C", str(small_project), "questions"]) == 0
    out = capsys.readouterr().out
    assert "R1　党组书记、主要负责人" in out and "--role 科长" in out


def test_a_sample_is_the_same_for_the_same_seed(small_project, capsys):
    arguments = ["-C", str(small_project), "questions", "--sample", "5", "--seed"]
    outs = []
    for seed in ("1", "1", "2"):
        assert run([*arguments, seed]) == 0
        outs.append(capsys.readouterr().out)
    assert outs[0] == outs[1] != outs[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--role", "路人"], "没有“路人”这种谈话对象。可以写：R1"),
        (["--role", "科长", "--focus", "99"], "没有列出巡察重点，请去掉 --focus"),
        (["-o", "题库.xlsx"], "不知道把题写成“.xlsx”"),
        (["-o", "没有的文件夹/题库.csv"], "请先建好"),
    ],
)
def test_wrong_wishes_are_answered_with_what_is_possible(arguments, said, small_project, capsys):
    assert run(["-C", str(small_project), "questions", *arguments]) == 1
    err = capsys.readouterr().err.strip()
    assert said in err and "\n" not in err


@pytest.mark.parametrize("ending", [".gift", ".csv", ".json"])
def test_questions_are_written_as_training_files(ending, small_project, tmp_path, capsys):
    file = tmp_path / f"题库{ending}"
    assert run(["-C", str(small_project), "questions", "-o", str(file)]) == 0
    assert "已写好" in capsys.readouterr().out and file.stat().st_size > 1000


def test_a_sheet_is_for_one_role(small_project, tmp_path, capsys):
    arguments = ["-C", str(small_project), "questions", "-o", str(tmp_path / "提纲.docx")]
    assert run(arguments) == 1
    assert "请写上 --role" in capsys.readouterr().err
    assert run([*arguments, "--role", "科长", "--minutes", "30"]) == 0
    assert (tmp_path / "提纲.docx").read_bytes().startswith(b"PK")


def test_a_plan_is_kept_and_never_overwritten(small_project, capsys):
    arguments = ["-C", str(small_project), "questions", "--interview", "李科长"]
    assert run([*arguments, "--role", "科长", "--minutes", "20"]) == 0
    file = small_project / "interviews" / "李科长.toml"
    edited = file.read_text(encoding="utf-8").replace("own = [", 'own = [\n  "您还有什么材料？",')
    file.write_text(edited, encoding="utf-8-sig")
    assert run(arguments) == 0
    assert "您还有什么材料？" in capsys.readouterr().out
    assert file.read_text(encoding="utf-8-sig") == edited
    assert run([*arguments, "--rebuild"]) == 0
    assert "您还有什么材料？" in file.read_text(encoding="utf-8")


def test_the_matrix_is_shown_and_exported(small_project, capsys):
    assert run(["-C", str(small_project), "matrix"]) == 0
    assert "没有题的条目" in capsys.readouterr().out
    assert run(["-C", str(small_project), "matrix", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"cells", "unasked", "missed"}


def test_help_loads_nothing_heavy():
    """The command line answers at once because it loads what a command needs only then."""
    code = (
        "import sys; from xuncha_kb.cli import run; run(['--help']); "
        "print([m for m in ('pydantic', 'rich', 'jieba', 'whoosh', 'jinja2') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines()[-1] == "[]"
