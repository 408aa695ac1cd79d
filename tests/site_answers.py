"""What the search page and the command line answer, in one form, so that they can be compared."""

from __future__ import annotations

import time

from site_browser import Browser

from xuncha_kb.search.result import SearchResult

LIMIT = 50
"""Hits that are compared."""


def wait(browser: Browser, condition: str) -> None:
    end = time.monotonic() + 20
    while not browser.script(f"return {condition}"):
        assert time.monotonic() < end, condition
        time.sleep(0.02)


def asked(browser: Browser, queries: list[str]) -> list[dict]:
    wait(browser, "document.querySelector('.kb-search').dataset.prepared")
    return browser.driver.execute_async_script(
        "const [queries, limit, done] = arguments;"
        "(async () => { const found = [];"
        "for (const q of queries) found.push(await XunchaKB.search.searcher.search(q, limit));"
        "done(JSON.parse(JSON.stringify(found, (key, v) => (key === 'score' ? undefined : v))));"
        "})();",
        queries,
        LIMIT,
    )


def said(result: SearchResult) -> dict:
    """What must be the same: the step and its words, the number of places, each hit with its
    marks and what else is there, notes, and what comes near."""
    return {
        "step": result.step.key,
        "summary": result.summary,
        "total": result.total,
        "notes": list(result.notes),
        "near": [(t.text, t.kind, t.document_id, t.paragraph) for t in result.near],
        "hits": [
            {
                "at": (h.kind, h.code, h.document_id, h.paragraph, h.place, h.note, h.notice),
                "text": h.text,
                "marks": [h.text[a:b] for a, b in h.marks],
                "others": [(o.kind, o.code, o.text) for o in h.others],
            }
            for h in result.hits
        ],
    }


def said_in_page(result: dict) -> dict:
    return {
        "step": result["step"],
        "summary": result["summary"],
        "total": result["total"],
        "notes": result["notes"],
        "near": [(t["text"], t["kind"], t["document"], t["paragraph"]) for t in result["near"]],
        "hits": [
            {
                "at": tuple(
                    h[name]
                    for name in (
                        "kind", "code", "document", "paragraph", "place", "note", "notice"
                    )
                ),
                "text": h["text"],
                "marks": [utf16(h["text"], a, b) for a, b in h["marks"]],
                "others": [(o["kind"], o["code"], o["text"]) for o in h["others"]],
            }
            for h in result["hits"]
        ],
    }  # fmt: skip


def utf16(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
