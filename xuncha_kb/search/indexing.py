"""Knowledge -> the index of a project."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from typing import Any

from xuncha_kb.errors import SearchIndexError
from xuncha_kb.model import Knowledge
from xuncha_kb.search import load_engine
from xuncha_kb.search.data import search_data
from xuncha_kb.search.engine import Change, Engine, Group
from xuncha_kb.search.entries import groups
from xuncha_kb.search.folding import Folding
from xuncha_kb.search.index_folder import IndexFolder, Manifest, read_manifest
from xuncha_kb.search.segmenter import Segmenter, fingerprint, installed
from xuncha_kb.search.topics import documents_table, topics_table
from xuncha_kb.vocabulary import Vocabulary

AUTO_LIMIT = 2_000_000
"""Characters of a corpus up to which ``auto`` takes Whoosh; measured in benchmarks/RESULTS.md."""


@dataclass(frozen=True)
class IndexReport:
    """What was done, for the person who waits."""

    engine: str
    groups: int
    """Documents, and groups of what is made from them."""
    changed: int
    """So many of them were indexed anew."""
    removed: int
    notice: str = ""
    """One Chinese line where the whole index had to be made anew."""


def build_index(
    knowledge: Knowledge, vocabulary: Vocabulary, folder: Path, engine: str = "auto"
) -> IndexReport:
    """Bring the index in ``folder`` up to date: only what has changed is indexed. With another
    segmenter, vocabulary, engine or version, or a damaged index, all of it is made anew.

    The index that was there serves until the new one is whole, whatever happens. Raises
    SearchIndexError where another process is writing, or ``engine`` is none of ``ENGINES``.
    """
    data = search_data(vocabulary)
    chosen = load_engine(_choose(knowledge) if engine == "auto" else engine)
    job = _Job(knowledge, vocabulary, data, chosen, IndexFolder(folder))
    with job.folder.locked():
        report = job.run()
        job.folder.tidy()
    return report


def _choose(knowledge: Knowledge) -> str:
    size = sum(len(line) for d in knowledge.documents for line in d.paragraphs)
    return "whoosh" if size <= AUTO_LIMIT else "sqlite"


@dataclass(frozen=True)
class _Job:
    knowledge: Knowledge
    vocabulary: Vocabulary
    data: dict[str, Any]
    engine: Engine
    folder: IndexFolder

    def run(self) -> IndexReport:
        found = tuple(groups(self.knowledge, self.vocabulary))
        last = self.folder.current()
        if last is None:
            return self._anew(found, "")
        try:
            manifest = read_manifest(last)
            if manifest != self._manifest():
                return self._anew(found, "词汇、分词工具或检索引擎有变化，检索索引已重新建立。")
            return self._update(found, last)
        except SearchIndexError as error:
            return self._anew(found, f"{error}已重新建立。")

    def _manifest(self) -> Manifest:
        data = json.dumps(self.data, ensure_ascii=False, sort_keys=True)
        words = fingerprint(installed(), self.data["words"])
        return Manifest(self.engine.name, words, sha1(data.encode()).hexdigest())

    def _anew(self, found: Sequence[Group], notice: str) -> IndexReport:
        self._write(found, found, None)
        return IndexReport(self.engine.name, len(found), len(found), 0, notice)

    def _update(self, found: Sequence[Group], last: Path) -> IndexReport:
        known = self.engine.fingerprints(last)
        changed = [group for group in found if known.get(group.name) != group.fingerprint]
        removed = len(known.keys() - {group.name for group in found})
        if changed or removed or list(known) != [group.name for group in found]:
            self._write(found, changed, last)
        return IndexReport(self.engine.name, len(found), len(changed), removed)

    def _write(self, found: Sequence[Group], changed: Sequence[Group], last: Path | None) -> None:
        change = Change([group.name for group in found], changed, self._tables())
        if last is not None and self.engine.in_place:
            self.engine.write(last, last, change, self._cutter())
            return
        state = self.folder.new(self.engine.name)
        self.engine.write(state, last, change, self._cutter())
        self.folder.publish(state, self._manifest())

    def _tables(self) -> dict[str, str]:
        return {
            "language": json.dumps(self.data, ensure_ascii=False),
            "documents": documents_table(self.knowledge),
            "topics": topics_table(self.knowledge),
        }

    def _cutter(self) -> Segmenter:
        cache = self.folder.folder.parent / "jieba"
        return Segmenter(installed(), self.data["words"], Folding.of(self.data), cache)
