"""The language of search as plain data: kept in the index, and exported for the site.

Whoever answers queries (this package, or a script in a browser) needs nothing else: no segmenter
for phrases, no library for pinyin or traditional characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xuncha_kb.search.folding import SHORT, STRONG, Folding
from xuncha_kb.text import fold
from xuncha_kb.vocabulary import Vocabulary

LONGEST_WORD = 8
"""Longer ones are phrases, which a segmenter should cut."""


def search_data(vocabulary: Vocabulary) -> dict[str, Any]:
    """What ``Language`` is made of: folding, variants, synonyms, terms, wordings. JSON types
    only; the same vocabulary gives the same data."""
    return {
        "fold": _fold(vocabulary),
        "strong_marks": STRONG,
        "short": SHORT,
        **_wordings(vocabulary),
        "terms": [
            {"names": list(entry.names), "members": list(entry.members)}
            for entry in vocabulary.terms
        ],
        "roles": {role.id: [role.label, *role.names] for role in vocabulary.roles.role},
        "stages": {entry.stage: list(entry.words) for entry in vocabulary.search.stage},
        "kinds": kind_labels(vocabulary),
        "expansions": {str(e.value): e.label for e in vocabulary.labels.expansion},
        "pinyin": vocabulary.pinyin.syllables,
        "words": own_words(vocabulary),
    }


def _fold(vocabulary: Vocabulary) -> dict[str, str]:
    """Two strings of the same length: a character of ``from`` is read as the one of ``to``.
    Upper case letters are read as lower case besides."""
    wide = "".join(chr(c) for c in range(0xFF01, 0xFF5F))
    return {
        "from": vocabulary.traditional.traditional + wide,
        "to": vocabulary.traditional.simplified + fold(wide),
    }


def _wordings(vocabulary: Vocabulary) -> dict[str, Any]:
    synonyms, search = vocabulary.synonyms, vocabulary.search
    return {
        "variants": [list(entry.forms) for entry in synonyms.variant],
        "synonyms": [list(entry.words) for entry in synonyms.synonym],
        "colloquial": [entry.model_dump(mode="json") for entry in synonyms.colloquial],
        "answers": [entry.model_dump(mode="json") for entry in search.answer],
        "intents": [entry.model_dump(mode="json") for entry in search.intent],
        "interview_words": list(search.interview_words),
        "interview_nouns": list(search.interview_nouns),
        "stage_words": list(search.stage_words),
        "filters": {entry.key: list(entry.names) for entry in search.filter},
        "steps": {entry.key: entry.label for entry in search.step},
        "kind_words": {entry.kind: list(entry.words) for entry in search.kind if entry.words},
        "question_words": list(search.question_words),
        "weak_words": list(search.weak_words),
        "title_endings": list(search.title_endings),
    }


def kind_labels(vocabulary: Vocabulary) -> dict[str, str]:
    """The Chinese name of every kind of hit."""
    labels = {entry.kind: entry.label for entry in vocabulary.search.kind if entry.label}
    labels.update({str(kind): entry.label for kind, entry in vocabulary.kinds.items()})
    return labels


def own_words(vocabulary: Vocabulary) -> list[str]:
    """The words no segmenter may cut, in normal form, sorted."""
    folding = folding_of(vocabulary)
    words = {folding.normal(word) for word in _candidates(vocabulary)}
    return sorted(word for word in words if 2 <= len(word) <= LONGEST_WORD)


def _candidates(vocabulary: Vocabulary) -> Iterable[str]:
    yield from vocabulary.search.domain_words
    for group in vocabulary.synonyms.synonym:
        yield from group.words
    for entry in vocabulary.synonyms.colloquial:
        yield from entry.say
        yield from (word for word in entry.means if word.isalnum())
    for variant in vocabulary.synonyms.variant:
        yield from (form for form in variant.forms if len(form) > 3)
    for term in vocabulary.terms:
        yield from term.names
        yield from term.members


def folding_of(vocabulary: Vocabulary) -> Folding:
    characters = vocabulary.traditional
    return Folding(characters.simplified, characters.traditional)
