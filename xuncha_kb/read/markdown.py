"""Markdown: the text stays as it stands, marks and front matter included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from xuncha_kb.read.decode import decode
from xuncha_kb.read.raw import RawText, Reader, Refusal
from xuncha_kb.text import split_lines

_FENCE = "---"
_LONGEST_FRONT_MATTER = 20_000
_BLOCK_STARTS = frozenset("#`~<-")
_BROKEN = Refusal(
    "broken_front_matter",
    "开头两行 --- 之间的说明不合 YAML 写法，没有采用；正文已读入。请按“标题: 内容”逐行改正。",
)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The Markdown blocks of a text, by paragraph numbers from 1."""

    headings: Mapping[int, int]
    """Level of each ``#`` heading."""
    code: frozenset[int]
    """Lines of code, HTML comments and front matter, which are no text."""


def read_markdown(data: bytes) -> RawText | Refusal:
    text = decode(data)
    if isinstance(text, Refusal):
        return text
    lines = split_lines(text)
    if lines[0].rstrip() != _FENCE:
        return RawText(lines)
    values = _front_matter("\n".join(lines))
    return RawText(lines, remarks=(_BROKEN,)) if values is None else RawText(lines, values)


def markdown_blocks(lines: Sequence[str]) -> Blocks:
    """Which lines are headings, and which are code, comments or front matter.

    The parser sees only the lines that can open or close a block, with a blank line between
    them: it is slow on plain ones, and they make up most of a law.
    """
    kept = [
        index
        for index, line in enumerate(lines)
        if line and (line.lstrip()[:1] in _BLOCK_STARTS or "-->" in line)
    ]
    headings: dict[int, int] = {}
    code: set[int] = set()
    for token in _parser().parse("\n\n".join(lines[index] for index in kept)):
        if token.map is None:
            continue
        first, last = kept[token.map[0] // 2], kept[(token.map[1] - 1) // 2]
        if token.type == "heading_open":
            headings[first + 1] = int(token.tag[1:])
        elif token.type in ("fence", "front_matter") or _is_comment(token.type, token.content):
            code.update(range(first + 1, last + 2))
    return Blocks(headings, frozenset(code))


def _is_comment(kind: str, content: str) -> bool:
    return kind == "html_block" and content.lstrip().startswith("<!--")


def _front_matter(text: str) -> Mapping[str, object] | None:
    """The values at the head of ``text``, empty where there are none, None where broken."""
    end = text.find(f"\n{_FENCE}", 1, _LONGEST_FRONT_MATTER)
    for token in _parser().parse(text[: end + 8]):
        if token.type == "front_matter":
            try:
                values = yaml.safe_load(token.content)
            except (yaml.YAMLError, ValueError, RecursionError):
                return None
            return values if isinstance(values, dict) else None
    return {}


@cache
def _parser() -> MarkdownIt:
    """Blocks only, and no indented code: Chinese paragraphs are indented by spaces."""
    parser = MarkdownIt("zero").use(front_matter_plugin).enable(["fence", "html_block", "heading"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


MARKDOWN = Reader((".md", ".markdown"), read_markdown)
