"""The base of all paper: Word in the official layout, PDF without a network."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from xuncha_kb.compose.paper import (
    Block,
    Boxes,
    Column,
    Field,
    Fields,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
    Writing,
    cell,
    label,
    words,
)
from xuncha_kb.errors import PublishError
from xuncha_kb.model import Provenance
from xuncha_kb.publish.paper import html_pdf, pdf, word_file
from xuncha_kb.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()

TABLE = Table(
    columns=(
        Column(title="序号", width=10, centred=True),
        Column(title="内容", width=60, provenance=Provenance.QUOTED),
        Column(title="结果", width=20),
    ),
    rows=(
        Row(cells=(cell("第一组", span=3),), group=True),
        Row(cells=(cell("1"), cell("截留资金", provenance=Provenance.QUOTED), cell("□是\n□否"))),
        Row(cells=(label("2"), cell("=1+1", provenance=Provenance.REFERENCE), cell()), height=30),
    ),
)
BLOCKS: tuple[Block, ...] = (
    Heading(text="一、任务"),
    Heading(text="（一）范围", level=2),
    Paragraph(words=(words("正文", Provenance.DERIVED), words("加粗", strong=True))),
    Fields(fields=(Field(name="单位", value="某局"), Field(name="时间"), Field(name="地点"))),
    Boxes(items=((words("甲"),), (words("乙"),), (words("丙"),)), columns=2),
    Writing(lines=2),
    TABLE,
    PageBreak(),
    Signature(names=("填写人", "日期")),
)


def paper(layout: str = "form", blocks: tuple[Block, ...] = BLOCKS) -> Paper:
    return Paper.model_validate({"id": "p", "title": "样表", "layout": layout, "blocks": blocks})


def opened(data: bytes) -> Document:
    return Document(BytesIO(data))


def test_the_official_page_is_that_of_the_standard() -> None:
    document = opened(word_file(paper("official"), VOCABULARY))
    page = document.sections[0]
    near = pytest.approx
    assert (page.page_width, page.page_height) == (near(Mm(210), abs=700), near(Mm(297), abs=700))
    assert (page.top_margin, page.left_margin) == (near(Mm(37), abs=700), near(Mm(28), abs=700))
    body = document.styles["Normal"].element
    assert body.xpath("w:pPr/w:spacing/@w:line") == ["579"]
    assert page._sectPr.xpath("w:docGrid/@w:type") == ["lines"]


def test_headings_are_real_and_fonts_are_named_for_chinese() -> None:
    document = opened(word_file(paper("official"), VOCABULARY))
    styles = {p.style.name: p.text for p in document.paragraphs}
    assert styles["Title"] == "样表"
    assert styles["Heading 1"] == "一、任务"
    assert styles["Heading 2"] == "（一）范围"
    fonts = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Title", "Heading 1", "Heading 2")
    }
    assert fonts == {"Title": "方正小标宋简体", "Heading 1": "黑体", "Heading 2": "楷体_GB2312"}
    assert document.core_properties.language == "zh-CN"
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:eastAsia") == ["zh-CN"]


def test_the_head_of_a_table_repeats_and_no_row_splits() -> None:
    table = opened(word_file(paper("wide"), VOCABULARY)).tables[3]
    rows = [row._tr for row in table.rows]
    assert [bool(row.xpath("w:trPr/w:tblHeader")) for row in rows] == [True, False, False, False]
    assert all(row.xpath("w:trPr/w:cantSplit") for row in rows)
    grid = [int(width) for width in table._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]
    assert grid == [int(width) for width in rows[0].xpath("w:tc/w:tcPr/w:tcW/@w:w")]


def test_the_mark_of_origin_is_in_the_head_and_where_a_cell_differs() -> None:
    table = opened(word_file(paper(), VOCABULARY)).tables[3]
    assert [c.text for c in table.rows[0].cells] == ["序号", "内容 原文", "结果"]
    assert table.cell(2, 1).text == "截留资金"
    assert table.cell(2, 2).text == "□是\n□否"
    assert table.cell(3, 1).text == "=1+1 参考"


def test_the_same_paper_gives_the_same_bytes() -> None:
    first = word_file(paper(), VOCABULARY)
    assert word_file(paper(), VOCABULARY) == first
    entries = ZipFile(BytesIO(first)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert not [e.filename for e in entries if "thumb" in e.filename or "custom" in e.filename]


@given(st.text())
@settings(max_examples=30, deadline=None)
def test_any_text_can_be_printed(text: str) -> None:
    blocks = (Heading(text=text), Paragraph(words=(words(text),)), TABLE)
    shown = opened(word_file(paper(blocks=blocks), VOCABULARY)).paragraphs[1].text
    fit = all(c in "\n\t\r" or " " <= c < "\ud800" for c in text)
    assert not fit or shown.split() == text.split()


def test_a_pdf_is_made_without_fetching_and_twice_alike() -> None:
    pytest.importorskip("weasyprint")
    page = '<html lang="zh-CN"><body>巡察<img src="http://example.invalid/x.png"></body></html>'
    styles = ["@import url(http://example.invalid/x.css); body {font-family: 'Noto Serif CJK SC'}"]
    first = html_pdf(page, styles)
    assert first.startswith(b"%PDF-")
    assert html_pdf(page, styles) == first


def test_a_missing_part_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(PublishError, match=r"pip install 'xuncha-kb\[pdf\]'") as caught:
        pdf.html_pdf("<p>")
    assert "\n" not in str(caught.value)
