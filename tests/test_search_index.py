"""The index on disk: only what changed is made anew, and nothing that happens breaks it."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import time
import tomllib
from pathlib import Path

import pytest

from xuncha_kb import knowledge_base
from xuncha_kb.build import read_knowledge
from xuncha_kb.errors import SearchIndexError
from xuncha_kb.knowledge_base import KnowledgeBase
from xuncha_kb.search import ENGINES, build_index, index_folder, open_index, segmenter
from xuncha_kb.vocabulary import load_vocabulary

CASES = Path(__file__).parent / "cases" / "search"
QUERIES = [
    case["query"]
    for case in tomllib.loads((CASES / "queries.toml").read_text(encoding="utf-8"))["case"]
]
NEW = "guanli-banfa"
ADDED = "第九条　供水单位应当备有应急水源。"
MOMENTS = 30

engines = pytest.mark.parametrize("engine", [name for name, _ in ENGINES])


@pytest.fixture(scope="module")
def before():
    return read_knowledge(CASES / "corpus", load_vocabulary())


@pytest.fixture(scope="module")
def after(tmp_path_factory):
    """The same texts, one of them changed, one added, one gone."""
    folder = tmp_path_factory.mktemp("after") / "corpus"
    shutil.copytree(CASES / "corpus", folder)
    changed = folder / f"{NEW}.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + ADDED + "\n", encoding="utf-8")
    (folder / "dongyuan.txt").unlink()
    (folder / "tongzhi.txt").write_text("关于检修水泵的通知\n请各村检修水泵。\n", encoding="utf-8")
    return read_knowledge(folder, load_vocabulary())


def answers(folder, queries=QUERIES):
    searcher = open_index(folder)
    found = [searcher.search(query) for query in queries]
    searcher.close()
    return found


@engines
def test_a_second_build_changes_nothing(engine, before, tmp_path):
    first = build_index(before, load_vocabulary(), tmp_path, engine)
    assert (first.engine, first.changed) == (engine, first.groups)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    second = build_index(before, load_vocabulary(), tmp_path, engine)
    assert (second.changed, second.removed, second.notice) == (0, 0, "")
    now = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert {p.name for p in files if files[p] != now[p]} <= {"lock"}


@engines
def test_only_what_changed_is_indexed(engine, before, after, tmp_path):
    """After changes, one by one, the answers are those of an index made at once."""
    build_index(before, load_vocabulary(), tmp_path / "a", engine)
    report = build_index(after, load_vocabulary(), tmp_path / "a", engine)
    assert 0 < report.changed < report.groups and report.removed and not report.notice
    build_index(after, load_vocabulary(), tmp_path / "b", engine)
    queries = [*QUERIES, "水泵", "应急水源", "第九条", "供水 水源"]
    assert answers(tmp_path / "a", queries) == answers(tmp_path / "b", queries)
    build_index(before, load_vocabulary(), tmp_path / "a", engine)
    build_index(before, load_vocabulary(), tmp_path / "c", engine)
    assert answers(tmp_path / "a") == answers(tmp_path / "c")


@engines
def test_a_reader_works_while_a_writer_writes(engine, before, after, tmp_path):
    build_index(before, load_vocabulary(), tmp_path, engine)
    old, reader = answers(tmp_path), open_index(tmp_path)
    first = reader.search("宴请")
    build_index(after, load_vocabulary(), tmp_path, engine)
    assert first.hits and reader.search("宴请") == first
    assert [reader.search(query) for query in QUERIES] == old
    reader.close()
    assert not any(hit.document_id == "dongyuan" for hit in answers(tmp_path, ["宴请"])[0].hits)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@engines
def test_kill_at_any_moment(engine, before, after, tmp_path):
    """What was there serves until the new index is whole, and the next build always works."""
    some = ["宴请", "水泵", "处分", "四个意识"]
    build_index(before, load_vocabulary(), tmp_path / "old", engine)
    build_index(after, load_vocabulary(), tmp_path / "new", engine)
    old, new = answers(tmp_path / "old", some), answers(tmp_path / "new", some)
    began = time.monotonic()
    build_index(after, load_vocabulary(), tmp_path / "timed", engine)
    takes = time.monotonic() - began
    seen = set()
    for moment in range(MOMENTS):
        folder = tmp_path / f"killed-{moment}"
        shutil.copytree(tmp_path / "old", folder)
        child = os.fork()
        if not child:
            build_index(after, load_vocabulary(), folder, engine)
            os._exit(0)
        time.sleep(takes * 1.3 * moment / MOMENTS)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = answers(folder, some)
        assert found in (old, new)
        seen.add(found == new)
        build_index(after, load_vocabulary(), folder, engine)
        assert answers(folder, some) == new
        shutil.rmtree(folder)
    assert False in seen


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kill_during_the_first_build(after, tmp_path):
    """Nothing there yet: the next build makes it."""
    for moment in range(20):
        folder = tmp_path / str(moment)
        child = os.fork()
        if not child:
            build_index(after, load_vocabulary(), folder, "whoosh")
            os._exit(0)
        time.sleep(0.01 * moment)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        report = build_index(after, load_vocabulary(), folder, "whoosh")
        assert not report.notice
        assert answers(folder, ["水泵"])[0].hits


def states(folder):
    return [path for path in folder.iterdir() if path.is_dir()]


@engines
def test_damage_is_mended_with_one_line(engine, before, tmp_path):
    """Whichever file is cut short, changed or lost: either it does not matter, or the next build
    says so and makes the index anew."""
    build_index(before, load_vocabulary(), tmp_path / "whole", engine)
    right = answers(tmp_path / "whole", ["四个意识", "宴请"])
    (state,) = states(tmp_path / "whole")
    for number, file in enumerate(sorted(p for p in state.rglob("*") if p.is_file())):
        harms = HARMS if file.suffix == ".db" else (HARMS[number % 3],)
        for harm in harms:
            folder = tmp_path / f"{number}-{harm.__name__}"
            shutil.copytree(tmp_path / "whole", folder)
            harm(folder / file.relative_to(tmp_path / "whole"))
            report = build_index(before, load_vocabulary(), folder, engine)
            assert report.notice in ("", "检索索引已损坏。已重新建立。")
            assert answers(folder, ["四个意识", "宴请"]) == right


def cut(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def change(file):
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[: min(64, len(content))] = bytes(min(64, len(content)))
    content[middle : middle + 64] = b"\xff" * len(content[middle : middle + 64])
    file.write_bytes(content)


def lose(file):
    file.unlink()


HARMS = (cut, change, lose)


def test_another_version_is_made_anew(before, tmp_path):
    build_index(before, load_vocabulary(), tmp_path)
    (state,) = states(tmp_path)
    manifest = state / "manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**data, "schema": 0}), encoding="utf-8")
    with pytest.raises(SearchIndexError, match="旧版本"):
        open_index(tmp_path)
    report = build_index(before, load_vocabulary(), tmp_path)
    assert report.notice == "检索索引是旧版本的。已重新建立。"
    assert report.changed == report.groups


def test_other_words_make_it_anew(before, tmp_path):
    build_index(before, load_vocabulary(), tmp_path / "index")
    own = tmp_path / "vocabulary.toml"
    own.write_text('[[synonym]]\nwords = ["喝水", "饮水安全"]\n', encoding="utf-8")
    assert answers(tmp_path / "index", ["喝水"])[0].step.key != "synonym"
    report = build_index(before, load_vocabulary(own), tmp_path / "index")
    assert "已重新建立" in report.notice
    (result,) = answers(tmp_path / "index", ["喝水"])
    assert result.step.key == "synonym" and result.hits


def test_another_segmenter_makes_it_anew(before, tmp_path, monkeypatch):
    build_index(before, load_vocabulary(), tmp_path)
    if segmenter.installed() == segmenter.JIEBA:
        pytest.skip("rjieba is not installed")
    with_rjieba = answers(tmp_path)
    monkeypatch.setattr("xuncha_kb.search.indexing.installed", lambda: segmenter.JIEBA)
    assert "已重新建立" in build_index(before, load_vocabulary(), tmp_path).notice
    assert answers(tmp_path) == with_rjieba
    monkeypatch.setattr("xuncha_kb.search.searcher.is_installed", lambda name: False)
    with pytest.raises(SearchIndexError, match="没有安装的 jieba"):
        open_index(tmp_path)


def test_old_states_go(before, after, tmp_path):
    for knowledge in (before, after) * 3:
        build_index(knowledge, load_vocabulary(), tmp_path, "whoosh")
    assert len(states(tmp_path)) <= index_folder.KEPT


def test_two_writers(before, tmp_path, monkeypatch):
    monkeypatch.setattr(index_folder, "_PATIENCE", 0.1)
    folder = index_folder.IndexFolder(tmp_path)
    with folder.locked(), pytest.raises(SearchIndexError, match="另一个程序正在建立检索索引"):
        build_index(before, load_vocabulary(), tmp_path)
    build_index(before, load_vocabulary(), tmp_path)


def test_an_engine_that_is_none(before, tmp_path):
    with pytest.raises(SearchIndexError, match="没有检索引擎“lucene”"):
        build_index(before, load_vocabulary(), tmp_path, "lucene")


def project(folder):
    shutil.copytree(CASES / "corpus", folder / "corpus")
    return KnowledgeBase.open(folder)


def test_knowledge_base_makes_what_is_missing_and_mends_what_is_damaged(tmp_path):
    base = project(tmp_path)
    assert base.search("宴请").hits
    assert base.notice == "第一次检索，已建立检索索引。"
    base.close()
    (state,) = states(tmp_path / knowledge_base.INDEX)
    lose(state / "records")
    again = KnowledgeBase.open(tmp_path)
    assert again.search("宴请").hits
    assert again.notice == "检索索引已损坏。已重新建立。"
    assert KnowledgeBase.open(tmp_path).search("宴请").hits


USAGE = Path(knowledge_base.__file__).parent / "publish" / "templates" / "usage.md.j2"


def test_what_the_page_of_use_shows_can_be_typed(corpus, tmp_path):
    """Every example of the page finds something in the project's own texts."""
    build_index(read_knowledge(corpus, load_vocabulary()), load_vocabulary(), tmp_path)
    table = USAGE.read_text(encoding="utf-8").partition("## 检索\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.+?`) \|", table, re.MULTILINE)
    examples = [example for row in rows for example in re.findall("`([^`]+)`", row)]
    assert len(examples) > 15
    assert [
        q for q, a in zip(examples, answers(tmp_path, examples), strict=True) if not a.hits
    ] == []
