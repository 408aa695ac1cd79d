"""Schema of ``materials.toml``: records that are usually called for."""

from xuncha_kb.model import Frozen


class MaterialEntry(Frozen):
    id: str
    label: str
    period: str
    department: str
    look_at: str
    against: str
    """What to hold it against."""


class MaterialsFile(Frozen):
    material: tuple[MaterialEntry, ...]
