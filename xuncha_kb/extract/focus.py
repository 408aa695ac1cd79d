"""Focus areas, criteria, indicators and their points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.areas import plan_of
from xuncha_kb.extract.context import inspects, is_law
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import bodies
from xuncha_kb.extract.places import Taken
from xuncha_kb.extract.plan import Plan
from xuncha_kb.extract.questions import (
    Question,
    asked_in,
    criteria_in,
    found_in,
    problem_words,
    scales_in,
    stated_in,
)
from xuncha_kb.extract.splitting import split_aims, split_points
from xuncha_kb.model import Attributes, ItemKind, Span

_POSITIVE = "positive"
_NEGATIVE = "negative"


def focus(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """What a text about inspecting looks into: areas, under each its criteria and indicators, and
    the points of every indicator, one at least."""
    if not inspects(reading):
        return
    plan = plan_of(reading)
    yield from (area.draft for area in plan.areas)
    listed = {span.paragraph for span in plan.problems}
    free, asked = not is_law(reading), plan.paragraphs
    for span in plan.problems:
        yield from _listed(reading, plan, span)
    for paragraph, line in reading.body:
        yield from _criteria(reading, plan, paragraph, line)
        if paragraph not in listed and (free or paragraph in asked):
            yield from _indicators(reading, plan, paragraph, line)


def _criteria(reading: Reading, plan: Plan, paragraph: int, line: str) -> Iterator[Draft]:
    if "看" not in line:
        return
    taken = Taken()
    for start, end in criteria_in(line, reading.vocabulary):
        taken.add(paragraph, start, end)
        parent = plan.around((paragraph, start))
        yield Draft(ItemKind.CRITERION, (Span(paragraph, start, end),), parent)
    asked = taken.overlaps(paragraph, 0, len(line))
    for start, end in scales_in(line, reading.vocabulary):
        area = plan.around((paragraph, start))
        if (area or asked) and not taken.overlaps(paragraph, start, end):
            yield Draft(ItemKind.CRITERION, (Span(paragraph, start, end),), area)


def _indicators(reading: Reading, plan: Plan, paragraph: int, line: str) -> Iterator[Draft]:
    staring = plan.around((paragraph, len(line) - 1)) is not None
    taken = Taken()
    asked: Iterable[Question] = ()
    if "是" in line or "有" in line:
        asked = asked_in(line, bodies(reading, paragraph), reading.vocabulary)
    staring = staring or any(True for _ in criteria_in(line, reading.vocabulary))
    found = found_in(line, staring, reading.vocabulary) if "问题" in line or staring else ()
    own = [one for one in (*asked, *found) if not plan.holds(paragraph, one.start, one.end)]
    for question in own or _stated(reading, plan, paragraph, line):
        place = (paragraph, question.start, question.end)
        if not taken.overlaps(*place) and not plan.holds(*place):
            taken.add(*place)
            yield from _drafts(reading, plan, paragraph, question)


def _stated(reading: Reading, plan: Plan, paragraph: int, line: str) -> Iterator[Question]:
    """What a plan of rectification states under an area whose line asks nothing."""
    area = plan.around((paragraph, len(line) - 1))
    if area is None:
        return
    span = area.source[0]
    spelled = span.paragraph == paragraph and line[span.end : span.end + 1] == "："
    rectifies = reading.vocabulary.pattern("focus.rectifies").search(reading.document.title)
    if not rectifies and not spelled:
        return
    start = span.end if span.paragraph == paragraph else bodies(reading, paragraph)[0]
    yield from stated_in(line, start, len(line), reading.vocabulary)


def _listed(reading: Reading, plan: Plan, span: Span) -> Iterator[Draft]:
    """The indicator that a member of a list of problems is."""
    line = reading.line(span.paragraph)
    start, end = problem_words(line, span.start, span.end, reading.vocabulary)
    yield from _drafts(reading, plan, span.paragraph, Question(start, end, positive=False))


def _drafts(reading: Reading, plan: Plan, paragraph: int, question: Question) -> Iterator[Draft]:
    line = reading.line(paragraph)
    indicator = Draft(
        ItemKind.INDICATOR,
        (Span(paragraph, question.start, question.end),),
        plan.around((paragraph, question.start)),
        Attributes(
            polarity=_POSITIVE if question.positive else _NEGATIVE,
            scope=reading.quote(Span(paragraph, *question.scope)) if question.scope else None,
        ),
    )
    yield indicator
    split = split_aims if question.positive else split_points
    for start, end in split(line, question.start, question.end, reading.vocabulary):
        yield Draft(ItemKind.INDICATOR_POINT, (Span(paragraph, start, end),), indicator)
