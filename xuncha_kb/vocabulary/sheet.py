"""Schema of ``sheet.toml``: the fixed words of the interview sheet."""

from xuncha_kb.model import Frozen


class SheetFile(Frozen):
    title: str
    header: tuple[str, ...]
    footer: tuple[str, ...]
