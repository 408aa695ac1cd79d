"""What all tests share: the corpus of this checkout and the rule on skips."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from site_browser import Browser

# The same examples at every run of the checks; other examples while somebody works.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).parents[1]


def pytest_collection_modifyitems(items):
    """A browser on a busy machine may lose a key or hear late what another page kept: what fails
    there is tried twice more, in a browser just started."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Where every part is said to be installed, a skip for want of one is a failure; only the
    large development texts and the old browser, no parts of the project, may be missing."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("XUNCHA_KB_ALL_PARTS") and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else ""
        if "shared" not in reason and "old browser" not in reason:
            report.outcome = "failed"
            report.longrepr = f"a part that this test needs is missing: {reason}"


@pytest.fixture(scope="session")
def corpus() -> Path:
    return ROOT / "corpus"


SMALL_TEXT = """关于办公用品管理的通知
各科室：
一、严禁用公款购买烟酒。
二、各科室应当在每月5日前报送台账。
"""


@pytest.fixture
def small_project(tmp_path_factory) -> Path:
    """A project folder with one short text, not yet built."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "tongzhi.txt").write_text(SMALL_TEXT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site of the small knowledge made by hand."""
    from publish_sample import sample_knowledge
    from site_browser import build

    return build(tmp_path_factory.mktemp("project"), sample_knowledge())


@pytest.fixture(scope="module")
def _browser(site: Path, tmp_path_factory) -> Iterator[Browser]:
    from site_browser import start_browser

    yield from start_browser(site, tmp_path_factory.mktemp("downloads"))


@pytest.fixture
def browser(_browser: Browser, request: pytest.FixtureRequest) -> Browser:
    """With an empty storage, as on the first day, and an ordinary window."""
    from site_browser import wait_for

    if getattr(request.node, "execution_count", 1) > 1:
        _browser.restart()
    _browser.address = f"file://{_browser.site}"
    _browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    _browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    wait_for(lambda: _is_emptied(_browser))
    _browser.complaints()
    return _browser


def _is_emptied(browser: Browser) -> bool:
    """Whether what was cleared is gone for the next page too: what the page before it kept may
    arrive in between."""
    browser.open("usage.html")
    browser.script("localStorage.clear()")
    browser.open("usage.html")
    kept: str = browser.script("return Object.keys(localStorage).join()")
    return "xuncha" not in kept
