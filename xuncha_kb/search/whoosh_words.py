"""The words of all entries in a Whoosh index: the only module that knows Whoosh.

Only words and how often an entry has them are kept: no positions, since phrases are found in the
stored text, and no stored fields. Whoosh 2.7.4 is old, stable and pinned.
"""

from __future__ import annotations

import os
import shutil
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its own regular expressions warn on newer Pythons
    from whoosh import fields, formats, index
    from whoosh.columns import NumericColumn

WORDS, NUMBER = "words", "number"
_LOCK = "WRITELOCK"
_MEMORY = 256
"""Megabytes before postings are sorted on disk."""


class WordField(fields.FieldType):  # type: ignore[misc]
    """Takes a list of words as it is: no analyzer, no token objects."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = self.vector = self.column_type = None
        self.scorable = self.stored = self.unique = self.spelling = False
        self.indexed = True
        self.multitoken_query = "default"

    def index(self, value: list[str], **_: Any) -> list[tuple[bytes, int, float, bytes]]:
        return [(word.encode(), n, float(n), b"") for word, n in Counter(value).items()]


class WordWriter:
    """Adds and removes documents known by numbers; nothing stands before ``commit``."""

    def __init__(self, folder: Path, last: Path | None) -> None:
        self._folder = folder
        if last is None:
            numbers = fields.COLUMN(NumericColumn("I"))
            schema = fields.Schema(**{WORDS: WordField(), NUMBER: numbers})
            self._index = index.create_in(folder, schema)
        else:
            _link(last, folder)
            self._index = index.open_dir(folder)
        self._writer = self._index.writer(limitmb=_MEMORY)

    def remove(self, document: int) -> None:
        """``document`` is a place in ``numbers()``."""
        self._writer.delete_document(document)

    def add(self, number: int, words: list[str]) -> None:
        self._writer.add_document(**{WORDS: words, NUMBER: number})

    def commit(self) -> None:
        self._writer.commit()

    def numbers(self) -> Iterator[int]:
        """The number of each document in Whoosh's own order, removed ones included."""
        with self._index.reader() as reader:
            for leaf, _ in reader.leaf_readers():
                column = leaf.column_reader(NUMBER)
                yield from (column[document] for document in range(leaf.doc_count_all()))

    def all_words(self) -> list[str]:
        """Every word, the most frequent first."""
        with self._index.reader() as reader:
            counted = [(reader.doc_frequency(WORDS, w), w) for w in reader.lexicon(WORDS)]
        counted.sort(key=lambda pair: (-pair[0], pair[1]))
        return [word.decode() for _, word in counted]


def _link(last: Path, folder: Path) -> None:
    """Segments are never changed, so that two states can share them."""
    for path in sorted(last.iterdir()):
        if path.name.endswith(_LOCK):
            continue
        try:
            os.link(path, folder / path.name)
        except OSError:
            shutil.copyfile(path, folder / path.name)


class WordReader:
    """Which of Whoosh's documents have a word."""

    def __init__(self, folder: Path) -> None:
        self._reader = index.open_dir(folder, readonly=True).reader()
        self._leaves = list(self._reader.leaf_readers())

    def having(self, word: str) -> Iterable[tuple[int, float]]:
        """Documents with their counts; removed documents are among them."""
        for leaf, base in self._leaves:
            if (WORDS, word) not in leaf:
                continue
            matcher = leaf.postings(WORDS, word)
            while matcher.is_active():
                yield base + matcher.id(), matcher.weight()
                matcher.next()

    def close(self) -> None:
        self._reader.close()
