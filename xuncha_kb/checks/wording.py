"""Slips of the pen: words left out or doubled, one body under two names, ASCII punctuation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from xuncha_kb.checks.place import problem_at
from xuncha_kb.model import Document, Knowledge, Problem, Severity, Span
from xuncha_kb.vocabulary import Vocabulary

_PREFIX = "slip_"


def slips(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Each pattern of ``faults.toml`` whose name begins with ``slip_``; its note is the message."""
    patterns = [
        (entry, entry.compiled)
        for name, entry in vocabulary.pattern_entries.items()
        if name.startswith(f"faults.{_PREFIX}")
    ]
    for document in knowledge.documents:
        text = "\n".join(document.paragraphs)
        for entry, pattern in patterns:
            found = _first(document, pattern) if pattern.search(text) else None
            if found:
                span, count = found
                times = f"（全文 {count} 处，这是第一处）" if count > 1 else ""
                words = f"“{document.quote((span,))}”{entry.note}{times}。"
                code = entry.name.removeprefix(_PREFIX).replace("_", "-")
                severity = Severity.NOTE if code == "half-width" else Severity.WARNING
                yield problem_at(document, span, code, severity, words)


def _first(document: Document, pattern: re.Pattern[str]) -> tuple[Span, int] | None:
    spans = [
        Span(number, *match.span())
        for number, line in enumerate(document.paragraphs, 1)
        for match in pattern.finditer(line)
    ]
    return (spans[0], len(spans)) if spans else None


def mixed_names(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    """One unit's 党组 that is called 党委 elsewhere: the rarer name is reported."""
    named = vocabulary.pattern("faults.party_body")
    for document in knowledge.documents:
        places: dict[tuple[str, str], list[Span]] = {}
        for number, line in enumerate(document.paragraphs, 1):
            if "党组" not in line and "党委" not in line:
                continue
            for match in named.finditer(line):
                key = (match["unit"], match["body"])
                places.setdefault(key, []).append(Span(number, *match.span()))
        counts = Counter({key: len(spans) for key, spans in places.items()})
        for (unit, body), count in counts.items():
            other = "党委" if body == "党组" else "党组"
            often = counts[unit, other]
            if len(unit) == 1:
                often = sum(n for key, n in counts.items() if _is_of(key, unit, other))
                if any(_is_of(key, unit, body) for key in counts if key[0] != unit):
                    continue
            if count < often:
                elsewhere = f"别处 {often} 次作“{unit}{other}”"
                words = f"这里作“{unit}{body}”，{elsewhere}，请核对称谓。"
                span = places[unit, body][0]
                yield problem_at(document, span, "mixed-names", Severity.WARNING, words)


def _is_of(key: tuple[str, str], suffix: str, body: str) -> bool:
    """Whether a named unit's body is one of those that a bare 局党组 may mean."""
    return key[0].endswith(suffix) and key[1] == body
