"""Where a row or a question stands in its document, for people."""

from __future__ import annotations

from xuncha_kb.model import Item, Knowledge, Section
from xuncha_kb.vocabulary import Vocabulary

ARTICLE = "第X条"
LONGEST_HEADING = 12


def basis_of(knowledge: Knowledge, item: Item) -> str:
    """《…讲话》第10段, or 《…办法》第十九条第（二）项."""
    title = knowledge.document_by_id[item.document_id].title
    article = article_of(knowledge, item)
    where = article or f"第{item.source[0].paragraph}段"
    return f"《{title}》{where}"


def article_of(knowledge: Knowledge, item: Item) -> str:
    """第十九条第（二）项; empty outside articles."""
    labels = [
        section.label + "项" if section.style == "（一）" else section.label
        for section in _chain(knowledge, item)
        if section.label and section.style in (ARTICLE, "（一）")
    ]
    if not labels or not any(label.endswith("条") or "条之" in label for label in labels):
        return ""
    return "第".join(labels) if len(labels) > 1 else labels[0]


def place_of(knowledge: Knowledge, item: Item, vocabulary: Vocabulary) -> str:
    """第十九条, or “加强组织领导”这部分, short enough to be said and naming something; else
    empty."""
    chain = _chain(knowledge, item)
    for section in reversed(chain):
        if section.style == ARTICLE and section.label and "条" in section.label:
            return section.label
    for section in reversed(chain):
        heading = (section.heading or "").strip("。；：， \u3000").removeprefix("要")
        nameless = vocabulary.pattern("questions.nameless").search(heading)
        if 2 < len(heading) <= LONGEST_HEADING and "“" not in heading and not nameless:
            return f"“{heading}”这部分"
    return ""


def _chain(knowledge: Knowledge, item: Item) -> tuple[Section, ...]:
    """The sections that hold ``item``, outermost first."""
    chain: list[Section] = []
    section = knowledge.section_by_id.get(item.section_id or "")
    while section is not None:
        chain.append(section)
        section = knowledge.section_by_id.get(section.parent_id or "")
    return tuple(reversed(chain))
