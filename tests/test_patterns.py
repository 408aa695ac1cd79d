"""Every pattern of the vocabulary finds its examples and none of its counter-examples."""

import re

import pytest

from xuncha_kb.vocabulary import PatternEntry, load_vocabulary

ENTRIES = sorted(load_vocabulary().pattern_entries.items())


@pytest.mark.parametrize(
    "entry", [entry for _, entry in ENTRIES], ids=[name for name, _ in ENTRIES]
)
def test_finds_its_examples_and_no_counter_example(entry: PatternEntry) -> None:
    assert entry.examples, "a pattern without an example says nothing"
    missed = [words for words in entry.examples if not entry.compiled.search(words)]
    wrong = [words for words in entry.counter_examples if entry.compiled.search(words)]
    assert (missed, wrong) == ([], [])


FIRST = re.compile(r"\A\(\?= \[[^\]]*\] \)")
WORDS = [words for _, entry in ENTRIES for words in (*entry.examples, *entry.counter_examples)]


@pytest.mark.parametrize(
    "entry",
    [entry for _, entry in ENTRIES if FIRST.match(entry.regex)],
    ids=[name for name, entry in ENTRIES if FIRST.match(entry.regex)],
)
def test_the_first_characters_that_a_pattern_names_are_all_that_it_begins_with(
    entry: PatternEntry,
) -> None:
    plain = re.compile(FIRST.sub("", entry.regex), re.VERBOSE)
    assert not [
        words
        for words in WORDS
        if [m.span() for m in plain.finditer(words)]
        != [m.span() for m in entry.compiled.finditer(words)]
    ]
