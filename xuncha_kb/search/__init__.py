"""Knowledge -> an index, and queries -> hits.

Nothing heavy is imported with this package: what builds an index needs the model and a segmenter,
what answers a query needs neither, so that a first answer comes at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from xuncha_kb.errors import SearchIndexError

if TYPE_CHECKING:
    from pathlib import Path

    from xuncha_kb.model import Knowledge
    from xuncha_kb.search.engine import Engine
    from xuncha_kb.search.indexing import IndexReport
    from xuncha_kb.search.searcher import Searcher
    from xuncha_kb.vocabulary import Vocabulary

__all__ = ["ENGINES", "build_index", "load_engine", "open_index"]

ENGINES = (
    ("whoosh", "xuncha_kb.search.whoosh_engine"),
    ("sqlite", "xuncha_kb.search.sqlite_engine"),
)
"""Names and modules, the embedded default first; each module has its engine as ``ENGINE``."""


def load_engine(name: str) -> Engine:
    """The engine called ``name``; SearchIndexError where there is none."""
    module = dict(ENGINES).get(name)
    if module is None:
        names = "、".join(known for known, _ in ENGINES)
        raise SearchIndexError(f"没有检索引擎“{name}”，可用的有：{names}。")
    engine: Engine = import_module(module).ENGINE
    return engine


def build_index(
    knowledge: Knowledge, vocabulary: Vocabulary, folder: Path, engine: str = "auto"
) -> IndexReport:
    """Bring the index in ``folder`` up to date; see ``build_index`` in ``search.indexing``."""
    from xuncha_kb.search.indexing import build_index as build

    return build(knowledge, vocabulary, folder, engine)


def open_index(folder: Path) -> Searcher:
    """The index in ``folder``, ready to answer queries; SearchIndexError where there is none, or
    it is damaged, or of another version."""
    from xuncha_kb.search.searcher import Searcher

    return Searcher.open(folder)
