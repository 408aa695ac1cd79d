"""Document and sections -> items: one module for each family of kinds.

``EXTRACTORS`` run in this order; a later one may build on what an earlier one found. To add a
kind, add it to the contract and to ``kinds.toml``, and its finder here.
"""

from __future__ import annotations

from xuncha_kb.extract.acceptance import acceptance
from xuncha_kb.extract.blanks import placeholders
from xuncha_kb.extract.citations import citations
from xuncha_kb.extract.contacts import contacts
from xuncha_kb.extract.counts import declared_counts
from xuncha_kb.extract.draft import Draft, Extractor, Reading
from xuncha_kb.extract.finish import finish
from xuncha_kb.extract.focus import focus
from xuncha_kb.extract.internal_citations import internal_citations
from xuncha_kb.extract.liability import liabilities
from xuncha_kb.extract.methods import work_methods
from xuncha_kb.extract.norms import norms
from xuncha_kb.extract.observations import observations
from xuncha_kb.extract.provisions import definitions, entries_into_force
from xuncha_kb.extract.requests import requests
from xuncha_kb.extract.restraints import self_restraints
from xuncha_kb.extract.schedules import schedules
from xuncha_kb.extract.targets import targets
from xuncha_kb.extract.terms import terms
from xuncha_kb.model import Document, Item, Section
from xuncha_kb.vocabulary import Vocabulary

EXTRACTORS: tuple[Extractor, ...] = (
    focus,
    observations,
    targets,
    work_methods,
    acceptance,
    contacts,
    schedules,
    self_restraints,
    requests,
    definitions,
    entries_into_force,
    liabilities,
    norms,
    citations,
    internal_citations,
    placeholders,
    terms,
    declared_counts,
)


def extract(
    document: Document, sections: tuple[Section, ...], vocabulary: Vocabulary
) -> tuple[Item, ...]:
    """All items of ``document`` in reading order, an item before those it contains.

    Guarantees: ``document.quote(item.source) == item.text``; ids are unique; every
    ``parent_id`` names an item of the result, and every ``section_id`` one of ``sections``.
    """
    reading = Reading(document, sections, vocabulary)
    drafts: list[Draft] = []
    for extractor in EXTRACTORS:
        drafts.extend(filter(_says_something, extractor(reading, tuple(drafts))))
    return finish(reading, drafts)


def _says_something(draft: Draft) -> bool:
    """A member of a list that is a bare marker holds no words, so that it makes no item."""
    return all(span.start < span.end for span in draft.source)
