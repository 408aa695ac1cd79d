"""Schema of ``roles.toml``: whom an inspection team talks to, and what each can know."""

from functools import cached_property

from xuncha_kb.model import Frozen


class RoleEntry(Frozen):
    id: str
    """``R1``-``R9``."""
    label: str
    """The heading of a page or a sheet."""
    short: str
    """For table heads and tick boxes."""
    names: tuple[str, ...]
    """What such a person is called: in search, and in the outlines of a team."""
    subjects: tuple[str, ...] = ()
    """The words by which a rule names the ones it binds, where this role answers for them."""
    knows: tuple[str, ...]
    concern: str
    """What usually makes the person hold back."""
    approach: str
    """How to ask."""
    tell: tuple[str, ...]
    """What to say at the start, besides what everybody is told."""
    opening: str
    """The question of stage S1."""
    closing: str
    """The last question of stage S5."""
    own_records: str
    """What the person may have at hand."""
    out_of_reach: tuple[str, ...] = ()
    """Words of things that the person cannot know; asking about them breaks rule Q5."""


class RolesFile(Frozen):
    tell: tuple[str, ...]
    """What everybody is told at the start."""
    default_roles: tuple[str, ...]
    """Who is asked where nothing says who knows."""
    role: tuple[RoleEntry, ...]

    @cached_property
    def by_id(self) -> dict[str, RoleEntry]:
        return {entry.id: entry for entry in self.role}
