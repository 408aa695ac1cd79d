"""What else a text may be found by: other spellings, members, synonyms, near words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xuncha_kb.search.engine import Choice, phrase
from xuncha_kb.search.language import Language
from xuncha_kb.search.matching import Alternative
from xuncha_kb.search.respelling import respelled
from xuncha_kb.search.words import WordFinder

VARIANT, SAME, RELATED, NEAR = 0.95, 0.8, 0.6, 0.7
"""How much an alternative counts beside the words as typed."""

LONGEST = 8
"""Characters of a word that may be mistyped; a longer text is taken in parts."""

MOST_OTHERS = 12
"""Other wordings of near words that are tried."""

Widen = Callable[[str], Sequence[Alternative]]
"""One way to find alternatives for a text."""


@dataclass(frozen=True)
class Alternatives:
    """The ways, each a :data:`Widen`; texts are in normal form."""

    language: Language
    words: WordFinder

    def respelled(self, text: str) -> list[Alternative]:
        return [Alternative((phrase(r),), VARIANT, r) for r in respelled(text)]

    def variants(self, text: str) -> list[Alternative]:
        return [Alternative((phrase(v),), VARIANT, v) for v in self.language.variants(text)]

    def members(self, text: str) -> list[Alternative]:
        return [
            Alternative(_phrases(members), SAME, "、".join(members))
            for members in self.language.members(text)
        ]

    def same(self, text: str) -> list[Alternative]:
        return self._others(text, related=False)

    def related(self, text: str) -> list[Alternative]:
        return self._others(text, related=True)

    def _others(self, text: str, related: bool) -> list[Alternative]:
        weight = RELATED if related else SAME
        return [
            Alternative((phrase(other.text),), weight, other.shown, other.note)
            for other in self.language.others(text)
            if other.related == related
        ]

    @property
    def any_wording(self) -> tuple[Widen, ...]:
        return self.variants, self.members, self.same, self.related

    def by_pinyin(self, text: str) -> list[Alternative]:
        if not (text.isascii() and text.isalpha()):
            return []
        return self._near_words(self.words.lexicon.by_pinyin(text))

    def alike(self, text: str) -> list[Alternative]:
        return self._near_words(self.words.lexicon.alike(text)) if len(text) <= LONGEST else []

    def _near_words(self, words: list[str]) -> list[Alternative]:
        """The words, then what else they may be called."""
        near = [Alternative((phrase(word),), NEAR, word) for word in words]
        others = [
            other._replace(weight=other.weight * NEAR, shown=f"{word}（{other.shown}）")
            for word in words
            for way in self.any_wording
            for other in way(word)
        ]
        return near + sorted(others, key=lambda other: -other.weight)[:MOST_OTHERS]


def _phrases(members: Sequence[str]) -> Choice:
    """All of them; single characters only next to each other."""
    if min(map(len, members)) == 1:
        return (phrase("".join(members)),)
    return tuple(map(phrase, members))
