"""An open index that answers queries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from xuncha_kb.errors import SearchIndexError
from xuncha_kb.search import load_engine
from xuncha_kb.search.answer import Answer
from xuncha_kb.search.answering import Answering
from xuncha_kb.search.engine import Reader
from xuncha_kb.search.hits import HitMaker
from xuncha_kb.search.index_folder import IndexFolder, read_manifest
from xuncha_kb.search.language import Language
from xuncha_kb.search.matching import Match
from xuncha_kb.search.query import Query, parse
from xuncha_kb.search.result import Hit, SearchResult, Step, Topic
from xuncha_kb.search.segmenter import is_installed
from xuncha_kb.search.spots import spots
from xuncha_kb.search.words import WordFinder

INSTEAD = ("variant", "shorthand", "synonym", "related", "pinyin", "typo")
"""Steps that look for something else than what was typed."""

NEAR = 5
"""Places that are offered where nothing is found."""


class Searcher:
    """Use it as long as you like; :meth:`close` lets go of its files."""

    def __init__(self, reader: Reader, segmenter_name: str, cache: Path) -> None:
        self.reader = reader
        self.language = Language(json.loads(reader.table("language")))
        words = WordFinder(segmenter_name, self.language, reader, cache)
        self._answering = Answering(self.language, reader, words)

    @classmethod
    def open(cls, folder: Path) -> Searcher:
        """See :func:`xuncha_kb.search.open_index`."""
        state = IndexFolder(folder).current()
        if state is None:
            raise SearchIndexError("还没有检索索引，请先运行 xuncha-kb build。")
        manifest = read_manifest(state)
        segmenter = manifest.words.split()[0]
        if not is_installed(segmenter):
            raise SearchIndexError(f"检索索引是用这里没有安装的 {segmenter} 建立的。")
        reader = load_engine(manifest.engine).read(state)
        return cls(reader, segmenter, folder.parent / "jieba")

    def close(self) -> None:
        self.reader.close()

    def search(self, query: str, *, kinds: Iterable[str] = (), limit: int = 10) -> SearchResult:
        """The places that answer ``query``, best first, ``limit`` at most.

        With ``kinds`` (``indicator``, ``question`` …) only hits of these. Never fails on what is
        typed; SearchIndexError where the index is damaged.
        """
        parsed = parse(query, self.language.data["filters"])
        if parsed.empty:
            return SearchResult(query, self._step("empty"), 0)
        wanted = frozenset(str(kind) for kind in kinds) | self._kinds_of(parsed)
        scope = self._answering.scope(parsed, wanted)
        answer = self._answering.answer(parsed, scope)
        if answer is None:
            return self._nothing(parsed)
        return self._found(parsed, answer, wanted | answer.kinds, limit)

    def _kinds_of(self, query: Query) -> frozenset[str]:
        names = query.filters.get("kind", ())
        return frozenset(kind for name in names for kind in self.language.kinds_named(name))

    def _found(
        self, query: Query, answer: Answer, kinds: frozenset[str], limit: int
    ) -> SearchResult:
        code = query.reference.code if query.reference else ""
        found = spots(answer.scored, kinds, code)
        total = len(found) if answer.total <= len(answer.scored) else max(answer.total, len(found))
        notes = dict.fromkeys(
            filling.alternative.note for _, m in answer.scored[:limit] for filling in m.filled
        )
        return SearchResult(
            query.text,
            self._step_of(query, answer),
            total,
            tuple(map(self._maker.hit, found[:limit])),
            tuple(note for note in notes if note),
        )

    @cached_property
    def _maker(self) -> HitMaker:
        documents = {d: (title, notice) for d, title, notice in self._answering.documents}
        return HitMaker(self.language, documents)

    def _step(self, key: str, **values: str) -> Step:
        return Step(key, self.language.step_label(key, **values))

    def _step_of(self, query: Query, answer: Answer) -> Step:
        if answer.named:
            return self._step("role" if answer.kinds else "title", named=answer.named)
        step, best = answer.reading.step, answer.told
        if step == "exact":
            return self._step(self._exactness(query, best))
        telling = [f for f in best.filled if not f.asked.optional] or best.filled
        instead = {f.alternative.shown: f.asked.text for f in telling if f.alternative.shown}
        if not instead and step in INSTEAD:
            step = "order"
        used = (
            instead if step in INSTEAD else [f.alternative.shown or f.asked.text for f in telling]
        )
        return self._step(
            step,
            used="、".join(dict.fromkeys(used)),
            asked="、".join(dict.fromkeys(instead.values())),
        )

    def _exactness(self, query: Query, best: Match) -> str:
        """``exact`` where every term stands in the text as it was typed."""
        if not best.spoken:
            return "kind"
        terms = [term.text for term in query.terms]
        if all(term in best.entry.text for term in terms):
            return "exact"
        folding = self.language.folding
        return "traditional" if any(folding.is_traditional(term) for term in terms) else "folded"

    def _nothing(self, query: Query) -> SearchResult:
        asked = " ".join(term.text for term in query.terms) or query.text
        near = self._near(query)
        return SearchResult(query.text, self._step("none", asked=asked), 0, near=tuple(near))

    def _near(self, query: Query) -> list[Topic]:
        """Places that speak of a part of the query; failing that, what the corpus is about."""
        scored = self._answering.near(query)
        if scored:
            maker = self._maker
            return [_topic(maker.hit(spot)) for spot in spots(scored, frozenset())[:NEAR]]
        rows = json.loads(self.reader.table("topics"))
        return [
            Topic(text, kind, self.language.kind_label(kind), id_, document, paragraph)
            for text, kind, id_, document, paragraph in rows
        ]


def _topic(hit: Hit) -> Topic:
    return Topic(hit.text, hit.kind, hit.kind_label, hit.id, hit.document_id, hit.paragraph)
