"""Which documents are versions of one work: by title and dates, or by what replaces what."""

from __future__ import annotations

import re
from collections import defaultdict

from xuncha_kb.model import Document, DocumentKind, Frozen, Item, ItemKind, Knowledge
from xuncha_kb.text import normalise

_EDITION = re.compile(r"[（(][^（()）]*(?:修正|修订|试行|暂行|版|[12]\d{3})[^（()）]*[)）]")
_STATE = "中华人民共和国"
_CITED = re.compile(r"《([^《》]+)》")
_REPEALED = re.compile(r"废止|停止执行|停止施行")


class Work(Frozen):
    """One work in the corpus; ``versions`` holds document ids, the oldest first."""

    name: str
    versions: tuple[str, ...]


def work_name(title: str) -> str:
    """What two versions of a work are both called: without 中华人民共和国 and （2018年修正）."""
    return normalise(_EDITION.sub("", title).replace(_STATE, ""))


def works(knowledge: Knowledge) -> tuple[Work, ...]:
    """The works that the corpus holds in more than one version, by name.

    Only regulations come in versions: two speeches of one title are two speeches. A text that
    repeals another one of the corpus, or whose ``supersedes`` names it, is a later version of
    the same work, whatever its title; the work is called by its latest title.
    """
    root = _successors(knowledge)
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in knowledge.documents:
        name = work_name(document.title)
        if document.kind is DocumentKind.REGULATION or document.metadata.supersedes:
            groups[root.get(name, name)].append(document)
    found = []
    for group in groups.values():
        if len(group) > 1:
            ordered = sorted(group, key=lambda document: (date_of(document), document.id))
            ids = tuple(document.id for document in ordered)
            found.append(Work(name=ordered[-1].title, versions=ids))
    return tuple(sorted(found, key=lambda work: work.name))


def date_of(document: Document) -> str:
    """The date that orders versions, ISO, the latest that the text gives of itself; "" where it
    gives none."""
    known = document.metadata
    dates = (known.effective_on, known.issued_on, known.approved_on, known.date)
    return max(filter(None, dates), default="")


def _successors(knowledge: Knowledge) -> dict[str, str]:
    """Work name -> the name of the work that took its place last."""
    names = {work_name(document.title) for document in knowledge.documents}
    later: dict[str, str] = {}
    for document in knowledge.documents:
        own = work_name(document.title)
        for title in _replaced(knowledge, document):
            old = work_name(title)
            if old != own and old in names:
                later[old] = own
    return {name: _last(later, name) for name in later}


def _replaced(knowledge: Knowledge, document: Document) -> list[str]:
    titles = [document.metadata.supersedes] if document.metadata.supersedes else []
    for item in _entries(knowledge, document):
        titles += _CITED.findall(item.text)
    return titles


def _entries(knowledge: Knowledge, document: Document) -> list[Item]:
    return [
        item
        for item in knowledge.items_of(document.id, ItemKind.ENTRY_INTO_FORCE)
        if _REPEALED.search(item.text)
    ]


def _last(later: dict[str, str], name: str) -> str:
    seen = {name}
    while name in later and later[name] not in seen:
        name = later[name]
        seen.add(name)
    return name
