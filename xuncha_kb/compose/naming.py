"""What people write for a role and for a focus area: 科长, 党组书记, 4, F4, 廉洁纪律."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha_kb.errors import ProjectError
from xuncha_kb.model import Item, ItemKind, Knowledge
from xuncha_kb.vocabulary import Vocabulary

LONGEST_LABEL = 16


def named_role(words: str, vocabulary: Vocabulary) -> str | None:
    """The role of the longest name in ``words`` (R3 counts as one); None where there is none."""
    folded = words.upper()
    found = [
        (len(name), role.id)
        for role in vocabulary.roles.role
        for name in (role.id, role.label, role.short, *role.names)
        if name in folded
    ]
    longest = max((length for length, _ in found), default=0)
    return next((role for length, role in found if length == longest), None)


def role_of(words: str, vocabulary: Vocabulary) -> str:
    """The role that ``words`` name; ProjectError that lists the roles where they name none."""
    role = named_role(words, vocabulary)
    if role is None:
        known = "、".join(f"{role.id} {role.short}" for role in vocabulary.roles.role)
        raise ProjectError(
            f"没有“{words}”这种谈话对象。可以写：{known}；也可以写科长、党组书记这样的称呼。"
        )
    return role


def focus_of(words: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The codes of the focus areas that ``words`` name by number, code or words of their text,
    each once; ProjectError that lists the areas where one names none."""
    areas = [item for item in knowledge.items if item.kind is ItemKind.FOCUS_AREA]
    codes = [area.code for word in words for area in _areas_named(word.strip(), areas)]
    return tuple(dict.fromkeys(codes))


def _areas_named(word: str, areas: Sequence[Item]) -> list[Item]:
    code = word.upper().removeprefix("F")
    found = [area for area in areas if area.code == f"F{code}"]
    found = found or [area for area in areas if len(word) > 1 and word in area.text]
    if found:
        return found
    if not areas:
        raise ProjectError("这些文件没有列出巡察重点，请去掉 --focus 再试。")
    known = "、".join(dict.fromkeys(f"{area.code} {_short(area.text)}" for area in areas))
    raise ProjectError(f"没有“{word}”这个方面。可以写：{known}。")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else text[:LONGEST_LABEL] + "…"
