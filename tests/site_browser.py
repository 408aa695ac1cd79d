"""A site built from the sample and a browser to look at it with, for the tests that need both."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from xuncha_kb.build import Project, write
from xuncha_kb.model import Knowledge
from xuncha_kb.vocabulary import load_vocabulary

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")


def build(folder: Path, knowledge: Knowledge) -> Path:
    """The folder of the site."""
    write(Project(folder), knowledge, load_vocabulary(), lambda step: None)
    return folder / "site"


class Browser:
    """Chromium on the files of a site; it remembers what it asked for and what it complained of."""

    def __init__(self, site: Path, downloads: Path) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--window-size=1280,900",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        self.site = site
        self.downloads = downloads

    def open(self, page: str) -> None:
        """The page, read anew even where only the part after # differs."""
        self.driver.get("about:blank")
        self.driver.get(f"file://{self.site}/{page}")

    def script(self, code: str, *arguments: object) -> object:
        return self.driver.execute_script(code, *arguments)

    def find(self, selector: str):
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str):
        return self.driver.find_elements("css selector", selector)

    def text(self, selector: str) -> str:
        return self.find(selector).text

    def shown(self, selector: str) -> list[str]:
        return [element.text for element in self.all(selector) if element.is_displayed()]

    def click(self, selector: str) -> None:
        self._click(self.find(selector))

    def press(self, label: str) -> None:
        """The button with that label."""
        self._click(next(b for b in self.all("button") if b.is_displayed() and b.text == label))

    def _click(self, element) -> None:
        """In the middle of the window, where the header covers nothing."""
        self.script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def outgoing(self) -> list[str]:
        """What was asked for since the last call, but for files of this machine."""
        events = (json.loads(e["message"])["message"] for e in self.driver.get_log("performance"))
        urls = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        return [u for u in urls if not u.startswith(("file:", "data:", "blob:", "about:"))]


def start_browser(site: Path, downloads: Path) -> Iterator[Browser]:
    if not CHROMIUM or not DRIVER:
        pytest.skip("chromium or chromedriver is not installed")
    browser = Browser(site, downloads)
    yield browser
    browser.driver.quit()
