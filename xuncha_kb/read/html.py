"""Saved web pages: the text of the article with its title and date line, without navigation.

Nothing a page points to is fetched, and no script runs: only the file's own words are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import repeat
from typing import Any

from xuncha_kb.read.decode import EMPTY, decode
from xuncha_kb.read.number_formats import format_number
from xuncha_kb.read.raw import RawText, Reader, Refusal

BROKEN = Refusal("broken_web_page", "不是网页，没有读入。请在浏览器里打开原网页，重新另存为网页。")

_UNREAD = frozenset(
    """script style noscript template iframe object embed svg canvas nav aside footer form button
    select option input textarea head link meta audio video map dialog""".split()
)
_BLOCKS = frozenset(
    """address article blockquote body caption center dd details div dl dt fieldset figcaption
    figure h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary table
    tbody tfoot thead tr ul""".split()
)
_CHROME = re.compile(
    r"(?:^|[\s_\-])(?:nav|navbar|navigation|menu|submenu|sidebar|side-?bar|breadcrumbs?|crumbs?|"
    r"position|location|share|bdshare\w*|related|recommend|footer|foot|copyright|toolbar|"
    r"pagination|pager|search|banner|login|qrcode|ewm|topbar|top-bar|friendlinks?|links?|skip|"
    r"accessibility|wza|jiathis\w*|prev-?next|hidden)(?:$|[\s_\-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ARTICLE = re.compile(
    r"TRS_Editor|UCAP-CONTENT|v_news_content|pages_content|article[-_]?(?:content|body|con\b)|"
    r"(?:^|\s)(?:zoom|content|con_text|text_content|news_content|newsContent|detail[-_]?content|"
    r"view|xl_content|Custom_UnionStyle|bt-content|wp_articlecontent)(?:$|\s)",
    re.IGNORECASE,
)
_LEAST_SHARE = 0.3
"""The share of a page's words that its article must hold to be taken for the article."""
_FRAME_LINE = re.compile(
    r"\A(?:当前位置|您?(?:现在)?(?:所在)?的?位置[:：]|首页\s*[>»/]|版权所有|技术支持|"
    r"\S{0,3}(?:字体|字号)[:：]?\s*[\[【]?[大中小 ]+|[\[【]?(?:打印|关闭|返回顶部|分享到|扫一扫))"
    r"|ICP备|公网安备|网站标识码"
)
"""Lines that belong to the frame of a page and not to what it says."""
_DATE_LINE = re.compile(
    r"(?:发布|成文|更新|公布|来源|文号|索引|日期|时间|作者|发文)[^。]{0,60}$"
    r"|(?:19|20)[0-9]{2}\s*[-年/.]\s*[0-9]{1,2}"
)
_LONGEST_DATE_LINE = 120
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHINESE = r"[\u3000-\u9fff\uff00-\uffef“”‘’…—]"
_BREAK_IN_CHINESE = re.compile(rf"(?<={_CHINESE})[ \t]*[\r\n][ \t\r\n]*(?={_CHINESE})")
_CONTROLS = dict.fromkeys((0x0B, 0x1E, 0x1F), " ")
_EDGES = " \t\u3000\u00a0\u200b\ufeff"
_LIST_FORMATS = {
    "1": ("decimal", "."), "a": ("lowerLetter", "."), "A": ("upperLetter", "."),
    "i": ("lowerRoman", "."), "I": ("upperRoman", "."),
}  # fmt: skip
_CHINESE_LIST = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk|chinese)", re.IGNORECASE)
_DEEPEST = 200
_LABEL = "\x1e"
"""Before the number of a list item, which stands on the line of the words that follow."""


def read_html(data: bytes) -> RawText | Refusal:
    """The lines of a page: title, date line, then the article, one line a paragraph."""
    from lxml import etree, html

    text = decode(data)
    if isinstance(text, Refusal):
        return text
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    declared = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
    try:
        root = html.document_fromstring(declared, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return BROKEN
    lines = tuple(_article(root))
    margins = ("".join(part.itertext()).strip() for part in root.iter("div") if _is_margin(part))
    return RawText(lines, margins=tuple(dict.fromkeys(margins))) if lines else EMPTY


def _is_margin(element: Any) -> bool:
    """A header or footer of a paper page, as LibreOffice marks them."""
    return element.tag == "div" and element.get("title") in ("header", "footer")


def _article(root: Any) -> Iterator[str]:
    body = root.find("body")
    body = root if body is None else body
    whole = [*_lines(body)]
    main = _main(body, sum(map(len, whole)))
    if main is None:
        yield from whole
        return
    own = [*_lines(main)]
    yield from _above(root, whole, own)
    yield from own


def _main(body: Any, length: int) -> Any | None:
    """The innermost element that is named as an article and holds most of the words."""
    found = None
    for element in body.iter():
        if not isinstance(element.tag, str):
            continue
        names = f"{element.get('id', '')} {element.get('class', '')}"
        if element.tag in ("article", "main") or _ARTICLE.search(names):
            share = sum(map(len, _lines(element))) / max(length, 1)
            if share >= _LEAST_SHARE:
                found = element
    return found


def _above(root: Any, whole: list[str], own: list[str]) -> Iterator[str]:
    """The title and the date line where they stand before the article and not in it."""
    start = whole.index(own[0]) if own and own[0] in whole else len(whole)
    before = whole[:start]
    titles = {" ".join(_lines(heading)) for heading in root.iter("h1", "h2")} | set(_meta(root))
    places = [number for number, line in enumerate(before) if line in titles]
    if not places:
        return
    yield before[places[-1]]
    for line in before[places[-1] + 1 :]:
        if _DATE_LINE.search(line) and len(line) <= _LONGEST_DATE_LINE:
            yield line


def _meta(root: Any) -> Iterator[str]:
    for meta in root.iter("meta"):
        if str(meta.get("name")).lower() in ("articletitle", "title"):
            yield str(meta.get("content", "")).strip()
    for title in root.iter("title"):
        words = (title.text or "").strip()
        yield words
        yield re.split(r"\s*[_|\-—]\s*", words)[0]


def _lines(element: Any) -> Iterator[str]:
    """The text below ``element`` as a browser shows it, a line for each block."""
    buffer: list[str] = []
    for piece in _pieces(element, 0):
        if piece is None:
            if any(words.strip(_EDGES + "\n") for words in buffer if words[:1] != _LABEL):
                yield from _shown(buffer)
                buffer = []
        else:
            buffer.append(piece)
    yield from _shown(buffer)


def _shown(buffer: list[str]) -> Iterator[str]:
    words = _BREAK_IN_CHINESE.sub("", "".join(buffer).replace(_LABEL, "").replace("\v", "\n\v\n"))
    for line in words.split("\v"):
        shown = _SPACE.sub(" ", line).strip(_EDGES)
        shown = shown.replace("\x1f", "\t").rstrip("\t ") if "\x1f" in shown else shown
        if shown.strip(_EDGES) and not _FRAME_LINE.search(shown):
            yield shown


def _pieces(element: Any, depth: int) -> Iterator[str | None]:
    """Words, None where a block begins or ends, ``\\v`` for a break, ``\\x1f`` between cells."""
    tag = element.tag
    if not isinstance(tag, str) or depth > _DEEPEST or _is_unread(element):
        return
    if tag == "br":
        yield "\v"
        return
    if tag == "tr":
        yield None
        yield "\x1f".join(_cell(cell) for cell in element if cell.tag in ("td", "th"))
        yield None
        return
    block = tag in _BLOCKS
    if block:
        yield None
    labels = _list_labels(element) if tag == "ol" else repeat("")
    yield _plain(element.text)
    for child, label in zip(element, labels, strict=False):
        if label:
            yield None
            yield _LABEL + label
        yield from _pieces(child, depth + 1)
        yield _plain(child.tail)
    if block:
        yield None


def _cell(cell: Any) -> str:
    return " ".join(_lines(cell)).replace("\t", " ")


def _plain(text: str | None) -> str:
    return (text or "").translate(_CONTROLS)


def _is_unread(element: Any) -> bool:
    if element.tag in _UNREAD or element.get("hidden") is not None or _is_margin(element):
        return True
    if _HIDDEN.search(element.get("style", "")):
        return True
    if element.tag in ("html", "body", "main", "article", "p", "h1"):
        return False
    names = f"{element.get('id', '')} {element.get('class', '')} {element.get('role', '')}"
    return _CHROME.search(names) is not None or _is_link_list(element)


def _is_link_list(element: Any) -> bool:
    """A block that is little else than links, as menus are; a contents list of the page is not."""
    if element.tag not in ("ul", "ol", "div", "table", "td"):
        return False
    links = [link for link in element.iter("a") if not link.get("href", "#").startswith("#")]
    if len(links) < 4:
        return False
    linked = sum(len("".join(link.itertext()).strip()) for link in links)
    total = sum(len(words.strip()) for words in element.itertext())
    return linked > 0.7 * max(total, 1)


def _list_labels(items: Any) -> Iterator[str]:
    """The numbers that a browser writes before the items of an ordered list."""
    style = items.get("style", "")
    form, mark = _LIST_FORMATS.get(items.get("type", "1"), _LIST_FORMATS["1"])
    if _CHINESE_LIST.search(style):
        form, mark = "chineseCountingThousand", "、"
    number = _integer(items.get("start"), 1)
    for item in items:
        if item.tag == "li":
            number = _integer(item.get("value"), number)
            yield "" if "none" in style else format_number(number, form) + mark
            number += 1
        else:
            yield ""


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None and len(text) < 7 else default
    except ValueError:
        return default


HTML = Reader((".html", ".htm", ".xhtml"), read_html, apart=True)
