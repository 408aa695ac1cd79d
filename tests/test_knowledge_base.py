"""The project from Python: the example in the documentation runs as it stands."""

from __future__ import annotations

import doctest
import shutil
import subprocess
import sys

import pytest

import xuncha_kb
from xuncha_kb import KnowledgeBase, knowledge_base, open_corpus
from xuncha_kb.errors import ProjectError


@pytest.fixture(scope="module")
def project(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(corpus, folder / "corpus")
    return folder


def test_the_documented_example(project):
    result = doctest.testmod(knowledge_base, extraglobs={"project": project})
    assert result.attempted > 5 and not result.failed


def test_open_corpus_writes_nothing(project):
    before = sorted(project.rglob("*"))
    knowledge = open_corpus(project / "corpus")
    assert knowledge.documents and knowledge.items
    assert sorted(project.rglob("*")) == before


def test_a_folder_without_corpus(tmp_path):
    with pytest.raises(ProjectError, match="没有 corpus 子文件夹"):
        KnowledgeBase.open(tmp_path)


def test_unknown_names_are_unknown():
    with pytest.raises(AttributeError):
        xuncha_kb.no_such_name  # noqa: B018


def test_nothing_heavy_is_imported_to_answer(project):
    """A phrase needs neither the model, nor a segmenter, nor Whoosh."""
    KnowledgeBase.open(project).search("四风")
    code = (
        "import sys; from xuncha_kb import KnowledgeBase;"
        f"assert KnowledgeBase.open({str(project)!r}).search('四风').hits;"
        "print([m for m in ('pydantic', 'jieba', 'rjieba', 'whoosh', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
