"""Choosing questions, and sorting petitions, in a real browser."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.keys import Keys
from site_browser import Browser, wait_for

pytestmark = pytest.mark.browser

HINT = "选好以后，这里写明属不属于受理范围、转到哪里、依据哪一句。"


def test_questions_are_filtered_by_what_the_matrix_links_to(browser: Browser) -> None:
    browser.open("questions.html")
    cell = browser.find(".kb-matrix tbody tr:first-child td a")
    assert cell.text == "2"
    cell.click()
    assert browser.shown(".kb-question") == [
        "群众来办事，从进门到办结一般要走哪几步？",
        "能看一下上季度的办件登记吗？",
    ]
    browser.find("select[name=stage] option[value=S4]").click()
    assert browser.shown(".kb-question") == ["能看一下上季度的办件登记吗？"]
    assert browser.text(".kb-filters .kb-count") == "1 题"


def test_chosen_questions_stay_in_the_tray(browser: Browser) -> None:
    browser.open("questions/dongyuan.html")
    browser.click("#q1 .kb-pick")
    browser.click("#q3 .kb-pick")
    browser.open("questions.html")
    assert browser.text(".kb-tray h2") == "已选题目 2 题"
    browser.all(".kb-move button")[1].click()
    assert [q.text for q in browser.all(".kb-tray .kb-question")] == [
        "这笔专项资金从下达到支付经过哪些人签字？",
        "群众来办事，从进门到办结一般要走哪几步？",
    ]
    browser.press("导出表格")
    table = browser.downloaded("谈话提纲.csv").decode("utf-8-sig")
    assert "群众来办事" in table and "推诿扯皮、门难进脸难看" in table
    browser.press("清空")
    assert browser.text(".kb-tray h2") == "已选题目 0 题"
    browser.press("撤销")
    assert browser.text(".kb-tray h2") == "已选题目 2 题"


@pytest.mark.parametrize(
    ("what", "whom", "verdict", "basis"),
    [
        ("征地拆迁", None, "不属于受理范围。去向：按《信访规定》转有关部门处理", "征地拆迁"),
        ("都不是", "局领导班子成员", "属于受理范围", "反映局领导班子成员问题"),
        ("都不是", "都不是", "原文没有列明这种情况", ""),
    ],
)
def test_a_petition_is_accepted_or_referred_with_its_clause(
    browser: Browser, what: str, whom: str | None, verdict: str, basis: str
) -> None:
    browser.open("acceptance.html")
    browser.click(f".kb-triage fieldset:nth-of-type(1) input[value={what}]")
    if whom:
        browser.click(f".kb-triage fieldset:nth-of-type(2) input[value={whom}]")
    assert browser.text(".kb-verdict").startswith(verdict)
    assert basis in browser.text(".kb-verdict")


def chosen(browser: Browser) -> list[str]:
    return [q.text[:2] for q in browser.all(".kb-tray .kb-question")]


def focus(browser: Browser) -> str:
    return browser.script(
        "const e = document.activeElement; return e.getAttribute('aria-label') || e.textContent"
    )


def test_the_tray_is_put_in_order_by_the_keyboard_alone(browser: Browser) -> None:
    browser.open("questions/dongyuan.html")
    for number in (1, 2, 3):
        browser.find(f"#q{number} input").send_keys(" ")
    browser.open("questions.html#tray")
    assert chosen(browser) == ["群众", "能看", "这笔"]
    browser.all(".kb-move button")[1].send_keys(Keys.ENTER)
    assert (chosen(browser), focus(browser)) == (["能看", "群众", "这笔"], "下移第2题")
    browser.type(Keys.ENTER)
    assert (chosen(browser), focus(browser)) == (["能看", "这笔", "群众"], "上移第3题")
    browser.type(Keys.TAB, Keys.ENTER)
    assert (chosen(browser), focus(browser)) == (["能看", "这笔"], "移出第2题")
    browser.type(Keys.TAB, Keys.ENTER)
    assert chosen(browser) == ["能看", "这笔", "群众"]
    next(b for b in browser.all("button") if b.text == "清空").send_keys(Keys.ENTER)
    assert (chosen(browser), focus(browser)) == ([], "已选题目 0 题")
    browser.type(Keys.TAB, Keys.ENTER)
    assert chosen(browser) == ["能看", "这笔", "群众"]
    assert browser.complaints() == []


def test_the_tray_follows_what_another_window_chooses(browser: Browser) -> None:
    browser.open("questions.html")
    first = browser.driver.current_window_handle
    browser.driver.switch_to.new_window("tab")
    browser.open("questions/dongyuan.html")
    browser.click("#q1 .kb-pick")
    second = browser.driver.current_window_handle
    browser.driver.switch_to.window(first)
    wait_for(lambda: chosen(browser) == ["群众"])
    browser.press("移出")
    browser.driver.switch_to.window(second)
    wait_for(lambda: not browser.find("#q1 input").is_selected())
    browser.driver.close()
    browser.driver.switch_to.window(first)


def test_damage_in_the_storage_does_not_break_the_tray(browser: Browser) -> None:
    for damage in ("{", "{}", "[1, null]", '[{"id": "q1"}]'):
        browser.script("localStorage.setItem('xuncha-kb:tray', arguments[0])", damage)
        for page in ("questions.html", "questions/dongyuan.html"):
            browser.open(page)
            assert browser.complaints() == [], (page, damage)


def test_a_petition_may_be_both(browser: Browser) -> None:
    browser.open("acceptance.html")
    assert browser.text(".kb-verdict") == HINT
    first = browser.find(".kb-triage fieldset:nth-of-type(1) input")
    first.send_keys(Keys.TAB)
    assert browser.text(".kb-verdict") == HINT
    browser.type(" ")
    assert browser.text(".kb-verdict") == "还要选一问：“反映的是什么事？”"
    first.send_keys(" ")
    lines = browser.text(".kb-verdict").split("\n")
    assert lines[0] == (
        "所反映的事不属于受理范围。去向：按《信访规定》转有关部门处理。"
        "其中反映“局领导班子成员”的部分，属于受理范围。两部分分开登记。参考"
    )
    assert [line[:7] for line in lines[1:]] == ["依据原文：征地", "依据原文：反映"]
