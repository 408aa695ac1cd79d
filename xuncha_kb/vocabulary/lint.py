"""Schema of ``lint.toml``: the rules of a good interview question."""

from functools import cached_property

from xuncha_kb.model import Frozen


class LintHint(Frozen):
    """A hint for a certain way of breaking a rule."""

    words: tuple[str, ...]
    """One of them stands in the words that show the fault, or the whole question where
    ``anywhere``."""
    hint: str
    anywhere: bool = False


class LintEntry(Frozen):
    id: str
    """``Q1``-``Q8``."""
    label: str
    message: str
    """What is wrong; ``{found}`` stands for the words that show it."""
    hint: str
    """How to write it instead."""
    hints: tuple[LintHint, ...] = ()
    """More exact hints; the first that fits is given."""
    before: str
    after: str
    """An example: the same question, mended."""

    def hint_for(self, found: str, question: str) -> str:
        for entry in self.hints:
            where = question if entry.anywhere else found
            if any(word in where for word in entry.words):
                return entry.hint
        return self.hint


class LintFile(Frozen):
    longest: int
    """Code points of the longest main question."""
    rule: tuple[LintEntry, ...]

    @cached_property
    def by_id(self) -> dict[str, LintEntry]:
        return {entry.id: entry for entry in self.rule}
