"""How a line ends, when the marks around its words are left aside."""

from __future__ import annotations

SPACE = " \t\u3000\u00a0\u2003\u200b\ufeff*_"
REMAINS = ("&nbsp;", "&emsp;", "&ensp;", "<br>", "<br/>", "<br />", "</p>", "</b>", "</strong>")
"""What web pages leave at the start and the end of a line."""

_CLOSERS = "”’」』）)】〕" + SPACE
_TRAILING = frozenset(_CLOSERS + ">;")
CLAUSE_ENDS = frozenset("。！？!?；;：:…")
SENTENCE_ENDS = frozenset("。！？!?…；;")


def without_remains(words: str) -> str:
    """``words`` without spaces, Markdown marks and HTML remains at its end."""
    words = words.rstrip(SPACE)
    while words.endswith((">", ";")):
        bare = words
        for remain in REMAINS:
            bare = bare.removesuffix(remain)
        if bare == words:
            break
        words = bare.rstrip(SPACE)
    return words


def last_character(line: str) -> str:
    """The last character that is no closing quote or bracket."""
    last = line[-1:]
    if last not in _TRAILING:
        return last
    return without_remains(line).rstrip(_CLOSERS)[-1:]


def ends_clause(line: str) -> bool:
    """Does the line stop at a mark, rather than being a heading or broken off?"""
    return last_character(line) in CLAUSE_ENDS


def ends_sentence(line: str) -> bool:
    """Does the line end a sentence, or one member of a list?"""
    return last_character(line) in SENTENCE_ENDS
