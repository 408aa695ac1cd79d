"""Items -> checklists: ``CHECKLISTS`` is the register, in the order of the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from xuncha_kb.compose.checklists.compliance import compliance_checklists
from xuncha_kb.compose.checklists.focus import focus_checklist, materials_checklist
from xuncha_kb.compose.checklists.organization import (
    cooperation_checklist,
    rectification_checklist,
)
from xuncha_kb.compose.checklists.rows import Sheet
from xuncha_kb.compose.checklists.team import (
    discipline_checklist,
    entry_checklist,
    petition_checklist,
)
from xuncha_kb.model import Checklist, Knowledge
from xuncha_kb.vocabulary import Vocabulary

CHECKLISTS: tuple[tuple[str, Callable[[Sheet], Iterator[Checklist]]], ...] = (
    ("focus-areas", focus_checklist),
    ("discipline", discipline_checklist),
    ("petition-triage", petition_checklist),
    ("entry", entry_checklist),
    ("cooperation", cooperation_checklist),
    ("materials", materials_checklist),
    ("rectification", rectification_checklist),
    ("compliance", compliance_checklists),
)


def compose_checklists(knowledge: Knowledge, vocabulary: Vocabulary) -> tuple[Checklist, ...]:
    """Every checklist that has a row; each binds one party only, and the ids of its rows are
    made from the ids of their items."""
    return tuple(
        checklist
        for name, compose in CHECKLISTS
        for checklist in compose(Sheet(vocabulary.checklists[name], knowledge, vocabulary))
    )
