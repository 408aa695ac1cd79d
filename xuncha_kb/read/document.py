"""One file's text -> document: what it states about itself, and what people state about it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TypeVar

from xuncha_kb.model import Document, Metadata, Problem
from xuncha_kb.read.facts import infer_facts
from xuncha_kb.read.kind import infer_kind
from xuncha_kb.read.opening import find_title
from xuncha_kb.read.raw import RawText, problem
from xuncha_kb.read.statements import Statement, read_statement
from xuncha_kb.vocabulary import Vocabulary

Value = TypeVar("Value")


def make_document(
    name: str, digest: str, raw: RawText, stated: Statement, vocabulary: Vocabulary
) -> tuple[Document, tuple[Problem, ...]]:
    """The document of the file ``name``; front matter overrides what the text says of itself,
    ``stated`` (the sidecar) overrides both."""
    front = read_statement(raw.front_matter, complain=False)
    statements = (front.statement, stated)
    opening = find_title(raw.paragraphs, vocabulary)
    path = PurePosixPath(name)
    title = _last(s.title for s in statements) or opening.title or path.stem
    document = Document(
        id=path.with_suffix("").as_posix(),
        kind=_last(s.kind for s in statements) or infer_kind(title, raw.paragraphs, vocabulary),
        title=title,
        source_file=name,
        sha256=digest,
        paragraphs=raw.paragraphs,
        margins=raw.margins,
        metadata=_overridden(infer_facts(raw.paragraphs, opening, vocabulary), statements),
    )
    refusals = raw.remarks + front.refusals
    return document, tuple(problem(name, refusal, document.id) for refusal in refusals)


def _overridden(facts: Metadata, statements: Iterable[Statement]) -> Metadata:
    values = facts.model_dump()
    for statement in statements:
        values |= statement.metadata
    return Metadata.model_validate(values)


def _last(values: Iterable[Value | None]) -> Value | None:
    found: Value | None = None
    for value in values:
        found = found if value is None else value
    return found
