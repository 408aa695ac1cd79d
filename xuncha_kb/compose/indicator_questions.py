"""Questions about focus areas, criteria, indicators and their points."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.compose.acts import uses_of
from xuncha_kb.compose.clauses import matter_of, quality_of, quotable
from xuncha_kb.compose.slots import Slot
from xuncha_kb.compose.subject import Subject, area_above, subjects_of
from xuncha_kb.compose.topics import topic_of
from xuncha_kb.compose.wording import PUBLIC, Wording, asked, framed, topical
from xuncha_kb.model import Item, ItemKind, Knowledge
from xuncha_kb.vocabulary import TopicEntry, Vocabulary

EVIDENCE_TOPICS = 3
"""Of so many topics of one indicator a role is asked to show the records."""
ASKED_FOR = "文件要求"
"""Leads in what a text wants to see done (是否及时公开收费标准)."""
LOOKED_AT = "文件要看"
"""Leads in a question of the text (决策是否经过集体研究)."""
WHETHER = "是否"
Topics = tuple[TopicEntry | None, ...]
OUTSIDERS = ("R7", "R8", PUBLIC)
"""Roles that hold no official records; they are asked once for what they have at hand."""


def indicator_slots(
    knowledge: Knowledge, document_id: str, vocabulary: Vocabulary
) -> Iterator[Slot]:
    """The places for one document: criteria, then for each indicator and role an opening, what
    each point needs, the records, and a closing."""
    for item in knowledge.items_of(document_id, ItemKind.CRITERION):
        yield from _criterion(knowledge, item, vocabulary)
    for subject in subjects_of(knowledge, document_id, vocabulary):
        yield from _points(subject)
        for role in subject.roles:
            yield from _stages(subject, role)


def _criterion(knowledge: Knowledge, item: Item, vocabulary: Vocabulary) -> Iterator[Slot]:
    quality = quality_of(item.text, vocabulary)
    if quality is None:
        return
    area = area_above(knowledge, item)
    topic = topic_of(area.text, vocabulary) if area else topic_of(item.text, vocabulary)
    for turn, role in enumerate(topic.roles if topic else vocabulary.roles.default_roles):
        wordings = framed("criterion", role, "S2", vocabulary, turn, quality=quality)
        yield Slot(role, "S2", item, tuple(wordings))


def _points(subject: Subject) -> Iterator[Slot]:
    """A probing question for each point and each role that knows about it."""
    for turn, point in enumerate(subject.points):
        topic = subject.point_topic(point)
        for role in subject.point_roles(point):
            wordings = _said(subject, point, topic, role, "S3", turn)
            yield Slot(role, "S3", point, tuple(wordings))


def _stages(subject: Subject, role: str) -> Iterator[Slot]:
    """Opening, what the scope names, the records, the closing. The records of a second topic are
    asked for in its own words or not at all."""
    topics = subject.topics_for(role)
    shown: Topics = topics[: 1 if role in OUTSIDERS else EVIDENCE_TOPICS] or (None,)
    turn = len(subject.item.text)
    yield Slot(role, "S2", subject.item, _opening(subject, role, topics or (None,)))
    for topic in subject.scope_topics:
        if role in topic.roles:
            wordings = tuple(asked(topic, role, "S3", subject.document_text))
            yield Slot(role, "S3", subject.item, wordings)
    if not any(role in subject.point_roles(point) for point in subject.points):
        for about in shown:
            wordings = tuple(_said(subject, None, about, role, "S3", turn))
            yield Slot(role, "S3", subject.item, wordings)
    for shift, about in enumerate(shown):
        said = _said(subject, None, about, role, "S4", turn + shift)
        if shift and about:
            said = topical(about, role, "S4", subject.vocabulary, turn + shift)
        wordings = tuple(said)
        yield _evidence(subject, role, about, wordings)
    yield Slot(role, "S5", subject.item, _closing(subject, role, topics, turn))


def _opening(subject: Subject, role: str, topics: Topics) -> tuple[Wording, ...]:
    """The topics' own openings before all frames."""
    own = [
        wording
        for topic in topics
        if topic is not None
        for wording in asked(topic, role, "S2", subject.document_text)
    ]
    turn = len(subject.item.text)
    framed_ones = [w for about in topics for w in _said(subject, None, about, role, "S2", turn)]
    return (*own, *framed_ones)


def _closing(
    subject: Subject, role: str, topics: tuple[TopicEntry, ...], turn: int
) -> tuple[Wording, ...]:
    """About the whole family where the role knows it, else about the first topic."""
    first = topics[0] if topics else None
    about = subject.broad_topic if subject.broad_topic in topics else first
    both = dict.fromkeys((about, first))
    return tuple(w for topic in both for w in _said(subject, None, topic, role, "S5", turn))


def _evidence(
    subject: Subject, role: str, topic: TopicEntry | None, wordings: tuple[Wording, ...]
) -> Slot:
    vocabulary = subject.vocabulary
    topic = topic or subject.broad_topic or vocabulary.topics["general"]
    if role in OUTSIDERS:
        ask_for: tuple[str, ...] = (vocabulary.roles.by_id[role].own_records,)
    else:
        ask_for = tuple(vocabulary.materials[name].label for name in topic.materials)
    return Slot(role, "S4", subject.item, wordings, ask_for, topic.verify)


def _said(
    subject: Subject,
    point: Item | None,
    topic: TopicEntry | None,
    role: str,
    stage: str,
    turn: int,
) -> Iterator[Wording]:
    """From the most fitting wording to the most general: the topic's own questions, its frames,
    the words of the clause, the topic's frames where it is a broad one."""
    exact = topic is not None and (bool(topic.family) or point is None)
    if topic is not None:
        yield from asked(topic, role, stage, subject.document_text)
    if topic is not None and exact:
        yield from topical(topic, role, stage, subject.vocabulary, turn)
    yield from _in_its_words(subject, point, role, stage, turn)
    if topic is not None and not exact:
        yield from topical(topic, role, stage, subject.vocabulary, turn)


def _in_its_words(
    subject: Subject, point: Item | None, role: str, stage: str, turn: int
) -> Iterator[Wording]:
    """What the clause says should be done, what it is about, what the area is about, and at
    last the clause itself in quotation marks. A long clause speaks through its points."""
    vocabulary = subject.vocabulary
    clauses = [(point or subject.item).text]
    if point is None:
        clauses += [one.text for one in subject.points if subject.point_topic(one) is None]
    quotes = [quote for quote in (quotable(text, vocabulary) for text in clauses) if quote]
    if quotes and subject.item.attributes.polarity == "positive":
        lead = LOOKED_AT if WHETHER in quotes[0] else ASKED_FOR
        for use in uses_of(quotes[0], vocabulary):
            yield from framed(use, role, stage, vocabulary, turn, quote=quotes[0], lead=lead)
    matters = [matter_of(text, vocabulary) for text in clauses]
    for matter in (*matters, None if point else subject.area_words):
        if matter:
            yield from framed("matter", role, stage, vocabulary, turn, matter=matter)
    for quote in quotes:
        yield from framed("quote", role, stage, vocabulary, turn, quote=quote)
