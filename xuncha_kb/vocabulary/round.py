"""Schema of ``round.toml``: what a team may say about its round, and where it is printed."""

from functools import cached_property

from xuncha_kb.model import Frozen


class RoundField(Frozen):
    key: str
    label: str
    names: tuple[str, ...]
    """The names of the fields that it fills."""


class RoundFile(Frozen):
    field: tuple[RoundField, ...]

    @cached_property
    def key_by_name(self) -> dict[str, str]:
        return {name: field.key for field in self.field for name in field.names}
