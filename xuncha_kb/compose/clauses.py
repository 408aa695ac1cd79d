"""Grammar: from the words of a clause to words that can be said across a table.

A clause of an inspection text names a fault or a rule; a good question names the work in which
it would show. Each function here is one such step, with its patterns in
``patterns/questions.toml`` and readable cases in ``tests/cases/questions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xuncha_kb.text import depth_mask
from xuncha_kb.vocabulary import Vocabulary

SHORTEST_MATTER = 3
LONGEST_MATTER = 14
LONGEST_SAYING = 24
SHORTEST_SAYING = 4
SHORTEST_RULE = 6
THROUGH = "经"
"""Leads to what the rule is about, where more follows (经上级党委审查，报省委批准)."""
HANGING = "下对和与的"
"""What begins so leans on the words before it (党委领导下的院长负责制)."""
LEADING = "对在从以将把由"
"""A piece that begins so is no matter by itself (对巡视、巡察……的整改)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule taken apart: who, the marker (应当, 不得), and what."""

    subject: str
    marker: str
    words: str


def pieces(text: str, marks: str) -> tuple[str, ...]:
    """``text`` cut at ``marks`` that stand outside quotation marks and brackets; no empty ones."""
    mask = depth_mask(text)
    cut, start = [], 0
    for position, character in enumerate(text):
        if character in marks and not mask[position]:
            cut.append(text[start:position])
            start = position + 1
    cut.append(text[start:])
    return tuple(piece.strip() for piece in cut if piece.strip())


def scope_parts(scope: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """在资金管理、资产处置以及“三重一大”等方面 -> 资金管理 | 资产处置 | “三重一大”."""
    match = vocabulary.pattern("questions.scope").search(scope.strip("，, "))
    if not match:
        return ()
    body = match["body"]
    return tuple(part for piece in pieces(body, "、，") for part in re.split("以及", piece) if part)


def matter_of(clause: str, vocabulary: Vocabulary) -> str | None:
    """What a fault is about, without the fault: 组织生活流于形式 -> 组织生活; None for one that
    names no matter of its own (阳奉阴违)."""
    plain = _unwrapped(clause.strip("，。；、 "))
    measured = vocabulary.pattern("questions.measured").search(plain)
    if measured:
        return _faultless(measured["body"], vocabulary)
    for name in ("about", "failing", "improper", "abused"):
        match = vocabulary.pattern(f"questions.{name}").search(plain)
        if match:
            last = pieces(match["matter"].strip("，、的"), "、，")[-1:]
            return _faultless("".join(last), vocabulary)
    return None


def _faultless(words: str, vocabulary: Vocabulary) -> str | None:
    """``words`` where they can be said and name no fault themselves."""
    faulty = vocabulary.pattern("questions.faulty").search(words)
    return None if faulty else _sayable(words, vocabulary)


def area_of(text: str, vocabulary: Vocabulary) -> str | None:
    """What an area is about: 遵守廉洁纪律情况 -> 遵守廉洁纪律; the first of several; None where
    even that is too long to say."""
    words = vocabulary.pattern("questions.area_head").sub("", text.strip("，。；： "))
    words = vocabulary.pattern("questions.area_tail").sub("", words)
    first = pieces(words, "、，；")[:1]
    for piece in (words, *(part for part in first if part[0] not in LEADING)):
        bare = vocabulary.pattern("questions.area_tail").sub("", piece)
        said = matter_of(bare, vocabulary) or _faultless(bare, vocabulary)
        if said:
            return said
    return None


def quality_of(criterion: str, vocabulary: Vocabulary) -> str | None:
    """看党组班子自律意识强不强 -> 自律意识; a bare 措施具体不具体 in quotation marks; None where
    nothing is measured. Of several the first."""
    words = "".join(pieces(criterion.strip("，。；、 "), "，；")[:1])
    measured = vocabulary.pattern("questions.measured")
    first = "".join(pieces(words, "、")[:1])
    words = first if measured.search(first) else words
    match = measured.search(words)
    if not match:
        return None
    body = match["body"]
    bare = vocabulary.pattern("questions.organization").sub("", body)
    if bare[:1] in HANGING:
        bare = body
    if len(bare) < SHORTEST_SAYING:
        whole = quotable(words.removeprefix("看"), vocabulary)
        return f"“{whole}”" if whole and len(whole) <= LONGEST_MATTER else None
    return _sayable(bare, vocabulary)


def rule_of(text: str, vocabulary: Vocabulary) -> Rule | None:
    """A prohibition or obligation taken apart at its first marker; None where there is none."""
    mask = depth_mask(text)
    for match in vocabulary.pattern("questions.modal").finditer(text):
        forbidding = vocabulary.pattern("questions.forbidding").search(match[0])
        aside = not forbidding and vocabulary.pattern("questions.aside").match(text, match.end())
        if not mask[match.start()] and not aside:
            return Rule(text[: match.start()], match[0], text[match.end() :])
    return None


def sayings_of(words: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The pieces of ``words`` that can be quoted aloud by themselves; what only leads in
    (按照规定, 自收到之日起) is passed over, and a later piece is taken only where it goes on with a
    verb."""
    main = _main_pieces(words, vocabulary)
    cut_list = vocabulary.pattern("questions.cut_list")
    if any(cut_list.search(piece) for piece in main[1:]):
        return
    for number, piece in enumerate(main):
        if vocabulary.pattern("questions.forbidding").search(piece):
            continue
        if number and not vocabulary.pattern("questions.going_on").search(piece):
            continue
        if vocabulary.pattern("questions.pointing").search(piece):
            continue
        if piece.startswith(THROUGH) and piece is not main[-1]:
            continue
        said = _rule_words(_bare(piece, vocabulary), vocabulary)
        if said:
            yield said


def saying_of(words: str, vocabulary: Vocabulary) -> str | None:
    """The first of ``sayings_of``; None where there is none."""
    return next(sayings_of(words, vocabulary), None)


def whole_of(text: str, rule: Rule, vocabulary: Vocabulary) -> str | None:
    """A short obligation with the one whom it binds or the case that it is for (审查情况应当形成
    结论性材料); None where it is long, names nobody or leans on what stands before it."""
    subject = rule.subject.strip()
    leaning = vocabulary.pattern("questions.leaning_subject").search(subject)
    if leaning or len(subject) < 2 or len(rule.words) < SHORTEST_SAYING:
        return None
    return quotable(text, vocabulary)


def conditional(rule: Rule, vocabulary: Vocabulary) -> bool:
    """Whether a rule is for certain cases only, so that its main words alone would mislead
    (考核不合格的，不得继续任职)."""
    return bool(vocabulary.pattern("questions.conditional").search(rule.subject))


def item_of(words: str, vocabulary: Vocabulary) -> str | None:
    """A member of a list of duties that can be quoted by itself, since it begins with a verb
    (及时汇报情况); None for a bare noun (被处分人的姓名)."""
    quote = saying_of(words, vocabulary)
    if quote is None or vocabulary.pattern("questions.named_thing").search(quote):
        return None
    begins = (vocabulary.pattern(f"questions.{name}").match(quote) for name in ("going_on", "act"))
    return quote if any(begins) else None


def ban_of(text: str, rule: Rule, vocabulary: Vocabulary) -> str | None:
    """A prohibition as it is quoted aloud: its whole clause where that is short
    (延长时间不得超过一个月), else from its marker (不得歧视学生). None where it cannot be said."""
    start = len(rule.subject)
    adjunct = vocabulary.pattern("questions.adjunct")
    for piece in pieces(text, "，,；;。：:"):
        at = text.find(piece)
        if at <= start < at + len(piece) and not adjunct.search(piece):
            whole = _rule_words(_bare(piece, vocabulary), vocabulary)
            if whole:
                return whole
    main = _main_pieces(rule.words, vocabulary)
    return _rule_words(rule.marker + main[0], vocabulary) if main and rule.marker else None


def _main_pieces(words: str, vocabulary: Vocabulary) -> list[str]:
    adjunct = vocabulary.pattern("questions.adjunct")
    found = pieces(words, "，,；;。：:")
    return [piece for piece in found if not adjunct.search(_bare(piece, vocabulary))]


def _bare(piece: str, vocabulary: Vocabulary) -> str:
    """Without 并, 还应当, 但 and the like at the start."""
    return vocabulary.pattern("questions.joint").sub("", piece)


def _rule_words(words: str, vocabulary: Vocabulary) -> str | None:
    if len(words) < SHORTEST_RULE or vocabulary.pattern("questions.empty").search(words):
        return None
    return quotable(words, vocabulary)


def quotable(words: str, vocabulary: Vocabulary) -> str | None:
    """``words`` as they stand inside quotation marks (inner ones become ‘ ’), or None where they
    are too long, too short, broken, or lean on something else."""
    words = _unwrapped(words.strip(" \u3000，、。；"))
    if not SHORTEST_SAYING <= len(words) <= LONGEST_SAYING or not balanced(words):
        return None
    if vocabulary.pattern("questions.unsayable").search(words):
        return None
    return words.replace("“", "‘").replace("”", "’")


def balanced(words: str) -> bool:
    """Every quotation mark and bracket has its partner."""
    return not any(
        words.count(left) != words.count(right)
        for left, right in ("“”", "‘’", "《》", "（）", "()")
    )


def _sayable(words: str, vocabulary: Vocabulary) -> str | None:
    if not SHORTEST_MATTER <= len(words) <= LONGEST_MATTER or not balanced(words):
        return None
    if vocabulary.pattern("questions.unsayable").search(words):
        return None
    return words


def _unwrapped(clause: str) -> str:
    """“为官不为” -> 为官不为, where the quotation marks hold the whole clause."""
    if len(clause) > 2 and clause[0] in "“‘" and clause[-1] in "”’" and clause.count("“") <= 1:
        return clause[1:-1]
    return clause
