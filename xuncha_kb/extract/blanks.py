"""Placeholders: X月X日, 第X轮, ____: what a person has to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.model import ItemKind, Span

_SIGNS = "XＸx×○〇_＿【"


def placeholders(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """One item for each blank; marks that stand together are one."""
    blank = reading.vocabulary.pattern("references.blank")
    for paragraph, line in reading.all_lines_with(_SIGNS):
        for match in blank.finditer(line):
            yield Draft(ItemKind.PLACEHOLDER, (Span(paragraph, *match.span()),))
