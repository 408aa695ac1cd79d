"""The order of the stages, and the only place that knows it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xuncha_kb.checks import check
from xuncha_kb.compose import compose_checklists, compose_questions
from xuncha_kb.errors import ProjectError
from xuncha_kb.evaluation import Evaluation, combine, evaluate
from xuncha_kb.extract import extract
from xuncha_kb.extract.resolve import resolve_citations
from xuncha_kb.gate import guard
from xuncha_kb.gold import GoldText
from xuncha_kb.model import Document, Item, ItemKind, Knowledge, Section
from xuncha_kb.outline import outline
from xuncha_kb.read import read_corpus
from xuncha_kb.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True)
class Project:
    """A folder with a ``corpus`` and what is made from it."""

    folder: Path

    @property
    def corpus(self) -> Path:
        return self.folder / "corpus"

    @property
    def checklists(self) -> Path:
        return self.folder / "checklists"

    @property
    def index(self) -> Path:
        return self.folder / ".xuncha_kb" / "index"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def home_page(self) -> Path:
        return self.site / "index.html"

    def vocabulary(self) -> Vocabulary:
        """The package's vocabulary with the project's own ``vocabulary.toml``."""
        return load_vocabulary(self.folder / "vocabulary.toml")


def open_project(folder: Path) -> Project:
    """The project in ``folder``; ProjectError where it holds no corpus."""
    if not (folder / "corpus").is_dir():
        raise ProjectError(
            f"文件夹“{folder}”里没有 corpus 子文件夹。请到项目文件夹里运行，或用 --project 指定它。"
        )
    return Project(folder)


def read_knowledge(corpus: Path, vocabulary: Vocabulary, *, redact: bool = False) -> Knowledge:
    """Everything known from the texts under ``corpus`` that may be published; writes nothing.

    What must not be published is left out, or masked where ``redact`` is set: see
    :mod:`xuncha_kb.gate`. Raises ProjectError where the folder is missing; what is wrong with
    single files is among the problems of the result.
    """
    documents, problems = guard(*read_corpus(corpus, vocabulary), vocabulary, redact=redact)
    knowledge = structure(documents, vocabulary)
    problems += check(knowledge, vocabulary)
    knowledge = knowledge.model_copy(update={"problems": problems})
    questions = compose_questions(knowledge, vocabulary)
    checklists = compose_checklists(knowledge, vocabulary)
    return knowledge.model_copy(update={"questions": questions, "checklists": checklists})


def structure(documents: tuple[Document, ...], vocabulary: Vocabulary) -> Knowledge:
    """The sections and items of ``documents``, before anything is checked or composed."""
    sections: list[Section] = []
    items: list[Item] = []
    with _uncollected():
        for document in documents:
            own = outline(document, vocabulary)
            sections.extend(own)
            items.extend(extract(document, own, vocabulary))
    return Knowledge(
        documents=documents, sections=tuple(sections), items=resolve_citations(documents, items)
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector, which looks again and again through hundreds of thousands of small
    objects that all stay and of which none is part of a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def evaluate_gold(
    texts: Iterable[GoldText], vocabulary: Vocabulary, kinds: Iterable[ItemKind] = ()
) -> Evaluation:
    """How well extraction does on annotated texts, each read by itself; of ``kinds`` where some
    are named."""
    wanted = tuple(kinds)
    return combine(
        evaluate(
            text.document, text.annotations, structure((text.document,), vocabulary).items, wanted
        )
        for text in texts
    )


def build(project: Project, progress: Callable[[str], None], *, redact: bool = False) -> Knowledge:
    """Reads the corpus and makes pages, index and site; ``progress`` hears each step in Chinese."""
    vocabulary = project.vocabulary()
    progress("读取并分析文件")
    knowledge = read_knowledge(project.corpus, vocabulary, redact=redact)
    write(project, knowledge, vocabulary, progress)
    return knowledge


def write(
    project: Project, knowledge: Knowledge, vocabulary: Vocabulary, progress: Callable[[str], None]
) -> None:
    """Everything that is made from ``knowledge``: pages, Word and Excel files, index, site."""
    # The output rooms are loaded where they are used: most commands need neither of them.
    from xuncha_kb.publish import (
        build_site,
        not_searched,
        publish,
        publish_downloads,
        publish_search_data,
    )
    from xuncha_kb.search.site_data import site_data

    progress("生成题库、清单和页面")
    publish(knowledge, vocabulary, project.checklists)
    progress("生成 Word 和 Excel")
    publish_downloads(knowledge, vocabulary, project.checklists)
    progress("建立检索索引和网站")
    with ThreadPoolExecutor(1) as beside:  # the site is made by another process
        site = beside.submit(build_site, project.folder)
        write_index(knowledge, vocabulary, project.index)
        site.result()
    publish_search_data(site_data(project.index, not_searched(knowledge)), project.site)


def write_index(knowledge: Knowledge, vocabulary: Vocabulary, folder: Path) -> None:
    """Brings the search index in ``folder`` up to date. Of questions and rows it takes in those
    that have a place on a page, so that what is found can be opened."""
    from xuncha_kb.publish import with_pages
    from xuncha_kb.search import build_index

    build_index(with_pages(knowledge), vocabulary, folder)


def stale(project: Project, *, redact: bool = False) -> tuple[str, ...]:
    """The generated files that do not match their sources, as paths in the project, sorted."""
    from xuncha_kb.publish import stale_files

    vocabulary = project.vocabulary()
    knowledge = read_knowledge(project.corpus, vocabulary, redact=redact)
    files = stale_files(knowledge, vocabulary, project.checklists)
    return tuple(f"{project.checklists.name}/{file}" for file in files)
