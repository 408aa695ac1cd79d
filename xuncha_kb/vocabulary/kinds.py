"""Schema of ``kinds.toml``: what an item kind is called and how its codes begin."""

from xuncha_kb.model import Frozen, ItemKind


class KindEntry(Frozen):
    kind: ItemKind
    label: str
    """The Chinese name, shown everywhere."""
    prefix: str
    """The letter before the number of a code."""
    explanation: str
    plain_under_parent: bool = False
    """Under a parent the code goes on with a bare number: F4.2 rather than F4.B2."""


class KindsFile(Frozen):
    kind: tuple[KindEntry, ...]
