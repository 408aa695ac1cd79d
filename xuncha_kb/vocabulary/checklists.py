"""Schema of ``checklists.toml``: what each checklist is for, and the words of its columns."""

from pydantic import Field

from xuncha_kb.model import Binds, Frozen


class ChecklistEntry(Frozen):
    id: str
    title: str
    binds: Binds
    purpose: str
    how_to_use: str
    answers: tuple[str, ...]
    methods: dict[str, str] = Field(default_factory=dict)
    """What to write in the method column, by item kind or by ``default``."""
    groups: dict[str, str] = Field(default_factory=dict)
    """Headings of groups, by item kind or by a name of their own."""


class ChecklistsFile(Frozen):
    checklist: tuple[ChecklistEntry, ...]
