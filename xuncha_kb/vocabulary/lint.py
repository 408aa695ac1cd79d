"""Schema of ``lint.toml``: the rules of a good interview question."""

from functools import cached_property

from xuncha_kb.model import Frozen


class LintEntry(Frozen):
    id: str
    """``Q1``-``Q8``."""
    label: str
    message: str
    """What is wrong; ``{found}`` stands for the words that show it."""
    hint: str
    """How to write it instead."""
    before: str
    after: str
    """An example: the same question, mended."""


class LintFile(Frozen):
    longest: int
    """Code points of the longest main question."""
    rule: tuple[LintEntry, ...]

    @cached_property
    def by_id(self) -> dict[str, LintEntry]:
        return {entry.id: entry for entry in self.rule}
