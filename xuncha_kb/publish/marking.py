"""The lines of a document as HTML, with the items marked where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from xuncha_kb.model import Item
from xuncha_kb.publish.escape import escape, escaped
from xuncha_kb.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Mark:
    """One item in one line; ``first`` where the item begins here."""

    start: int
    end: int
    code: str
    prefix: str
    first: bool


def marks_by_paragraph(items: Iterable[Item], vocabulary: Vocabulary) -> dict[int, list[Mark]]:
    """The marks of each paragraph in reading order, an item before those it contains."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    for item in items:
        prefix = vocabulary.kinds[item.kind].prefix
        for number, span in enumerate(item.source):
            mark = Mark(span.start, span.end, item.code, prefix, number == 0)
            marks[span.paragraph].append(mark)
    return marks


def marked_line(line: str, marks: Sequence[Mark], head_end: int = 0) -> Markup:
    """``line`` cut where a mark begins or ends, each piece in one element that names all items
    over it: so marks may lie inside one another, overlap or touch.

    ``data-i`` holds the codes, ``class`` their kinds by the first letters of the codes, in the
    same order; the first piece of an item carries its code as ``id``. The characters before
    ``head_end`` are the head of the line (第三条).
    """
    if not marks and not head_end:
        return escape(line)
    cuts = {0, head_end, len(line), *(m.start for m in marks), *(m.end for m in marks)}
    bounds = sorted(cuts)
    beginning: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        beginning[mark.start].append(mark)
    over: list[Mark] = []
    pieces = []
    for start, end in pairwise(bounds):
        over = [m for m in over if m.end > start] + beginning[start]
        piece = _piece(escaped(line[start:end]), over, start)
        pieces.append(f"<b>{piece}</b>" if end <= head_end else piece)
    return Markup("".join(pieces))


def _piece(text: str, over: Sequence[Mark], start: int) -> str:
    if not over:
        return text
    codes = [m.code for m in over if m.first and m.start == start]
    anchors = "".join(f'<i id="{code}"></i>' for code in codes[:-1])
    own = f' id="{codes[-1]}"' if codes else ""
    kinds = " ".join(f"k-{m.prefix}" for m in over)
    names = " ".join(m.code for m in over)
    return f'{anchors}<span{own} class="k {kinds}" data-i="{names}">{text}</span>'
