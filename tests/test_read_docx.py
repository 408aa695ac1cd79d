"""Word documents: automatic numbers, tables, tracked changes, and files that are none."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from word_files import (
    definition,
    level,
    list_of,
    paragraph,
    start_at,
    word_file,
    zipped,
)

from xuncha_kb.read.docx import BROKEN, OLD, read_docx
from xuncha_kb.read.number_formats import format_number
from xuncha_kb.read.package import BOMB
from xuncha_kb.read.raw import RawText

OFFICIAL = definition(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircleChinese", "%4"),
)


def lines(data: bytes) -> tuple[str, ...]:
    text = read_docx(data)
    assert isinstance(text, RawText)
    return text.paragraphs


def test_levels_count_and_begin_anew() -> None:
    body = "".join(
        [
            paragraph("总体要求", number=1),
            paragraph("指导思想", number=1, level=1),
            paragraph("基本原则", number=1, level=1),
            paragraph("突出重点。", number=1, level=2),
            paragraph("正文不编号。"),
            paragraph("注重实效。", number=1, level=2),
            paragraph("细目", number=1, level=3),
            paragraph("主要任务", number=1),
            paragraph("压实责任", number=1, level=1),
        ]
    )
    assert lines(word_file(body, numbering=OFFICIAL + list_of(1, 0))) == (
        "一、总体要求",
        "（一）指导思想",
        "（二）基本原则",
        "1.突出重点。",
        "正文不编号。",
        "2.注重实效。",
        "① 细目",
        "二、主要任务",
        "（一）压实责任",
    )


def test_lists_of_one_definition_count_on_together_unless_they_start_anew() -> None:
    numbering = OFFICIAL + list_of(1, 0) + list_of(2, 0) + list_of(3, 0, start_at(0, 1))
    body = "".join(
        [
            paragraph("甲", number=1),
            paragraph("乙", number=2),
            paragraph("丙", number=3),
            paragraph("丁", number=3),
            paragraph("戊", number=0),
        ]
    )
    assert lines(word_file(body, numbering=numbering)) == (
        "一、甲",
        "二、乙",
        "一、丙",
        "二、丁",
        "戊",
    )


def test_numbers_come_through_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Chapter"><w:pPr><w:numPr>'
        '<w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Article"><w:basedOn w:val="Chapter"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Plain"><w:basedOn w:val="Chapter"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    numbering = definition(
        7,
        level(0, "chineseCounting", "第%1章"),
        level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>'),
    ) + list_of(5, 7)
    body = "".join(
        [
            paragraph("总则", style="Chapter"),
            paragraph("为了规范工作，制定本办法。", style="Article"),
            paragraph("附加说明", style="Plain"),
            paragraph("职责", style="Chapter"),
            paragraph("巡察组承担下列职责：", style="Article"),
        ]
    )
    assert lines(word_file(body, numbering=numbering, styles=styles)) == (
        "第一章 总则",
        "第一条 为了规范工作，制定本办法。",
        "附加说明",
        "第二章 职责",
        "第二条 巡察组承担下列职责：",
    )


def test_upper_numbers_within_a_label() -> None:
    numbering = definition(
        0,
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "bullet", "\uf06c"),
    ) + list_of(1, 0)
    body = paragraph("总则", number=1) + paragraph("范围", number=1, level=1)
    body += paragraph("要点", number=1, level=2)
    assert lines(word_file(body, numbering=numbering)) == ("一、总则", "1.1 范围", "要点")


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("chineseCounting", 12, "十二"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 20, "二十"),
        ("taiwaneseCountingThousand", 31, "三十一"),
        ("japaneseCounting", 10, "十"),
        ("ideographDigital", 105, "一〇五"),
        ("chineseLegalSimplified", 3, "叁"),
        ("ideographTraditional", 2, "乙"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircle", 25, "㉕"),
        ("decimalEnclosedCircleChinese", 1, "①"),
        ("decimalEnclosedParen", 4, "⑷"),
        ("decimalEnclosedFullstop", 9, "⒐"),
        ("decimalFullWidth", 12, "１２"),
        ("ideographZodiacTraditional", 13, "丙子"),
        ("numberInDash", 2, "- 2 -"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 14, "XIV"),
        ("unheardOf", 7, "7"),
        ("chineseCounting", 10**9, "1000000000"),
    ],
)
def test_number_formats(name: str, value: int, written: str) -> None:
    assert format_number(value, name) == written


def test_tables_become_rows() -> None:
    document = Document()
    document.add_paragraph("问题清单")
    table = document.add_table(rows=2, cols=3)
    for row, words in enumerate((("序号", "问题", "时限"), ("1", "制度不\n健全", "三个月"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    buffer = BytesIO()
    document.save(buffer)
    assert lines(buffer.getvalue()) == ("问题清单", "序号\t问题\t时限", "1\t制度不 健全\t三个月")


def test_a_cell_over_two_columns_keeps_the_others_in_their_places() -> None:
    def cell(words: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{paragraph(words)}</w:tc>"

    wide = cell("一、作风", '<w:gridSpan w:val="2"/>')
    rows = (cell("序号") + cell("问题") + cell("时限"), wide + cell("三个月"))
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    assert lines(word_file(body)) == ("序号\t问题\t时限", "一、作风\t\t三个月")


def test_insertions_stay_and_deletions_go() -> None:
    body = (
        "<w:p><w:r><w:t>巡察组</w:t></w:r>"
        '<w:ins w:id="1" w:author="a"><w:r><w:t>应当</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>可以</w:delText></w:r></w:del>'
        "<w:r><w:t>报告。</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>'
        "<w:r><w:t>两段合为</w:t></w:r></w:p><w:p><w:r><w:t>一段。</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>域：</w:t></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
        "<w:r><w:br/><w:t>换行</w:t><w:tab/><w:t>后</w:t></w:r></w:p>"
    )
    assert lines(word_file(body)) == ("巡察组应当报告。", "两段合为一段。", "域：链接", "换行\t后")


def test_content_controls_and_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>某市委文件</w:t></w:r></w:p></w:txbxContent>"
    body = (
        '<mc:x xmlns:mc="urn:x"/>'
        f"<w:p><w:r><w:t>红头</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里的段落</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert lines(word_file(body)) == ("红头", "某市委文件", "控件里的段落")


def test_a_table_of_one_column_is_a_frame() -> None:
    cell = f"<w:tc>{paragraph('一、框里的第一段。')}{paragraph('第二段。')}</w:tc>"
    body = f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>{paragraph('框外。')}"
    assert lines(word_file(body)) == ("一、框里的第一段。", "第二段。", "框外。")


def test_notes_follow_the_text_in_the_order_in_which_they_are_cited() -> None:
    def cite(kind: str, name: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'

    def note(kind: str, name: int, words: str) -> str:
        return f'<w:{kind} w:id="{name}">{paragraph(words)}</w:{kind}>'

    body = (
        f"<w:p><w:r><w:t>甲</w:t></w:r>{cite('footnote', 7)}<w:r><w:t>乙。</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>丙。</w:t></w:r>{cite('footnote', 3)}{cite('endnote', 1)}</w:p>"
    )
    separator = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    more = {
        "footnotes": separator + note("footnote", 3, "后引。") + note("footnote", 7, "先引。"),
        "endnotes": note("endnote", 1, "尾注。"),
    }
    assert lines(word_file(body, more=more)) == (
        "甲乙。",
        "丙。",
        "[1] 先引。",
        "[2] 后引。",
        "[1] 尾注。",
    )


def test_headers_footers_and_watermarks_stand_apart() -> None:
    mark = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:textpath string="内部资料"/></v:shape></w:pict></w:r></w:p>'
    )
    more = {"header": paragraph("机密★5年") + mark, "footer": paragraph("某县委巡察办")}
    text = read_docx(word_file(paragraph("正文。"), more=more))
    assert isinstance(text, RawText)
    assert text.paragraphs == ("正文。",)
    assert text.margins == ("机密★5年", "内部资料", "某县委巡察办")


def test_the_strict_form_of_word_files() -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = word_file(paragraph("正文。"))
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert lines(zipped((n, t.replace(usual, strict)) for n, t in parts.items())) == ("正文。",)


def test_boxes_to_tick() -> None:
    def box(code: str) -> str:
        return f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'

    assert lines(word_file(f"<w:p>{box('F0A8')}{box('F0FE')}{box('F04A')}</w:p>")) == ("□☑",)


def test_entities_and_links_outwards_are_harmless() -> None:
    doctype = (
        '<!DOCTYPE x [<!ENTITY a "啊啊啊啊啊啊啊啊啊啊"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/hostname">]>'
    )
    link = (
        '<Relationship Id="x1" TargetMode="External" Target="http://192.0.2.1/x.png" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
    )
    text = read_docx(word_file(paragraph("正文&b;&c;。"), doctype=doctype, extra=link))
    assert isinstance(text, RawText)
    assert "root" not in "".join(text.paragraphs)
    assert len("".join(text.paragraphs)) < 200


def test_a_bomb_is_refused_before_it_is_parsed() -> None:
    assert read_docx(word_file("<w:p/>" * 6_000_000)) is BOMB


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, OLD),
        (b"PK\x03\x04 not a zip", BROKEN),
        (b"", BROKEN),
        (zipped([("a.txt", "x")]), BROKEN),
        (word_file("</w:body>"), BROKEN),
    ],
)
def test_files_that_are_no_word_documents(data: bytes, refusal: object) -> None:
    assert read_docx(data) is refusal
