"""A page for each version of a work and the one before it: what changed, old beside new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from xuncha_kb.comparison import Change, Unit, compare, stretches
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.escape import escape
from xuncha_kb.publish.templates import render_page
from xuncha_kb.versions import works


def publish_differences(book: Book) -> Iterator[tuple[str, bytes]]:
    for work in works(book.knowledge):
        for old, new in pairwise(work.versions):
            comparison = compare(book.knowledge, old, new)
            yield render_page(
                "difference.md.j2",
                book.difference_page(new).replace(".html", ".md"),
                book=book,
                before=book.document(old),
                after=book.document(new),
                comparison=comparison,
                rows=[_row(change) for change in comparison.changes],
            )


@dataclass(frozen=True)
class Row:
    """One changed article: ``style`` is added, removed or changed; each side is None where the
    version has no such article."""

    style: str
    heading: str
    before: Markup | None
    after: Markup | None
    before_line: int
    after_line: int


def _row(change: Change) -> Row:
    before, after = change.before, change.after
    if before is None or after is None:
        unit = before or after
        text = escape(unit.text) if unit else Markup("")
        style, word = ("added", "增加") if after else ("removed", "删去")
        heading = f"{word}　{unit.label if unit else ''}"
        return Row(style, heading, text if before else None, text if after else None,
                   _line(before), _line(after))  # fmt: skip
    pairs = stretches(before.text, after.text)
    same = before.label == after.label
    return Row(
        "changed",
        f"改动　{before.label}" if same else f"改动　{before.label} → {after.label}",
        Markup("").join(_marked("del", old, old != new) for old, new in pairs),
        Markup("").join(_marked("ins", new, old != new) for old, new in pairs),
        _line(before),
        _line(after),
    )


def _marked(tag: str, text: str, changed: bool) -> Markup:
    inner = escape(text)
    return Markup(f"<{tag}>{inner}</{tag}>") if changed and text else inner


def _line(unit: Unit | None) -> int:
    return unit.source[0].paragraph if unit and unit.source else 0
