"""Nodes -> sections: readable ids that stay when others come and go."""

from __future__ import annotations

from hashlib import sha1

from pydantic import TypeAdapter

from xuncha_kb.model import Document, Section
from xuncha_kb.outline.markers import ARTICLE
from xuncha_kb.outline.nesting import Node

_LETTERS = {
    "第X编": "b",
    "第X分编": "f",
    "第X章": "c",
    "第X节": "s",
    "第X条": "a",
    "款": "k",
    "一、": "h",
    "（一）": "p",
    "1.": "n",
    "1）": "m",
    "（1）": "q",
    "①": "o",
    "第一": "d",
    "首先": "x",
    "其一": "t",
    "一方面": "w",
}
_DECIMAL, _SERIAL, _HEADING = "e", "i", "u"
_SECTIONS = TypeAdapter(tuple[Section, ...])
"""All sections of a document are checked at one go, which takes half the time."""


def make_sections(document: Document, nodes: list[Node]) -> tuple[Section, ...]:
    """Sections in document order with unique ids ``<document id>#<path>``: a letter and a number
    for each step (``c2-p3``); articles, which count through the document, begin a path anew
    (``a15-k2``); of equal paths the later ones get ``~2``, ``~3``."""
    seen: dict[str, int] = {}
    paths: dict[int, str] = {}
    sections = []
    for node in nodes:
        above = paths[id(node.parent)] if node.parent else ""
        path = _step(node) if node.mark.rank == ARTICLE or not above else f"{above}-{_step(node)}"
        count = seen[path] = seen.get(path, 0) + 1
        paths[id(node)] = path if count == 1 else f"{path}~{count}"
        parent = f"{document.id}#{above}" if above else None
        sections.append(_section(document, node, paths[id(node)], parent))
    return _SECTIONS.validate_python(sections)


def _section(document: Document, node: Node, path: str, parent: str | None) -> dict[str, object]:
    mark = node.mark
    return {
        "id": f"{document.id}#{path}",
        "document_id": document.id,
        "parent_id": parent,
        "level": node.level,
        "style": mark.style,
        "number": mark.number,
        "label": mark.label,
        "heading": mark.heading,
        "first_paragraph": mark.paragraph,
        "last_paragraph": node.last,
    }


def _step(node: Node) -> str:
    mark = node.mark
    if mark.style is None:
        return _HEADING + sha1((mark.heading or "").encode()).hexdigest()[:6]
    letter = _LETTERS.get(mark.style) or (_SERIAL if mark.kind == "serial" else _DECIMAL)
    follower = f"-{mark.follower}" if mark.follower is not None else ""
    return f"{letter}{mark.number}{follower}"
