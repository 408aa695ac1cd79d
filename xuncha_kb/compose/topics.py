"""What a clause is about: the topic whose longest word stands in it."""

from __future__ import annotations

from xuncha_kb.compose.clauses import matter_of
from xuncha_kb.text import normalise
from xuncha_kb.vocabulary import TopicEntry, Vocabulary


def topic_of(text: str, vocabulary: Vocabulary) -> TopicEntry | None:
    """The topic of ``text``: the one with the longest word in it, a broad one only where no
    other is found; None where no word is known."""
    folded = normalise(text)
    words = vocabulary.topic_words_by_first
    found = {
        word: topic
        for start, character in enumerate(folded)
        for word, topic in words.get(character, ())
        if folded.startswith(word, start)
    }
    best = max(found, key=lambda word: (not found[word].broad, len(word)), default=None)
    return found[best] if best else None


def clause_topic(clause: str, vocabulary: Vocabulary) -> TopicEntry | None:
    """The topic of a clause that names a fault: what it is about decides before the fault does
    (组织生活流于形式 is about 组织生活)."""
    matter = matter_of(clause, vocabulary)
    found = topic_of(matter, vocabulary) if matter else None
    return found if found and not found.broad else topic_of(clause, vocabulary)


def broad_topic(topic: TopicEntry | None, vocabulary: Vocabulary) -> TopicEntry | None:
    """The family of ``topic``; a broad topic is its own."""
    if topic is None or topic.broad:
        return topic
    return vocabulary.topics[topic.family]
