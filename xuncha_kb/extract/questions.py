"""What a text asks: 看…强不强, 是否存在…等问题, 有无…, 着力发现…问题, and where the words of each
question begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xuncha_kb.extract.places import REACH
from xuncha_kb.text import trim
from xuncha_kb.vocabulary import Vocabulary

_STOP = re.compile(r"[。；;！？!?]")
_BREAK = re.compile(r"[，,；;。！？!?：:]")
_BOTH = re.compile(r"([一-龥])[不没]\1|还是|是否|有没有")
"""What asks whether or how."""
_MARKS = " \t\u3000，,、；;：:。？！?!"
_OPEN = ("其他", "其它", "突出", "重要", "主要", "有关", "等")
"""After these 问题 is part of the words (其他问题)."""
_SHORT = 3
_NEAR = 20
Columns = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator: the words asked about are ``line[start:end]``."""

    start: int
    end: int
    positive: bool
    scope: Columns | None = None


def criteria_in(line: str, vocabulary: Vocabulary) -> Iterator[Columns]:
    """Every 看…强不强, as places in ``line``."""
    for match in vocabulary.pattern("indicators.criterion").finditer(line):
        yield trim(line, match.start(), match.end(), _MARKS)


def scales_in(line: str, vocabulary: Vocabulary) -> Iterator[Columns]:
    """Every …强不强 that goes on from a 看 of its sentence (看…是否坚强，作用好不好)."""
    for match in vocabulary.pattern("indicators.scale").finditer(line):
        start = max(line.rfind("。", 0, match.start()), match.start() - REACH, 0)
        if "看" in line[start : match.start()]:
            yield trim(line, match.start(), match.end(), _MARKS)


def asked_in(line: str, bodies: Sequence[int], vocabulary: Vocabulary) -> Iterator[Question]:
    """Every 是否…, 有无… and 有没有… of a line; ``bodies`` are the columns at which the words after
    its markers begin, in order, the first one that of the line itself."""
    matches = list(vocabulary.pattern("indicators.question").finditer(line))
    taken = 0
    for index, match in enumerate(matches):
        following = matches[index + 1] if index + 1 < len(matches) else None
        body = max(bodies[max(bisect_right(bodies, match.start()) - 1, 0)], taken)
        clause = _clause_start(line, body, match.start())
        if not _is_asked(line, clause, match, vocabulary):
            continue
        asked = _asked_from(line, match.end(), vocabulary)
        end = taken = _end(line, asked, following, vocabulary)
        question = _question(line, clause, match, (asked, end), vocabulary)
        if question:
            yield question


def found_in(line: str, staring: bool, vocabulary: Vocabulary) -> Iterator[Question]:
    """Every 着力发现…问题; with ``staring`` also 紧盯…问题, 重点检查…问题."""
    taken = 0
    names = ("finding", "staring") if staring else ("finding",)
    matches = sorted(
        (
            match
            for name in names
            for match in vocabulary.pattern(f"indicators.{name}").finditer(line)
        ),
        key=lambda match: (match.start(), -match.end()),
    )
    for match in matches:
        if match.start() >= taken:
            for question in _problems(line, match, vocabulary, staring):
                taken = question.end
                yield question


def stated_in(line: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[Question]:
    """The problems that a plan of rectification states under an area, one for each sentence or
    part of it before ；; none where a sentence tells what to do."""
    while start < end:
        stop = _STOP.search(line, start, end)
        last = stop.start() if stop else end
        first, limit = problem_words(line, start, last, vocabulary)
        words = line[first:limit]
        if limit - first > _SHORT and vocabulary.pattern("points.cue").search(words):
            if vocabulary.pattern("indicators.measure").search(words):
                return
            yield Question(first, limit, positive=False)
        start = stop.end() if stop else end


def problem_words(line: str, start: int, end: int, vocabulary: Vocabulary) -> tuple[int, int]:
    """``start`` and ``end`` without 等问题 and the like at the end."""
    words = line[start:end]
    match = vocabulary.pattern("indicators.class_problem").search(words)
    if match is None or match.start() < _SHORT:
        match = vocabulary.pattern("indicators.tail").search(words)
    bare = words[: match.start()] if match else words
    whole = match and not match[0].startswith("等") and bare.endswith(_OPEN)
    if match and len(bare) >= _SHORT and not whole:
        end = start + match.start()
    return trim(line, start, end, _MARKS)


def _problems(
    line: str, verb: re.Match[str], vocabulary: Vocabulary, staring: bool
) -> Iterator[Question]:
    """The problems after a verb of finding, parted after each 问题; with ``staring`` also a row of
    them that ends the sentence without 问题. None where the sentence asks 是否."""
    start, mending = verb.end(), vocabulary.pattern("indicators.mending").search(verb[0])
    limit = _sentence_end(line, start, vocabulary)
    position = _after_fields(line, start, limit, vocabulary)
    problems = list(vocabulary.pattern("indicators.problem").finditer(line, position, limit))
    if staring and not problems and _is_row(line, position, limit, vocabulary):
        yield Question(*problem_words(line, position, limit, vocabulary), positive=False)
    for match in problems:
        if match.start() - position < _SHORT - 1:
            continue
        place = problem_words(line, position, match.end(), vocabulary)
        first, last = trim(line, *place, _MARKS + "和及")
        row = mending is not None and "、" in line[first:last]
        named = _names_a_problem(line[first:last], row, vocabulary)
        if last - first > _SHORT - named and named and not _BREAK.match(line, first):
            yield Question(first, last, positive=False)
        position = match.end()


def _is_row(line: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a sentence ends in a row of problems: at least half of its pieces say one."""
    if _BOTH.search(line, start, end) or "情况" in line[start:end]:
        return False
    pieces = line[start:end].split("、")
    said = sum(vocabulary.pattern("points.cue").search(piece) is not None for piece in pieces)
    ends = line[end : end + 1] in ("", "。", "；")
    return ends and len(pieces) > 1 and 2 * said > len(pieces)


def _after_fields(line: str, start: int, limit: int, vocabulary: Vocabulary) -> int:
    """Where problems may be named: after …方面存在的突出问题, which names fields, and after the
    areas that stand before them (落实情况、不正之风问题)."""
    fields = vocabulary.pattern("indicators.in_fields").match(line, start, limit)
    start = fields.end() if fields else start
    verb = vocabulary.pattern("indicators.staring").match(line, start, limit) if fields else None
    return verb.end() if verb else start


def _names_a_problem(words: str, row: bool, vocabulary: Vocabulary) -> bool:
    """Whether the words before 问题 say which: 突出问题 and those about petitions do not; what
    stands in a ``row`` that is to be mended, and what is quoted, does."""
    pattern = vocabulary.pattern
    nothing = pattern("indicators.nothing_named").match(words)
    said = row or "“" in words or pattern("points.cue").search(words)
    return not nothing and bool(said)


def _sentence_end(line: str, start: int, vocabulary: Vocabulary) -> int:
    names = ("indicators.leaves", "indicators.question")
    limit = min(len(line), start + REACH)
    matches = [vocabulary.pattern(name).search(line, start, limit) for name in names]
    matches.append(_STOP.search(line, start, limit))
    return min((match.start() for match in matches if match), default=limit)


def _clause_start(line: str, start: int, before: int) -> int:
    start = max(start, before - REACH)
    for position in range(before - 1, start - 1, -1):
        if line[position] in "，,；;。：:？！?!":
            return position + 1
    return start


def _is_asked(line: str, clause: int, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    before, after = line[clause : match.start()], line[match.end() : match.end() + 60]
    return not (
        vocabulary.pattern("indicators.not_asked").search(before)
        or vocabulary.pattern("indicators.not_asked_after").search(after)
    )


def _asked_from(line: str, start: int, vocabulary: Vocabulary) -> int:
    """Where the words after 是否存在 begin; 以下情形： only announces them."""
    announced = vocabulary.pattern("indicators.announces").match(line[start : start + _NEAR])
    return start + (announced.end() if announced else 0)


def _end(line: str, start: int, following: re.Match[str] | None, vocabulary: Vocabulary) -> int:
    """Where the words after 是否 end: after 问题, before the clause of the next question, before
    the sentence leaves, at its end."""
    limit = min(len(line), start + REACH, following.start() if following else len(line))
    ends = [limit]
    if following and following.start() == limit:
        clause = _clause_start(line, start, following.start())
        dot = line.rfind("、", start, following.start()) + 1
        places = (clause, dot, following.start())
        ends.append(next((place for place in places if place > start), start))
    for name in ("indicators.problem", "indicators.leaves"):
        match = vocabulary.pattern(name).search(line, start, limit)
        if match:
            ends.append(match.end() if name == "indicators.problem" else match.start())
    stop = _STOP.search(line, start, limit)
    if stop:
        ends.append(stop.start())
    scale = vocabulary.pattern("indicators.scale").search(line, start, min(ends))
    if scale and scale.start() > start:
        ends.append(scale.start())
    return min(ends)


def _question(
    line: str, clause: int, match: re.Match[str], place: Columns, vocabulary: Vocabulary
) -> Question | None:
    """What stands at ``place`` after the question word ``match``, whose clause begins before it."""
    said = line[slice(*place)]
    has_problem = vocabulary.pattern("indicators.problem").search(said + "，") is not None
    bad = vocabulary.pattern("indicators.negative").match(said)
    good = not match["exist"] or vocabulary.pattern("indicators.positive").match(said)
    positive = not (has_problem or bad) and bool(good)
    start, end = problem_words(line, *place, vocabulary)
    scope, subject = _before(line, clause, match.start(), vocabulary)
    own = line[slice(*subject)] if subject and match["whether"] else ""
    listed = bad is not None and "、" in line[start:end]
    bare = subject and not match["whether"] and _is_bare(line, subject, (start, end), vocabulary)
    if subject and (bare or (own and not listed and _belongs(own, end - start, vocabulary))):
        start, scope = subject[0], None
    elif subject:
        scope = subject
    return Question(start, end, positive, scope) if end - start > 1 else None


def _before(
    line: str, clause: int, end: int, vocabulary: Vocabulary
) -> tuple[Columns | None, Columns | None]:
    """The scope of a question and its subject, each where it has one."""
    asker = vocabulary.pattern("indicators.asker").match(line[clause:end])
    start = trim(line, clause + (asker.end() if asker else 0), end, _MARKS)[0]
    scope = vocabulary.pattern("indicators.scope").search(line, clause, end)
    if scope:
        return trim(line, scope.start(), scope.end(), _MARKS), None
    if start < end:
        return None, trim(line, start, end, _MARKS)
    if not clause or line[clause - 1] not in "，,":
        return None, None
    earlier = _clause_start(line, 0, clause - 1)
    scope = vocabulary.pattern("indicators.scope").search(line, earlier, clause)
    return (trim(line, scope.start(), scope.end(), _MARKS) if scope else None), None


def _is_bare(line: str, subject: Columns, place: Columns, vocabulary: Vocabulary) -> bool:
    """Whether 有没有 asks by a bare predicate of a thing (安全责任有没有层层递减)."""
    asked = line[slice(*place)]
    agent = vocabulary.pattern("indicators.agent").search(line[slice(*subject)])
    asker = line[place[0] - 3 : place[0]] == "有没有"
    leans = vocabulary.pattern("points.leaning_predicate").match(asked)
    return asker and not agent and leans is not None


def _belongs(subject: str, length: int, vocabulary: Vocabulary) -> bool:
    """Whether the words before 是否 are part of the matter (民主集中制是否落实) rather than those
    who are asked about (党组是否认真履行责任)."""
    return length <= _SHORT or not vocabulary.pattern("indicators.agent").search(subject)
