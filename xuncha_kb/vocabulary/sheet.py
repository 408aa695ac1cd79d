"""Schema of ``sheet.toml``: the fixed words of the interview sheet."""

from xuncha_kb.model import Frozen


class SheetFile(Frozen):
    title: str
    header: tuple[str, ...]
    footer: tuple[str, ...]
    """Who signs at the end."""
    foot: str
    """At the foot of every page; ``{version}`` is that of the sheet."""
    tell: str
    materials: str
    verify: str
    follow_up: str
    basis: str
    notice: str
    """Before what a document says of itself, ``{notice}``."""
    how_to_use: str
    """``{marks}`` explains the marks of origin."""
