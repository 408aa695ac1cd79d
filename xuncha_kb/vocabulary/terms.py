"""Schema of ``terms.toml``: the shorthand of the trade."""

from typing import Literal

from pydantic import Field

from xuncha_kb.model import Frozen


class TermVersion(Frozen):
    name: str
    says: str


class TermEntry(Frozen):
    term: str
    key: str = ""
    """Unique; given where two sets share a name, else the term itself (see ``id``)."""
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = Field(min_length=1)
    numbered: bool = True
    """The term names a list by its number; others are cards to read, never items."""
    origin: Literal["official", "local", "method", "phrase", "project"] = "project"
    year: str = ""
    source: str = ""
    note: str = ""
    context: tuple[str, ...] = ()
    """Words near by that tell this set from another one of the same name."""
    confidence: Literal["high", "medium"] = "high"
    versions: tuple[TermVersion, ...] = ()

    @property
    def id(self) -> str:
        return self.key or self.term

    @property
    def names(self) -> tuple[str, ...]:
        return (self.term, *self.aliases)


class TermsFile(Frozen):
    term: tuple[TermEntry, ...]
