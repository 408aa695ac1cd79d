"""One contract for every engine, held against a plain scan."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from search_oracle import FOLDING, PlainCutter, expected, places

from xuncha_kb.search import ENGINES, load_engine
from xuncha_kb.search.engine import Atom, Change, Entry, Group, Wanted, facet, phrase
from xuncha_kb.search.matching import Looker

NAMES = [name for name, _ in ENGINES]
MANY = 1000


def entries_of(texts, names=()):
    return [
        Entry(key=str(n), document=f"d{n % 3}", own=n % 2 == 0, kind="paragraph", text=text,
              first=n + 1, names=names)
        for n, text in enumerate(texts)
    ]  # fmt: skip


def group(name, entries):
    return Group(name, f"{name}-{[e.text for e in entries]}", lambda: entries)


@contextmanager
def index(engine_name, entries):
    """A reader of an index of ``entries``, in three groups."""
    groups = [group(str(n), entries[n::3]) for n in range(3)]
    with tempfile.TemporaryDirectory() as folder:
        engine = load_engine(engine_name)
        language = '{"fold": {"from": "巡視責決", "to": "巡视责决"}}'
        change = Change([g.name for g in groups], groups, {"language": language})
        engine.write(Path(folder), None, change, PlainCutter())
        reader = engine.read(Path(folder))
        yield reader
        reader.close()


def all_of(*normals, **others):
    return Wanted(tuple(((phrase(normal),),) for normal in normals), **others)


def keys(reader, wanted):
    found = reader.find(wanted, MANY)
    result = {entry.key for entry in reader.entries(found.rows)}
    assert found.total == len(found.rows) == len(result)
    return result


ALPHABET = "主体责任巡视决四风A1a，。、“”；\n "
texts = st.lists(st.text(ALPHABET, min_size=1, max_size=30), min_size=1, max_size=8)
normals = st.text("主体责任巡视决四风a1", min_size=1, max_size=6)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None)
@given(texts=texts, data=st.data())
def test_phrases_are_found_wherever_they_stand(name, texts, data):
    entries = entries_of(texts)
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text) - 1))
    stretch = FOLDING.normal(text[start : start + data.draw(st.integers(1, 8))])
    wanted = [all_of(normal) for normal in {stretch, data.draw(normals)} if normal]
    with index(name, entries) as reader:
        for one in wanted:
            assert keys(reader, one) == expected(entries, one)
            assert reader.count(one.slots[0]) == len(expected(entries, one))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None)
@given(texts=texts, atoms=st.lists(normals, min_size=4, max_size=4))
@example(texts=[" "], atoms=["风", "1", "1", "1"])
def test_all_any_and_not(name, texts, atoms):
    entries = entries_of(texts, names=("怎么查", "四风", "主体任"))
    one, two, three, four = map(phrase, atoms)
    slots = (((one,), (two, three)), ((Atom("四风", word=True),),))
    wanted = Wanted(slots, excluded=(four,))
    with index(name, entries) as reader:
        assert keys(reader, wanted) == expected(entries, wanted)


def test_some_of_the_words_are_enough():
    texts = ["责任" * n + "任务" * (5 - n) + "主体" for n in range(5)]
    wanted = all_of("责任", "任务", enough=0.1)
    found = []
    for name in NAMES:
        with index(name, entries_of(texts)) as reader:
            found.append({e.key for e in reader.entries(reader.find(wanted, MANY).rows)})
    assert found[0] == found[1] == {"0", "1", "2", "3", "4"}


@pytest.mark.parametrize("name", NAMES)
def test_facets(name):
    with index(name, entries_of(["主体责任", "监督责任", "责任", "任务"])) as reader:
        wanted = all_of("责任", facets=(frozenset({facet("doc", "d0")}),))
        assert keys(reader, wanted) == {"0"}
        nothing = Wanted(wanted.slots, facets=(frozenset(),))
        assert keys(reader, nothing) == set()
        every = Wanted((), facets=(frozenset({facet("doc", "d1"), facet("doc", "d2")}),))
        assert keys(reader, every) == {"1", "2"}


@pytest.mark.parametrize("name", NAMES)
def test_a_short_word_does_not_reach_across_a_mark(name):
    texts = ["严肃问责，任何人都一样", "落实责任", "严、实、硬", "问责“任务”"]
    with index(name, entries_of(texts)) as reader:
        assert keys(reader, all_of("责任")) == {"1", "3"}
        assert keys(reader, all_of("严实硬")) == {"2"}
        assert keys(reader, all_of("问责任何人")) == {"0"}


@pytest.mark.parametrize("name", NAMES)
def test_sizes_and_tables(name):
    with index(name, entries_of(["主体责任", "监督", "四风"])) as reader:
        assert reader.size == 3
        assert reader.average == pytest.approx(8 / 3)
        assert "fold" in reader.table("language")
        assert reader.table("lexicon").split("\n")[0] in ("主体", "体责", "责任", "监督", "四风")


@settings(max_examples=200, deadline=None)
@given(text=st.text(ALPHABET, max_size=40), normal=normals)
def test_marks_are_exact_in_the_original(text, normal):
    """What is marked reads as what was looked for, and nothing is left unmarked."""
    atom = phrase(normal)
    entry = Entry(key="", document="", own=True, kind="", text=text)
    offsets = FOLDING.mapped(text).offsets
    found = [
        (offsets[o.start], offsets[o.end - 1] + 1) for o in Looker(entry, FOLDING).occurrences(atom)
    ]
    assert found == places(text, normal, atom.strict)
    assert all(FOLDING.normal(text[a:b]) == normal for a, b in found)
