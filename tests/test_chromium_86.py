"""The site in a real Chromium 86, by the file that ``npm pack chrome-aws-lambda@5.3.1`` gives; its
path is in XUNCHA_KB_CHROMIUM_86."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from old_chromium import OldChromium, old_chromium, unpacked

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OldChromium]:
    package = os.environ.get("XUNCHA_KB_CHROMIUM_86")
    if not package:
        pytest.skip("no old browser is given")
    program = unpacked(Path(package), tmp_path_factory.mktemp("program"))
    with old_chromium(program, tmp_path_factory.mktemp("profile")) as browser:
        assert "Chrome/86." in browser.call("Browser.getVersion")["userAgent"]
        yield browser


def press(browser: OldChromium, label: str) -> None:
    buttons = "Array.from(document.querySelectorAll('button'))"
    browser.script(f"{buttons}.find(b => b.textContent === '{label}').click()")


def test_every_page_opens_without_a_complaint(browser: OldChromium, site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        browser.open(page.as_uri())
        assert browser.complaints() == [], page.name
        assert browser.script("return document.querySelector('h1').offsetHeight") > 10


def test_no_page_is_wider_than_a_phone(browser: OldChromium, site: Path) -> None:
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.call("Emulation.setDeviceMetricsOverride", **metrics)
    for page in sorted(site.rglob("*.html")):
        browser.open(page.as_uri())
        assert browser.script("return document.documentElement.scrollWidth") <= 390, page.name
    browser.call("Emulation.clearDeviceMetricsOverride")


def test_a_checklist_is_filled_in_kept_cleared_and_brought_back(
    browser: OldChromium, site: Path
) -> None:
    page = (site / "checklists" / "focus-areas.html").as_uri()
    count = "return document.querySelector('.kb-tools .kb-count').textContent"
    browser.open(page)
    browser.script("document.querySelector('#r1 input[value=否]').click()")
    browser.open(page)
    assert browser.script(count) == "已填 1 / 3"
    press(browser, "清空")
    assert browser.script(count) == "已填 0 / 3"
    press(browser, "撤销")
    assert browser.script(count) == "已填 1 / 3"
    table = "return XunchaKB.fromCsv(XunchaKB.toCsv([['=1', 'a\\nb']]), () => true)"
    assert browser.script(table) == [["=1", "a\nb"]]
    assert browser.complaints() == []


def test_a_document_is_read(browser: OldChromium, site: Path) -> None:
    browser.open((site / "documents" / "d-95d2a600.html").as_uri())
    browser.script(
        "document.querySelector('.kb-jump input').value = '第二条之一';"
        "document.querySelector('.kb-jump button').click()"
    )
    assert browser.script("return location.hash") == "#a2-1"
    browser.script("document.querySelector('#p5 .pn').click()")
    toast = "return document.querySelector('.kb-toast').textContent"
    assert browser.script(toast) == "已复制第2条之1的链接。"
    browser.open((site / "documents" / "dongyuan.html").as_uri())
    browser.script(
        "document.querySelector('.kb-kind').click(); document.getElementById('C1').focus()"
    )
    assert browser.script("return document.querySelectorAll('.kb-on').length") > 0
    assert "不许收礼" in browser.script("return document.querySelector('.kb-card').textContent")
    assert browser.complaints() == []


def test_questions_are_chosen_and_a_petition_is_sorted(browser: OldChromium, site: Path) -> None:
    browser.open((site / "questions" / "dongyuan.html").as_uri())
    browser.script("document.querySelector('#q1 input').click()")
    browser.open((site / "questions.html").as_uri())
    assert browser.script("return document.querySelector('.kb-tray h2').textContent") == (
        "已选题目 1 题"
    )
    browser.open((site / "acceptance.html").as_uri())
    browser.script("document.querySelector('.kb-triage input').click()")
    verdict = browser.script("return document.querySelector('.kb-verdict').textContent")
    assert verdict.startswith("不属于受理范围")
    assert browser.complaints() == []


def test_the_search_page_answers(browser: OldChromium, site: Path) -> None:
    browser.open((site / "search.html").as_uri())
    browser.until("document.querySelector('.kb-search').dataset.prepared")
    browser.script(
        "const field = document.querySelector('.kb-search input[type=search]');"
        "field.value = '推诿扯皮'; field.dispatchEvent(new Event('input', { bubbles: true }))"
    )
    browser.until("document.querySelector('.kb-search').dataset.shown === '推诿扯皮'")
    assert browser.script("return document.querySelectorAll('.kb-hit mark').length") > 0
    assert browser.complaints() == []
