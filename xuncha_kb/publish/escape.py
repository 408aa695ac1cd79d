"""Text made safe for a page: it shows as it stands, whatever it holds."""

from __future__ import annotations

import re

from markupsafe import Markup

_MARKUP = "&<>\"'`*_{}[]|#~\\$^\t\r"
"""What HTML, Markdown or a template engine could take for its own."""

_ENTITIES = {ord(c): f"&#{ord(c)};" for c in _MARKUP}
_ENTITIES |= dict.fromkeys((*range(9), 11, 12, *range(14, 32)), "\ufffd")
_ENTITIES[ord("\n")] = " "

_TO_ESCAPE = re.compile(f"[{re.escape(''.join(map(chr, _ENTITIES)))}]")

_WIDE = str.maketrans("<>&\"'{}[]`*_#|\\", "＜＞＆＂＇｛｝［］｀＊＿＃｜＼")


def escape(text: str) -> Markup:
    """``text`` for the body of a page, inside HTML as well as inside Markdown: every character
    that means something to one of them is an entity, a control character the replacement mark,
    a line break a space."""
    return Markup(escaped(text))


def escaped(text: str) -> str:
    """The same as a plain string, for what is put together of many pieces."""
    return text.translate(_ENTITIES) if _TO_ESCAPE.search(text) else text


def plain_title(text: str) -> Markup:
    """``text`` for the front matter, which the theme prints unescaped: full-width marks stand
    for those of HTML and Markdown, and nothing else is changed."""
    return Markup(" ".join(text.translate(_WIDE).split()))


def ident(name: str) -> Markup:
    """``name`` as the id of an element of a page; what no id may hold becomes ``-``."""
    return Markup(re.sub(r"[^A-Za-z0-9_.~-]", "-", name))
