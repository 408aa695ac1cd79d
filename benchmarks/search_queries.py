"""Queries whose answer is known, made from the texts themselves; and texts made from nothing.

Words are cut by jieba with its own dictionary, as the documented peer cuts them, so that no
engine's own word list decides what is asked. The same seed gives the same queries.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import jieba.posseg

CONTENT = ("n", "v", "a", "i", "l")
COMMON = 0.1
"""A word that more than this share of the articles have is no content word."""
STANDS_IN = 8
"""A phrase that stands in more articles leads to no single one."""


class KnownItem(NamedTuple):
    kind: str
    query: str
    wanted: frozenset[int]
    """The article it was made from, and those of the same words."""


class Article(NamedTuple):
    document: str
    title: str
    text: str


_BEGINS = re.compile(r"^[#\s*]*第[〇零一二三四五六七八九十百千0-9]+条")


def read_articles(folder: Path) -> list[Article]:
    """The articles of the .txt and .md files under ``folder``, and what stands before the first
    one paragraph by paragraph."""
    articles = []
    for file in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md")):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        document, parts, within = str(file.relative_to(folder)), list[str](), False
        for line in filter(str.strip, lines):
            begins = bool(_BEGINS.match(line))
            if within and not begins and not line.startswith("#"):
                parts[-1] += "\n" + line
            else:
                parts.append(line)
            within = begins or (within and not line.startswith("#"))
        title = parts[0].strip("# ") if parts else ""
        articles += [Article(document, title, part) for part in parts]
    return articles


class Articles:
    """The texts, by number, with what their words are."""

    def __init__(self, texts: Sequence[str], seed: int = 1) -> None:
        self.texts = texts
        self.random = random.Random(seed)
        self._same: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            self._same.setdefault(normal(text), []).append(number)
        sample = self.random.sample(range(len(texts)), min(len(texts), 3000))
        counts = Counter(word for number in sample for word in set(self.words(number)))
        self._common = {word for word, n in counts.items() if n > COMMON * len(sample)}

    def words(self, number: int) -> list[str]:
        """The content words of an article, each once, in order."""
        cut = jieba.posseg.cut(self.texts[number])
        words = (w.word for w in cut if w.flag[0] in CONTENT and len(w.word) > 1)
        return list(dict.fromkeys(word for word in words if word.isalnum()))

    def _wanted(self, number: int) -> frozenset[int]:
        return frozenset(self._same[normal(self.texts[number])])

    def _choose(self) -> int:
        while True:
            number = self.random.randrange(len(self.texts))
            if len(self.texts[number]) >= 40:
                return number

    def by_words(self, count: int) -> Iterator[KnownItem]:
        """Two to four content words of an article, typed in one of five ways."""
        kinds = (self._spaced, self._shuffled, self._joined, self._one_wrong, self._shortened)
        made = 0
        while made < count:
            number = self._choose()
            words = [word for word in self.words(number) if word not in self._common]
            if len(words) < 4:
                continue
            chosen = set(self.random.sample(words, self.random.randint(2, 4)))
            make = kinds[made % len(kinds)]
            query = make([word for word in words if word in chosen])
            if query:
                yield KnownItem(make.__name__.strip("_"), query, self._wanted(number))
                made += 1

    def _spaced(self, words: list[str]) -> str:
        return " ".join(words)

    def _shuffled(self, words: list[str]) -> str:
        return " ".join(self.random.sample(words, len(words)))

    def _joined(self, words: list[str]) -> str:
        return "".join(words)

    def _one_wrong(self, words: list[str]) -> str:
        """One word too many, remembered wrongly from another article."""
        others = self.words(self._choose())
        if not others or len(words) < 3:
            return ""
        words[self.random.randrange(len(words))] = self.random.choice(others)
        return " ".join(words)

    def _shortened(self, words: list[str]) -> str:
        """Two characters of a longer word."""
        longer = [place for place, word in enumerate(words) if len(word) > 2]
        if not longer:
            return ""
        place = self.random.choice(longer)
        words[place] = self.random.choice((words[place][:2], words[place][-2:]))
        return " ".join(words)

    def by_typo(self, count: int) -> Iterator[KnownItem]:
        """Two content words; a character of the longer one is another."""
        made = 0
        while made < count:
            number = self._choose()
            words = [word for word in self.words(number) if word not in self._common]
            long = [word for word in words if len(word) > 2]
            if len(words) < 2 or not long:
                continue
            word = self.random.choice(long)
            place = self.random.randrange(len(word))
            wrong = word[:place] + self.random.choice(self.texts[number][:40]) + word[place + 1 :]
            other = self.random.choice([w for w in words if w != word])
            yield KnownItem("mistyped", f"{other} {wrong}", self._wanted(number))
            made += 1

    def by_phrase(self, count: int, stripped: bool = False) -> Iterator[KnownItem]:
        """A stretch of an article as it stands, cut anywhere; ``stripped`` of its marks."""
        joined = "\n".join(map(normal, self.texts))
        made = 0
        while made < count:
            text = self.texts[number := self._choose()]
            length = self.random.randint(6, 16)
            start = self.random.randrange(len(text) - length)
            stretch = text[start : start + length]
            if "\n" in stretch or '"' in stretch or len(normal(stretch)) < 6:
                continue
            if joined.count(normal(stretch)) > STANDS_IN:
                continue
            yield KnownItem(
                "stripped" if stripped else "phrase",
                normal(stretch) if stripped else f'"{stretch}"',
                self._wanted(number),
            )
            made += 1


def normal(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def made_up(count: int, seed: int = 1) -> Iterator[Article]:
    """Articles of regulations that say nothing, with words as frequent as in real ones: for
    those who have no texts at hand."""
    rng = random.Random(seed)
    words = _vocabulary(20000)
    totals = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    title = ""
    for number in range(count):
        if number % 50 == 0:
            title = f"关于{rng.choice(words)}{rng.choice(words)}的管理办法"
        clauses = (
            "".join(rng.choices(words, cum_weights=totals, k=rng.randint(3, 8)))
            for _ in range(rng.randint(2, 8))
        )
        label = f"第{_numeral(number % 50 + 1)}条"
        yield Article(f"made-up-{number // 50}", title, f"{label}　{'，'.join(clauses)}。")


def _vocabulary(size: int) -> list[str]:
    """Words of jieba's dictionary, the frequent ones first."""
    jieba.initialize()
    known = [(count, word) for word, count in jieba.dt.FREQ.items() if count > 50 and len(word) > 1]
    return [word for _, word in sorted(known, reverse=True)[:size]]


def _numeral(number: int) -> str:
    tens, units = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else "一二三四五六七八九"[tens - 1] + "十"
    return ten + ("" if not units else "一二三四五六七八九"[units - 1])
