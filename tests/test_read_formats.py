"""Web pages, workbooks, PDF and OFD files: what is text in them, and what is told of the rest."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from xuncha_kb.read import office, read_corpus
from xuncha_kb.read.glyphs import Glyph, lines_of
from xuncha_kb.read.html import read_html
from xuncha_kb.read.layout import Line, Page, paragraphs, without_margins
from xuncha_kb.read.ofd import BROKEN as BROKEN_OFD
from xuncha_kb.read.ofd import read_ofd
from xuncha_kb.read.pdf import BROKEN, SCAN, read_pdf
from xuncha_kb.read.raw import RawText
from xuncha_kb.read.xlsx import read_xlsx
from xuncha_kb.vocabulary import load_vocabulary

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312">
<title>关于报送台账的通知_某市教育局</title>
<style>p {color: red}</style><script>var a = "脚本";</script></head><body>
<div class="header"><a href="/">首页</a></div>
<ul class="nav"><li><a href="/1">机构</a></li><li><a href="/2">公开</a></li></ul>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/a">通知</a></div>
<div class="main"><h1>关于报送台账的通知</h1>
<div class="info">发布时间：2024-03-05　来源：办公室　<span>字号</span></div>
<div class="TRS_Editor"><p>　　各科室：</p>
<p>　　一、请于3月8日前
报送台账。<br>二、严禁虚报。</p>
<table><tr><th>序号</th><th>事项</th></tr><tr><td>1</td><td><p>会议</p><p>记录</p></td></tr></table>
<p style="display:none">隐藏的字</p><p>某市教育局</p></div></div>
<div class="side"><ul><li><a href="/x1">热点一</a></li><li><a href="/x2">热点二</a></li>
<li><a href="/x3">热点三</a></li><li><a href="/x4">热点四</a></li></ul></div>
<div class="footer">版权所有 某市教育局</div></body></html>"""


def html_lines(page: str) -> tuple[str, ...]:
    raw = read_html(page.encode("gb18030"))
    assert isinstance(raw, RawText)
    return raw.paragraphs


def test_a_government_page_gives_its_article_and_its_date_line() -> None:
    assert html_lines(PAGE) == (
        "关于报送台账的通知",
        "发布时间：2024-03-05　来源：办公室　字号",
        "各科室：",
        "一、请于3月8日前报送台账。",
        "二、严禁虚报。",
        "序号\t事项",
        "1\t会议 记录",
        "某市教育局",
    )


def test_a_plain_page_is_read_whole() -> None:
    page = "<h1>通知</h1><p>各单位：</p><p>严禁<b>拖延</b>。</p><p>某局</p><p>2024年3月5日</p>"
    assert html_lines(page) == ("通知", "各单位：", "严禁拖延。", "某局", "2024年3月5日")


def test_numbers_of_lists_are_written() -> None:
    page = (
        "<ol start=3><li>甲<ol type=a><li><p>子</p></ol><li value=7>乙</ol>"
        '<ol style="list-style-type: simp-chinese-informal"><li>丙<li>丁</ol><ul><li>点</ul>'
    )
    assert html_lines(page) == ("3.甲", "a.子", "7.乙", "一、丙", "二、丁", "点")


def test_a_workbook_gives_its_rows() -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["序号", "问题", None, "金额"])
    sheet.append([1, "超标准\n接待", None, 12.5])
    sheet.append([])
    sheet.append([2.0, True, None, None])
    hidden = book.create_sheet("隐藏")
    hidden.append(["看不见"])
    hidden.sheet_state = "hidden"
    dates = book.create_sheet("时限")
    dates["B1"] = "完成时间"
    dates["B2"] = 45356
    dates["B2"].number_format = "yyyy-mm-dd"
    buffer = BytesIO()
    book.save(buffer)
    raw = read_xlsx(buffer.getvalue())
    assert isinstance(raw, RawText)
    assert raw.paragraphs == (
        "台账",
        "序号\t问题\t\t金额",
        "1\t超标准 接待\t\t12.5",
        "2\t是",
        "时限",
        "\t完成时间",
        "\t2024-03-05",
    )


def line(text: str, left: float = 0, top: float = 0, size: float = 10) -> Line:
    return Line(text, left, left + size * len(text), top, top + size, size)


def test_lines_become_paragraphs() -> None:
    rows = [
        line("一二三四五六七八", 20, 100),
        line("九十一二三四五六七八", 0, 120),
        line("九十。", 0, 140),
        line("一二三四五六七八", 20, 160),
        line("九十一二三四五六七八", 0, 180),
        line("一二三四五六七八", 20, 200),
        line("九十", 0, 220),
    ]
    assert list(paragraphs([Page(800, tuple(rows))])) == [
        "一二三四五六七八九十一二三四五六七八九十。",
        "一二三四五六七八九十一二三四五六七八",
        "一二三四五六七八九十",
    ]


def test_page_numbers_and_running_heads_stand_apart() -> None:
    pages = [
        Page(
            800,
            (
                line("某县巡察资料", 0, 20),
                line(f"正文第{number}页的话。", 0, 100),
                line("2024", 0, 400),
                line(f"— {number} —", 0, 780),
            ),
        )
        for number in range(1, 4)
    ]
    body, margins = without_margins(pages)
    assert margins == ["某县巡察资料", "— 1 —", "— 2 —", "— 3 —"]
    assert next([row.text for row in page.lines] for page in body) == ["正文第1页的话。", "2024"]


def test_glyphs_are_put_in_order() -> None:
    glyphs = [
        Glyph(sign, x, x + 10, 0, 10) for sign, x in (("三", 20), ("一", 0), ("”", 30), ("“", 10))
    ]
    assert [row.text for row in lines_of(glyphs)] == ["一“三”"]


def test_a_scan_is_told_from_a_broken_file(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    picture = BytesIO()
    image.new("L", (200, 300), 200).save(picture, "PDF")
    assert read_pdf(picture.getvalue()) is SCAN
    assert read_pdf(b"%PDF-1.7 nothing") is BROKEN
    assert read_ofd(b"PK") is BROKEN_OFD


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\x00" * 600)
    monkeypatch.setenv("PATH", "/nonexistent")
    documents, (problem,) = read_corpus(tmp_path, load_vocabulary())
    assert documents == ()
    assert problem.code == office.NOT_INSTALLED.code
    assert "libreoffice-writer" in problem.message
