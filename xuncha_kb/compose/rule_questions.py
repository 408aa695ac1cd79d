"""Questions about rules: was it done, who signed, where is it recorded."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.compose.acts import ban_uses, uses_of
from xuncha_kb.compose.basis import FORBIDDEN, REQUIRED, STATED, Source, source_of
from xuncha_kb.compose.clauses import (
    LEADING,
    Rule,
    ban_of,
    conditional,
    item_of,
    pieces,
    rule_of,
    sayings_of,
    whole_of,
)
from xuncha_kb.compose.slots import Slot
from xuncha_kb.compose.topics import topic_of
from xuncha_kb.compose.wording import Wording, framed
from xuncha_kb.model import Binds, DocumentKind, Item, ItemKind, Knowledge
from xuncha_kb.vocabulary import TopicEntry, Vocabulary

RULE_KINDS = (ItemKind.PROHIBITION, ItemKind.OBLIGATION, ItemKind.REQUEST, ItemKind.LIABILITY)
FULL_SETS = 60
"""A document with more rules than this gets one question for each rule instead of a set."""
STAGES = ("S2", "S3", "S4")
OVERSEER = "R5"
ANSWERABLE = ("R1", "R3")
"""Who answers in turn for a rule that names nobody: those who decide and those who do."""
FARTHEST = 6
"""So many characters may stand before the name of whom a rule binds (各级, 县级以上地方)."""


def rule_slots(knowledge: Knowledge, document_id: str, vocabulary: Vocabulary) -> Iterator[Slot]:
    """A set of questions for each rule that binds somebody who is inspected, but for one that
    only introduces others. A text that names
    indicators is asked about by them; its demands to cooperate are no matter for an interview."""
    document = knowledge.document_by_id[document_id]
    if document.kind is not DocumentKind.REGULATION and knowledge.items_of(
        document_id, ItemKind.INDICATOR
    ):
        return
    rules = [
        item
        for item in knowledge.items_of(document_id, *RULE_KINDS)
        if item.attributes.binds is not Binds.INSPECTION_TEAM
        and not any(child.kind is item.kind for child in knowledge.children(item.id))
    ]
    for number, item in enumerate(rules):
        stages = STAGES if len(rules) <= FULL_SETS else (STAGES[number % len(STAGES)],)
        yield from _set(knowledge, item, stages, number, vocabulary)


def _set(
    knowledge: Knowledge, item: Item, stages: tuple[str, ...], number: int, vocabulary: Vocabulary
) -> Iterator[Slot]:
    rule = rule_of(item.text, vocabulary) or Rule("", "", item.text)
    topic = topic_of(item.text, vocabulary)
    role = _role(item, rule, topic, number, vocabulary)
    source = source_of(knowledge, item, vocabulary)
    for stage in stages:
        wordings = _said(item, rule, source, role, stage, number, vocabulary)
        shown = topic if topic and stage == "S4" else None
        ask_for = _materials(shown, vocabulary)
        verify_by = shown.verify if shown else ()
        yield Slot(role, stage, item, wordings, ask_for, verify_by, repeats=True)


def _role(
    item: Item, rule: Rule, topic: TopicEntry | None, number: int, vocabulary: Vocabulary
) -> str:
    """Who answers for the rule: those it names, else those who know the work, else in turn."""
    if item.kind is ItemKind.LIABILITY:
        return OVERSEER
    named = _named_role(item.attributes.subject or rule.subject, vocabulary)
    if named:
        return named
    if topic is not None:
        return topic.roles[0]
    return ANSWERABLE[number % len(ANSWERABLE)]


def _named_role(subject: str, vocabulary: Vocabulary) -> str | None:
    """Who is named at the head of a part of ``subject``, the last part before others: the 党委 in
    对收到的材料，党委应当… and in 党委对党支部上报的决议，应当… alike."""
    for part in reversed(pieces(subject, "，,；;。：:、")):
        found = [
            (place, -len(word), role.id)
            for role in vocabulary.roles.role
            for word in role.subjects
            if 0 <= (place := part.find(word)) <= FARTHEST
        ]
        if found and part[0] not in LEADING:
            return min(found)[2]
    return None


def _said(
    item: Item,
    rule: Rule,
    source: Source,
    role: str,
    stage: str,
    turn: int,
    vocabulary: Vocabulary,
) -> Iterator[Wording]:
    """From the words of the rule, as long as they can be quoted aloud, to its place, which the
    interviewer reads out."""
    if item.kind is ItemKind.LIABILITY:
        if source.place:
            yield from framed("liability", role, stage, vocabulary, turn, place=source.place)
        return
    ban = _forbids(item, rule, vocabulary)
    for verb, quote in _quotes(item, rule, vocabulary):
        lead = source.lead(verb)
        words = rule.words if verb == STATED else quote
        for use in ban_uses(words, vocabulary) if ban else uses_of(words, vocabulary):
            yield from framed(use, role, stage, vocabulary, turn, quote=quote, lead=lead)
    if source.place:
        use = "place_ban" if ban else "place"
        yield from framed(use, role, stage, vocabulary, turn, place=source.place)


def _quotes(item: Item, rule: Rule, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The words to be quoted, best first, each with how it is led in: a whole clause is stated,
    what somebody has to do is asked for, a member of a list of what nobody may do is forbidden."""
    if not rule.marker:
        listed = ban_of if _forbids(item, rule, vocabulary) else None
        named = listed(item.text, rule, vocabulary) if listed else item_of(rule.words, vocabulary)
        if named:
            yield (FORBIDDEN if listed else REQUIRED), named
        return
    whole = whole_of(item.text, rule, vocabulary)
    if whole:
        yield STATED, whole
    if conditional(rule, vocabulary):
        return
    if _forbids(item, rule, vocabulary):
        ban = ban_of(item.text, rule, vocabulary)
        if ban:
            yield STATED, ban
        return
    for saying in sayings_of(rule.words, vocabulary):
        yield REQUIRED, saying


def _forbids(item: Item, rule: Rule, vocabulary: Vocabulary) -> bool:
    """Whether a rule is a ban, among the requests of a notice too (一、严禁公车私用)."""
    forbidding = vocabulary.pattern("questions.forbidding").search(rule.marker)
    return item.kind is ItemKind.PROHIBITION or bool(forbidding)


def _materials(topic: TopicEntry | None, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(vocabulary.materials[name].label for name in topic.materials) if topic else ()
