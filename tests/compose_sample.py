"""Hand-made knowledge for the tests of composition: a text, and items found in it by words."""

from __future__ import annotations

from hashlib import sha1

from xuncha_kb.model import Attributes, Document, DocumentKind, Item, ItemKind, Knowledge, Span

SPEECH = """巡察工作动员会上的讲话
一是要深入了解遵守廉洁纪律情况，看班子成员自律意识强不强，是否存在以权谋私、隐形加码等问题。
在资金管理、工程项目等方面是否存在暗箱操作问题。
巡察组将通过个别谈话、调阅资料开展工作，做到不干预正常工作。决不允许接受宴请。
主要受理反映班子成员问题的来信。个人诉求转有关部门处理。设置值班电话。
一要积极配合。要如实反映情况，做好整改工作。X月X日前报送名单。"""


def sample(kind: DocumentKind = DocumentKind.SPEECH, name: str = "speech") -> Knowledge:
    """One document with an item of nearly every kind that composition reads."""
    document = Document(
        id=name,
        kind=kind,
        title=SPEECH.split("\n")[0],
        source_file=f"{name}.txt",
        sha256="",
        paragraphs=tuple(SPEECH.split("\n")),
    )
    items: list[Item] = []

    def add(
        kind: ItemKind, words: str, code: str, parent: Item | None = None, **known: object
    ) -> Item:
        items.append(_item(document, kind, words, code, parent, known))
        return items[-1]

    k = ItemKind
    area = add(k.FOCUS_AREA, "遵守廉洁纪律情况", "F1")
    add(k.CRITERION, "看班子成员自律意识强不强", "F1.P1", area)
    first = add(k.INDICATOR, "以权谋私、隐形加码", "F1.1", area, polarity="negative")
    add(k.INDICATOR_POINT, "以权谋私", "F1.1.1", first)
    add(k.INDICATOR_POINT, "隐形加码", "F1.1.2", first)
    second = add(k.INDICATOR, "暗箱操作", "F1.2", area, scope="在资金管理、工程项目等方面")
    add(k.INDICATOR_POINT, "暗箱操作", "F1.2.1", second)
    add(k.WORK_METHOD, "个别谈话", "M1")
    add(k.WORK_METHOD, "调阅资料", "M2")
    add(k.SELF_RESTRAINT, "不干预正常工作", "Z1", binds="inspection_team")
    add(k.PROHIBITION, "决不允许接受宴请", "J1", binds="inspection_team")
    add(k.ACCEPTED_MATTER, "反映班子成员问题的来信", "S1", channels=("来信",))
    add(k.EXCLUDED_MATTER, "个人诉求", "N1", referral="转有关部门处理")
    add(k.CONTACT_CHANNEL, "值班电话", "L1")
    request = add(k.REQUEST, "积极配合", "W1", binds="inspected_organization")
    for number, words in enumerate(("如实反映情况", "做好整改工作"), 1):
        add(k.OBLIGATION, words, f"W1.{number}", request, binds="inspected_organization")
    add(k.PLACEHOLDER, "X", "K1")
    return Knowledge(documents=(document,), items=tuple(items))


def _item(
    document: Document,
    kind: ItemKind,
    words: str,
    code: str,
    parent: Item | None,
    known: dict[str, object],
) -> Item:
    line = next(n for n, text in enumerate(document.paragraphs) if words in text)
    start = document.paragraphs[line].index(words)
    return Item(
        id=f"{kind}-{sha1((document.id + words + code).encode()).hexdigest()[:10]}",
        code=code,
        kind=kind,
        text=words,
        document_id=document.id,
        source=(Span(line + 1, start, start + len(words)),),
        parent_id=parent.id if parent else None,
        attributes=Attributes.model_validate(known),
    )


def joined(*parts: Knowledge) -> Knowledge:
    """One corpus of several."""
    return Knowledge(
        documents=tuple(d for part in parts for d in part.documents),
        sections=tuple(s for part in parts for s in part.sections),
        items=tuple(i for part in parts for i in part.items),
    )
