"""Schema of ``forms/*.toml``: the blank forms that a round needs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from xuncha_kb.model import Frozen, Provenance


class FormColumn(Frozen):
    title: str
    width: int
    """Millimetres."""
    origin: Provenance | None = None
    """Of what the fill puts there."""
    centred: bool = False


class GridRow(Frozen):
    """One or two names, each with a place to write."""

    cells: tuple[str, ...] = Field(min_length=1, max_length=2)
    height: int = 9
    """Millimetres at least."""
    hint: str = ""
    boxes: tuple[str, ...] = ()
    """What can be ticked."""
    fill: str = ""
    """The name of what fills it from the corpus."""


class FormAsk(Frozen):
    """A question of the survey, asked of each ``of``."""

    of: Literal["area", "point", "aspect"]
    text: str
    """``{words}`` stands for the words of the area, point or aspect."""
    options: tuple[str, ...]
    at_most: int = 99
    """Of each area."""


class FormPart(Frozen):
    """One piece of a form; exactly one of the first eight is given, but a table may be filled."""

    heading: str = ""
    text: str = ""
    """``{unit}`` and the other names of a round stand for what the round says."""
    fields: tuple[str, ...] = ()
    grid: tuple[GridRow, ...] = ()
    table: tuple[FormColumn, ...] = ()
    writing: int = 0
    sign: tuple[str, ...] = ()
    break_: bool = Field(default=False, alias="break")
    fill: str = ""
    """The name of what fills the part from the corpus."""
    style: Literal["body", "plain", "note", "right", "addressee"] = "body"
    columns: int = 1
    rows: int = 0
    """Empty rows of a table; under each group where it is filled by groups."""
    height: int = 9
    ask: tuple[FormAsk, ...] = ()
    aspects: tuple[str, ...] = ()
    """What is usually asked, beside what the corpus says."""

    @model_validator(mode="after")
    def _one_thing(self) -> FormPart:
        given = (self.heading, self.text, self.fields, self.grid, self.table, self.writing)
        count = sum(map(bool, (*given, self.sign, self.break_)))
        if count + bool(self.fill and not self.table) != 1:
            raise ValueError("a part is one thing")
        return self


class FormEntry(Frozen):
    id: str
    title: str
    names: tuple[str, ...]
    """What else it is called, and how people ask for it."""
    layout: Literal["official", "form", "wide"] = "form"
    purpose: str
    guide: tuple[str, ...]
    """How to fill it in."""
    rules: tuple[str, ...]
    """Patterns of the rules of the corpus that speak of it."""
    part: tuple[FormPart, ...]


class FormsFile(Frozen):
    form: tuple[FormEntry, ...]
