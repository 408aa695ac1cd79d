"""How alike two questions sound."""

from __future__ import annotations

import re

from xuncha_kb.text import normalise

TOO_ALIKE = 0.75
_QUOTED = re.compile("“[^”]*”|《[^》]*》")


def bigrams(question: str, clause: str = "") -> frozenset[str]:
    """The pairs of neighbouring characters, without punctuation, quotations and ``clause``."""
    bare = _QUOTED.sub(" ", question)
    if len(clause) > 1:
        bare = bare.replace(clause, " ")
    words = normalise(bare)
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that stands in the other, from 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
