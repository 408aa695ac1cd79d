"""Reading a document in a real browser: marks, jumps, links to places, hover cards."""

from __future__ import annotations

from pathlib import Path

import pytest
from publish_sample import sample_knowledge
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from site_browser import Browser, build, wait_for

from xuncha_kb.model import Knowledge

pytestmark = pytest.mark.browser

RULES = "documents/d-95d2a600.html"
SPEECH = "documents/dongyuan.html"
SMALL_WINDOW = {"width": 800, "height": 300, "deviceScaleFactor": 1, "mobile": False}


def test_text_of_a_document_runs_nothing(browser: Browser) -> None:
    browser.open(SPEECH)
    assert "<script>alert(1)</script> {{ 7*7 }}" in browser.text("#p10")
    assert browser.all(".kb-text script, .kb-text em, .kb-text a:not(.pn)") == []


def test_items_are_marked_on_demand_and_listed(browser: Browser) -> None:
    browser.open(SPEECH)
    assert browser.all(".kb-on") == []
    next(b for b in browser.all(".kb-kind") if b.text.startswith("问题要点")).click()
    assert browser.shown(".kb-found li") == [
        "F1.1.1 推诿扯皮", "F1.1.2 门难进脸难看", "F2.1.1 截留", "F2.1.2 挪用"
    ]  # fmt: skip
    assert [mark.text for mark in browser.all(".k.kb-on")] == [
        "推诿扯皮", "门难进脸难看", "截留", "挪用"
    ]  # fmt: skip


def test_a_link_to_an_item_shows_its_words(browser: Browser) -> None:
    browser.open(SPEECH + "#F1.1")
    assert "".join(m.text for m in browser.all(".kb-target")) == "推诿扯皮、门难进脸难看"
    browser.open(SPEECH + "#marks=J")
    assert [mark.text for mark in browser.all(".k.kb-on")] == ["不许收礼", "不许吃请"]


@pytest.mark.parametrize(
    ("said", "place"),
    [("第二条之一", "a2-1"), ("3", "a3"), ("２", "a2"), ("二之一", "a2-1"), ("第5段", "p5")],
)
def test_the_jump_box_understands_article_numbers(browser: Browser, said: str, place: str) -> None:
    browser.open(RULES)
    browser.find(".kb-jump input").send_keys(said + "\n")
    assert browser.script("return location.hash") == "#" + place


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("第103条", "a103"),
        ("第 一百零三 条", "a103"),
        ("一百三十三之一", "a133-1"),
        ("第一百三十三条之一", "a133-1"),
        ("133-1", "a133-1"),
        ("一三三", "a133"),
        ("二〇", "a20"),
        ("０３", "a3"),
        ("十", "a10"),
        ("第两百一十条", "a210"),
        ("第二十条第三款", "a20-k3"),
        ("第20条第1款第（二）项", "a20-p2"),
        ("第二条第二款第三项", "a2-k2-p3"),
        ("第１７段", "p17"),
        ("nonsense", None),
        ("第三章", None),
        ("3百零5", "a305"),
        ("条", None),
    ],
)
def test_what_people_write_for_a_place(browser: Browser, said: str, place: str | None) -> None:
    if not browser.driver.current_url.endswith(RULES):
        browser.open(RULES)
    assert browser.script("return XunchaKB.places.find(arguments[0])", said) == place


@pytest.mark.parametrize(
    ("page", "said", "answer"),
    [
        (RULES, "第九十九条", "没有找到“第九十九条”。本文到第3条为止。"),
        (RULES, "第二条第五款", "第2条里没有第5款。"),
        (RULES, "胡写", "看不懂“胡写”。请写条号，如 15、第十五条、第2条第3款。"),
        (RULES, "第99段", "没有找到“第99段”。本文到第7段为止。"),
        (RULES, "", "请先写条号。"),
        (SPEECH, "第三条", "看不懂“第三条”。本文不分条，请写段号，如 10。"),
        (SPEECH, "99", "没有找到“99”。本文到第11段为止。"),
    ],
)
def test_the_jump_box_says_what_it_cannot_find(
    browser: Browser, page: str, said: str, answer: str
) -> None:
    browser.open(page)
    browser.find(".kb-jump input").send_keys(said + "\n")
    assert browser.text(".kb-toast") == answer


def test_one_can_jump_to_the_same_place_again(browser: Browser) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SMALL_WINDOW)
    browser.open(RULES)
    for _ in range(2):
        browser.script("scrollTo(0, 0)")
        browser.find(".kb-jump input").clear()
        browser.find(".kb-jump input").send_keys("三\n")
        wait_for(lambda: browser.script("return scrollY") > 50)
    assert "kb-target" in browser.find("#p7").get_attribute("class")


@pytest.mark.parametrize(
    ("page", "line", "name", "place"),
    [
        (SPEECH, "p5", "第5段", "p5"),
        (RULES, "p5", "第2条之1", "a2-1"),
        (RULES, "p2", "第2段", "p2"),
    ],
)
def test_the_number_of_a_line_copies_its_link(
    browser: Browser, page: str, line: str, name: str, place: str
) -> None:
    """Without what the page was searched by; by the keyboard, which stays where it is."""
    browser.open(page + "?hl=巡察")
    browser.find(f"#{line} .pn").send_keys(Keys.ENTER)
    assert browser.text(".kb-toast") == f"已复制{name}的链接。"
    assert browser.script("return location.hash") == "#" + place
    assert browser.script("return document.activeElement.className").startswith("pn")
    browser.find(".kb-jump input").send_keys(Keys.CONTROL, "v")
    assert browser.value(".kb-jump input") == f"{browser.address}/{page}#{place}"


def test_a_broken_address_breaks_nothing(browser: Browser) -> None:
    for end in ("#%", "?hl=%E5#%E5%", "#'\"]", "#marks=?,J"):
        browser.open(RULES + end)
        assert browser.all(".kb-jump"), end
        assert browser.complaints() == [], end


def test_a_term_explains_itself_to_the_keyboard(browser: Browser) -> None:
    browser.open(SPEECH)
    browser.script("document.getElementById('C1').focus()")
    assert browser.text(".kb-card").split("\n") == [
        "C1 数字缩略语", "本文列明成员", "不许收礼", "不许吃请"
    ]  # fmt: skip
    browser.script("document.getElementById('C2').focus()")
    assert "仅引用，未列成员" in browser.text(".kb-card")


def test_the_pointer_may_go_over_to_the_card(browser: Browser) -> None:
    browser.open(SPEECH)
    ActionChains(browser.driver).move_to_element(browser.find("#C1")).perform()
    wait_for(lambda: browser.shown(".kb-card"))
    ActionChains(browser.driver).move_to_element(browser.find(".kb-card")).pause(0.5).perform()
    assert browser.shown(".kb-card")
    browser.type(Keys.ESCAPE)
    assert browser.shown(".kb-card") == []


@pytest.fixture(scope="module")
def citing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site where the speech cites the regulation of the sample."""
    knowledge = sample_knowledge()
    items = [
        item.model_copy(
            update={"attributes": item.attributes.model_copy(update={"resolved": "制度/水务办法"})}
        )
        if item.code == "R1"
        else item
        for item in knowledge.items
    ]
    return build(
        tmp_path_factory.mktemp("citing"), Knowledge(**{**dict(knowledge), "items": tuple(items)})
    )


def tap(browser: Browser, selector: str) -> None:
    x, y = browser.script(
        "const r = document.querySelector(arguments[0]).getClientRects()[0];"
        "return [r.left + r.width / 2, r.top + r.height / 2]",
        selector,
    )
    touch = [{"x": x, "y": y}]
    dispatch = "Input.dispatchTouchEvent"
    browser.driver.execute_cdp_cmd(dispatch, {"type": "touchStart", "touchPoints": touch})
    browser.driver.execute_cdp_cmd(dispatch, {"type": "touchEnd", "touchPoints": []})


def test_a_finger_reads_the_card_before_it_follows_the_citation(
    browser: Browser, citing: Path
) -> None:
    browser.address = f"file://{citing}"
    browser.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    browser.open(SPEECH)
    browser.script("document.getElementById('R1').scrollIntoView({block: 'center'})")
    tap(browser, "#R1")
    wait_for(lambda: browser.shown(".kb-card") == ["R1 引用文件\n打开：水务巡察办法"])
    assert "dongyuan" in browser.driver.current_url
    tap(browser, "#R1")
    wait_for(lambda: RULES in browser.driver.current_url)
    browser.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})


def test_a_citation_is_followed_by_the_keyboard(browser: Browser, citing: Path) -> None:
    browser.address = f"file://{citing}"
    browser.open(SPEECH)
    browser.script("document.getElementById('R1').focus()")
    assert browser.text(".kb-card") == "R1 引用文件\n打开：水务巡察办法"
    browser.type(Keys.ENTER)
    wait_for(lambda: RULES in browser.driver.current_url)
