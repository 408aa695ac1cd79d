"""Schema of ``checklists.toml``: what each checklist is for, and the words of its columns."""

from typing import Literal

from pydantic import Field

from xuncha_kb.model import Binds, Frozen


class ColumnEntry(Frozen):
    of: Literal[
        "number", "text", "basis", "method", "materials", "period", "department",
        "answers", "note", "blank",
    ]  # fmt: skip
    """What of a row stands in the column; ``note`` and ``blank`` are empty, to be written in."""
    title: str
    width: int
    """Millimetres."""


class ChecklistEntry(Frozen):
    id: str
    title: str
    binds: Binds
    purpose: str
    how_to_use: str
    header: tuple[str, ...]
    """Names of the fields at the top."""
    signature: tuple[str, ...]
    """Who signs at the foot."""
    answers: tuple[str, ...]
    methods: dict[str, str] = Field(default_factory=dict)
    """What to write in the method column, by item kind or by ``default``."""
    groups: dict[str, str] = Field(default_factory=dict)
    """Headings of groups, by item kind or by a name of their own."""


class ChecklistsFile(Frozen):
    columns: dict[str, tuple[ColumnEntry, ...]]
    """By the id of a checklist; ``default`` for those without their own."""
    checklist: tuple[ChecklistEntry, ...]

    def entry(self, checklist_id: str) -> ChecklistEntry:
        """The entry that the checklist was made of; ``compliance`` for ``compliance-…``."""
        return next(e for e in self.checklist if f"{checklist_id}-".startswith(f"{e.id}-"))
