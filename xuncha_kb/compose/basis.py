"""Where a row or a question stands in its document, for people."""

from __future__ import annotations

from dataclasses import dataclass

from xuncha_kb.model import Document, DocumentKind, Item, Knowledge
from xuncha_kb.vocabulary import Vocabulary

ARTICLE = "第X条"
LONGEST_HEADING = 12
REQUIRED = "要求"
"""Leads in what somebody has to do: 细则要求“指定培养联系人”."""
STATED = "写明"
"""Leads in a whole clause: 细则写明“党委审批预备党员，必须集体讨论”."""
FORBIDDEN = "不许"
"""Leads in what nobody may do, from a list: 条例不许“泄露工作秘密”."""
SPOKEN = "强调"
LAW = "法"
SHORT_NAME = 6
"""The title of a law no longer than this is said whole."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document and a place in it, as they are named aloud."""

    name: str
    """细则, 通知, 方案: the last word of the title."""
    place: str
    """细则第十九条, 方案里“加强组织领导”这部分; empty where the place has no name."""
    spoken: bool = False

    def lead(self, verb: str) -> str:
        """What stands before a quotation: 细则要求, 讲话强调."""
        return self.name + (SPOKEN if self.spoken and verb == STATED else verb)


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
        for section in knowledge.sections_above(item)
        if section.label and section.style in (ARTICLE, "（一）")
    ]
    if not labels or not any(label.endswith("条") or "条之" in label for label in labels):
        return ""
    return "第".join(labels) if len(labels) > 1 else labels[0]


def source_of(knowledge: Knowledge, item: Item, vocabulary: Vocabulary) -> Source:
    """Where ``item`` comes from, short enough to be said."""
    document = knowledge.document_by_id[item.document_id]
    name = name_of(document, vocabulary)
    spoken = document.kind is DocumentKind.SPEECH
    return Source(name, _place_of(knowledge, item, name, vocabulary), spoken)


def name_of(document: Document, vocabulary: Vocabulary) -> str:
    """What a document is called aloud: 公务员法; 《…工作实施细则（试行）》 is the 细则."""
    title = vocabulary.pattern("questions.title_frame").sub("", document.title)
    match = vocabulary.pattern("questions.title_name").search(title)
    if match is None:
        return "文件"
    if match["name"] != LAW:
        return match["name"]
    return title if len(title) <= SHORT_NAME else "法律"


def _place_of(knowledge: Knowledge, item: Item, name: str, vocabulary: Vocabulary) -> str:
    chain = knowledge.sections_above(item)
    for section in reversed(chain):
        if section.style == ARTICLE and section.label and "条" in section.label:
            return name + section.label
    for section in reversed(chain):
        heading = (section.heading or "").strip("。；：， \u3000").removeprefix("要")
        nameless = vocabulary.pattern("questions.nameless").search(heading)
        if 2 < len(heading) <= LONGEST_HEADING and "“" not in heading and not nameless:
            return f"{name}里“{heading}”这部分"
    return ""
