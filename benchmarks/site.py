"""The search page of a site beside the search of its skin, mkdocs-material, on the same pages.

    python benchmarks/site.py skin FOLDER TARGET     a site of the texts with the skin's own search
    python benchmarks/site.py measure OURS SKIN      what a person waits for in both

OURS is the ``site`` folder of a project with the same texts in its corpus. Both are opened over
http on this machine, since the skin's search answers nothing on a file path. For each: time and
processor time until the first answer, the longest stop of the page, memory of the browser, time
of an answer, and how many of the first ten hits hold the words of the query.
"""

from __future__ import annotations

import functools
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

QUERIES = """
    组织纪律 两个责任 受理范围 三重一大 决不允许 食品安全 信访事项 集体讨论决定
    责令限期改正 国有资产 重大行政决策 不作为 营商环境 招标投标 工作人员玩忽职守
""".split()
SETTINGS = """\
site_name: x
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: [{search: {lang: [zh]}}]
nav: [index.md]
not_in_nav: "/*"
"""
WATCH = """
window.stops = [];
new PerformanceObserver(list => list.getEntries().forEach(e => window.stops.push(e.duration)))
  .observe({entryTypes: ['longtask']});
"""
ASK = {
    "ours": """
        const [query, done] = arguments, start = performance.now();
        const links = () => Array.from(
          document.querySelectorAll('.kb-hit-link'), a => [a.href, a.textContent]);
        const field = document.querySelector('.kb-search input');
        field.value = query;
        field.form.requestSubmit();
        const box = document.querySelector('.kb-search');
        const look = () => box.dataset.shown === query
          ? done([performance.now() - start, links()]) : setTimeout(look, 2);
        look();
    """,
    "skin": """
        const [query, done] = arguments, start = performance.now();
        const list = document.querySelector('.md-search-result__list');
        const links = () => Array.from(
          list.querySelectorAll('a.md-search-result__link'), a => [a.href, a.textContent]);
        const field = document.querySelector('.md-search__input');
        const meta = document.querySelector('.md-search-result__meta');
        document.querySelector('#__search').checked = true;
        let last = -1;
        const seen = new MutationObserver(() => { last = performance.now(); });
        seen.observe(document.querySelector('.md-search-result'),
                     {childList: true, subtree: true, characterData: true});
        field.focus();
        field.value = query;
        field.dispatchEvent(new Event('input', {bubbles: true}));
        field.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
        const look = () => last > 0 && performance.now() - last > 400
          ? done([last - start, links()]) : setTimeout(look, 5);
        look();
    """,
}
PAGE = {"ours": "search.html", "skin": "index.html"}


def make_skin(folder: Path, target: Path) -> None:
    """Every text under ``folder`` as a page."""
    pages = target / "docs"
    pages.mkdir(parents=True)
    for number, file in enumerate(sorted(folder.rglob("*.md"))):
        lines = file.read_text(encoding="utf-8").split("\n")
        text = "\n\n".join(line.strip() for line in lines if line.strip())
        (pages / f"{number}.md").write_text(text, encoding="utf-8")
    (pages / "index.md").write_text("# x\n", encoding="utf-8")
    (target / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=target, check=True)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    with tempfile.TemporaryDirectory() as profile:
        options.add_argument(f"--user-data-dir={profile}")
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        driver.set_script_timeout(300)
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        driver.profile = profile
        yield driver
        driver.quit()


def processes(profile: str) -> Iterator[Path]:
    """Those of the browser with this profile that show pages."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_text()
        except OSError:
            continue
        if profile in command and "--type=renderer" in command:
            yield process


def usage(profile: str) -> tuple[float, float]:
    """Seconds of processor time and megabytes of the largest page so far."""
    most = (0.0, 0.0)
    for process in processes(profile):
        fields = (process / "stat").read_text().rpartition(")")[2].split()
        resident = re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text())
        seconds = (int(fields[11]) + int(fields[12])) / 100
        most = max(most, (seconds, int(resident[1]) / 1024 if resident else 0.0))
    return most


def wait_for(driver: webdriver.Chrome, name: str) -> None:
    """Until our page says so."""
    script = f"return document.querySelector('.kb-search').dataset.{name}"
    while not driver.execute_script(script):
        time.sleep(0.01)


def measure(kind: str, site: Path, address: str) -> dict[str, Any]:
    with browser() as driver:
        start = time.monotonic()
        driver.get(address + PAGE[kind])
        if kind == "ours":
            wait_for(driver, "ready")
        first = driver.execute_async_script(ASK[kind], "食品")
        ready = time.monotonic() - start
        processor, _ = usage(driver.profile)
        stops = driver.execute_script("return window.stops")
        if kind == "ours":
            wait_for(driver, "prepared")
        answers = [driver.execute_async_script(ASK[kind], query) for query in QUERIES]
        later = driver.execute_script("return window.stops")
        return {
            "first answer s": round(ready, 2),
            "processor s": round(processor, 2),
            "longest stop ms": round(max(stops, default=0)),
            "longest stop later ms": round(max(later[len(stops):], default=0)),
            "memory MB": round(usage(driver.profile)[1]),
            "answer ms (median, worst)": [
                round(statistics.median(a[0] for a in answers)), round(max(a[0] for a in answers))
            ],
            "hits of the first ten with the words": [
                sum(holds(site, link, shown, query) for link, shown in links[:10])
                for query, (_, links) in zip(QUERIES, answers, strict=True)
            ],
            "first": len(first[1]),
        }  # fmt: skip


def holds(site: Path, link: str, shown: str, query: str) -> bool:
    """Whether a hit or its page has the words in a row, whatever marks stand between them."""
    page = site / urlsplit(link).path.lstrip("/")
    text = shown + (page.read_text(encoding="utf-8") if page.is_file() else "")
    return query in re.sub(r"<[^>]+>|&#\d+;|[\W_]+", "", text)


def main() -> None:
    command, *rest = sys.argv[1:]
    if command == "skin":
        make_skin(Path(rest[0]), Path(rest[1]))
        return
    for kind, site in zip(("ours", "skin"), map(Path, rest), strict=True):
        with served(site) as address:
            print(kind, json.dumps(measure(kind, site, address), ensure_ascii=False))


if __name__ == "__main__":
    main()
