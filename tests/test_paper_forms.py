"""The blank forms: what each holds of the corpus, what is left to be written in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from publish_sample import sample_knowledge

from xuncha_kb.build import read_knowledge
from xuncha_kb.compose.forms import Form, compose_forms
from xuncha_kb.compose.paper import Boxes, Fields, Paper, Paragraph, Table, Words
from xuncha_kb.compose.round import NO_ROUND, Round, read_round
from xuncha_kb.errors import ProjectError
from xuncha_kb.model import ItemKind, Knowledge, Provenance
from xuncha_kb.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary()
FORMS = {
    "interview-record", "petition-register", "materials-request", "working-paper",
    "immediate-correction", "rectification-ledger", "evaluation", "survey", "lead-transfer",
    "announcement",
}  # fmt: skip


@cache
def corpus() -> Knowledge:
    return read_knowledge(ROOT / "corpus", VOCABULARY)


def forms(round_: Round = NO_ROUND) -> dict[str, Form]:
    return {form.id: form for form in compose_forms(corpus(), VOCABULARY, round_)}


def pieces(paper: Paper) -> list[Words]:
    """Every stretch of words of a paper, in order."""
    found: list[Words] = []
    for block in paper.blocks:
        match block:
            case Paragraph():
                found += block.words
            case Boxes():
                found += (piece for item in block.items for piece in item)
            case Table():
                found += (piece for row in block.rows for c in row.cells for piece in c.words)
    return found


def texts(form: Form) -> str:
    return "\n".join(piece.text for piece in pieces(form.paper))


def labels(form: Form) -> list[str]:
    tables = [block for block in form.paper.blocks if isinstance(block, Table)]
    fields = [block for block in form.paper.blocks if isinstance(block, Fields)]
    return [
        *(field.name for block in fields for field in block.fields),
        *(column.title for table in tables for column in table.columns if column.title),
        *(c.words[0].text for table in tables for row in table.rows for c in row.cells if c.label),
    ]


def test_every_form_is_there_and_names_what_it_is_for() -> None:
    assert set(forms()) == FORMS
    for form in forms().values():
        assert form.purpose and form.guide and form.names


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("working-paper", "问题标题 所属方面 问题表现 定性依据 发现过程 佐证材料 责任主体"),
        ("working-paper", "副组长审核 组长审签 组务会意见"),
        ("lead-transfer", "线索编号 被反映人 职级 可查性 涉及金额 建议处置方式 密级"),
        ("lead-transfer", "移交对象 签收人 反馈情况"),
        ("rectification-ledger", "反馈问题（照抄原文） 整改目标 整改措施 责任领导 责任部门"),
        ("rectification-ledger", "完成时限 状态 销号审核"),
        ("materials-request", "材料名称 期间 责任科室 份数、载体 提供时间 接收人 归还时间 备注"),
        ("evaluation", "好 较好 一般 差 不了解"),
        ("petition-register", "登记编号 收件日期 渠道 署名 被反映人 内容摘要 问题类别"),
        ("petition-register", "判断 理由 分流去向 承办人 期限 办理结果"),
    ],
)  # fmt: skip
def test_a_form_has_its_columns(form: str, wanted: str) -> None:
    assert set(wanted.split()) <= set(labels(forms()[form]))


def test_quoted_words_are_those_of_the_corpus() -> None:
    known = "\n".join(line for d in corpus().documents for line in d.paragraphs)
    for form in forms().values():
        for piece in pieces(form.paper):
            if piece.provenance is Provenance.QUOTED:
                assert piece.text in known, f"{form.id}: {piece.text}"


def test_the_areas_of_the_guiding_document_are_boxes() -> None:
    areas = corpus().items_of("jiaoyuju-xuncha-dongyuan-jianghua", ItemKind.FOCUS_AREA)
    paper = texts(forms()["working-paper"])
    for area in areas:
        assert f"□{area.code} \n{area.text}" in paper


def test_a_petition_is_told_where_it_goes() -> None:
    text = texts(forms()["petition-register"])
    assert "征地拆迁\n → \n按《信访工作条例》规定转有关部门处理" in text


def test_the_announcement_is_made_of_task_scope_and_channels_with_its_sources() -> None:
    form = forms(Round(unit="某局", team="第二组", start="3月1日", end="4月1日", telephone="1234"))
    text = texts(form["announcement"])
    assert "第二组于3月1日至4月1日对某局开展巡察" in text
    assert "值班电话：1234（____________）" in text
    assert (
        "涉法涉诉、征地拆迁、个人诉求不属于受理范围，按《信访工作条例》规定转有关部门处理。" in text
    )
    sources = next(block for block in form["announcement"].paper.blocks if isinstance(block, Table))
    origins = {row.cells[1].words[0].text for row in sources.rows}
    assert origins == {"原文", "推得", "参考"}


def test_a_channel_that_the_text_gives_in_full_is_not_left_to_be_filled_in(tmp_path: Path) -> None:
    text = "巡察公告\n二、联系方式\n值班电话：0571-1234567。\n"
    (tmp_path / "gonggao.txt").write_text(text, encoding="utf-8")
    notice = read_knowledge(tmp_path, VOCABULARY)
    (channel,) = [i.text for i in notice.items if i.kind is ItemKind.CONTACT_CHANNEL]
    assert channel == "值班电话：0571-1234567"
    form = next(f for f in compose_forms(notice, VOCABULARY) if f.id == "announcement")
    said = texts(form)
    assert channel in said.split("\n")
    assert "意见箱：____________" in said


def test_every_question_of_the_survey_ends_with_not_knowing() -> None:
    lines = [piece.text for piece in pieces(forms()["survey"].paper) if "□不了解" in piece.text]
    assert len(lines) >= 12
    assert all(line.endswith("□不了解") for line in lines)


def test_a_finding_of_a_report_stands_in_the_ledger_as_it_was_said(tmp_path: Path) -> None:
    text = "关于教育局的巡察反馈报告\n一、主要问题\n有的学校食堂账目不清；有的干部作风漂浮。\n"
    (tmp_path / "baogao.txt").write_text(text, encoding="utf-8")
    (tmp_path / "baogao.toml").write_text('kind = "report"\n', encoding="utf-8")
    report = read_knowledge(tmp_path, VOCABULARY)
    ledger = next(f for f in compose_forms(report, VOCABULARY) if f.id == "rectification-ledger")
    found = [p.text for p in pieces(ledger.paper) if p.provenance is Provenance.QUOTED]
    assert found == [item.text for item in report.items if item.kind is ItemKind.OBSERVATION]
    assert len(found) == 2


def test_forms_of_an_empty_corpus_are_blank() -> None:
    for form in compose_forms(Knowledge(), VOCABULARY):
        assert not [p for p in pieces(form.paper) if p.provenance is Provenance.QUOTED]


def test_rules_of_the_corpus_that_speak_of_a_form_stand_under_it() -> None:
    assert "制作工作底稿" in texts(forms()["working-paper"])
    assert "立行立改通知书" in texts(forms()["immediate-correction"])


def test_a_round_fills_the_blanks_it_knows() -> None:
    said = 'unit = "某局"\nsession = "六"\nnumber = 3\nend = 2024-04-30\n'
    round_ = read_round(f'{said}[placeholders]\n"X个组" = "8个组"', "round.toml", VOCABULARY)
    assert round_.value("round") == "六届第3轮"
    assert round_.fill("从今天开始到X月X日", VOCABULARY) == "到X月X日→到2024年4月30日"
    assert round_.fill("X届市委的第X轮巡察", VOCABULARY) == "X届→六届；第X轮→第3轮"
    assert round_.fill("组建了X个组", VOCABULARY) == "X个组→8个组"
    assert round_.fill("自X月X日起", VOCABULARY) == ""
    names = ("被巡察单位", "巡察组")
    assert [field.value for field in round_.fields(names, VOCABULARY)] == ["某局", ""]


@pytest.mark.parametrize(("text", "said"), [("unti = 'x'", "unti"), ("unit = ", "读不出来")])
def test_a_wrong_round_file_is_one_line(text: str, said: str) -> None:
    with pytest.raises(ProjectError, match=said) as caught:
        read_round(text, "round.toml", VOCABULARY)
    assert "\n" not in str(caught.value)


def test_forms_of_the_sample_are_made() -> None:
    assert len(compose_forms(sample_knowledge(), VOCABULARY)) == len(FORMS)
