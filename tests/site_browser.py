"""A site built from the sample and a browser to look at it with, for the tests that need both."""

from __future__ import annotations

import functools
import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
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

    def __init__(self, site: Path, downloads: Path, preferences: dict[str, int]) -> None:
        self.site = site
        self.address = f"file://{site}"
        self.downloads = downloads
        self.preferences = preferences
        self.start()

    def start(self) -> None:
        """A program of its own, with nothing kept."""
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-features=BackForwardCache",
            "--renderer-process-limit=1",  # what one page keeps, the next one sees at once
            "--window-size=1280,900",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        own = {"download.default_directory": str(self.downloads)}
        options.add_experimental_option("prefs", {**own, **self.preferences})
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        self.driver.set_script_timeout(120)

    def restart(self) -> None:
        self.driver.quit()
        self.start()

    def open(self, page: str) -> None:
        """The page, read anew even where only the part after # differs."""
        before = self.driver.current_url.partition("#")[0]
        wanted = f"{self.address}/{page}"
        self.driver.get(wanted)
        if before == wanted.partition("#")[0]:
            self.driver.refresh()

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

    def value(self, selector: str) -> str:
        return self.find(selector).get_property("value")

    def type(self, *keys: str) -> None:
        """Into whatever has the focus, as a keyboard does."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

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
        own = ("file:", "data:", "blob:", "about:", self.address)
        return [u for u in urls if not u.startswith(own)]

    def downloaded(self, name: str) -> bytes:
        """What the page gave to be saved under that name; it is gone then."""
        path = self.downloads / name
        wait_for(path.exists)
        content = path.read_bytes()
        path.unlink()
        return content

    def give_file(self, name: str, content: bytes) -> None:
        """Presses 导入 and chooses a file of that name."""
        self.script(
            "if (window.oldClick) return; window.oldClick = HTMLInputElement.prototype.click;"
            "HTMLInputElement.prototype.click = function () {"
            "  if (this.type !== 'file') return oldClick.call(this);"
            "  this.id = 'picked'; this.style.display = 'block'; document.body.append(this); };"
        )
        self.downloads.joinpath(name).write_bytes(content)
        self.press("导入")
        self.find("#picked").send_keys(str(self.downloads / name))
        self.script("document.getElementById('picked').remove()")


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def start_browser(
    site: Path, downloads: Path, preferences: dict[str, int] | None = None
) -> Iterator[Browser]:
    if not CHROMIUM or not DRIVER:
        pytest.skip("chromium or chromedriver is not installed")
    browser = Browser(site, downloads, preferences or {})
    yield browser
    browser.driver.quit()


@contextmanager
def served(browser: Browser) -> Iterator[None]:
    """The pages come over http meanwhile."""
    handler = functools.partial(QuietHandler, directory=str(browser.site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    before, browser.address = browser.address, f"http://127.0.0.1:{server.server_port}"
    yield
    browser.address = before
    server.shutdown()
    server.server_close()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        return
