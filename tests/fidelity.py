"""How much of a known text a reader gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from known_text import known_paragraphs


@dataclass(frozen=True)
class Fidelity:
    """Shares from 0 to 1."""

    character_errors: float
    """Characters lost, added or changed for each of the text, spaces aside."""
    numbers: float
    """Numbered paragraphs that begin with their number."""
    whole: float
    """Paragraphs that are one line, neither more nor less."""


def fidelity(lines: Sequence[str], known: Sequence[str]) -> Fidelity:
    wanted = [_bare(line) for line in known]
    found = [bare for line in lines if (bare := _bare(line))]
    numbered = [_bare(one.whole)[:12] for one in known_paragraphs() if one.label]
    return Fidelity(
        _errors("".join(wanted), "".join(found)),
        sum(any(line.startswith(start) for line in found) for start in numbered) / len(numbered),
        sum(line in found for line in wanted) / len(wanted),
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _errors(known: str, found: str) -> float:
    matcher = SequenceMatcher(None, known, found, autojunk=False)
    wrong = sum(max(b - a, d - c) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")
    return wrong / len(known)
