"""The ready-made ways to search Chinese text, set up as their documentation says."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Sequence
from pathlib import Path

from search_queries import Article

Found = tuple[str, list[int]]
"""How they were found, and the numbers of the articles, best first."""


class DocumentedWhoosh:
    """Whoosh with ``jieba.analyse.ChineseAnalyzer``: all words, or where that finds nothing any
    of them."""

    def __init__(self, folder: Path, or_step: bool = True) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
            from jieba.analyse import ChineseAnalyzer
            from whoosh import fields
        jieba.setLogLevel("ERROR")
        analyzer = ChineseAnalyzer()
        list(analyzer("预热"))
        self._folder, self._or_step = folder, or_step
        content = fields.TEXT(stored=True, analyzer=analyzer)
        self._schema = fields.Schema(number=fields.STORED, content=content)

    def index(self, articles: Sequence[Article]) -> None:
        from whoosh import index

        self._folder.mkdir(parents=True)
        writer = index.create_in(self._folder, self._schema).writer()
        for number, article in enumerate(articles):
            writer.add_document(number=number, content=article.text)
        writer.commit()

    def open(self) -> None:
        from whoosh import index, qparser

        self._searcher = index.open_dir(self._folder).searcher()
        self._every = qparser.QueryParser("content", self._schema)
        self._any = qparser.QueryParser("content", self._schema, group=qparser.OrGroup)

    def search(self, query: str, limit: int = 10) -> Found:
        step, found = "and", self._searcher.search(self._every.parse(query), limit=limit)
        if not found and self._or_step:
            step, found = "or", self._searcher.search(self._any.parse(query), limit=limit)
        return step, [hit["number"] for hit in found]


class Trigram:
    """SQLite's FTS5 with its ``trigram`` tokenizer: all words of the query."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "trigram.db"

    def index(self, articles: Sequence[Article]) -> None:
        self._file.parent.mkdir(parents=True)
        database = sqlite3.connect(self._file)
        database.execute("CREATE VIRTUAL TABLE found USING fts5 (content, tokenize='trigram')")
        rows = ((number, article.text) for number, article in enumerate(articles))
        database.executemany("INSERT INTO found (rowid, content) VALUES (?, ?)", rows)
        database.commit()
        database.close()

    def open(self) -> None:
        self._database = sqlite3.connect(self._file)

    def search(self, query: str, limit: int = 10) -> Found:
        words = [query.strip('"')] if query.startswith('"') else query.split()
        expression = " AND ".join('"' + word.replace('"', "") + '"' for word in words)
        rows = self._database.execute(
            "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?",
            (expression, limit),
        )
        return "and", [row for (row,) in rows]
