"""``add``: what is shown, what is stored, what is refused."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from word_files import definition, level, list_of, paragraph, word_file

from xuncha_kb.build import read_knowledge
from xuncha_kb.cli import cli
from xuncha_kb.vocabulary import load_vocabulary

NUMBERING = definition(0, level(0, "chineseCounting", "%1、")) + list_of(1, 0)
WORD = word_file(
    paragraph("关于报送台账的通知") + paragraph("严禁虚报。", number=1) + paragraph("某局"),
    numbering=NUMBERING,
)
RULES = "某局巡察整改办法\n第一条 各科室应当按月报送台账。\n第二条 本办法自{}起施行。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Where the files to add lie, beside an empty project."""
    (tmp_path / "project" / "corpus").mkdir(parents=True)
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk"


def add(desk: Path, *arguments: str) -> Result:
    project = desk.parent / "project"
    return CliRunner().invoke(cli, ["-C", str(project), "add", *arguments])


def corpus(desk: Path) -> dict[str, str]:
    folder = desk.parent / "project" / "corpus"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_a_word_file_is_stored_as_text_with_its_origin(desk: Path) -> None:
    (desk / "通知 3.docx").write_bytes(WORD)
    result = add(desk, "--yes", str(desk))
    assert result.exit_code == 0, result.output
    assert "标题　关于报送台账的通知" in result.output
    assert "结构　“一、”1 个" in result.output
    stored = corpus(desk)
    assert (
        stored["guanyubaosongtaizhangdetongzhi.txt"] == "关于报送台账的通知\n一、严禁虚报。\n某局\n"
    )
    sidecar = tomllib.loads(stored["guanyubaosongtaizhangdetongzhi.toml"])
    digest = hashlib.sha256(WORD).hexdigest()
    assert sidecar == {"origin": "通知 3.docx", "origin_sha256": digest}


def test_a_text_file_is_copied_byte_for_byte_with_what_stands_beside_it(desk: Path) -> None:
    data = "某局整改办法\r\n第一条　严禁虚报。\r\n".encode("gb18030")
    (desk / "Rules One.txt").write_bytes(data)
    (desk / "Rules One.toml").write_text('issuer = "某局"\n', encoding="utf-8")
    assert add(desk, "--yes", str(desk / "Rules One.txt")).exit_code == 0
    folder = desk.parent / "project" / "corpus"
    assert (folder / "rules-one.txt").read_bytes() == data
    knowledge = read_knowledge(folder, load_vocabulary())
    assert knowledge.documents[0].metadata.issuer == "某局"
    assert knowledge.documents[0].metadata.origin == "Rules One.txt"


def test_the_same_words_are_not_added_twice(desk: Path) -> None:
    (desk / "a.docx").write_bytes(WORD)
    (desk / "b.txt").write_text("关于报送台账的通知\n一、严禁虚报。\n\n某局", encoding="utf-8")
    result = add(desk, "--yes", str(desk))
    assert "与已有的 a.docx 内容相同" in result.output
    assert "加入 1 份，没有加入 1 份。" in result.output
    again = add(desk, "--yes", str(desk / "b.txt"))
    assert (again.exit_code, "与已有的 a.txt 内容相同" in again.output) == (1, True)


def test_another_version_is_offered_as_one(desk: Path) -> None:
    (desk / "banfa.txt").write_text(RULES.format("2020年1月1日"), encoding="utf-8")
    assert add(desk, "--yes", str(desk)).exit_code == 0
    (desk / "banfa.txt").write_text(RULES.format("2024年1月1日"), encoding="utf-8")
    result = add(desk, "--yes", str(desk))
    assert "已有同一办法的另一版本" in result.output
    assert {"banfa.txt", "banfa-2.txt"} < set(corpus(desk))


def test_what_cannot_be_read_is_told(desk: Path) -> None:
    (desk / "a.docx").write_bytes(b"PK\x03\x04")
    result = add(desk, "--yes", str(desk))
    assert result.exit_code == 1
    assert "不是完好的 Word 文档" in result.output
    assert corpus(desk) == {}


def test_a_secret_header_keeps_the_text_from_publication(desk: Path) -> None:
    (desk / "a.docx").write_bytes(
        word_file(paragraph("正文。"), more={"header": paragraph("机密★5年")})
    )
    result = add(desk, "--yes", str(desk))
    assert "加入后不会发布，因为页眉、页脚或水印有密级标志" in result.output
    assert "publish = false" in corpus(desk)["a.toml"]
    folder = desk.parent / "project" / "corpus"
    assert read_knowledge(folder, load_vocabulary()).documents == ()


def test_one_is_asked_unless_told_otherwise(desk: Path) -> None:
    (desk / "a.docx").write_bytes(WORD)
    result = add(desk, str(desk))
    assert (result.exit_code, "--yes" in result.output + str(result.exception)) == (1, True)
    missing = add(desk, "--yes", str(desk / "nowhere.txt"))
    assert "找不到" in str(missing.exception)
