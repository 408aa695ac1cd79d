"""What the questions of one indicator can be about: its topics, its area, its neutral words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from xuncha_kb.compose.clauses import area_of, pieces, scope_parts
from xuncha_kb.compose.topics import broad_topic, clause_topic, topic_of
from xuncha_kb.compose.wording import PUBLIC
from xuncha_kb.model import Item, ItemKind, Knowledge
from xuncha_kb.vocabulary import TopicEntry, Vocabulary


@dataclass(frozen=True)
class Subject:
    """An indicator (or an area that has none) with all that its questions are made from."""

    item: Item
    area: Item | None
    points: tuple[Item, ...]
    document_text: str
    vocabulary: Vocabulary

    @cached_property
    def area_topic(self) -> TopicEntry | None:
        """The topic of the area's own words."""
        return topic_of(self.area.text, self.vocabulary) if self.area else None

    @cached_property
    def area_words(self) -> str | None:
        """The area in words that can be said."""
        return area_of(self.area.text, self.vocabulary) if self.area else None

    @cached_property
    def scope_topics(self) -> tuple[TopicEntry, ...]:
        """What the scope of the indicator names (资金管理, 资产处置, …)."""
        parts = scope_parts(self.item.attributes.scope or "", self.vocabulary)
        return _distinct(topic_of(part, self.vocabulary) for part in parts)

    @cached_property
    def topics(self) -> tuple[TopicEntry, ...]:
        """Scope first, then the points in their order (or the pieces of an area that has none);
        the area too where it is broad or they say nothing exact; broad ones last."""
        parts = [point.text for point in self.points] or pieces(self.item.text, "、，；")
        found = _distinct(
            (
                *self.scope_topics,
                *(clause_topic(part, self.vocabulary) for part in parts),
                topic_of(self.item.text, self.vocabulary),
            )
        )
        if self.area_topic and (self.area_topic.broad or all(topic.broad for topic in found)):
            found = _distinct((*found, self.area_topic))
        return tuple(sorted(found, key=lambda topic: topic.broad))

    @cached_property
    def broad_topic(self) -> TopicEntry | None:
        """The family that the area belongs to."""
        first = self.topics[0] if self.topics else None
        return broad_topic(self.area_topic or first, self.vocabulary)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Everybody who can know something about one of the topics, in the order of roles; the
        area speaks only where the clause itself says nothing more exact."""
        exact = [topic for topic in self.topics if not topic.broad]
        named = {role for topic in exact or self.topics for role in topic.roles}
        for topic in map(self.point_topic, self.points):
            if topic or self.area_topic:
                named.update(topic.roles if topic else self._of_area())
        named = named or set(self.vocabulary.roles.default_roles)
        return tuple(role for role in self.vocabulary.roles.by_id if role in named)

    def topics_for(self, role: str) -> tuple[TopicEntry, ...]:
        """The topics that ``role`` knows, exact ones where there are any."""
        known = tuple(topic for topic in self.topics if role in topic.roles)
        return tuple(topic for topic in known if not topic.broad) or known

    def point_topic(self, point: Item) -> TopicEntry | None:
        return clause_topic(point.text, self.vocabulary)

    def point_roles(self, point: Item) -> tuple[str, ...]:
        """Who is asked about ``point``: those who know its topic, else those of the area, where
        the public would not know what is meant."""
        topic = self.point_topic(point)
        if topic is not None:
            return topic.roles
        return self._of_area()

    def _of_area(self) -> tuple[str, ...]:
        known = self.area_topic.roles if self.area_topic else self.roles
        return tuple(role for role in known if role != PUBLIC)[:3] or known[:1]


def subjects_of(
    knowledge: Knowledge, document_id: str, vocabulary: Vocabulary
) -> tuple[Subject, ...]:
    """The indicators of a document in reading order, and the areas that have none."""
    document = knowledge.document_by_id[document_id]
    text = document.title + "\n" + "\n".join(document.paragraphs)
    subjects = []
    for item in knowledge.items_of(document_id, ItemKind.FOCUS_AREA, ItemKind.INDICATOR):
        children = knowledge.children(item.id)
        if item.kind is ItemKind.FOCUS_AREA and _speaks_through(item, children, vocabulary):
            continue
        points = tuple(child for child in children if child.kind is ItemKind.INDICATOR_POINT)
        subjects.append(Subject(item, area_above(knowledge, item), points, text, vocabulary))
    return tuple(subjects)


def _speaks_through(area: Item, children: tuple[Item, ...], vocabulary: Vocabulary) -> bool:
    """Whether an area is asked about by what it holds, or names nothing (其他重要问题)."""
    inner = (ItemKind.INDICATOR, ItemKind.FOCUS_AREA)
    nameless = vocabulary.pattern("questions.nameless_area").search(area.text)
    return bool(nameless) or any(child.kind in inner for child in children)


def area_above(knowledge: Knowledge, item: Item | None) -> Item | None:
    """The focus area that holds ``item``, which may be one itself; None outside every area."""
    while item is not None and item.kind is not ItemKind.FOCUS_AREA:
        item = knowledge.item_by_id.get(item.parent_id or "")
    return item


def _distinct(topics: Iterable[TopicEntry | None]) -> tuple[TopicEntry, ...]:
    return tuple({topic.id: topic for topic in topics if topic is not None}.values())
