"""A problem with its place and its sentence."""

from __future__ import annotations

from xuncha_kb.model import Document, Problem, Severity, Span
from xuncha_kb.text import sentence_spans

_LONGEST = 60
"""Characters of the sentence that are shown on either side of the words in question."""


def problem_at(
    document: Document, span: Span, code: str, severity: Severity, words: str
) -> Problem:
    """A problem whose message ends with the paragraph and the sentence around ``span``."""
    sentence = sentence_at(document, span)
    return Problem(
        code=code,
        severity=severity,
        message=f"{words}第{span.paragraph}段：“{sentence}”",
        document_id=document.id,
        source=(span,),
    )


def sentence_at(document: Document, span: Span) -> str:
    """The sentence that holds ``span``, cut with … where it is long."""
    line = document.paragraphs[span.paragraph - 1]
    start, end = next(
        (s for s in sentence_spans(line) if s[0] <= span.start < s[1]), (0, len(line))
    )
    first = max(start, span.start - _LONGEST)
    last = min(end, max(span.end, first) + _LONGEST)
    return f"{'…' if first > start else ''}{line[first:last]}{'…' if last < end else ''}"
