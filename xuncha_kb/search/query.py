"""The language of search: what a person types -> a query.

words            joined by AND; each is first looked for as it stands
"…"  “…”  「…」    exactly this phrase
-词              not this
kind: doc: role: focus:   filters; 类型： 文件： 角色： 方面： mean the same
第十五条   办法第十五条   F4.2     a place, directly
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xuncha_kb.text import DIGITS, fold, parse_numeral

_OPEN, _CLOSE = '"“”「『', '"“”」』'

_TOKEN = re.compile(
    rf"""
    (?P<minus>(?<!\S)[-－])?
    (?:
      (?P<name>[a-zA-Z]+|[\u4e00-\u9fff]{{2}})[:：]
      (?: [{_OPEN}](?P<quoted_value>[^{_CLOSE}]+)[{_CLOSE}] | (?P<value>[^\s{_OPEN}{_CLOSE}]+) )
    | [{_OPEN}](?P<phrase>[^{_CLOSE}]+)[{_CLOSE}]
    | (?P<word>[^\s{_OPEN}{_CLOSE}]+)
    )
    """,
    re.VERBOSE,
)

_NUMERAL = f"[{DIGITS}0-9０-９]+"
_ARTICLE = re.compile(
    rf"^(?P<title>.*?)[《》〈〉\s的]*(?:第\s*(?P<number>{_NUMERAL})|(?P<bare>[0-9０-９]+))\s*条"
    rf"(?:之(?P<branch>{_NUMERAL}))?"
    rf"(?:第?{_NUMERAL}款)?(?:第?[（(]?{_NUMERAL}[)）]?项)?(?:的?(?:规定|内容|原文))?$"
)
_CODE = re.compile(r"^[A-Z]\d{1,4}(?:\.[A-Z]?\d{1,4})*$")


@dataclass(frozen=True, slots=True)
class Term:
    text: str
    exact: bool = False
    """In quotation marks: to be found as it stands, or not at all."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place named directly: an article, of the documents whose title holds ``title``, or the
    code of an item."""

    title: str = ""
    article: str = ""
    code: str = ""
    loose: bool = False
    """15条 may mean something else than 第15条."""


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    terms: tuple[Term, ...] = ()
    excluded: tuple[str, ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reference: Reference | None = None

    @property
    def empty(self) -> bool:
        return not (self.terms or self.filters)


def parse(text: str, filter_names: dict[str, list[str]]) -> Query:
    """The query that ``text`` means; never raises. What is no filter known by ``filter_names``
    is taken as words; unbalanced quotation marks are skipped."""
    keys = {name: key for key, names in filter_names.items() for name in names}
    terms: list[Term] = []
    excluded: list[str] = []
    filters: dict[str, tuple[str, ...]] = {}
    for match in _TOKEN.finditer(text):
        key = keys.get((match["name"] or "").lower())
        value = match["quoted_value"] or match["value"] or ""
        words = match["phrase"] or match["word"] or match[0].lstrip("-－")
        if key and not match["minus"]:
            filters[key] = (*filters.get(key, ()), value)
        elif match["minus"]:
            excluded.append(words)
        else:
            terms.append(Term(words, exact=match["phrase"] is not None))
    return Query(text, tuple(terms), tuple(excluded), filters, _reference(terms))


def _reference(terms: list[Term]) -> Reference | None:
    """Only where the whole query is one."""
    if not terms or any(term.exact for term in terms):
        return None
    text = "".join(term.text for term in terms)
    code = fold(text).upper()
    if _CODE.match(code):
        return Reference(code=code)
    match = _ARTICLE.match(text)
    if not match:
        return None
    article = article_key(match["number"] or match["bare"], match["branch"])
    return Reference(match["title"], article, loose=bool(match["bare"])) if article else None


def article_key(number: str, branch: str | None = None) -> str:
    """``15``, or ``15-1`` for 第十五条之一; "" where ``number`` is none."""
    value = parse_numeral(number)
    if value is None:
        return ""
    second = parse_numeral(branch) if branch else None
    return f"{value}-{second}" if second is not None else str(value)
