"""The structure of real regulations, on a sample of the development set where it is present."""

from __future__ import annotations

import importlib.util
import sys
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

from xuncha_kb.model import Document, Section
from xuncha_kb.outline import outline
from xuncha_kb.read import read_corpus
from xuncha_kb.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[1]
ARCHIVE = ROOT.parent / "shared" / "data" / "laws.tar.gz"
EVERY = 30

pytestmark = [
    pytest.mark.laws,
    pytest.mark.skipif(not ARCHIVE.is_file(), reason="the archive is not in ../shared"),
]

Outlined = tuple[Document, tuple[Section, ...]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Outlined]:
    folder = tmp_path_factory.mktemp("laws")
    with tarfile.open(ARCHIVE) as archive:
        texts = (member for member in archive if member.name.endswith(".md"))
        for number, member in enumerate(texts):
            if number % EVERY == 0:
                content = archive.extractfile(member)
                assert content is not None
                (folder / f"{number}.md").write_bytes(content.read())
    documents, problems = read_corpus(folder, load_vocabulary())
    assert problems == () and len(documents) > 50
    return [(document, outline(document, load_vocabulary())) for document in documents]


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location("structure", ROOT / "benchmarks/structure.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["structure"] = module
    spec.loader.exec_module(module)
    return module


def test_articles_run_without_a_hole(sample: list[Outlined], measure: ModuleType) -> None:
    using = [sections for _, sections in sample if measure.articles(sections)]
    whole = [sections for sections in using if not measure.holes(measure.articles(sections))]
    assert len(using) > 0.9 * len(sample)
    assert len(whole) >= 0.98 * len(using)


def test_own_texts_partition_every_text(sample: list[Outlined], measure: ModuleType) -> None:
    assert all(measure.is_partition(document, sections) for document, sections in sample)


def test_clauses_are_sentences_of_an_article(sample: list[Outlined]) -> None:
    """A 款 stands in an article and ends like a sentence, in nearly every case."""
    clauses = [
        (document.paragraphs[s.last_paragraph - 1].rstrip(), s)
        for document, sections in sample
        for s in sections
        if s.style == "款"
    ]
    assert all("#a" in (section.parent_id or "") for _, section in clauses)
    ended = sum(line.endswith(("。", "：", "；", "”", "）")) for line, _ in clauses)
    assert ended >= 0.99 * len(clauses) > 0
