"""Definitions (所称…是指…) and entry into force (自…起施行, 同时废止)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xuncha_kb.extract.clauses import Line, Range
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import prose
from xuncha_kb.model import ItemKind, Span
from xuncha_kb.text import trim

_MARKS = " \t\u3000：:"
_IN_FORCE = ("施行", "实施", "废止", "执行", "试行", "生效")


def definitions(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every clause that says what a word of the text means."""
    pattern = reading.vocabulary.pattern("norms.definition")
    for paragraph, text in reading.numbered:
        if "指" not in text and "称" not in text:
            continue
        line = prose(reading, paragraph)
        for start, end in _sentences(line, pattern):
            match = pattern.search(text[start:end])
            if match and line.outside(start + match.end() - 1):
                yield Draft(ItemKind.DEFINITION, (Span(paragraph, start, end),))


def entries_into_force(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """The sentences that put the text into force or others out of force."""
    entry = reading.vocabulary.pattern("norms.entry")
    own = reading.vocabulary.pattern("norms.entry_subject")
    interpreted = reading.vocabulary.pattern("norms.interpreted")
    for paragraph, text in reading.numbered:
        if not any(word in text for word in _IN_FORCE):
            continue
        line = prose(reading, paragraph)
        for start, end in _sentences(line):
            explained = interpreted.match(text[start:end])
            start += explained.end() if explained else 0
            if entry.search(text, start, end) and own.search(text[start:end]):
                yield Draft(ItemKind.ENTRY_INTO_FORCE, (Span(paragraph, start, end),))


def _sentences(line: Line, begins: re.Pattern[str] | None = None) -> list[Range]:
    """Clauses joined again over ； up to the full stop, but for those that ``begins`` finds: each
    is one of its own. A colon at the end is left out."""
    joined: list[Range] = []
    for start, end in line.clauses:
        goes_on = joined and line.text[joined[-1][1] : start].strip() in ("；", ";")
        end = trim(line.text, start, end, _MARKS)[1]
        if goes_on and not (begins and begins.search(line.text[start:end])):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
