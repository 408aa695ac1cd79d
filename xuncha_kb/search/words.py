"""Words of a query: cut as the index was cut. The segmenter is opened only when a query needs it,
since it takes longer than all the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from xuncha_kb.search.engine import Atom, Reader
from xuncha_kb.search.folding import SHORT
from xuncha_kb.search.language import Language
from xuncha_kb.search.lexicon import Lexicon
from xuncha_kb.search.segmenter import Segmenter


@dataclass(frozen=True)
class WordFinder:
    segmenter_name: str
    language: Language
    reader: Reader
    cache: Path

    @cached_property
    def segmenter(self) -> Segmenter:
        words = self.language.data["words"]
        return Segmenter(self.segmenter_name, words, self.language.folding, self.cache)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The vocabulary's own words first, then those of the texts."""
        own, found = self.language.data["words"], self.reader.table("lexicon").split("\n")
        return Lexicon(dict.fromkeys((*own, *found)), self.language.data["pinyin"])

    def cut(self, text: str, fine: bool) -> list[str]:
        """The words of ``text``, two characters at least; ``fine`` for the shortest ones that
        make it up. ``text`` itself where there are none."""
        words = self.segmenter.cut(text)
        if fine:
            words = [part for word in words for part in self._parts(word)]
        return [word for word in words if len(word) > 1] or [text]

    def _parts(self, word: str) -> list[str]:
        """The shorter words that ``word`` is made of without a rest; itself where there are
        none."""
        inside = sorted(set(self.segmenter.words(word)) - {word}, key=len)
        parts: list[str] = []
        rest = word
        while rest:
            part = next((w for w in inside if rest.startswith(w)), None)
            if part is None:
                return [word]
            parts.append(part)
            rest = rest[len(part) :]
        return parts

    def atom(self, word: str) -> Atom:
        """To be looked up as a word where the texts have it as one, else as a phrase."""
        atom = Atom(word, word=True, strict=len(word) <= SHORT)
        return atom if self.reader.count(((atom,),)) else atom._replace(word=False)
