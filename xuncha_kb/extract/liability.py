"""Liability: on which case which consequence follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.clauses import Line, Range
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import bodies
from xuncha_kb.model import Attributes, Binds, ItemKind, Span
from xuncha_kb.text import trim

_SENTENCE = re.compile(r"。")
_CONSEQUENCE_SIGNS = ("处", "追究", "责令", "通报", "诫勉", "批评", "吊销", "没收", "责任")


def liabilities(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """One item for each sentence in which a case (…的，) meets a consequence, its ladder
    (情节较重的，…；情节严重的，…) in ``consequences``."""
    offence = reading.vocabulary.pattern("norms.offence")
    consequence = reading.vocabulary.pattern("norms.liability")
    for paragraph, text in enumerate(reading.document.paragraphs, start=1):
        if "的" not in text and "下列" not in text:
            continue
        if not any(sign in text for sign in _CONSEQUENCE_SIGNS) or not consequence.search(text):
            continue
        line = Line(text, bodies(reading, paragraph)[0])
        for start, end in _sentences(line):
            case = offence.search(text, start, end)
            if case and consequence.search(text, case.end() - 1, end):
                rungs = tuple(_rungs(reading, line, (start, end)))
                attributes = Attributes(binds=Binds.ANYONE, consequences=rungs or None)
                yield Draft(ItemKind.LIABILITY, (Span(paragraph, start, end),), None, attributes)


def _sentences(line: Line) -> Iterator[Range]:
    start = line.start
    for match in _SENTENCE.finditer(line.text, line.start):
        if line.outside(match.start()):
            yield trim(line.text, start, match.start())
            start = match.end()
    if start < len(line.text):
        yield trim(line.text, start, len(line.text), " \t\u3000\u00a0：:")


def _rungs(reading: Reading, line: Line, sentence: Range) -> Iterator[str]:
    """The clauses of the sentence that hold a consequence, in the words of the text."""
    consequence = reading.vocabulary.pattern("norms.liability")
    for start, end in line.clauses():
        start, end = max(start, sentence[0]), min(end, sentence[1])
        if start < end and consequence.search(line.text, start, end):
            yield line.text[start:end]
