"""The numbers Word writes before paragraphs, which stand nowhere in their text.

The rules are those of ECMA-376 part 1, section 17.9: a paragraph names a list (``numId``) and a
level, itself or through its style; the list points to an abstract definition, which several
lists share and count on in together, and may override its levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from xuncha_kb.read.number_formats import format_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_STYLE_DEPTH = 20
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    """Restarts only after a level of at most this number (from 1) was used; 0 means never."""
    legal: bool = False
    """All numbers of the label are written as plain digits."""
    style: str | None = None


@dataclass(slots=True)
class List:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    """Numbers at which this list starts anew when it is first used."""


class Numbering:
    """Gives the label of one paragraph after another, in document order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._styles = {_get(s, "styleId"): s for s in _all(styles, "style")}
        self._default = next(
            (key for key, s in self._styles.items() if _is_default_paragraph(s)), None
        )
        self._abstract = {_get(a, "abstractNumId"): a for a in _all(numbering, "abstractNum")}
        self._numbers = {_get(n, "numId"): n for n in _all(numbering, "num")}
        self._lists: dict[str, List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._used: set[str] = set()

    def label(self, properties: Any | None) -> str:
        """The label of the next paragraph, whose ``w:pPr`` is given; empty where it has none."""
        number, level = self._reference(properties)
        found = self._list(number) if number and number != "0" else None
        if found is None or level not in found.levels:
            return ""
        counts = self._count(number or "", found, level)
        return _written(found, level, counts)

    def _reference(self, properties: Any | None) -> tuple[str | None, int]:
        """List and level of a paragraph: its own, or those of its style and what it builds on."""
        own = _child(properties, "numPr")
        number, level = _value(own, "numId"), _value(own, "ilvl")
        style = _value(properties, "pStyle") or self._default
        for name in self._style_chain(style):
            if number is not None and level is not None:
                break
            inherited = _child(_child(self._styles[name], "pPr"), "numPr")
            level = level if level is not None else _value(inherited, "ilvl")
            if number is None:
                number = _value(inherited, "numId")
                if number is not None and level is None:
                    level = self._level_of_style(number, name)
        return number, min(max(_integer(level, 0), 0), _LEVELS - 1)

    def _style_chain(self, name: str | None) -> Iterator[str]:
        for _ in range(_STYLE_DEPTH):
            if name is None or name not in self._styles:
                return
            yield name
            name = _value(self._styles[name], "basedOn")

    def _level_of_style(self, number: str, style: str) -> str | None:
        found = self._list(number)
        levels = found.levels.items() if found else ()
        return next((str(index) for index, level in levels if level.style == style), None)

    def _list(self, number: str) -> List | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> List | None:
        element = self._numbers.get(number)
        name = self._abstract_name(_value(element, "abstractNumId"))
        if element is None or name is None:
            return None
        levels = dict(_levels(self._abstract[name]))
        starts: dict[int, int] = {}
        for override in _all(element, "lvlOverride"):
            index = _integer(_get(override, "ilvl"), 0)
            levels.update(_levels(override))
            start = _value(override, "startOverride")
            if start is not None and index in levels:
                starts[index] = _integer(start, 1)
                levels[index] = replace(levels[index], start=starts[index])
        return List(name, levels, starts)

    def _abstract_name(self, name: str | None) -> str | None:
        """The definition itself, or the one that a list style stands for."""
        linked = _value(self._abstract.get(name), "numStyleLink")
        if linked:
            numbers = _child(_child(self._styles.get(linked), "pPr"), "numPr")
            target = self._numbers.get(_value(numbers, "numId"))
            name = _value(target, "abstractNumId") or name
        return name if name in self._abstract else None

    def _count(self, number: str, found: List, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.abstract, {})
        if number not in self._used:
            self._used.add(number)
            for index in found.starts:
                counts.pop(index, None)
        counts[level] = counts[level] + 1 if level in counts else found.levels[level].start
        for index in [i for i in counts if i > level]:
            restart = found.levels[index].restart if index in found.levels else None
            if restart is None or level < restart:
                del counts[index]
        return counts


def _written(found: List, level: int, counts: dict[int, int]) -> str:
    definition = found.levels[level]
    if definition.format in ("bullet", "none"):
        return "" if definition.format == "bullet" else _PLACE.sub("", definition.text)

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        shown = found.levels.get(index, Level())
        style = "decimal" if definition.legal else shown.format
        return format_number(counts.get(index, shown.start), style)

    return _PLACE.sub(number, definition.text)


def _levels(parent: Any) -> Iterator[tuple[int, Level]]:
    for element in _all(parent, "lvl"):
        restart = _value(element, "lvlRestart")
        legal = _child(element, "isLgl")
        yield (
            _integer(_get(element, "ilvl"), 0),
            Level(
                start=_integer(_value(element, "start"), 1),
                format=_format(element),
                text=_value(element, "lvlText") or "",
                restart=None if restart is None else _integer(restart, 0),
                legal=legal is not None and _get(legal, "val") not in ("0", "false"),
                style=_value(element, "pStyle"),
            ),
        )


def _format(level: Any) -> str:
    """The number format, also where Word wraps a newer one for older readers."""
    formats = [_get(e, "val") or "decimal" for e in level.iter(f"{W}numFmt")]
    return next((name for name in formats if name != "custom"), "decimal")


def _is_default_paragraph(style: Any) -> bool:
    return _get(style, "type") == "paragraph" and _get(style, "default") in ("1", "true", "on")


def _all(parent: Any | None, name: str) -> Iterator[Any]:
    return iter(()) if parent is None else parent.iterchildren(W + name)


def _child(parent: Any | None, name: str) -> Any | None:
    return None if parent is None else parent.find(W + name)


def _get(element: Any | None, name: str) -> str | None:
    value: str | None = None if element is None else element.get(W + name)
    return value


def _value(parent: Any | None, name: str) -> str | None:
    return _get(_child(parent, name), "val")


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None and len(text) < 10 else default
    except ValueError:
        return default
