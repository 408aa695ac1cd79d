"""The case files of cases/extract_inspection: read, and rendered from what is found.

A case is a heading, a text between ``` lines, and the items expected of it as a nested list::

    ## 一句话说清这个例子
    标题：某局巡察公告
    文种：announcement
    ```
    值班电话：0000-12345678
    ```
    - 联系渠道：值班电话：0000-12345678

标题 and 文种 may be left out, and 只看 names the kinds that the case is about (all of this family
where it is left out). A child stands under its parent, two spaces further in. In brackets after
the label stand the attributes that say something: 正向 or 负向 of an indicator, 范围, 反映对象,
渠道, 去向.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xuncha_kb.extract import extract
from xuncha_kb.model import Document, DocumentKind, Item, ItemKind
from xuncha_kb.outline import outline
from xuncha_kb.text import split_lines
from xuncha_kb.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
FAMILY = (
    ItemKind.FOCUS_AREA,
    ItemKind.CRITERION,
    ItemKind.INDICATOR,
    ItemKind.INDICATOR_POINT,
    ItemKind.OBSERVATION,
    ItemKind.TARGET,
    ItemKind.WORK_METHOD,
    ItemKind.SCHEDULE,
    ItemKind.CONTACT_CHANNEL,
    ItemKind.ACCEPTED_MATTER,
    ItemKind.EXCLUDED_MATTER,
    ItemKind.SELF_RESTRAINT,
    ItemKind.REQUEST,
)
LABELS = {VOCABULARY.kinds[kind].label: kind for kind in FAMILY}


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: str
    title: str = "某县委巡察组巡察某局党组"
    kind: DocumentKind = DocumentKind.SPEECH
    only: tuple[ItemKind, ...] = FAMILY


def read_cases(path: Path) -> list[Case]:
    parts = path.read_text(encoding="utf-8").split("\n## ")[1:]
    return [_case(part) for part in parts]


def _case(part: str) -> Case:
    head, text, items = part.split("\n```\n")
    name, *fields = head.splitlines()
    said = dict(line.split("：", 1) for line in fields)
    values: dict = {}
    if "标题" in said:
        values["title"] = said["标题"]
    if "文种" in said:
        values["kind"] = DocumentKind(said["文种"])
    if "只看" in said:
        values["only"] = tuple(LABELS[label] for label in said["只看"].split("、"))
    return Case(name.strip(), text, items.strip("\n"), **values)


def document_of(text: str, title: str, kind: DocumentKind) -> Document:
    return Document(
        id="case",
        kind=kind,
        title=title,
        source_file="case.txt",
        sha256="",
        paragraphs=split_lines(text),
    )


def items_of(document: Document) -> tuple[Item, ...]:
    return extract(document, outline(document, VOCABULARY), VOCABULARY)


def render(items: tuple[Item, ...], only: tuple[ItemKind, ...] = FAMILY) -> str:
    by_id = {item.id: item for item in items}
    lines = []
    for item in items:
        if item.kind in only:
            depth = 0
            parent = by_id.get(item.parent_id or "")
            while parent is not None:
                depth += parent.kind in only
                parent = by_id.get(parent.parent_id or "")
            lines.append(f"{'  ' * depth}- {_label(item)}：{item.text}")
    return "\n".join(lines)


def _label(item: Item) -> str:
    own = item.attributes
    said = [
        {"negative": "负向", "positive": "正向"}.get(own.polarity or "", ""),
        f"范围：{own.scope}" if own.scope else "",
        f"反映对象：{'、'.join(own.subjects)}" if own.subjects else "",
        f"渠道：{'、'.join(own.channels)}" if own.channels else "",
        f"去向：{own.referral}" if own.referral else "",
    ]
    said = [words for words in said if words]
    return VOCABULARY.kinds[item.kind].label + (f"（{'；'.join(said)}）" if said else "")
