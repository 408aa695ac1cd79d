"""Schema of ``regulations.toml``: since when a regulation exists under its title."""

from xuncha_kb.model import Frozen


class RegulationEntry(Frozen):
    title: str
    since: int
    """The year of its first issue under this title."""
    before: str = ""
    """What it took the place of, with its 《》."""


class RegulationsFile(Frozen):
    regulation: tuple[RegulationEntry, ...]
