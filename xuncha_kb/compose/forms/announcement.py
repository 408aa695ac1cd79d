"""The public notice of an inspection, from the task, the scope and the channels of the text.

It is printed without marks of origin, since it is to be put up; they stand in a table of their
own on the last page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xuncha_kb.compose.forms.setting import Setting
from xuncha_kb.compose.paper import Block, Heading, Paragraph, Row, cell, words
from xuncha_kb.model import Item, ItemKind, Provenance
from xuncha_kb.vocabulary.forms import FormPart

CHANNELS = (
    ("值班电话", "telephone", "hours"),
    ("邮政信箱", "mailbox", ""),
    ("电子邮箱", "email", ""),
    ("意见箱", "box", ""),
    ("接访地点", "place", ""),
)
"""Name, and the keys of the round that say the rest."""

_SAID = re.compile(r"\d{5}|@|[:：].*\w")
"""A number or an address: the text has said all of the channel."""


class Line(NamedTuple):
    """A paragraph of the notice, with the items it was made from."""

    text: str
    provenance: Provenance
    items: tuple[Item, ...]
    heading: bool = False


def announcement(part: FormPart, setting: Setting) -> Iterator[Block]:
    for line in _lines(setting):
        if line.heading:
            yield Heading(text=line.text)
        else:
            yield Paragraph(words=(words(line.text),))


def announcement_sources(part: FormPart, setting: Setting) -> tuple[Row, ...]:
    """A row for each paragraph: its words, their origin, where they stand."""
    labels = setting.vocabulary.labels.by_value
    return tuple(
        Row(
            cells=(
                cell(line.text),
                cell(labels[line.provenance]),
                cell("\n".join(setting.place(item) for item in line.items) or "通常写法"),
            )
        )
        for line in _lines(setting)
        if not line.heading
    )


def _lines(setting: Setting) -> Iterator[Line]:
    yield from _listed(setting, "巡察任务", "巡察组重点了解下列情况：", ItemKind.FOCUS_AREA)
    yield from _listed(
        setting, "受理范围", "巡察组受理下列来信、来电、来访：", ItemKind.ACCEPTED_MATTER
    )
    yield from _excluded(setting)
    yield from _channels(setting)


def _heading(text: str) -> Line:
    return Line(text, Provenance.REFERENCE, (), heading=True)


def _listed(setting: Setting, heading: str, opening: str, kind: ItemKind) -> Iterator[Line]:
    items = setting.items(kind)
    number = {"巡察任务": "一", "受理范围": "二"}[heading]
    yield _heading(f"{number}、{heading}")
    if not items:
        yield Line(f"{opening}____________", Provenance.REFERENCE, ())
        return
    yield Line(opening, Provenance.REFERENCE, ())
    for place, item in enumerate(items, 1):
        end = "。" if place == len(items) else "；"
        text = item.text.rstrip("。；，")
        yield Line(f"{place}．{text}{end}", Provenance.QUOTED, (item,))


def _excluded(setting: Setting) -> Iterator[Line]:
    """By where they go, in the words of the text."""
    yield _heading("三、不受理的事项")
    items = setting.items(ItemKind.EXCLUDED_MATTER)
    if not items:
        yield Line("____________不属于受理范围，请向____________反映。", Provenance.REFERENCE, ())
    for referral in dict.fromkeys(item.attributes.referral for item in items):
        own = tuple(item for item in items if item.attributes.referral == referral)
        where = referral or "请向有关部门反映"
        yield Line(f"{_joined(own)}不属于受理范围，{where}。", Provenance.DERIVED, own)


def _joined(items: tuple[Item, ...]) -> str:
    """甲、乙、丙; what has punctuation of its own is parted by semicolons."""
    texts = [item.text.rstrip("。；，") for item in items]
    if any("、" in text or "，" in text for text in texts):
        return "；".join(texts) + "，"
    return "、".join(texts)


def _channels(setting: Setting) -> Iterator[Line]:
    """Those that the text names, in its words, then those usually given."""
    yield _heading("四、联系方式")
    named = setting.items(ItemKind.CONTACT_CHANNEL)
    for item in named:
        said = _SAID.search(item.text)
        text = item.text if said else _channel(setting, item.text)
        yield Line(text, Provenance.QUOTED if said else Provenance.DERIVED, (item,))
    for name, _, _ in CHANNELS:
        if not any(_same(name, item.text) for item in named):
            yield Line(_channel(setting, name), Provenance.REFERENCE, ())
    deadline = setting.text("受理截止日：{deadline}")
    yield Line(deadline, Provenance.REFERENCE, ())


def _channel(setting: Setting, name: str) -> str:
    for known, key, hours in CHANNELS:
        if _same(known, name):
            said = setting.text(f"{{{key}}}")
            return f"{name}：{said}" + (setting.text(f"（{{{hours}}}）") if hours else "")
    return f"{name}：____________"


def _same(known: str, name: str) -> bool:
    """电话, 邮政信箱, 电子邮箱, 意见箱, 接访地点 by their last two characters."""
    return known[-2:] in name or (known == "邮政信箱" and "地址" in name)
