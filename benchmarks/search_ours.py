"""Our engines, set up as a project has them: the ladder of steps over texts of one's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from search_queries import Article

from xuncha_kb.search import load_engine
from xuncha_kb.search.data import search_data
from xuncha_kb.search.engine import Change, Entry, Group
from xuncha_kb.search.folding import Folding
from xuncha_kb.search.searcher import Searcher
from xuncha_kb.search.segmenter import Segmenter, installed
from xuncha_kb.search.whoosh_words import WordWriter
from xuncha_kb.vocabulary import load_vocabulary


class Ours:
    """One of ``ENGINES`` with everything that a search does."""

    def __init__(self, folder: Path, engine: str) -> None:
        self.folder, self.engine = folder, load_engine(engine)
        self.data = search_data(load_vocabulary())
        self.cutter = Segmenter(
            installed(), self.data["words"], Folding.of(self.data), folder.parent / "jieba"
        )
        self.cutter.words("预热")

    def index(self, articles: Sequence[Article]) -> None:
        self.folder.mkdir(parents=True)
        groups = list(_groups(articles))
        titles = {article.document: article.title for article in articles}
        tables = {
            "language": json.dumps(self.data, ensure_ascii=False),
            "documents": json.dumps([[d, t, ""] for d, t in titles.items()], ensure_ascii=False),
            "topics": "[]",
        }
        names = [group.name for group in groups]
        self.engine.write(self.folder, None, Change(names, groups, tables), self.cutter)

    def open(self) -> None:
        reader = self.engine.read(self.folder)
        self.searcher = Searcher(reader, installed(), self.folder.parent / "jieba")

    def search(self, query: str, limit: int = 10) -> tuple[str, list[int]]:
        """The step, and the numbers of the articles."""
        result = self.searcher.search(query, limit=limit)
        return result.step.key, [int(hit.id) for hit in result.hits]


class WordsAlone(Ours):
    """Our analyzer in Whoosh with nothing for exactness: for comparing the indexing."""

    def index(self, articles: Sequence[Article]) -> None:
        self.folder.mkdir(parents=True)
        writer = WordWriter(self.folder, None)
        for number, article in enumerate(articles):
            writer.add(number, self.cutter.words(article.text))
        writer.commit()


def _groups(articles: Sequence[Article]) -> list[Group]:
    by_document: dict[str, list[Entry]] = {}
    for number, article in enumerate(articles):
        entry = Entry(
            key=str(number),
            document=article.document,
            own=False,
            kind="section",
            text=article.text,
            first=number + 1,
            id=str(number),
        )
        by_document.setdefault(article.document, []).append(entry)
    return [Group(name, name, entries.__iter__) for name, entries in by_document.items()]
