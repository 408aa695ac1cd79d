"""What a person does on the site, in a real browser, on pages opened as files."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from publish_sample import sample_knowledge
from site_browser import Browser, build, start_browser

from xuncha_kb.model import Knowledge

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


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("project"), sample_knowledge())


@pytest.fixture(scope="module")
def _browser(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    yield from start_browser(site, tmp_path_factory.mktemp("downloads"))


@pytest.fixture
def browser(_browser: Browser) -> Browser:
    """With an empty storage, as on the first day, and an ordinary window."""
    _browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    _browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    _browser.open("usage.html")
    _browser.script("localStorage.clear()")
    return _browser


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def downloaded(browser: Browser, name: str) -> str:
    path = browser.downloads / name
    wait_for(path.exists)
    text = path.read_bytes().decode("utf-8-sig")
    path.unlink()
    return text


def give_file(browser: Browser, path: Path) -> None:
    """Chooses ``path`` where the page asks for a file."""
    browser.script(
        "const old = HTMLInputElement.prototype.click;"
        "HTMLInputElement.prototype.click = function () {"
        "  if (this.type !== 'file') return old.call(this);"
        "  this.id = 'picked'; this.style.display = 'block'; document.body.append(this); };"
    )
    browser.press("导入")
    browser.find("#picked").send_keys(str(path))


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
    assert browser.text(".kb-toast") == "没有找到“第九十九条”。"


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


def answers(browser: Browser) -> list[str]:
    return browser.script(
        "return Array.from(document.querySelectorAll('tr[data-row]')).map(row => {"
        " const ticked = row.querySelector('input:checked');"
        " return (ticked ? ticked.value : '') + '|' + row.querySelector('textarea').value; })"
    )


def fill(browser: Browser) -> None:
    browser.open("checklists/focus-areas.html")
    browser.click("#r1 input[value=否]")
    browser.find("#r2 textarea").send_keys("=看了登记簿, “缺”两页")


FILLED = ["否|", "|=看了登记簿, “缺”两页", "|"]


def test_a_checklist_keeps_what_is_filled_in(browser: Browser) -> None:
    fill(browser)
    assert browser.text(".kb-tools .kb-count") == "已填 1 / 3"
    browser.open("checklists/focus-areas.html")
    assert answers(browser) == FILLED
    browser.open("checklists/discipline.html")
    assert answers(browser) == ["|", "|"]


def test_a_radio_button_can_be_taken_back(browser: Browser) -> None:
    fill(browser)
    browser.click("#r1 input[value=否]")
    assert answers(browser)[0] == "|"
    browser.open("checklists/focus-areas.html")
    assert answers(browser)[0] == "|"


def test_clearing_a_checklist_can_be_undone(browser: Browser) -> None:
    fill(browser)
    browser.press("清空")
    assert answers(browser) == ["|", "|", "|"]
    browser.press("撤销")
    assert answers(browser) == FILLED


def test_rows_can_be_narrowed_to_the_open_ones(browser: Browser) -> None:
    fill(browser)
    browser.find(".kb-tools option[value=open]").click()
    shown = [row for row in browser.all("tr[data-row]") if row.is_displayed()]
    assert [row.get_attribute("id") for row in shown] == ["r2", "r3"]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert all(row.is_displayed() for row in browser.all("tr[data-row]"))


@pytest.mark.parametrize(("button", "name"), [("导出备份", "json"), ("导出表格", "csv")])
def test_what_is_exported_can_be_imported(
    browser: Browser, tmp_path: Path, button: str, name: str
) -> None:
    fill(browser)
    browser.find("input[name=unit]").send_keys("水务局")
    browser.press(button)
    text = downloaded(browser, f"巡察重点检查清单.{name}")
    saved = tmp_path / f"filled.{name}"
    saved.write_bytes(text.encode("gb18030" if name == "csv" else "utf-8"))
    browser.script("localStorage.clear()")
    browser.open("checklists/focus-areas.html")
    assert answers(browser) == ["|", "|", "|"]
    give_file(browser, saved)
    wait_for(lambda: answers(browser) == FILLED)
    assert browser.find("input[name=unit]").get_attribute("value") == "水务局"


def test_no_cell_of_an_exported_table_is_a_formula(browser: Browser) -> None:
    fill(browser)
    browser.press("导出表格")
    assert "\"'=看了登记簿" in downloaded(browser, "巡察重点检查清单.csv")


def test_the_file_of_another_checklist_is_refused(browser: Browser, tmp_path: Path) -> None:
    browser.open("checklists/focus-areas.html")
    other = tmp_path / "other.json"
    other.write_text(json.dumps({"checklist": "entry", "rows": {}}), encoding="utf-8")
    give_file(browser, other)
    wait_for(lambda: browser.all(".kb-toast"))
    assert "不是这份清单导出的文件" in browser.text(".kb-toast")


def test_a_changed_checklist_keeps_answers_and_says_what_changed(
    browser: Browser, tmp_path: Path
) -> None:
    fill(browser)
    knowledge = sample_knowledge()
    focus = knowledge.checklists[0]
    rows = (focus.rows[0].model_copy(update={"text": "推诿扯皮、脸难看"}), *focus.rows[2:])
    changed = focus.model_copy(update={"rows": rows})
    newer = Knowledge(**{**dict(knowledge), "checklists": (changed, *knowledge.checklists[1:])})
    site = browser.site
    browser.site = build(tmp_path, newer)
    browser.open("checklists/focus-areas.html")
    browser.site = site
    assert answers(browser) == ["否|", "|"]
    browser.click(".kb-changes summary")
    assert browser.shown(".kb-changes li") == [
        "改动 1：原为“推诿扯皮、门难进脸难看”",
        "删去：推诿扯皮（原填： =看了登记簿, “缺”两页）",
    ]


def test_paper_shows_what_was_filled_in_and_no_navigation(browser: Browser) -> None:
    fill(browser)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.text("#r2 .kb-printed") == "=看了登记簿, “缺”两页"
    for selector in (".md-header", ".kb-crumbs", ".kb-tools", "#r2 textarea"):
        assert not browser.find(selector).is_displayed(), selector


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
    table = downloaded(browser, "谈话提纲.csv")
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
