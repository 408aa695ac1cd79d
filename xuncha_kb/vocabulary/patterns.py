"""Schema of ``patterns/*.toml``: regular expressions with the words they must and must not find."""

import re
from functools import cached_property

from xuncha_kb.model import Frozen


class PatternEntry(Frozen):
    name: str
    regex: str
    """In verbose mode: spaces do not count, # begins a comment."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    note: str = ""

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.regex, re.VERBOSE)


class PatternsFile(Frozen):
    pattern: tuple[PatternEntry, ...]
