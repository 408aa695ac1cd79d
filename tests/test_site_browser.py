"""What a person does on the site, in a real browser, on pages opened as files."""

from __future__ import annotations

from importlib.resources import files

import pytest
from site_browser import Browser, wait_for

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


def test_text_of_a_document_runs_nothing(browser: Browser) -> None:
    browser.open("documents/dongyuan.html")
    assert "<script>alert(1)</script> {{ 7*7 }}" in browser.text("#p10")
    assert browser.all(".kb-text script, .kb-text em, .kb-text a:not(.pn)") == []


def test_items_are_marked_on_demand_and_listed(browser: Browser) -> None:
    browser.open("documents/dongyuan.html")
    assert browser.all(".kb-on") == []
    next(b for b in browser.all(".kb-kind") if b.text.startswith("问题要点")).click()
    assert browser.shown(".kb-found li") == [
        "F1.1.1 推诿扯皮", "F1.1.2 门难进脸难看", "F2.1.1 截留", "F2.1.2 挪用"
    ]  # fmt: skip
    assert [mark.text for mark in browser.all(".k.kb-on")] == [
        "推诿扯皮", "门难进脸难看", "截留", "挪用"
    ]  # fmt: skip


def test_a_link_to_an_item_shows_its_words(browser: Browser) -> None:
    browser.open("documents/dongyuan.html#F1.1")
    assert "".join(m.text for m in browser.all(".kb-target")) == "推诿扯皮、门难进脸难看"
    browser.open("documents/dongyuan.html#marks=J")
    assert [mark.text for mark in browser.all(".k.kb-on")] == ["不许收礼", "不许吃请"]


@pytest.mark.parametrize(
    ("said", "place"),
    [("第二条之一", "a2-1"), ("3", "a3"), ("２", "a2"), ("二之一", "a2-1"), ("第5段", "p5")],
)
def test_the_jump_box_understands_article_numbers(browser: Browser, said: str, place: str) -> None:
    browser.open("documents/d-95d2a600.html")
    browser.find(".kb-jump input").send_keys(said + "\n")
    assert browser.script("return location.hash") == "#" + place


def test_the_jump_box_says_what_it_cannot_find(browser: Browser) -> None:
    browser.open("documents/d-95d2a600.html")
    browser.find(".kb-jump input").send_keys("第九十九条\n")
    assert browser.text(".kb-toast") == "没有找到“第九十九条”。本文最后一条是第3条。"


def test_the_number_of_a_paragraph_copies_its_link(browser: Browser) -> None:
    browser.open("documents/dongyuan.html")
    browser.click("#p5 .pn")
    assert browser.text(".kb-toast") == "已复制第5段的链接。"
    assert browser.script("return location.hash") == "#p5"


def test_a_term_explains_itself_to_the_keyboard(browser: Browser) -> None:
    browser.open("documents/dongyuan.html")
    browser.script("document.getElementById('C1').focus()")
    assert browser.text(".kb-card").split("\n") == [
        "C1 数字缩略语", "本文列明成员", "不许收礼", "不许吃请"
    ]  # fmt: skip
    browser.script("document.getElementById('C2').focus()")
    assert "仅引用，未列成员" in browser.text(".kb-card")


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


def test_a_slash_leads_to_the_search_field(browser: Browser) -> None:
    browser.open("terms.html")
    browser.find("body").send_keys("/")
    assert browser.script("return document.activeElement.name") == "q"
    browser.script("document.activeElement.value = '两个责任'")
    browser.driver.switch_to.active_element.send_keys("\n")
    wait_for(lambda: "search.html?q=" in browser.driver.current_url)
