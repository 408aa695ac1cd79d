"""Schema of ``patterns/*.toml``: regular expressions with the words they must and must not find."""

import re
from functools import cached_property
from typing import Any

from pydantic import Field, model_validator

from xuncha_kb.model import Frozen


class PatternEntry(Frozen):
    name: str
    regex: str
    """In verbose mode: spaces do not count, # begins a comment. A search is quick where the
    pattern begins with a character or a class of characters, or else with ``(?= [xyz] )`` that
    names all its first characters; what must not stand before it may be said after its first
    character."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    note: str = ""

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.regex, re.VERBOSE)


class PatternsFile(Frozen):
    pattern: tuple[PatternEntry, ...]
    parts: dict[str, str] = Field(default_factory=dict)
    """Pieces that several patterns of the file share; ``{date}`` in a pattern stands for the
    piece ``date``."""

    @model_validator(mode="before")
    @classmethod
    def _put_in_parts(cls, data: Any) -> Any:
        parts = data.get("parts", {}) if isinstance(data, dict) else {}
        for entry in data.get("pattern", ()) if parts else ():
            for name, part in parts.items():
                entry["regex"] = entry.get("regex", "").replace(f"{{{name}}}", f"(?:{part})")
        return data
