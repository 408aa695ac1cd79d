"""What kind of act a rule asks for, which decides what is best asked about it."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.vocabulary import Use, Vocabulary

ACTS: tuple[Use, ...] = (
    "limit",
    "periodic",
    "timed",
    "deliberate",
    "approve",
    "publish",
    "notify",
    "report",
    "institute",
    "appoint",
    "teach",
    "talk",
    "verify",
    "handle",
    "inspect",
    "record",
    "pay",
    "guard",
    "qualify",
)
"""Each with a pattern in ``patterns/acts.toml``; the first that is found counts."""


def uses_of(words: str, vocabulary: Vocabulary) -> Iterator[Use]:
    """The frames for what must be done, the most fitting first. An act leaves a record; an
    attitude shows in what is done; 不委托他人说情 is a ban."""
    if vocabulary.pattern("questions.abstaining").search(words):
        yield "ban"
        return
    if vocabulary.pattern("acts.caring").search(words):
        yield "attitude"
        return
    match = vocabulary.pattern("acts.core").search(words)
    core = match["core"] if match else words
    act = next((act for act in ACTS if vocabulary.pattern(f"acts.{act}").search(core)), None)
    if act:
        yield act
    leaves_record = act or vocabulary.pattern("questions.act").search(words)
    yield "duty" if leaves_record else "attitude"


def ban_uses(words: str, vocabulary: Vocabulary) -> Iterator[Use]:
    """The frames for what must not be done: a limit is asked for its figure first."""
    if vocabulary.pattern("acts.limit").search(words):
        yield "limit"
    yield "ban"
