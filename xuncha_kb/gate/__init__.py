"""The publishing gate: what must not be published goes no further than this room.

``guard`` stands between reading and everything else, so that no page, index or file made later
can hold what it stops: a text with a secrecy mark, personal data or the contents of a lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xuncha_kb.gate.examine import Examined, examine, masked_numbers
from xuncha_kb.gate.verdict import WITHHELD, kept_back, masked_note, published_anyway, withheld
from xuncha_kb.model import Document, Problem
from xuncha_kb.vocabulary import Vocabulary

__all__ = ["WITHHELD", "guard"]

Passed = tuple[tuple[Document, ...], tuple[Problem, ...]]


def guard(
    documents: Sequence[Document],
    problems: Sequence[Problem],
    vocabulary: Vocabulary,
    *,
    redact: bool = False,
) -> Passed:
    """The documents that may be published, without their margins, and the problems with a line
    for each place that stops one. No message holds the words that stopped it.

    ``publish = true`` with a ``publish_reason`` lets a document pass as it stands,
    ``publish = false`` keeps it back. With ``redact`` personal data are masked, sign for sign,
    and the document passes; secrecy marks and leads stop it all the same.
    """
    passed: list[Document] = []
    found: list[Problem] = []
    for document in documents:
        kept, said = _judge(examine(document, vocabulary), vocabulary, redact)
        found.extend(said)
        if kept is not None:
            passed.append(kept.model_copy(update={"margins": ()}))
    stopped = {document.id for document in documents} - {document.id for document in passed}
    rest = _without(problems, stopped, vocabulary)
    return tuple(passed), (*rest, *found)


def _judge(
    examined: Examined, vocabulary: Vocabulary, redact: bool
) -> tuple[Document | None, tuple[Problem, ...]]:
    document = examined.document
    if document.metadata.publish is False:
        return None, (kept_back(examined),)
    if not examined.findings:
        return document, ()
    if document.metadata.publish and (document.metadata.publish_reason or "").strip():
        return document, (published_anyway(examined, vocabulary),)
    if redact and examined.can_be_masked(vocabulary):
        return examined.masked(), (masked_note(examined, vocabulary),)
    return None, withheld(examined, vocabulary, redact=redact)


def _without(
    problems: Iterable[Problem], stopped: set[str], vocabulary: Vocabulary
) -> tuple[Problem, ...]:
    """The problems of reading but those of ``stopped`` documents, whose words they may cite."""
    return tuple(
        problem.model_copy(update={"message": masked_numbers(problem.message, vocabulary)})
        for problem in problems
        if problem.document_id not in stopped
    )
