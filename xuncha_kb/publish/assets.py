"""Style sheets, scripts and the data they need, so that the folder of pages is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from xuncha_kb.publish.book import Book

FOLDER = Path(__file__).parent / "theme"


def publish_assets(book: Book) -> Iterator[tuple[str, bytes]]:
    """``assets/``: the theme's files as they are, and ``labels.js`` with what scripts must say."""
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix in {".css", ".js", ".svg"}:
            yield f"assets/{path.relative_to(FOLDER).as_posix()}", path.read_bytes()
    kinds = {
        entry.prefix: {"label": entry.label, "explanation": entry.explanation}
        for entry in book.vocabulary.kinds.values()
    }
    text = json.dumps({"kinds": kinds}, ensure_ascii=False, indent=1)
    yield "assets/labels.js", f"window.XunchaKB = {text};\n".encode()
