"""What a line begins with: the marker, its class, number and heading."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from xuncha_kb.outline.ends import (
    CLAUSE_ENDS,
    REMAINS,
    SENTENCE_ENDS,
    SPACE,
    last_character,
    without_remains,
)
from xuncha_kb.text import DIGITS, parse_numeral
from xuncha_kb.vocabulary import Vocabulary

STYLES = {
    "unit": "第X章",
    "article": "第X条",
    "paren_han": "（一）",
    "paren_han_sign": "（一）",
    "paren_digit": "（1）",
    "paren_sign": "（1）",
    "half_paren": "1）",
    "decimal": "1.1",
    "digit": "1.",
    "dotted_digit": "1.",
    "circled": "①",
    "han": "一、",
    "serial": "一是",
    "ordinal": "第一",
    "sequence": "首先",
    "of_these": "其一",
    "side": "一方面",
}
"""The patterns of ``outline.toml`` in the order they are tried, and the class each stands for,
named by its first member; 章 and 是 are replaced by the word of the marker itself."""

SOFT = frozenset({"serial", "ordinal", "sequence", "of_these", "side"})
"""Words that enumerate only where several lines go on from one another."""

UNIT_RANKS = ("第X编", "第X部分", "第X篇", "第X分编", "第X章", "第X节", "第X条")
"""The units of a regulation, from the widest; they hold what has no place among them."""

ARTICLE = "第X条"
CLAUSE = "款"

HEADING, MARKDOWN, UNIT, ANNEX = "heading", "markdown", "unit", "annex"
"""The ranks of headings without a marker: a bare line, one that Markdown marks, a word such as
附则 in the place of a chapter, the head of an annex."""
HEADINGS = frozenset({HEADING, MARKDOWN, UNIT, ANNEX})

ASPECT = "第一个方面"
"""The rank of 第一个方面， 第二个问题，: chapters of a speech, unlike a bare 第一，."""
_ASPECTS = ("方面", "问题", "意思")

_POSITIONS = {"首先": 1, "其次": 2, "再次": 3, "一方面": 1, "另一方面": 2, "再一方面": 3}
_FOLLOWING = frozenset({"再者", "最后"})
_STARTS = frozenset(
    "第笫（(【[〔〇○零一二三四五六七八九十百千两首其再最另0123456789０１２３４５６７８９"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿❶❷❸❹❺❻❼❽❾❿"
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
)
"""What a marker can begin with, so that most lines are passed over at once."""
_NEED_WORDS = frozenset({"digit", "half_paren", "decimal", "circled", "dotted_digit"})
"""Alone on a line these are numbers of a table or a form."""
_ITEM = 100
_HEAD = 48
"""No marker is longer; keeps the patterns away from the rest of a long line."""
_AFTER = SPACE + "：:】]〕、"


@dataclass(slots=True)
class Mark:
    """A marker at the start of a line, before it is known whether it begins a section."""

    paragraph: int
    kind: str
    """The name of its pattern, or ``heading`` or ``clause``."""
    style: str | None
    number: int | None
    label: str | None
    heading: str | None
    follower: int | None = None
    """第五条之二 has the number 5 and the follower 2."""
    gap: bool = True
    """Something but words stands between an article's marker and its text."""
    rank: str = ""
    """Marks of one rank are siblings; the style, unless a run of marks mixes styles."""
    depth: int = 0
    """The level of a Markdown heading; 0 elsewhere."""
    ended: bool = False
    """The line ends at a mark, if only a colon."""
    whole: bool = False
    """The line ends a sentence, so that it is more than a heading."""
    short: bool = True
    """The line is no longer than an item of a list."""


@cache
def marker_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    """All markers as one pattern; the name of the group that matched is that of the marker."""
    entries = vocabulary.pattern_entries
    choices = (f"(?P<{name}>{entries[f'outline.{name}'].regex})" for name in STYLES)
    return re.compile("|".join(choices), re.VERBOSE)


def read_mark(text: str, start: int, paragraph: int, pattern: re.Pattern[str]) -> Mark | None:
    """The marker at ``start``; None where there is none or its number is none."""
    if text[start] not in _STARTS:
        return None
    match = pattern.match(text[start : start + _HEAD])
    if match is None or match.lastgroup is None:
        return None
    kind, group = match.lastgroup, match.re.groupindex[match.lastgroup]
    label, numeral = match[group + 1], match[group + 2]
    number = _number(numeral)
    if number == 0 or (number is None and numeral not in _FOLLOWING):
        return None
    after = start + match.end(group + 1)
    mark = Mark(paragraph, kind, _style(kind, label), number, label.strip(), _heading(text, after))
    if kind == "article":
        mark.follower = parse_numeral(match[group + 3]) if match[group + 3] else None
        mark.gap = after >= len(text) or text[after] in _AFTER or text[after] in "【[〔&<"
    if kind in _NEED_WORDS and not mark.heading:
        return None
    aspect = kind == "ordinal" and any(word in label for word in _ASPECTS)
    mark.rank = ASPECT if aspect else mark.style or ""
    last = last_character(text)
    mark.ended, mark.whole = last in CLAUSE_ENDS, last in SENTENCE_ENDS
    mark.short = len(text) <= _ITEM
    return mark


@lru_cache(maxsize=4096)
def _number(numeral: str) -> int | None:
    if numeral in _POSITIONS:
        return _POSITIONS[numeral]
    if numeral in _FOLLOWING:
        return None
    if len(numeral) == 1 and numeral not in DIGITS:
        return int(unicodedata.numeric(numeral, 0))
    return parse_numeral("".join(numeral.split()))


def _style(kind: str, label: str) -> str:
    if kind == "unit":
        return f"第X{label[-2:] if label.endswith(('分编', '部分')) else label[-1]}"
    if kind == "serial":
        return f"一{label[-1]}"
    if kind == "decimal":
        return ".".join("1" * (label.replace("．", ".").strip(".").count(".") + 1))
    return STYLES[kind]


def _heading(text: str, start: int) -> str:
    """The words from ``start`` to the first full stop, without the marks around them."""
    end = text.find("。", start)
    words = text[start : end if end >= 0 else len(text)].lstrip(_AFTER)
    while words.startswith(REMAINS):
        words = words[len(next(r for r in REMAINS if words.startswith(r))) :].lstrip(_AFTER)
    return without_remains(words)
