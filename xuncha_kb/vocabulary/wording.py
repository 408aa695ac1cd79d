"""Schemas of ``synonyms.toml`` and ``search.toml``: how people ask for what the texts say."""

from pydantic import Field

from xuncha_kb.model import Frozen
from xuncha_kb.vocabulary.terms import TermEntry

Words = tuple[str, ...]


class Synonyms(Frozen):
    """Words that mean the same: who asks for one is shown the others too."""

    words: Words = Field(min_length=2)


class Colloquial(Frozen):
    """What people say, and the words of the texts that mean it; not the other way round."""

    say: Words = Field(min_length=1)
    means: Words = Field(min_length=1)
    related: bool = False
    """The texts speak of the broader matter only: said so beside the result."""
    note: str = ""
    """A sentence to show with the result."""


class Variant(Frozen):
    """Spellings of one word or character: 决/绝, 隐性/隐形."""

    forms: Words = Field(min_length=2)


class SynonymsFile(Frozen):
    synonym: tuple[Synonyms, ...] = ()
    colloquial: tuple[Colloquial, ...] = ()
    variant: tuple[Variant, ...] = ()

    def with_those_of(self, other: "SynonymsFile") -> "SynonymsFile":
        return SynonymsFile(
            synonym=self.synonym + other.synonym,
            colloquial=self.colloquial + other.colloquial,
            variant=self.variant + other.variant,
        )


class UserFile(SynonymsFile):
    """``vocabulary.toml`` of a project."""

    term: tuple[TermEntry, ...] = ()


class StepEntry(Frozen):
    key: str
    label: str
    """What the reader is told; ``{…}`` is filled in."""


class FilterEntry(Frozen):
    key: str
    names: Words


class KindWords(Frozen):
    """A kind of hit: its name, and other words by which it is asked for."""

    kind: str
    label: str = ""
    """Empty for item kinds, which have theirs in ``kinds.toml``."""
    words: Words = ()


class Intent(Frozen):
    """A way of asking that shows what kind of answer is wanted."""

    words: Words
    kinds: Words


class StageWords(Frozen):
    """What people call a stage of an interview."""

    stage: str
    words: Words


class Answer(Frozen):
    """A question word that wants an answer of one kind; the text gives it in one of ``means``."""

    say: Words
    means: Words
    kinds: Words = ()
    """The kinds of item that hold such an answer."""


class SearchFile(Frozen):
    step: tuple[StepEntry, ...]
    filter: tuple[FilterEntry, ...]
    kind: tuple[KindWords, ...]
    intent: tuple[Intent, ...]
    answer: tuple[Answer, ...]
    interview_words: Words
    """They ask what to ask in an interview."""
    interview_nouns: Words
    """They do so where a role or a stage is named besides."""
    stage: tuple[StageWords, ...]
    stage_words: Words
    """They ask what to say at a stage that is named besides."""
    question_words: Words
    weak_words: Words
    title_endings: Words
    domain_words: Words
