"""The Jinja environment: every value printed by a template is escaped."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from xuncha_kb.publish.escape import escape, ident, plain_title

FOLDER = Path(__file__).parent / "templates"
_BOX = re.compile(r"(□[^□\s]{1,8})(?![^□\s])")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
    )
    environment.filters["plain_title"] = plain_title
    environment.filters["ident"] = ident
    environment.filters["lines"] = _lines
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.globals["percent"] = lambda part, whole: Markup(f"{100 * part / whole:.3f}%")
    return environment


def _finalize(value: object) -> object:
    """Text and what prints as text is escaped; what a template or this package has already
    made into markup passes."""
    if value is None:
        return ""
    return value if isinstance(value, Markup | int) else escape(str(value))


def _lines(text: str) -> Markup:
    """``text`` with its line breaks; a box to tick and its word stay together."""
    return Markup("<br>").join(_line(line) for line in text.split("\n"))


def _line(text: str) -> Markup:
    parts = [escape(part) for part in _BOX.split(text)]
    parts[1::2] = [Markup(f'<span class="kb-box">{part}</span>') for part in parts[1::2]]
    return Markup("").join(parts)


def render_text(template: str, **values: object) -> str:
    return _environment().get_template(template).render(values)


def render_page(template: str, path: str, **values: object) -> tuple[str, bytes]:
    """``path`` and the page as UTF-8, without trailing spaces and never two blank lines in a
    row. ``root`` in the template leads from the page to the folder of the home page."""
    root = "../" * path.count("/")
    text = _environment().get_template(template).render(values, root=Markup(root))
    lines: list[str] = []
    for line in text.split("\n"):
        line = line.rstrip(" ")
        if line or (lines and lines[-1]):
            lines.append(line)
    return path, ("\n".join(lines).rstrip("\n") + "\n").encode()
