"""What a person should look at, document by document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from xuncha_kb.model import Problem, Severity
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.templates import render_page
from xuncha_kb.text import sentence_spans

_SHOWN_PROBLEMS = 600
_AROUND = 60
"""So many characters of a long sentence are shown on either side of the words meant."""


@dataclass(frozen=True)
class Finding:
    """A problem with the sentence it stands in, cut around the words meant; ``said`` is its
    message without that sentence."""

    problem: Problem
    said: str
    before: str
    words: str
    after: str


def publish_problems(book: Book) -> Iterator[tuple[str, bytes]]:
    findings: dict[str, list[Finding]] = defaultdict(list)
    for problem in book.knowledge.problems:
        known = problem.document_id in book.knowledge.document_by_id
        findings[problem.document_id or "" if known else ""].append(_finding(book, problem))
    groups = [(d, findings[d.id]) for d in book.documents if d.id in findings]
    shown, rest = book.split(groups, _SHOWN_PROBLEMS)
    yield render_page(
        "problems.md.j2",
        "problems.md",
        book=book,
        homeless=findings.get("", []),
        shown=shown,
        rest=rest,
        counts=Counter(problem.severity for problem in book.knowledge.problems),
        severities=tuple(Severity),
    )


def _finding(book: Book, problem: Problem) -> Finding:
    document = book.knowledge.document_by_id.get(problem.document_id or "")
    if document is None or not problem.source:
        return Finding(problem, problem.message, "", "", "")
    first = problem.source[0]
    line = document.paragraphs[first.paragraph - 1]
    start, end = next(
        ((s, e) for s, e in sentence_spans(line) if s <= first.start < e), (0, len(line))
    )
    end = max(end, first.end)
    said = problem.message.partition(f"第{first.paragraph}段：“")[0]
    before, words, after = (
        line[start : first.start],
        line[first.start : first.end],
        line[first.end : end],
    )
    return Finding(problem, said, _tail(before), words, _head(after))


def _tail(text: str) -> str:
    return text if len(text) <= _AROUND else f"……{text[-_AROUND:]}"


def _head(text: str) -> str:
    return text if len(text) <= _AROUND else f"{text[:_AROUND]}……"
