"""A project from Python: its knowledge and its search behind one name.

>>> from xuncha_kb import KnowledgeBase
>>> base = KnowledgeBase.open(project)
>>> result = base.search("5个绝不允许")
>>> result.step.label
'按另一种写法“五个决不允许”查到'
>>> hit = next(hit for hit in result.hits if hit.quoted)
>>> hit.document_title, hit.paragraph
('市委巡察组组长在教育局巡察工作动员会上的讲话', 17)
>>> [hit.text[start:end] for start, end in hit.marks]
['五个决不允许']
>>> base.search("拉票", kinds=["indicator_point"]).hits[0].code
'F5.1.2'
>>> base.search("量子计算").summary
'原文未载“量子计算”'
>>> len(base.knowledge.documents) >= 1
True
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xuncha_kb.errors import ProjectError, SearchIndexError

if TYPE_CHECKING:
    from xuncha_kb.model import Knowledge
    from xuncha_kb.search.result import SearchResult
    from xuncha_kb.search.searcher import Searcher

CORPUS, INDEX, VOCABULARY = "corpus", Path(".xuncha_kb", "index"), "vocabulary.toml"


class KnowledgeBase:
    """The knowledge of one project folder. Reading and searching change nothing in it but the
    search index, which is made where it is missing and made anew where it is damaged.

    Searching needs the index only; :attr:`knowledge` reads the texts when it is first asked for.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notice = ""
        """One Chinese line where the index had to be made anew, else ""."""

    @classmethod
    def open(cls, folder: Path | str = ".") -> KnowledgeBase:
        """The project in ``folder``; ProjectError where it holds no corpus."""
        folder = Path(folder)
        if not (folder / CORPUS).is_dir():
            raise ProjectError(
                f"文件夹“{folder}”里没有 corpus 子文件夹。"
                "请到项目文件夹里运行，或用 --project 指定它。"
            )
        return cls(folder)

    @cached_property
    def knowledge(self) -> Knowledge:
        """Documents, sections, items, problems, questions and checklists of the corpus."""
        from xuncha_kb.build import read_knowledge
        from xuncha_kb.vocabulary import load_vocabulary

        return read_knowledge(self.folder / CORPUS, load_vocabulary(self.folder / VOCABULARY))

    def search(self, query: str, *, kinds: Iterable[str] = (), limit: int = 10) -> SearchResult:
        """The places that answer ``query``, best first, ``limit`` at most.

        ``query`` is in the language that the page 使用说明 describes. ``kinds`` names the kinds of
        hits that are wanted, such as ``indicator``, ``question`` or ``term_card``; all where it
        is empty.
        """
        kinds = tuple(kinds)
        try:
            return self._searcher.search(query, kinds=kinds, limit=limit)
        except SearchIndexError as error:
            first = not (self.folder / INDEX).is_dir()
            self.notice = "第一次检索，已建立检索索引。" if first else f"{error}已重新建立。"
            self.close()
            self._build_index()
            return self._searcher.search(query, kinds=kinds, limit=limit)

    @cached_property
    def _searcher(self) -> Searcher:
        from xuncha_kb.search import open_index

        return open_index(self.folder / INDEX)

    def _build_index(self) -> None:
        from xuncha_kb.build import write_index
        from xuncha_kb.vocabulary import load_vocabulary

        vocabulary = load_vocabulary(self.folder / VOCABULARY)
        write_index(self.knowledge, vocabulary, self.folder / INDEX)

    def close(self) -> None:
        """Let go of the files of the index; a later search opens them again."""
        searcher = self.__dict__.pop("_searcher", None)
        if searcher is not None:
            searcher.close()


def open_corpus(folder: Path | str) -> Knowledge:
    """Everything known from the texts in ``folder``; writes nothing. ProjectError where the
    folder is missing."""
    from xuncha_kb.build import read_knowledge
    from xuncha_kb.vocabulary import load_vocabulary

    return read_knowledge(Path(folder), load_vocabulary())
