"""Every pattern of the vocabulary finds its examples and none of its counter-examples."""

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
