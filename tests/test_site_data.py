"""The index as data for the search page: complete, deterministic, without what is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xuncha_kb.build import read_knowledge
from xuncha_kb.search import ENGINES, build_index, open_index, site_data
from xuncha_kb.search.engine import Wanted
from xuncha_kb.vocabulary import load_vocabulary

CORPUS = Path(__file__).parent / "cases" / "search" / "corpus"


@pytest.fixture(scope="module", params=[name for name, _ in ENGINES])
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param) / "index"
    vocabulary = load_vocabulary()
    build_index(read_knowledge(CORPUS, vocabulary), vocabulary, folder, request.param)
    return folder


def head(files: dict[str, bytes]) -> dict:
    literal = files["language.js"].decode().removeprefix("XunchaKB.take('language',\n'")
    return json.loads(literal.removesuffix("');\n").replace("\\'", "'").replace("\\\\", "\\"))


def entries_of(index: Path) -> list:
    searcher = open_index(index)
    rows = searcher.reader.find(Wanted(()), searcher.reader.size).rows
    entries = searcher.reader.entries(rows)
    searcher.close()
    return entries


def test_every_entry_is_there(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_data, "BATCH", 7)
    monkeypatch.setattr(site_data, "FILE_SIZE", 2_000)
    files = dict(site_data.site_data(index))
    entries = entries_of(index)
    assert head(files)["size"] == len(entries)
    assert head(files)["files"] == sum(name.startswith("texts-") for name in files) > 1
    texts = "".join(content.decode() for name, content in files.items() if "texts" in name)
    assert all(entry.text.split("\n")[0] in texts for entry in entries)


def test_the_same_index_gives_the_same_bytes(index: Path) -> None:
    assert list(site_data.site_data(index)) == list(site_data.site_data(index))


def test_what_the_page_cannot_take_in_is_left_out(index: Path) -> None:
    entries = entries_of(index)
    question = next(e for e in entries if e.kind == "question")
    row = next(e for e in entries if e.kind == "checklist_row")
    left_out = {question.id, row.key.removeprefix("row:")}
    files = dict(site_data.site_data(index, left_out))
    assert head(files)["size"] == len(entries) - 2
    texts = "".join(content.decode() for name, content in files.items() if "texts" in name)
    assert question.id not in texts


def test_a_browser_counts_in_its_own_units() -> None:
    assert site_data._units("甲𠀀乙") == 4
    assert site_data._units("甲乙") == 2
