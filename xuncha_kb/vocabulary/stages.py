"""Schema of ``stages.toml``: the stages of an interview."""

from xuncha_kb.model import Frozen


class StageEntry(Frozen):
    id: str
    """``S1``-``S5``."""
    label: str
    names: tuple[str, ...] = ()
    """Other words for it in the outlines of a team."""
    aim: str
    minutes: float
    """What one question of this stage takes, with its answer."""


class StagesFile(Frozen):
    stage: tuple[StageEntry, ...]
