"""The order of the stages, and the only place that knows it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING

from xuncha_kb.checks import check
from xuncha_kb.checks.pollution import pollution
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
from xuncha_kb.together import together, uncollected
from xuncha_kb.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from xuncha_kb.publish import Skin

AFTER_SITE = "生成 Word 和 Excel"
"""At this step of a build the pages of the site are already the new ones."""

LARGE = 50_000
"""Characters of a corpus from which on two processes work on it."""


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
    damaged = tuple(pollution(knowledge, vocabulary))
    questions, (found, checklists) = together(
        lambda: compose_questions(knowledge.model_copy(update={"problems": damaged}), vocabulary),
        lambda: (check(knowledge, vocabulary), compose_checklists(knowledge, vocabulary)),
        _is_large(documents),
    )
    return knowledge.model_copy(
        update={"problems": problems + found, "questions": questions, "checklists": checklists}
    )


def structure(documents: tuple[Document, ...], vocabulary: Vocabulary) -> Knowledge:
    """The sections and items of ``documents``, before anything is checked or composed."""
    sections: list[Section] = []
    items: list[Item] = []
    middle = _middle(documents)
    with uncollected():
        for own_sections, own_items in chain(
            *together(
                lambda: [_parts(document, vocabulary) for document in documents[:middle]],
                lambda: [_parts(document, vocabulary) for document in documents[middle:]],
                _is_large(documents),
            )
        ):
            sections.extend(own_sections)
            items.extend(own_items)
        resolved = resolve_citations(documents, items)
    return Knowledge(documents=documents, sections=tuple(sections), items=resolved)


def _parts(
    document: Document, vocabulary: Vocabulary
) -> tuple[tuple[Section, ...], tuple[Item, ...]]:
    sections = outline(document, vocabulary)
    return sections, extract(document, sections, vocabulary)


def _is_large(documents: Iterable[Document]) -> bool:
    """Whether a second process is worth its start."""
    return sum(map(_size, documents)) > LARGE


def _middle(documents: Sequence[Document]) -> int:
    """The number of the document up to which half of the characters stand."""
    sizes = list(accumulate(map(_size, documents)))
    return bisect_left(sizes, sizes[-1] / 2) if sizes else 0


def _size(document: Document) -> int:
    return sum(map(len, document.paragraphs))


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


def build(
    project: Project,
    progress: Callable[[str], None],
    *,
    redact: bool = False,
    skin: Skin | None = None,
) -> Knowledge:
    """Reads the corpus and makes pages, index and site; ``progress`` hears each step in Chinese.
    ``skin`` is for who builds again and again."""
    vocabulary = project.vocabulary()
    progress("读取并分析文件")
    knowledge = read_knowledge(project.corpus, vocabulary, redact=redact)
    write(project, knowledge, vocabulary, progress, skin)
    return knowledge


def write(
    project: Project,
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    progress: Callable[[str], None],
    skin: Skin | None = None,
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

    def pages() -> None:
        progress("生成题库、清单和页面")
        publish(knowledge, vocabulary, project.checklists)
        progress("生成网站")
        build_site(project.folder, skin)
        progress(AFTER_SITE)
        publish_downloads(knowledge, vocabulary, (project.checklists, project.site))
        progress("建立检索索引")

    def index() -> tuple[tuple[str, bytes], ...]:
        write_index(knowledge, vocabulary, project.index)
        return tuple(site_data(project.index, not_searched(knowledge)))

    _, search_data = together(pages, index, _is_large(knowledge.documents))
    publish_search_data(search_data, project.site)


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
