"""Nothing that the publishing gate stops gets into any byte of what is made."""

from __future__ import annotations

import importlib.util
import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha_kb import build as stages
from xuncha_kb.build import Project, read_knowledge
from xuncha_kb.cli import cli
from xuncha_kb.gate import guard
from xuncha_kb.gate.examine import MASK
from xuncha_kb.model import Document, DocumentKind, Knowledge
from xuncha_kb.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
IDENTITY, MOBILE, CARD = "11010519491231002X", "13912345678", "6222021234567890128"
ADDRESS, NAME = "某市城东区幸福路12号3栋402室", "赵大勇"
BODY = "关于办公用品管理的通知\n各科室：\n一、严禁用公款购买烟酒。\n二、各科室应当每月报送台账。\n"
TEXTS = {
    "shenfen": f"{BODY}三、经办人身份证号{IDENTITY}，严禁代签。\n",
    "dianhua": f"{BODY}三、是否存在不接听{MOBILE}等问题。\n",
    "yinhang": f"{BODY}三、款项应当转入{CARD}。\n",
    "zhuzhi": f"{BODY}三、材料应当送到家庭住址：{ADDRESS}。\n",
    "xiansuo": f"关于受理的通知\n一、被反映人：{NAME}\n二、{NAME}应当说明情况，严禁隐瞒问题。\n",
    "miji": f"机密★5年\n{BODY}三、严禁泄露甲号工程代号。\n",
    "neibu": f"内部资料　注意保存\n{BODY}三、严禁泄露乙号工程代号。\n",
    "xinjian": f"某市纪委：\n我实名举报丙号工程中的问题。\n{BODY}",
}
SECRETS = (IDENTITY, MOBILE, CARD, ADDRESS, NAME, "甲号工程", "乙号工程", "丙号工程")
STOPPED_ALWAYS = {"miji", "neibu", "xinjian"}


@pytest.fixture
def planted(small_project: Path) -> Project:
    corpus = small_project / "corpus"
    for name, text in TEXTS.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    (corpus / "ming.txt").write_text(BODY, encoding="utf-8")
    (corpus / "ming.toml").write_text(f'issuer = "经办{IDENTITY}"\nwrong = "{CARD}"\n')
    (corpus / f"cailiao-{MOBILE}.txt").write_text(BODY, encoding="utf-8")
    (corpus / f"cailiao-{CARD}.txt").write_bytes(b"\x00\x01\x02" * 40)
    return Project(small_project)


def made_bytes(folder: Path) -> bytes:
    """All that stands in a project but its texts: names and contents, archives unpacked."""
    everything = [b""]
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).parts[0] != "corpus":
            everything += [str(path).encode(), *contents(path.read_bytes())]
    return b"\n".join(everything)


def contents(data: bytes) -> list[bytes]:
    if not zipfile.is_zipfile(BytesIO(data)):
        return [data, pdf_text(data)]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return [*parts, *(re.sub(rb"<[^>]*>", b"", part) for part in parts)]


def pdf_text(data: bytes) -> bytes:
    if not data.startswith(b"%PDF"):
        return b""
    pypdfium2 = pytest.importorskip("pypdfium2")
    with pypdfium2.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_range() for page in document).encode()


def leaks(data: bytes) -> list[str]:
    escaped = (json.dumps(secret).strip('"') for secret in SECRETS)
    return [
        secret
        for secret, other in zip(SECRETS, escaped, strict=True)
        if secret.encode() in data or other.encode() in data or secret.encode("utf-16-le") in data
    ]


def test_the_planted_words_are_found_when_they_are_there(planted: Project) -> None:
    corpus = b"\n".join(path.read_bytes() for path in planted.corpus.iterdir())
    assert leaks(corpus) == list(SECRETS)


@pytest.mark.slow
@pytest.mark.parametrize("redact", [False, True])
def test_no_byte_of_a_build_holds_them(planted: Project, redact: bool) -> None:
    knowledge = stages.build(planted, lambda step: None, redact=redact)
    passed = {"shenfen", "dianhua", "yinhang", "zhuzhi", "xiansuo", "ming"} if redact else set()
    assert {document.id for document in knowledge.documents} == passed | {"tongzhi"}
    assert leaks(made_bytes(planted.folder)) == []
    formats = "docx,xlsx,pdf" if importlib.util.find_spec("weasyprint") else "docx,xlsx"
    for arguments in (
        ["pack", "--format", formats, "-o", "out/pack"],
        ["checklist", "--format", formats, "-o", "out/lists"],
        ["questions", "-o", "out/questions.gift"],
    ):
        arguments[-1] = str(planted.folder / arguments[-1])
        result = CliRunner().invoke(cli, ["-C", str(planted.folder), *arguments])
        assert result.exit_code == 0, result.output
    made = [path for path in (planted.folder / "out").rglob("*") if path.is_file()]
    assert {".docx", ".xlsx"} <= {path.suffix for path in made}
    assert leaks(made_bytes(planted.folder)) == []


@pytest.mark.parametrize(
    "arguments",
    [["export"], ["export", "--redact"], ["check", "--json"], ["search", "严禁"], ["coverage"]],
)
def test_no_command_shows_them(planted: Project, arguments: list[str]) -> None:
    result = CliRunner().invoke(cli, ["-C", str(planted.folder), *arguments])
    assert result.exit_code == 0, result.output
    shown = re.sub(r"[\s│]", "", result.output)
    assert [secret for secret in SECRETS if secret in shown] == []


def test_each_stopped_text_has_a_line_with_its_place(planted: Project) -> None:
    problems = read_knowledge(planted.corpus, VOCABULARY).problems
    lines = {p.document_id: p for p in problems if p.code == "withheld"}
    assert set(lines) == {*TEXTS, "ming", None}
    identity = lines["shenfen"]
    assert identity.message.startswith("文件 shenfen.txt 没有发布：第5段有身份证号。")
    assert "shenfen.toml" in identity.message
    assert [(s.paragraph, s.end - s.start) for s in identity.source] == [(5, 18)]
    assert "文件信息有身份证号" in lines["ming"].message
    assert f"cailiao-{MASK * 11}.txt 没有发布：文件名有个人电话" in lines[None].message


def test_a_reason_beside_the_text_publishes_it_as_it_stands(planted: Project) -> None:
    beside = planted.corpus / "shenfen.toml"
    beside.write_text("publish = true\n")
    knowledge = read_knowledge(planted.corpus, VOCABULARY)
    assert "shenfen" not in knowledge.document_by_id
    assert any("publish_reason" in p.message for p in knowledge.problems)
    beside.write_text('publish = true\npublish_reason = "本人书面同意"\n', encoding="utf-8")
    knowledge = read_knowledge(planted.corpus, VOCABULARY)
    assert IDENTITY in "".join(knowledge.document_by_id["shenfen"].paragraphs)
    said = [p.message for p in knowledge.problems if p.code == "published-anyway"]
    assert said == [
        "文件 shenfen.txt 含有身份证号 1 处，按旁边的说明文件照常发布，理由：本人书面同意。"
    ]


def test_a_text_cannot_publish_itself(small_project: Path) -> None:
    text = f"---\npublish: true\npublish_reason: 同意\n---\n# 通知\n\n手机{MOBILE}。\n"
    (small_project / "corpus" / "zi.md").write_text(text, encoding="utf-8")
    assert "zi" not in read_knowledge(small_project / "corpus", VOCABULARY).document_by_id


def test_a_text_is_kept_back_when_its_sidecar_says_so(small_project: Path) -> None:
    (small_project / "corpus" / "tongzhi.toml").write_text("publish = false\n")
    knowledge = read_knowledge(small_project / "corpus", VOCABULARY)
    assert (knowledge.documents, [p.code for p in knowledge.problems]) == ((), ["kept-back"])


def test_masking_keeps_every_length_and_place(planted: Project) -> None:
    plain = {
        path.stem: path.read_text() for path in planted.corpus.glob("*.txt") if path.stem in TEXTS
    }
    knowledge = read_knowledge(planted.corpus, VOCABULARY, redact=True)
    for name in set(TEXTS) - STOPPED_ALWAYS:
        document = knowledge.document_by_id[name]
        before = plain[name].split("\n")
        assert [len(line) for line in document.paragraphs] == [len(line) for line in before]
        for line, masked in zip(before, document.paragraphs, strict=True):
            assert all(b in (a, MASK) for a, b in zip(line, masked, strict=True))
        assert MASK in "".join(document.paragraphs)
        assert_quotes(knowledge, name)
    stopped = {p.document_id for p in knowledge.problems if p.code == "withheld"}
    assert stopped - {None} == STOPPED_ALWAYS


def assert_quotes(knowledge: Knowledge, name: str) -> None:
    document = knowledge.document_by_id[name]
    assert all(document.quote(i.source) == i.text for i in knowledge.items_of(name))


def test_headers_and_footers_are_looked_at_and_go_no_further() -> None:
    quiet, marked = document(("通知",), ("第1页",)), document(("通知",), ("内部资料",))
    (passed,), _ = guard([quiet], (), VOCABULARY)
    assert passed.margins == ()
    none, (problem,) = guard([marked], (), VOCABULARY)
    assert (none, "页眉、页脚或水印有不公开标志" in problem.message) == ((), True)


WORDS = st.lists(
    st.sampled_from(
        [
            *SECRETS,
            *"密级机秘绝★：（）\t 　举报人反映被线索编号住址12号室",
            "举报人",
            "身份证",
            "值班电话",
            "\u3000",
            "**",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.lists(st.text() | WORDS, min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_text_is_judged_and_masked_without_an_error(lines: list[str]) -> None:
    one = document(tuple(line.replace("\n", "") for line in lines), ())
    passed, problems = guard([one], (), VOCABULARY, redact=True)
    assert len(passed) + any(p.code == "withheld" for p in problems) == 1
    for kept in passed:
        assert [len(p) for p in kept.paragraphs] == [len(p) for p in one.paragraphs]
        again, said = guard([kept], (), VOCABULARY)
        assert (again, said) == ((kept,), ())


def document(paragraphs: tuple[str, ...], margins: tuple[str, ...]) -> Document:
    return Document(
        id="wen",
        kind=DocumentKind.OTHER,
        title=paragraphs[0],
        source_file="wen.txt",
        sha256="",
        paragraphs=paragraphs,
        margins=margins,
    )
