"""Words that sound or look like what was typed: all words of an index in one string.

A pattern for a word is searched in that string, one word a line, the most frequent first. That is
quick enough for a hundred thousand words, and needs nothing at indexing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice, takewhile

MOST = 8
"""Near words of each kind that are tried."""

LONGEST_PINYIN = 24

SHORTEST_WITH_ERROR = 3
"""A wrong character in a shorter word leaves too little of it; sounding alike is enough there."""


class Lexicon:
    def __init__(self, words: Iterable[str], syllables: Mapping[str, str]) -> None:
        self._lines = "\n" + "\n".join(words) + "\n"
        self._syllables = syllables

    def by_pinyin(self, letters: str) -> list[str]:
        """Words that are spelled so in pinyin, then those whose initials are ``letters``."""
        found: dict[str, None] = {}
        for syllables in split_pinyin(letters[:LONGEST_PINYIN], self._syllables):
            if len(syllables) > 1 or len(letters) > 3:
                found.update(dict.fromkeys(self._matching(map(self._sounding, syllables))))
        if not found and len(letters) > 1:
            found.update(dict.fromkeys(self._matching(map(self._beginning, letters))))
        return list(found)[:MOST]

    def alike(self, word: str) -> list[str]:
        """Words that sound like ``word``, then those with one character more, less or other."""
        found = dict.fromkeys(self._matching(map(self._sound_class, word)))
        if len(word) >= SHORTEST_WITH_ERROR:
            found.update(dict.fromkeys(self._one_error(word)))
        found.pop(word, None)
        return list(found)[:MOST]

    def _matching(self, classes: Iterable[str]) -> list[str]:
        classes = list(classes)
        if not all(classes):
            return []
        pattern = "".join(f"[{c}]" if len(c) > 1 else re.escape(c) for c in classes)
        found = re.finditer(f"\n{pattern}(?=\n)", self._lines)
        return [match[0][1:] for match in islice(found, MOST)]

    def _one_error(self, word: str) -> list[str]:
        """An error leaves the first half or the second half of a word as it is, or what is
        around its middle: words with one of these are looked at."""
        half = len(word) // 2
        ends = ((word[:half], ""), ("", word[half:]), (word[: half - 1], word[half + 1 :]))
        patterns = (f"\n{re.escape(left)}.*{re.escape(right)}(?=\n)" for left, right in ends)
        near = (m[0][1:] for p in patterns for m in re.finditer(p, self._lines))
        return [other for other in near if is_one_error(word, other)]

    def _sounding(self, syllable: str) -> str:
        return self._syllables.get(syllable, "")

    def _beginning(self, letter: str) -> str:
        return self._by_initial.get(letter, "")

    @cached_property
    def _by_initial(self) -> dict[str, str]:
        groups: dict[str, str] = {}
        for syllable, characters in self._syllables.items():
            groups[syllable[0]] = groups.get(syllable[0], "") + characters
        return groups

    def _sound_class(self, character: str) -> str:
        """The characters that sound like ``character``; itself where its sound is unknown."""
        return "".join(c for c in self._syllables.values() if character in c) or character


def is_one_error(word: str, other: str) -> bool:
    """Whether one character is another, too many, missing, or two neighbours are exchanged. A
    short word with one missing is too little to go by."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    if len(other) < len(word) <= SHORTEST_WITH_ERROR:
        return False
    start = common_length(word, other)
    end = common_length(reversed(word[start:]), reversed(other[start:]))
    left, right = word[start : len(word) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def common_length(left: Iterable[str], right: Iterable[str]) -> int:
    """How many characters both begin with."""
    equal = takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))
    return sum(1 for _ in equal)


def split_pinyin(letters: str, syllables: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Every way to read ``letters`` as syllables, longer ones first."""
    if not letters:
        yield ()
    for length in range(min(6, len(letters)), 0, -1):
        head = letters[:length]
        if head in syllables:
            for rest in split_pinyin(letters[length:], syllables):
                yield (head, *rest)
