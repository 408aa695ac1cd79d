"""What the reader infers from a text: title, kind, metadata."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from xuncha_kb.model import DocumentKind
from xuncha_kb.read import read_file
from xuncha_kb.read.kind import infer_kind
from xuncha_kb.vocabulary import load_vocabulary

CASES = Path(__file__).parent / "cases" / "read" / "facts.md"
CASE = re.compile(r"^## (.+)\n\n````text\n([\s\S]*?)\n````\n\n````facts\n([\s\S]*?)````$", re.M)
FOUND = CASE.findall(CASES.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "facts"), [pytest.param(*c[1:], id=c[0]) for c in FOUND])
def test_case(text: str, facts: str, tmp_path: Path) -> None:
    path = tmp_path / "wenjian.txt"
    path.write_text(text, encoding="utf-8")
    document, problems = read_file(path, tmp_path, load_vocabulary())
    assert document is not None and problems == ()
    found = {"title": document.title, "kind": str(document.kind)}
    found |= document.metadata.model_dump(exclude_none=True)
    assert found == tomllib.loads(facts)


def test_every_case_is_found() -> None:
    assert len(FOUND) == CASES.read_text(encoding="utf-8").count("\n````facts\n")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("在县委巡察工作会议上的讲话（根据录音整理）", "speech"),
        ("县委第三巡察组组长在巡察某局党组工作动员会上的动员讲话", "speech"),
        ("在专题民主生活会上的表态发言", "speech"),
        ("巡察某局党组见面沟通会主持词", "speech"),
        ("某市巡察工作条例", "regulation"),
        ("某县党政机关国内公务接待管理办法（试行）", "regulation"),
        ("中国共产党某规定", "regulation"),
        ("某局党组议事规则（2023年修订）", "regulation"),
        ("某中学教职工考勤制度", "regulation"),
        ("关于加强巡察整改的若干规定", "regulation"),
        ("某市实施《某条例》细则", "regulation"),
        ("中华人民共和国某法", "regulation"),
        ("县委巡察工作领导小组2024年巡察工作要点", "plan"),
        ("关于开展群众身边不正之风专项整治的工作方案", "plan"),
        ("某镇2024年度党风廉政建设工作计划", "plan"),
        ("巡察反馈问题整改清单及责任清单", "plan"),
        ("关于加强和改进巡察工作的实施意见", "plan"),
        ("关于做好巡察“回头看”工作的通知", "notice"),
        ("关于三起违反中央八项规定精神典型问题的通报", "notice"),
        ("关于印发《2024年工作要点》的通知", "notice"),
        ("关于给予某某表彰的决定", "notice"),
        ("中共某市委第一巡察组进驻公告", "announcement"),
        ("拟提拔干部任前公示", "announcement"),
        ("关于某路段施工的通告", "announcement"),
        ("2023年度落实全面从严治党主体责任情况的报告", "report"),
        ("某局党组关于巡察整改情况的通报", "report"),
        ("2024年上半年工作总结", "report"),
        ("县委第二巡察组关于巡察某局党组的反馈意见", "report"),
        ("某局党组会议纪要", "report"),
        ("在全局大会上的述职报告", "report"),
        ("某某同志先进事迹", "other"),
    ],
)
def test_kind_by_title(title: str, kind: str) -> None:
    assert infer_kind(title, ("正文。",), load_vocabulary()) == DocumentKind(kind)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("第一条 甲。", "第二条 乙。", "第三条 丙。"), "regulation"),
        (("各单位：", "现将有关事项通知如下。"), "notice"),
        (("经研究，现予公示。", "公示期五个工作日。"), "announcement"),
        (("现将有关情况汇报如下。",), "report"),
        (("为了推动工作，制定本方案。",), "plan"),
        (("同志们：", "今天开会。"), "speech"),
        (("今天天气很好。",), "other"),
    ],
)
def test_kind_by_body(lines: tuple[str, ...], kind: str) -> None:
    assert infer_kind(None, lines, load_vocabulary()) == DocumentKind(kind)
