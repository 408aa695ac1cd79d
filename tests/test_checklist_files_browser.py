"""Exports of a filled-in checklist come back whole; every other file is refused in one line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from site_browser import Browser, wait_for
from test_checklist_browser import EMPTY, FILLED, PAGE, answers, fill

pytestmark = pytest.mark.browser

BACKUP = {
    "format": 1,
    "checklist": "focus-areas",
    "title": "巡察重点检查清单",
    "head": {"unit": "水务局"},
    "rows": {"r1": {"answer": "否", "note": "缺签字"}},
    "words": {"r1": "推诿扯皮、门难进脸难看"},
}
HEAD = "序号,检查内容,依据,结果,备注,行标识"


def said(browser: Browser) -> str:
    wait_for(lambda: browser.shown(".kb-said p:not([data-before])"))
    return browser.text(".kb-said p")


def give(browser: Browser, content: dict | str | bytes, name: str = "x.json") -> str:
    """What the page says of the file."""
    text = json.dumps(content) if isinstance(content, dict) else content
    browser.script("document.querySelectorAll('.kb-said p').forEach(p => p.dataset.before = 1)")
    browser.give_file(name, text if isinstance(text, bytes) else text.encode())
    return said(browser)


def test_any_text_comes_back_from_a_table(browser: Browser) -> None:
    browser.open(PAGE)
    cell = st.text(max_size=12) | st.text(alphabet="'=+-@＝\t\r\n\",;“ a", max_size=6)

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.lists(cell, min_size=1, max_size=4), min_size=1, max_size=8))
    def holds(rows: list[list[str]]) -> None:
        script = "return kb_.fromCsv(kb_.toCsv(arguments[0]), () => true)"
        assert browser.script(script.replace("kb_", "XunchaKB"), rows) == rows

    holds()


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''@x", "-3", "＝1", "\t=1", "\n=1"])
def test_no_cell_of_a_table_is_a_formula(browser: Browser, text: str) -> None:
    browser.open(PAGE)
    table = browser.script("return XunchaKB.toCsv([[arguments[0]]])", text)
    assert table == f'\ufeff"\'{text}"\r\n'


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("json", lambda text: text.encode()),
        ("csv", lambda text: text.encode("utf-8-sig")),
        ("csv", lambda text: text.encode("gb18030")),
        ("csv", lambda text: text.replace("\r\n", "\n").encode()),
        ("csv", lambda text: text.replace('","', '";"').encode("gb18030")),
        ("csv", lambda text: text.replace('","', '"\t"').encode("utf-16")),
    ],
)
def test_what_is_exported_can_be_imported(browser: Browser, name: str, again) -> None:
    fill(browser)
    browser.find("input[name=unit]").send_keys("水务局")
    browser.find("#r3 textarea").send_keys("'-3；第一行\n第二行")
    full = answers(browser)
    browser.press({"json": "导出备份", "csv": "导出表格"}[name])
    text = browser.downloaded(f"巡察重点检查清单-水务局.{name}").decode("utf-8-sig")
    browser.script("localStorage.clear()")
    browser.open(PAGE)
    assert answers(browser) == EMPTY
    browser.give_file(f"filled.{name}", again(text))
    wait_for(lambda: answers(browser) == full)
    assert browser.value("input[name=unit]") == "水务局"
    assert said(browser) == f"已导入“filled.{name}”：填入 3 行。"


def test_ticked_boxes_come_back_from_a_table_of_a_chinese_excel(browser: Browser) -> None:
    browser.open("checklists/discipline.html")
    browser.click("#r2 input")
    browser.press("导出表格")
    table = browser.downloaded("巡察纪律自查清单.csv").decode("utf-8-sig").encode("gbk")
    browser.press("清空")
    give(browser, table, "x.csv")
    assert answers(browser) == ["|", "已核对|"]


def test_a_table_with_the_head_alone_is_taken(browser: Browser) -> None:
    browser.open(PAGE)
    table = f"巡察重点检查清单\n被巡察单位,水务局\n{HEAD}\n1,推诿扯皮,,,,r1\n"
    assert give(browser, table, "x.csv") == "已导入“x.csv”：填入 0 行。"
    assert browser.value("input[name=unit]") == "水务局"


def test_columns_may_have_been_moved(browser: Browser) -> None:
    browser.open(PAGE)
    give(browser, "行标识,备注,结果\nr2,看过,是\n", "x.csv")
    assert answers(browser) == ["|", "是|看过", "|"]


REFUSED = {
    "": "是空文件。",
    "{": "不完整或者被改坏了，读不出来。",
    "[1]": "不是检查清单导出的备份。",
    '{"a": 1}': "不是检查清单导出的备份。",
    "PK\x03\x04x": "是 Excel 工作簿，请另存为 CSV（逗号分隔）再导入。",
    "随便写的": "里没有“行标识”这一列，认不出是哪份清单的哪一行。",
    "行标识,依据\nr1,x": "里没有“结果”和“备注”这两列。",
    json.dumps({**BACKUP, "rows": 3}): "里没有填写记录，可能被改坏了。",
    json.dumps({**BACKUP, "format": 2}): (
        "是更新的网站导出的备份，这个网站读不了；请在新的网站上导入。"
    ),
    json.dumps({**BACKUP, "checklist": "entry", "title": "进驻清单"}): (
        "是“进驻清单”的，请打开那份清单再导入。"
    ),
    f"进驻清单,,,,,entry\n{HEAD}\n1,x,,是,,r1": "是“进驻清单”的，请打开那份清单再导入。",
    f"进驻清单\n{HEAD}\n1,x,,是,,e1": "是“进驻清单”的，请打开那份清单再导入。",
    f"{HEAD}\n1,x,,是,,e1": "是另一份清单的。",
}


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_export_of_the_checklist_is_refused_in_one_line(
    browser: Browser, text: str
) -> None:
    fill(browser)
    assert give(browser, text, "x.dat") == f"没有导入：“x.dat”{REFUSED[text]}"
    assert answers(browser) == FILLED


def test_what_a_file_replaces_is_said_and_can_be_undone(browser: Browser) -> None:
    fill(browser)
    rows = {"r1": {"answer": "是", "note": ""}, "r3": {"answer": "", "note": "新"}}
    assert give(browser, {**BACKUP, "rows": rows}) == (
        "已导入“x.json”：填入 2 行。第1行原来填的不同，已换成文件里的。"
    )
    assert answers(browser) == ["是|", FILLED[1], "|新"]
    browser.press("撤销")
    assert answers(browser) == FILLED


def test_the_file_of_another_unit_is_not_mixed_in(browser: Browser) -> None:
    fill(browser)
    browser.find("input[name=unit]").send_keys("教育局")
    assert give(browser, BACKUP) == ("“x.json”填的是“水务局”，这里填的是“教育局”，不能混在一起。")
    assert answers(browser) == FILLED
    browser.press("换成文件里的")
    assert answers(browser) == ["否|缺签字", "|", "|"]
    browser.press("撤销")
    assert (answers(browser), browser.value("input[name=unit]")) == (FILLED, "教育局")


def test_what_cannot_be_taken_is_named_and_kept(browser: Browser) -> None:
    browser.open(PAGE)
    rows = {
        "r1": {"answer": "有", "note": "看过"},
        "r2": {"answer": 5, "note": []},
        "r3": {"answer": "是", "note": ""},
        "r9": {"answer": "否", "note": ""},
        "__proto__": {"answer": "否", "note": ""},
    }
    backup = {**BACKUP, "version": "older", "head": {"unit": 7}, "words": {"r9": "旧的一行"}}
    assert give(browser, {**backup, "rows": rows}) == (
        "已导入“x.json”：填入 2 行。它是这份清单另一个版本的。"
        "没有采用：第1行“有”，不是可选的结果或者与另一处不同，列在下面。"
        "有 2 行不在这份清单上，列在下面。被巡察单位、第1.1行读不懂，没有采用。"
    )
    assert answers(browser) == ["|看过", "|", "是|"]
    browser.click(".kb-aside summary")
    assert browser.shown(".kb-aside li") == [
        "推诿扯皮、门难进脸难看：有", "旧的一行：否", "（原行文字不详）：否"
    ]  # fmt: skip
    browser.press("不再保留")
    assert browser.shown(".kb-aside") == []
    browser.press("撤销")
    assert len(browser.all(".kb-aside li")) == 3


def test_a_file_without_content_changes_nothing(browser: Browser) -> None:
    fill(browser)
    assert give(browser, {**BACKUP, "rows": {}, "head": {}}) == (
        "“x.json”里没有填写的内容，没有改动。"
    )
    assert answers(browser) == FILLED
    assert browser.complaints() == []
