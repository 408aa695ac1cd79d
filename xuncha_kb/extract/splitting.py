"""The grammar that splits an indicator into points that can be asked about alone.

1. ，and ； and 以及 part groups; within a group 、 parts pieces; 和 and 或 part two pieces that
   both name a problem.
2. Fixed couplets stay whole (有令不行、有禁不止), and chains that lean on a shared head
   (对历史遗留问题故意隐瞒、视而不见; 违背党的路线、方针、政策的言行) or tail.
3. In 等 + class word the class word is no point.
4. A leading verb stays with the first piece (搞形式主义 | 官僚主义).
5. What stands inside quotation marks, 《》 or brackets is never split.
"""

from __future__ import annotations

import re
from functools import cache

from xuncha_kb.text import depth_mask, trim
from xuncha_kb.vocabulary import Vocabulary

Place = tuple[int, int]
"""``(start, end)`` in the words that are split."""

_SHORT = 3
_MARKS = "，,；;。、 \t\u3000\u00a0：:"
_NAMES = "strong group soft class_word couplet cue bare_noun short_alone leaning_predicate head"
_NAMES += " noun_tail open_scope conjunction shared_field"


def split_points(line: str, start: int, end: int, vocabulary: Vocabulary) -> list[Place]:
    """The points of the problem ``line[start:end]`` as places in ``line``; at least one."""
    grammar = _grammar(vocabulary)
    words = line[start:end]
    points = [
        piece
        for group in _couples(words, _cut(words, (0, len(words)), "strong", grammar), grammar)
        for side in _groups(words, group, grammar)
        for piece in _pieces(words, side, grammar)
    ]
    points = [_bare(words, piece, grammar) for piece in points]
    found = [(start + a, start + b) for a, b in points if b > a]
    return found or [(start, end)]


def split_aims(line: str, start: int, end: int, vocabulary: Vocabulary) -> list[Place]:
    """The points of something that ought to be done, which parts at ， and ； only: what stands
    between two 、 shares its verb or its object (及时传达学习、研究部署)."""
    grammar = _grammar(vocabulary)
    words = line[start:end]
    pieces = _cut(words, (0, len(words)), "strong", grammar)
    points = [_bare(words, piece, grammar) for piece in pieces]
    found = [(start + a, start + b) for a, b in points if b - a > _SHORT]
    return found if len(found) == len(pieces) and found else [(start, end)]


@cache
def _grammar(vocabulary: Vocabulary) -> dict[str, re.Pattern[str]]:
    return {name: vocabulary.pattern(f"points.{name}") for name in _NAMES.split()}


Grammar = dict[str, re.Pattern[str]]


def _cut(words: str, place: Place, separator: str, grammar: Grammar) -> list[Place]:
    """``place`` cut at every separator that stands outside quotation marks and brackets."""
    mask = depth_mask(words)
    pieces, start = [], place[0]
    for match in grammar[separator].finditer(words, *place):
        if (match.end() == match.start() or not mask[match.start()]) and match.start() > start:
            pieces.append((start, match.start()))
            start = match.end()
    pieces.append((start, place[1]))
    return [piece for piece in (trim(words, *p, _MARKS) for p in pieces) if piece[0] < piece[1]]


def _couples(words: str, places: list[Place], grammar: Grammar) -> list[Place]:
    """A couplet parted by ， put together again."""
    joined: list[Place] = []
    for place in places:
        if joined and grammar["couplet"].match(words[joined[-1][0] : place[1]]):
            joined[-1] = (joined[-1][0], place[1])
        else:
            joined.append(place)
    return joined


def _groups(words: str, place: Place, grammar: Grammar) -> list[Place]:
    """The sides of 以及, where each of them names a problem."""
    sides = _cut(words, place, "group", grammar)
    return sides if all(not _leans(words[slice(*side)], grammar) for side in sides) else [place]


def _pieces(words: str, place: Place, grammar: Grammar) -> list[Place]:
    place = _without_class_word(words, place, grammar)
    joined: list[Place] = []
    for piece in _cut_at_dots(words, place, grammar):
        if joined and _joins(words, joined[-1], piece, grammar):
            joined[-1] = (joined[-1][0], piece[1])
        else:
            joined.append(piece)
    return [part for piece in joined for part in _softly(words, piece, grammar)]


_DOT = {"dot": re.compile("、|(?<=”)(?=“[^“”]{1,12}”(?:[、，等]|$))")}
"""Between two quotations no 、 need stand."""


def _cut_at_dots(words: str, place: Place, grammar: Grammar) -> list[Place]:
    return _cut(words, place, "dot", {**grammar, **_DOT})


def _joins(words: str, before: Place, piece: Place, grammar: Grammar) -> bool:
    """Whether ``piece`` cannot be asked about without the pieces ``before`` it."""
    group, last = words[slice(*before)], words[slice(*piece)]
    tail = group.rpartition("、")[2]
    return bool(
        _leans(last, grammar)
        or grammar["couplet"].match(words[before[0] : piece[1]])
        or grammar["noun_tail"].match(last)
        or (grammar["shared_field"].search(last) and not grammar["cue"].search(group))
        or all(_leans(part, grammar) for part in group.split("、"))
        or (_leans(tail, grammar) and not grammar["cue"].search(last))
        or grammar["open_scope"].match(group)
        or (grammar["head"].match(group) and len(last) <= 2 * _SHORT)
        or (grammar["leaning_predicate"].match(last) and re.search("[不未没弱虚淡流浮缺]", tail))
    )


def _leans(piece: str, grammar: Grammar) -> bool:
    """Whether ``piece`` is no problem by itself: a bare noun or a scrap of a chain."""
    if len(piece) <= _SHORT:
        return not _alone(piece, grammar) and not grammar["leaning_predicate"].match(piece)
    return bool(grammar["bare_noun"].search(piece)) and not grammar["cue"].search(piece)


def _alone(piece: str, grammar: Grammar) -> bool:
    return bool(grammar["short_alone"].match(piece))


def _without_class_word(words: str, place: Place, grammar: Grammar) -> Place:
    """``place`` without 等 and what follows, where a problem stands before it."""
    match = grammar["class_word"].search(words, *place)
    if match and match.start() > place[0] and grammar["cue"].search(words, place[0], match.start()):
        return (place[0], match.start())
    return place


def _softly(words: str, place: Place, grammar: Grammar) -> list[Place]:
    """``place`` cut at 和 and its kin where every side names a problem by itself."""
    sides = _cut(words, place, "soft", grammar)
    texts = [words[slice(*side)] for side in sides]
    apart = not grammar["head"].match(texts[0]) or texts[-1].startswith("“") if texts else False
    named = all(len(text) > _SHORT and _names(text, grammar) for text in texts)
    return sides if apart and named else [place]


def _names(text: str, grammar: Grammar) -> bool:
    quoted = text.startswith("“") and text.endswith("”")
    return quoted or grammar["cue"].search(text) is not None


def _bare(words: str, place: Place, grammar: Grammar) -> Place:
    """``place`` without 等 at its end and a conjunction at its start."""
    start, end = trim(words, *place, _MARKS)
    if end - start > 1 and words[end - 1] == "等":
        end -= 1
    match = grammar["conjunction"].match(words[start:end])
    if match and end - start - match.end() > 1:
        start += match.end()
    return trim(words, start, end, _MARKS)
