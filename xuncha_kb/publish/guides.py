"""The pages around the material: home, search, how to use it."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.model import ItemKind
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page

_SHOWN_DOCUMENTS = 8

_SEARCH_SCRIPTS = (
    "links.js",
    *(
        f"search/{name}.js"
        for name in (
            "folding", "wording", "query", "titles", "language", "segmenter", "lexicon", "store",
            "entries", "words", "matching", "ranking", "alternatives", "ladder", "answering",
            "spots", "hits", "searcher", "loading", "addresses", "results", "page",
        )
    ),
)  # fmt: skip
"""In the order they are loaded."""

_WAYS_TO_ASK = (
    ("两个责任", "一个词；标点、全角半角、繁体不论"),
    ("以权谋私 礼品", "几个词都要有"),
    ("“四个意识”", "引号里的话，一字不差"),
    ("招标 -水利", "不要有“水利”的"),
    ("第十五条　某某办法第十五条", "直接到那一条"),
    ("F4.2", "直接到那个编号的条目"),
    ("类型：禁止性规定 宴请", "只看一类；还有 文件：　角色：　方面："),
    ("lgzr　xinfang", "拼音或拼音首字母"),
    ("能不能吃请", "像平常说话那样问"),
)


def publish_guides(book: Book) -> Iterator[tuple[str, bytes]]:
    asked = {question.role for question in book.knowledge.questions}
    yield render_page(
        "index.md.j2",
        "index.md",
        book=book,
        sheets=[role for role in book.vocabulary.roles.role if role.id in asked],
        forms=book.vocabulary.forms,
        common=book.common_lists,
        by_regulation=len(book.checklists) - len(book.common_lists),
        kinds={kind.value: len(book.items(kind)) for kind in ItemKind},
        documents=book.documents[:_SHOWN_DOCUMENTS],
        provenances=book.vocabulary.labels.provenance,
    )
    yield render_page("search.md.j2", "search.md", scripts=_SEARCH_SCRIPTS, ways=_WAYS_TO_ASK)
    yield render_page(
        "usage.md.j2", "usage.md", book=book, provenances=book.vocabulary.labels.provenance
    )
