"""The search page of the site does what the command line does, and what a person does there."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys
from site_answers import LIMIT, asked, said, said_in_page, wait
from site_browser import Browser, served, start_browser

from xuncha_kb.build import Project, build
from xuncha_kb.search import open_index

pytestmark = pytest.mark.browser

CASES = Path(__file__).parent / "cases" / "search"
QUERIES = [
    case["query"]
    for case in tomllib.loads((CASES / "queries.toml").read_text(encoding="utf-8"))["case"]
]
MORE = Path(__file__).parents[2] / "shared" / "domain" / "user-queries.jsonl"


def made(folder: Path, corpus: Path) -> Project:
    shutil.copytree(corpus, folder / "corpus")
    project = Project(folder)
    build(project, lambda step: None)
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return made(tmp_path_factory.mktemp("project"), CASES / "corpus")


@pytest.fixture(scope="module")
def _browser(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    yield from start_browser(project.folder / "site", tmp_path_factory.mktemp("downloads"))


def shown(browser: Browser, query: str) -> None:
    """Waits until the answer to ``query`` is on the page."""
    wait(browser, f"document.querySelector('.kb-search').dataset.shown === {json.dumps(query)}")


def search(browser: Browser, query: str) -> None:
    field = browser.find(".kb-search input[type=search]")
    field.clear()
    field.send_keys(query)
    shown(browser, query)


def differing(browser: Browser, project: Project, queries: list[str]) -> list[str]:
    searcher = open_index(project.index)
    browser.open("search.html")
    answers = asked(browser, queries)
    found = [
        query
        for query, answer in zip(queries, answers, strict=True)
        if said_in_page(answer) != said(searcher.search(query, limit=LIMIT))
    ]
    searcher.close()
    return found


def test_the_page_answers_as_the_command_line_does(browser: Browser, project: Project) -> None:
    assert differing(browser, project, QUERIES) == []


def pieces_of(corpus: Path) -> list[str]:
    """Queries that nobody thought of: every 5th stretch of the texts, alone, in two parts, with
    a wrong character, with a question."""
    text = "".join(p.read_text(encoding="utf-8") for p in sorted(corpus.glob("*.txt")))
    found = []
    for number, start in enumerate(range(0, len(text) - 20, 5)):
        part = text[start : start + 3 + number % 6].replace("\n", " ")
        other = text[start + 90 : start + 92]
        wrong = part[:1] + "题" + part[2:]
        found.append(
            (part, f"{part} {other}", wrong, f"{part[:4]}怎么处理", f"“{part}”")[number % 5]
        )
    return found


def test_it_does_so_for_queries_nobody_thought_of(browser: Browser, project: Project) -> None:
    queries = pieces_of(project.corpus)
    assert len(queries) > 100
    assert differing(browser, project, queries) == []


@pytest.mark.skipif(not MORE.is_file(), reason="no ../shared/domain beside it")
def test_it_does_so_for_what_users_type(corpus: Path, tmp_path: Path) -> None:
    queries = [json.loads(line)["q"] for line in MORE.read_text(encoding="utf-8").splitlines()]
    project = made(tmp_path / "project", corpus)
    for browser in start_browser(project.folder / "site", tmp_path):
        assert differing(browser, project, queries) == []


def test_hits_come_while_one_types(browser: Browser) -> None:
    browser.open("search.html")
    search(browser, "有令不行有禁不止")
    assert browser.text(".kb-search-meta").endswith("处")
    hit = browser.find(".kb-hit")
    assert [mark.text for mark in hit.find_elements("css selector", "mark")] == [
        "有令不行、有禁不止"
    ]
    assert (
        browser.script("return new URLSearchParams(location.search).get('q')") == "有令不行有禁不止"
    )
    assert browser.complaints() == []


def test_the_best_hit_stands_first_and_groups_have_names(
    browser: Browser, project: Project
) -> None:
    searcher = open_index(project.index)
    best = searcher.search("责任").hits[0]
    searcher.close()
    browser.open("search.html")
    search(browser, "责任")
    assert browser.find(".kb-hit .kb-hit-link").text == best.text.strip()
    names = [title.text.split("\n")[0] for title in browser.all(".kb-hits h2")]
    assert len(names) == len(set(names)) > 2


def test_an_address_holds_the_query(browser: Browser) -> None:
    browser.open("search.html?q=%E5%9B%9B%E4%B8%AA%E6%84%8F%E8%AF%86")
    shown(browser, "四个意识")
    assert browser.find("input[type=search]").get_attribute("value") == "四个意识"
    assert browser.all(".kb-hit mark")


def test_the_words_are_lit_where_the_link_leads(browser: Browser) -> None:
    browser.open("search.html")
    search(browser, "礼品")
    link = browser.find(".kb-hit .kb-hit-link")
    mark = link.find_element("css selector", "mark").text
    link.click()
    wait(browser, "document.querySelector('.kb-lit')")
    assert {lit.text for lit in browser.all(".kb-lit")} == {mark}
    assert browser.script(
        "const box = document.querySelector('.kb-lit').getBoundingClientRect();"
        "return box.top > 0 && box.bottom < innerHeight"
    )
    browser.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert browser.all(".kb-lit") == []


def test_a_mark_across_pieces_of_the_page_is_lit_whole(browser: Browser) -> None:
    browser.open("search.html")
    search(browser, "重业务轻党建有的领导当老好人")
    browser.find(".kb-hit .kb-hit-link").click()
    wait(browser, "document.querySelector('.kb-lit')")
    lit = "".join(mark.text for mark in browser.all(".kb-lit"))
    assert lit == "重业务、轻党建，有的领导当老好人"


def test_the_keyboard_is_enough(browser: Browser) -> None:
    browser.open("documents/index.html")
    browser.find("body").send_keys("/")
    browser.driver.switch_to.active_element.send_keys("责任", Keys.ENTER)
    wait(browser, "location.pathname.endsWith('search.html')")
    shown(browser, "责任")
    keys = [Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP]
    for key in keys:
        browser.driver.switch_to.active_element.send_keys(key)
    first = browser.all(".kb-hit .kb-hit-link")[0]
    assert browser.driver.switch_to.active_element == first
    address = first.get_attribute("href")
    first.send_keys(Keys.ENTER)
    wait(browser, f"location.href === {json.dumps(address)}")
    browser.driver.back()
    shown(browser, "责任")


def test_what_the_texts_do_not_say_is_said(browser: Browser) -> None:
    browser.open("search.html")
    search(browser, "量子计算")
    assert "原文未载“量子计算”" in browser.text(".kb-search-meta")
    assert browser.all(".kb-hit") == []
    assert browser.all(".kb-near a")


def test_recent_searches_stay_until_they_are_cleared(browser: Browser) -> None:
    browser.open("search.html")
    search(browser, "四个意识")
    browser.find("input[type=search]").send_keys(Keys.ENTER)
    browser.open("search.html")
    wait(browser, "document.querySelector('.kb-search').dataset.ready")
    recent = browser.find(".kb-search-start section")
    assert recent.text.startswith("最近查过")
    recent.find_element("css selector", "li button").click()
    shown(browser, "四个意识")
    browser.open("search.html")
    wait(browser, "document.querySelector('.kb-search').dataset.ready")
    browser.press("清除")
    assert "最近查过" not in browser.text(".kb-search-start")
    assert (
        browser.script("return Object.keys(localStorage).filter(k => k.includes('recent'))") == []
    )


def test_text_of_a_query_is_never_markup(browser: Browser) -> None:
    browser.open("search.html")
    search(browser, "<img src=x onerror=alert(1)> “</p>”")
    assert browser.all(".kb-search img") == []
    assert browser.complaints() == []


def test_without_its_data_the_page_says_so(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    site = shutil.copytree(project.folder / "site", tmp_path / "site")
    shutil.rmtree(site / "search-data")
    kept, browser.address = browser.address, f"file://{site}"
    browser.open("search.html")
    wait(browser, "document.querySelector('.kb-search-meta').textContent")
    browser.address = kept
    assert "检索数据没有读到" in browser.text(".kb-search-meta")


def test_it_works_from_a_server_too(browser: Browser) -> None:
    browser.outgoing()
    with served(browser):
        browser.open("search.html?q=lgzr")
        shown(browser, "lgzr")
        assert browser.all(".kb-hit mark")
        wait(browser, "document.querySelector('.kb-search').dataset.prepared")
        assert browser.outgoing() == []
        assert [c for c in browser.complaints() if "favicon" not in c] == []


def test_it_asks_nobody(browser: Browser) -> None:
    browser.outgoing()
    browser.open("search.html?q=lgzr")
    shown(browser, "lgzr")
    wait(browser, "document.querySelector('.kb-search').dataset.prepared")
    assert browser.outgoing() == []
    assert browser.complaints() == []
