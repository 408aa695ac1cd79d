"""What kind of document a text is."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha_kb.model import DocumentKind
from xuncha_kb.read.opening import ending_word
from xuncha_kb.vocabulary import Vocabulary

_HEAD, _FOOT = 12, 6


def infer_kind(title: str | None, lines: Sequence[str], vocabulary: Vocabulary) -> DocumentKind:
    """The kind the title names; else what the body shows; else ``other``.

    A 通知 that transmits a 办法 is a notice, as its title says.
    """
    articles = _has_articles(lines, vocabulary)
    named = _kind_by_title(title or "", articles, vocabulary)
    if named is not None:
        return named
    return DocumentKind.REGULATION if articles else _kind_by_body(lines, vocabulary)


def _kind_by_title(title: str, articles: bool, vocabulary: Vocabulary) -> DocumentKind | None:
    word = ending_word(title, vocabulary)
    if word is None:
        return None
    for entry in vocabulary.documents.title:
        if word in entry.words:
            return entry.with_articles if articles and entry.with_articles else entry.kind
    return None


def _kind_by_body(lines: Sequence[str], vocabulary: Vocabulary) -> DocumentKind:
    filled = [line for line in lines if line.strip()]
    frame = "\n".join([*filled[:_HEAD], *filled[_HEAD:][-_FOOT:]])
    for sign in vocabulary.documents.body.signs:
        if any(word in frame for word in sign.words):
            return sign.kind
    return DocumentKind.OTHER


def _has_articles(lines: Sequence[str], vocabulary: Vocabulary) -> bool:
    pattern = vocabulary.pattern("outline.article")
    found = 0
    for line in lines:
        start = line.find("第", 0, 12)
        if start >= 0 and pattern.match(line[start : start + 24].lstrip()):
            found += 1
            if found >= vocabulary.documents.body.articles:
                return True
    return False
