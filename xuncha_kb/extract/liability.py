"""Liability: on which case which consequence follows."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from xuncha_kb.extract.clauses import Line, Range
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import bodies, prose
from xuncha_kb.model import Attributes, Binds, ItemKind, Span
from xuncha_kb.text import trim

_MARKS = " \t\u3000\u00a0：:；;"
_CASE = re.compile("的|下列|者|谁")
_SENTENCE = re.compile(r"。")
_DEMAND = re.compile(r"要(?!求)|应|须|不得|严禁|[将把](?![^，]*修改)|建立|开展|实行|加强|责任人")


def liabilities(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """One item for each sentence in which a case (…的，) meets a consequence, its ladder
    (情节较重的，…；情节严重的，…) in ``consequences``."""
    offence = reading.vocabulary.pattern("norms.offence")
    consequence = reading.vocabulary.pattern("norms.liability")
    for paragraph, text in reading.numbered:
        if not _CASE.search(text) or not consequence.search(text):
            continue
        line, starts = prose(reading, paragraph), bodies(reading, paragraph)
        for start, end in _sentences(line):
            within = starts[bisect_right(starts, start) : bisect_left(starts, end)]
            inner = [body - start for body in within]
            begin = _begin(offence, consequence, text[start:end], inner)
            if begin is not None:
                rungs = tuple(_rungs(reading, paragraph, line, (start + begin, end)))
                attributes = Attributes(binds=Binds.ANYONE, consequences=rungs or None)
                span = Span(paragraph, start + begin, end)
                yield Draft(ItemKind.LIABILITY, (span,), None, attributes)


def _begin(
    offence: re.Pattern[str], consequence: re.Pattern[str], sentence: str, inner: Sequence[int]
) -> int | None:
    """Where the clause begins in which the case stands, since what is said before ； (各单位应当
    …；未…的，) is another rule, and so is what is demanded before ，对 or under another marker: the
    words after the markers begin at ``inner``. None where no consequence follows a case."""
    case = offence.search(sentence)
    if not case or not consequence.search(sentence, case.end() - 1):
        return None
    stop = sentence.rfind("；", 0, case.start())
    turn = sentence.rfind("，对", stop + 1, case.start() + 2)
    if turn > 0 and _DEMAND.search(sentence, stop + 1, turn):
        stop = turn
    stop = max([stop, *(body - 1 for body in inner if body <= case.start())])
    return trim(sentence, stop + 1, len(sentence))[0]


def _sentences(line: Line) -> Iterator[Range]:
    start = line.start
    for match in _SENTENCE.finditer(line.text, line.start, line.end):
        if line.outside(match.start()):
            yield trim(line.text, start, match.start(), _MARKS)
            start = match.end()
    if start < line.end:
        yield trim(line.text, start, line.end, _MARKS)


def _rungs(reading: Reading, paragraph: int, line: Line, sentence: Range) -> Iterator[str]:
    """The clauses of the sentence that hold a consequence, in the words of the text."""
    consequence = reading.vocabulary.pattern("norms.liability")
    first = bisect_right(line.clauses, sentence[0], key=itemgetter(1))
    last = bisect_left(line.clauses, sentence[1], key=itemgetter(0))
    for start, end in line.clauses[first:last]:
        start, end = max(start, sentence[0]), min(end, sentence[1])
        if consequence.search(line.text, start, end):
            yield reading.quote(Span(paragraph, start, end))
