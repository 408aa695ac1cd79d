"""Knowledge -> problems: what a person should look at before a text is relied on.

``CHECKS`` run in this order. Each one sees everything known from the corpus and gives the
problems of one family, with their places; nothing here changes a text. To add a check, write it
in its family's module and name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xuncha_kb.checks.blanks import blanks_to_fill
from xuncha_kb.checks.citations import dangling_references, younger_citations
from xuncha_kb.checks.counts import count_mismatches
from xuncha_kb.checks.numbering import skipped_numbers
from xuncha_kb.checks.pollution import pollution
from xuncha_kb.checks.terms import incomplete_terms, unlisted_terms
from xuncha_kb.checks.wording import mixed_names, slips
from xuncha_kb.model import Knowledge, Problem
from xuncha_kb.vocabulary import Vocabulary

Check = Callable[[Knowledge, Vocabulary], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    pollution,
    count_mismatches,
    unlisted_terms,
    incomplete_terms,
    skipped_numbers,
    younger_citations,
    dangling_references,
    mixed_names,
    slips,
    blanks_to_fill,
)


def check(knowledge: Knowledge, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """The problems of all checks: document by document, each in reading order."""
    order = {document.id: number for number, document in enumerate(knowledge.documents)}
    found = [problem for one in CHECKS for problem in one(knowledge, vocabulary)]
    return tuple(sorted(found, key=lambda p: (order.get(p.document_id or "", -1), p.source[:1])))
