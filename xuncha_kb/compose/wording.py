"""From topics and frames to ready sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xuncha_kb.vocabulary import TopicEntry, Vocabulary

PUBLIC = "R9"


@dataclass(frozen=True, slots=True)
class Wording:
    text: str
    follow_ups: tuple[str, ...] = ()


def asked(topic: TopicEntry, role: str, stage: str, document: str) -> Iterator[Wording]:
    """The questions that a topic has of its own for ``role``; those for the trade of the
    document (学校) first."""
    fitting = [
        ask
        for ask in topic.ask
        if ask.stage == stage
        and role in ask.roles
        and (not ask.where or any(word in document for word in ask.where))
    ]
    for ask in sorted(fitting, key=lambda ask: not ask.where):
        yield Wording(ask.text, ask.follow_ups)


def framed(
    use: str, role: str, stage: str, vocabulary: Vocabulary, turn: int = 0, **slots: str
) -> Iterator[Wording]:
    """The frames of ``use`` filled in, beginning with number ``turn`` so that neighbours differ."""
    frames = vocabulary.question_frames.get((use, stage, role), ())
    start = turn % len(frames) if frames else 0
    for frame in frames[start:] + frames[:start]:
        yield Wording(frame.text.format(**slots), frame.follow_ups)


def topical(
    topic: TopicEntry, role: str, stage: str, vocabulary: Vocabulary, turn: int = 0
) -> Iterator[Wording]:
    """The frames about a piece of work."""
    label = topic.plain or topic.label if role == PUBLIC else topic.label
    slots = {"label": label, "event": topic.event, "record": topic.record}
    return framed("topic", role, stage, vocabulary, turn, **slots)
