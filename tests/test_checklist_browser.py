"""Filling in a checklist in a real browser: nothing that was filled in is lost unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from publish_sample import sample_knowledge
from selenium.webdriver.common.keys import Keys
from site_browser import Browser, build, served, wait_for

from xuncha_kb.model import Knowledge

pytestmark = pytest.mark.browser

PAGE = "checklists/focus-areas.html"
EMPTY = ["|", "|", "|"]
FILLED = ["否|", "|=看了登记簿, “缺”两页", "|"]


def answers(browser: Browser) -> list[str]:
    """Of each row: the result, a bar, the note."""
    return browser.script(
        "return Array.from(document.querySelectorAll('tr[data-row]')).map(row => {"
        " const ticked = row.querySelector('input:checked');"
        " return (ticked ? ticked.value : '') + '|' + row.querySelector('textarea').value; })"
    )


def fill(browser: Browser) -> None:
    browser.open(PAGE)
    browser.click("#r1 input[value=否]")
    browser.find("#r2 textarea").send_keys("=看了登记簿, “缺”两页")


def changed_site(folder: Path) -> Path:
    """A later build: the first row is reworded, the second is gone."""
    knowledge = sample_knowledge()
    focus = knowledge.checklists[0]
    rows = (focus.rows[0].model_copy(update={"text": "推诿扯皮、脸难看"}), *focus.rows[2:])
    changed = focus.model_copy(update={"rows": rows})
    newer = {**dict(knowledge), "checklists": (changed, *knowledge.checklists[1:])}
    return build(folder, Knowledge(**newer))


def test_the_head_asks_for_what_the_sheet_of_paper_asks_for(browser: Browser) -> None:
    browser.open("checklists/discipline.html")
    assert browser.shown(".kb-head label") == ["巡察组", "自查人", "自查时点"]


def test_a_checklist_keeps_what_is_filled_in(browser: Browser) -> None:
    fill(browser)
    assert browser.text(".kb-tools .kb-count") == "已填 1 / 3"
    browser.open(PAGE)
    assert answers(browser) == FILLED
    browser.open("checklists/discipline.html")
    assert answers(browser) == ["|", "|"]


def test_it_is_kept_for_pages_over_http_too(browser: Browser) -> None:
    with served(browser):
        fill(browser)
        browser.open(PAGE)
        assert answers(browser) == FILLED
        assert browser.complaints() == []


def test_a_radio_button_can_be_taken_back(browser: Browser) -> None:
    fill(browser)
    browser.click("#r1 input[value=否]")
    assert answers(browser)[0] == "|"
    browser.open(PAGE)
    assert answers(browser)[0] == "|"


def test_a_checklist_is_filled_in_by_the_keyboard_alone(browser: Browser) -> None:
    browser.open(PAGE)
    browser.find("input[name=unit]").send_keys("水务局")
    browser.type(Keys.TAB, "张三", Keys.TAB, "3月1日")
    for _ in range(6):  # filter, 打印, 导出表格, 导出备份, 导入, 清空
        browser.type(Keys.TAB)
    assert browser.script("return document.activeElement.textContent") == "清空"
    browser.type(Keys.TAB, Keys.TAB, Keys.TAB)  # the two links of the first row's basis
    browser.type(" ", Keys.ARROW_RIGHT, Keys.TAB, "查了台账", Keys.TAB, Keys.TAB, Keys.TAB)
    browser.type(" ", Keys.TAB, Keys.TAB, " ", " ")
    assert answers(browser) == ["否|查了台账", "是|", "|"]
    assert browser.value("input[name=date]") == "3月1日"


def test_clearing_is_undone_by_the_next_key(browser: Browser) -> None:
    fill(browser)
    browser.script("Array.from(document.querySelectorAll('button')).pop().focus()")
    next(b for b in browser.all("button") if b.text == "清空").send_keys(Keys.ENTER)
    assert answers(browser) == EMPTY
    browser.type(Keys.TAB, Keys.ENTER)
    assert answers(browser) == FILLED
    browser.open(PAGE)
    assert answers(browser) == FILLED


def test_what_is_filled_in_after_clearing_is_not_undone(browser: Browser) -> None:
    fill(browser)
    browser.press("清空")
    browser.click("#r3 input[value=是]")
    assert [b.text for b in browser.all(".kb-said button")] == ["知道了"]


def test_rows_can_be_narrowed_to_the_open_ones(browser: Browser) -> None:
    fill(browser)
    browser.find(".kb-tools option[value='=否']").click()
    assert [r.get_attribute("id") for r in browser.all("tr[data-row]") if r.is_displayed()] == [
        "r1"
    ]
    assert browser.shown(".kb-sheet-group") == ["F1 作风建设情况"]
    assert browser.text(".kb-tools .kb-count") == "已填 1 / 3，显示 1 行"
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert all(row.is_displayed() for row in browser.all("tr[data-row], .kb-sheet-group"))


def test_a_long_note_stands_in_full_after_filtering(browser: Browser) -> None:
    fill(browser)
    browser.find("#r2 textarea").send_keys("，又看了台账" * 20)
    tall = browser.find("#r2 textarea").size["height"]
    browser.find(".kb-tools option[value=done]").click()
    browser.find(".kb-tools option[value='']").click()
    assert browser.find("#r2 textarea").size["height"] == tall > 100


def test_a_changed_checklist_says_what_changed_until_one_has_seen_it(
    browser: Browser, tmp_path: Path
) -> None:
    fill(browser)
    browser.address = f"file://{changed_site(tmp_path)}"
    browser.open(PAGE)
    assert answers(browser) == ["否|", "|"]
    browser.click("#r3 input[value=是]")
    browser.open(PAGE)
    browser.click(".kb-changes summary")
    assert browser.shown(".kb-changes li") == [
        "改动 1：原为“推诿扯皮、门难进脸难看”",
        "删去：推诿扯皮（原填：=看了登记簿, “缺”两页）",
    ]
    browser.click(".kb-changes button")
    browser.open(PAGE)
    assert browser.shown(".kb-changes") == []
    assert answers(browser) == ["否|", "是|"]


def test_what_a_deleted_row_held_is_exported_and_comes_back_with_the_row(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    fill(browser)
    browser.address = f"file://{changed_site(tmp_path)}"
    browser.open(PAGE)
    browser.click(".kb-changes button")
    browser.click("#r3 input[value=是]")
    browser.open(PAGE)
    browser.click(".kb-aside summary")
    assert browser.shown(".kb-aside li") == ["推诿扯皮：=看了登记簿, “缺”两页"]
    browser.press("导出表格")
    assert "看了登记簿" in browser.downloaded("巡察重点检查清单.csv").decode("utf-8-sig")
    browser.press("导出备份")
    backup = browser.downloaded("巡察重点检查清单.json")
    browser.address = f"file://{site}"
    browser.open(PAGE)
    browser.press("清空")
    browser.give_file("old.json", backup)
    wait_for(lambda: answers(browser) == ["否|", FILLED[1], "是|"])


def test_cleared_answers_do_not_come_back_with_a_new_version(
    browser: Browser, tmp_path: Path
) -> None:
    fill(browser)
    browser.press("清空")
    browser.address = f"file://{changed_site(tmp_path)}"
    browser.open(PAGE)
    assert (answers(browser), browser.shown(".kb-changes")) == (["|", "|"], [])


def test_another_project_s_checklist_of_the_same_name_is_left_alone(browser: Browser) -> None:
    browser.script(
        "localStorage.setItem('xuncha-kb:checklist:focus-areas:other', JSON.stringify({saved: 9,"
        " head: {unit: '教育局'}, rows: {x1: {answer: '是', note: ''}}, words: {x1: '别的行'}}))"
    )
    browser.open(PAGE)
    assert (answers(browser), browser.value("input[name=unit]")) == (EMPTY, "")


def test_damage_in_the_storage_does_not_break_the_page(browser: Browser) -> None:
    key = f"xuncha-kb:checklist:focus-areas:{version(browser)}"
    for damage in ("{", "[]", '{"rows": 3}', '{"rows": {"r1": {"answer": {}}}, "head": []}'):
        browser.script("localStorage.setItem(arguments[0], arguments[1])", key, damage)
        browser.open(PAGE)
        assert answers(browser) == EMPTY, damage
    assert browser.complaints() == []


def version(browser: Browser) -> str:
    browser.open(PAGE)
    return browser.script("return document.querySelector('[data-version]').dataset.version")


def test_two_windows_at_once_lose_nothing(browser: Browser) -> None:
    browser.open(PAGE)
    first = browser.driver.current_window_handle
    browser.driver.switch_to.new_window("tab")
    fill(browser)
    second = browser.driver.current_window_handle
    browser.driver.switch_to.window(first)
    wait_for(lambda: answers(browser) == FILLED)
    browser.click("#r3 input[value=是]")
    browser.driver.switch_to.window(second)
    wait_for(lambda: answers(browser) == [*FILLED[:2], "是|"])
    browser.driver.close()
    browser.driver.switch_to.window(first)
    browser.open(PAGE)
    assert answers(browser) == [*FILLED[:2], "是|"]


def test_what_another_window_wrote_unnoticed_is_put_together(browser: Browser) -> None:
    """As where the computer slept, and no event came."""
    fill(browser)
    browser.script(
        "const key = Object.keys(localStorage).find(k => k.startsWith('xuncha-kb:checklist:'));"
        "const kept = JSON.parse(localStorage.getItem(key)); kept.saved += 5;"
        "kept.rows.r1.answer = '是'; kept.rows.r2.note = '另一处写的'; kept.head.unit = '水务局';"
        "localStorage.setItem(key, JSON.stringify(kept));"
    )
    browser.find("#r2 textarea").send_keys("。")
    assert answers(browser) == ["是|", FILLED[1] + "。", "|"]
    assert browser.value("input[name=unit]") == "水务局"
    browser.click(".kb-aside summary")
    assert browser.shown(".kb-aside li") == ["推诿扯皮：另一处写的"]


def test_a_full_storage_is_said_until_it_is_kept_again(browser: Browser) -> None:
    fill(browser)
    assert browser.shown(".kb-unkept") == []
    browser.script(
        "window.full = true; const set = Storage.prototype.setItem; Storage.prototype.setItem ="
        " function (k, v) { if (full) throw new DOMException('', 'QuotaExceededError');"
        " set.call(this, k, v); }"
    )
    browser.click("#r3 input[value=是]")
    assert browser.shown(".kb-unkept") == [
        "浏览器的存储空间满了，刚才填写的没有存下来。关闭前请点“导出备份”。"
    ]
    browser.click("#r3 input[value=否]")
    assert answers(browser) == [*FILLED[:2], "否|"]
    browser.script("full = false")
    browser.click("#r1 input[value=是]")
    assert browser.shown(".kb-unkept") == []
    browser.open(PAGE)
    assert answers(browser) == ["是|", FILLED[1], "否|"]


def test_paper_shows_what_was_filled_in_and_no_navigation(browser: Browser) -> None:
    fill(browser)
    browser.press("清空")
    browser.press("撤销")
    browser.press("清空")
    browser.press("撤销")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.text("#r2 .kb-printed") == "=看了登记簿, “缺”两页"
    for selector in (".md-header", ".kb-crumbs", ".kb-tools", "#r2 textarea"):
        assert not browser.find(selector).is_displayed(), selector


def test_a_long_checklist_full_of_notes_does_not_freeze(browser: Browser, tmp_path: Path) -> None:
    knowledge = sample_knowledge()
    focus = knowledge.checklists[0]
    rows = tuple(focus.rows[1].model_copy(update={"id": f"r{i}"}) for i in range(600))
    long = focus.model_copy(update={"rows": rows})
    checklists = (long, *knowledge.checklists[1:])
    site = build(tmp_path, Knowledge(**{**dict(knowledge), "checklists": checklists}))
    browser.address = f"file://{site}"
    browser.open(PAGE)
    browser.script(
        "const rows = {}, words = {}; for (let i = 0; i < 600; i++) {"
        " rows['r' + i] = {answer: '是', note: '看了台账'.repeat(20)}; words['r' + i] = ''; }"
        "const box = document.querySelector('[data-version]');"
        "localStorage.setItem('xuncha-kb:checklist:focus-areas:' + box.dataset.version,"
        " JSON.stringify({saved: 1, head: {}, rows, words}))"
    )
    browser.driver.set_page_load_timeout(10)
    browser.open(PAGE)
    browser.driver.set_page_load_timeout(60)
    assert browser.text(".kb-tools .kb-count") == "已填 600 / 600"


@pytest.mark.parametrize("width", [390, 1280])
def test_there_is_room_to_press_each_box_alone(browser: Browser, width: int) -> None:
    """WCAG 2.5.8: the middles of two targets smaller than that are 24 px apart."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.open(PAGE)
    near = browser.script(
        "const middles = Array.from(document.querySelectorAll('.kb-sheet input, .kb-by a'))"
        ".map(e => e.getClientRects()[0]).map(r => [r.x + r.width / 2, r.y + r.height / 2]);"
        "return middles.filter((m, i) => middles.some((o, j) =>"
        " j > i && Math.hypot(o[0] - m[0], o[1] - m[1]) < 24))"
    )
    assert near == []
