"""Definitions (所称…是指…) and entry into force (自…起施行, 同时废止)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xuncha_kb.extract.clauses import Line, Range
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import bodies
from xuncha_kb.model import ItemKind, Span


def definitions(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every clause that says what a word of the text means."""
    pattern = reading.vocabulary.pattern("norms.definition")
    for paragraph, text in enumerate(reading.document.paragraphs, start=1):
        if "指" not in text and "所称" not in text and "含义" not in text:
            continue
        line = Line(text, bodies(reading, paragraph)[0])
        for start, end in _sentences(line):
            match = pattern.search(text[start:end])
            if match and line.outside(start + match.start()):
                yield Draft(ItemKind.DEFINITION, (Span(paragraph, start, end),))


def entries_into_force(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """The sentences that put the text into force or others out of force."""
    entry = reading.vocabulary.pattern("norms.entry")
    own = reading.vocabulary.pattern("norms.entry_subject")
    for paragraph, text in enumerate(reading.document.paragraphs, start=1):
        if "施行" not in text and "实施" not in text and "废止" not in text and "执行" not in text:
            continue
        line = Line(text, bodies(reading, paragraph)[0])
        for start, end in _sentences(line):
            if entry.search(text, start, end) and own.match(text[start:end]):
                yield Draft(ItemKind.ENTRY_INTO_FORCE, (Span(paragraph, start, end),))


def _sentences(line: Line) -> list[Range]:
    """Clauses joined again over ；: a definition or a repeal goes on to the full stop."""
    joined: list[Range] = []
    for start, end in line.clauses():
        if joined and line.text[joined[-1][1] : start].strip() in ("；", ";"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
