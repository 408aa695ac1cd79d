"""Schema of ``gate.toml``: what the publishing gate stops, and what a name looks like."""

from functools import cached_property

from xuncha_kb.model import Frozen


class GateKind(Frozen):
    id: str
    label: str
    masked: bool
    """Whether the document may be published once the words are masked."""


class Names(Frozen):
    surnames: str
    compound: tuple[str, ...]
    words: str
    """Words that begin with the character of a surname, set apart by spaces."""
    endings: str
    """Characters that no given name ends with."""

    @cached_property
    def no_names(self) -> tuple[str, ...]:
        return tuple(self.words.split())

    def is_name(self, words: str) -> bool:
        """Whether ``words``, two to four characters without spaces, may name a person."""
        surname = next((s for s in self.compound if words.startswith(s)), words[:1])
        if not surname.strip() or (len(surname) == 1 and surname not in self.surnames):
            return False
        given = words[len(surname) :]
        return (
            1 <= len(given) <= 2
            and "某" not in given
            and given[-1] not in self.endings
            and not words.startswith(self.no_names)
        )


class GateFile(Frozen):
    kind: tuple[GateKind, ...]
    names: Names

    @cached_property
    def by_id(self) -> dict[str, GateKind]:
        return {kind.id: kind for kind in self.kind}
