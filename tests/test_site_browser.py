"""What a person does on the site, in a real browser, on pages opened as files."""

from __future__ import annotations

from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest
from site_browser import Browser, start_browser, wait_for

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "search.html",
    "documents/index.html",
    "documents/dongyuan.html",
    "documents/banfa-2020.html",
    "differences/d-95d2a600.html",
    "focus-areas.html",
    "discipline.html",
    "acceptance.html",
    "terms.html",
    "questions.html",
    "questions/dongyuan.html",
    "checklists/index.html",
    "checklists/focus-areas.html",
    "problems.html",
    "forms/index.html",
    "forms/working-paper.html",
    "forms/announcement.html",
    "forms/rectification-ledger.html",
    "materials.html",
    "matrix.html",
    "roles/index.html",
    "sheets/sheet-r3.html",
    "usage.html",
)


def test_pages_ask_for_nothing_and_complain_of_nothing(browser: Browser) -> None:
    browser.outgoing()
    browser.complaints()
    for page in PAGES:
        browser.open(page)
        assert browser.outgoing() == [], page
        assert browser.complaints() == [], page


@pytest.mark.parametrize(
    ("scheme", "rules"),
    [("light", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]), ("dark", ["color-contrast"])],
)
def test_axe_finds_no_barrier(browser: Browser, scheme: str, rules: list[str]) -> None:
    axe = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    source = files(axe).joinpath("axe.min.js").read_text("utf-8")
    feature = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": feature})
    browser.open("usage.html")
    browser.script("localStorage.clear()")  # the skin keeps the colours it began with
    look = {"light": "default", "dark": "slate"}[scheme]
    for page in PAGES:
        browser.open(page)
        assert browser.script("return document.body.dataset.mdColorScheme") == look
        browser.script(source)
        found = browser.driver.execute_async_script(
            "axe.run({runOnly: arguments[0]}).then(r => arguments[1](r.violations.map(v => v.id +"
            " ' ' + v.nodes[0].html)))",
            rules,
        )
        assert found == [], page


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_what_a_day_needs_is_on_the_first_screen(browser: Browser, width: int, height: int) -> None:
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.open("index.html")
    low = browser.script(
        "return ['.kb-search-form', 'a[href=\"discipline.html\"]', 'a[href=\"questions.html\"]',"
        " 'a[href=\"checklists/index.html\"]'].map(name =>"
        " document.querySelector('.kb-home ' + name).getBoundingClientRect().bottom)"
    )
    assert max(low) < height


def test_no_page_is_wider_than_a_phone(browser: Browser) -> None:
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    for page in PAGES:
        browser.open(page)
        assert browser.script("return document.documentElement.scrollWidth") <= 390, page


def test_no_table_is_cut_off_on_paper(browser: Browser) -> None:
    """As wide as the text on A4 upright, what would scroll sideways would be lost."""
    metrics = {"width": 658, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    for page in PAGES:
        browser.open(page)
        wide = browser.script(
            "return Array.from(document.querySelectorAll('.md-content table'))"
            ".filter(t => t.getBoundingClientRect().right > innerWidth).map(t => t.className)"
        )
        assert wide == [], page


def test_chosen_questions_are_printed_alone(browser: Browser) -> None:
    browser.open("questions/dongyuan.html")
    browser.click("#q1 .kb-pick")
    browser.open("questions.html")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.shown(".kb-tray .kb-question") == ["群众来办事，从进门到办结一般要走哪几步？"]
    assert browser.shown(".kb-matrix, .md-content h1, .kb-sheets") == []
    browser.script("localStorage.clear()")
    browser.open("questions.html")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.shown(".kb-matrix") and browser.shown(".kb-tray") == []


def test_materials_are_narrowed_down_by_family(browser: Browser) -> None:
    browser.open("materials.html")
    browser.find(".kb-filterable input").send_keys("干部任免")
    topics = browser.shown(".kb-topic")
    assert topics and all("干部任免" in topic for topic in topics)
    for family in browser.all(".kb-family"):
        assert family.is_displayed() == ("干部任免" in family.get_attribute("textContent"))


def test_on_a_phone_the_keyboard_opens_the_navigation(browser: Browser) -> None:
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.open("terms.html")
    browser.find(".md-header label[for=__drawer]").send_keys("\n")
    link = browser.find(".md-sidebar--primary a[href='discipline.html']")
    wait_for(lambda: link.is_displayed() and link.rect["x"] >= 0)
    link.click()
    wait_for(lambda: browser.text("h1") == "纪律规定")


def test_a_slash_leads_to_the_search_field(browser: Browser) -> None:
    browser.open("terms.html")
    browser.find("body").send_keys("/")
    assert browser.script("return document.activeElement.name") == "q"
    browser.script("document.activeElement.value = '两个责任'")
    browser.driver.switch_to.active_element.send_keys("\n")
    wait_for(lambda: "search.html?q=" in browser.driver.current_url)


def test_pages_open_where_the_browser_forbids_storage(site: Path, tmp_path: Path) -> None:
    """A line says that nothing is kept; nothing breaks."""
    blocked = {"profile.default_content_setting_values.cookies": 2}
    start = contextmanager(start_browser)
    with start(site, tmp_path, blocked) as browser:
        for page in PAGES:
            browser.open(page)
            assert browser.complaints() == [], page
        browser.open("checklists/focus-areas.html")
        browser.click("#r1 input[value=否]")
        line = "这台电脑的浏览器不保存填写的内容，关闭或换页后就没有了。"
        assert browser.shown(".kb-unkept") == [line + "关闭前请点“导出备份”。"]
        browser.press("导出备份")
        assert '"否"' in browser.downloaded("巡察重点检查清单.json").decode()
        browser.open("questions/dongyuan.html")
        browser.click("#q1 .kb-pick")
        assert browser.shown(".kb-unkept") == [line + "换页前请导出：导出已选题目"]
        browser.press("导出已选题目")
        assert "群众来办事" in browser.downloaded("谈话提纲.csv").decode()
