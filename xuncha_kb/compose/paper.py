"""What is printed, as data: a sheet of paper and the blocks that stand on it.

Forms, checklists and interview sheets are composed into these blocks; ``publish/paper`` writes
them as Word and HTML. Nothing here knows a file format.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from xuncha_kb.model import Frozen, Provenance


class Words(Frozen):
    """A stretch of words of one origin; None are the form's own words."""

    text: str
    provenance: Provenance | None = None
    strong: bool = False


class Heading(Frozen):
    text: str
    level: int = 1
    provenance: Provenance | None = None
    """Of all that stands under it."""


class Paragraph(Frozen):
    words: tuple[Words, ...]
    style: Literal["body", "plain", "small", "note", "centre", "right", "addressee"] = "body"
    """``body`` is indented by two characters, ``plain`` and ``addressee`` are not; ``small`` is
    small print, ``note`` tells how to use the paper."""
    keep: bool = False
    """It stays on the page of what follows."""
    shown: Provenance | None = None
    """The origin that the heading names already."""


class Field(Frozen):
    """A name with a place to write; ``value`` is printed there where it is known."""

    name: str
    value: str = ""


class Fields(Frozen):
    """Names with a line to write on, ``columns`` beside each other."""

    fields: tuple[Field, ...]
    columns: int = 2


class Boxes(Frozen):
    """Each with a box to tick."""

    items: tuple[tuple[Words, ...], ...]
    columns: int = 1
    small: bool = False
    """In small print."""


class Writing(Frozen):
    """Empty lines to write on."""

    lines: int


class Column(Frozen):
    title: str
    width: int
    """In millimetres; the columns of a table are stretched together to the width of the text."""
    provenance: Provenance | None = None
    """Of every cell that does not say otherwise."""
    centred: bool = False
    indented: bool = False
    """Sub-rows begin further in."""
    small: bool = False
    """Small print."""


class Cell(Frozen):
    words: tuple[Words, ...] = ()
    span: int = 1
    """How many columns it takes."""
    label: bool = False
    """It names what is to be written beside it."""


class Row(Frozen):
    cells: tuple[Cell, ...]
    group: bool = False
    """It heads the rows that follow."""
    level: int = 1
    height: int = 0
    """Millimetres at least."""
    id: str = ""


class Table(Frozen):
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    headed: bool = True
    """Whether the titles of the columns are printed, on every page."""


class Signature(Frozen):
    """Names with a line to sign on; never alone on a page."""

    names: tuple[str, ...]


class PageBreak(Frozen):
    pass


Block = (
    Heading | Paragraph | Fields | Boxes | Writing | Table | Signature | PageBreak
)  # fmt: skip


class Paper(Frozen):
    id: str
    title: str
    layout: Literal["official", "form", "wide", "sheet"] = "form"
    """``official``: the page of GB/T 9704; ``form``: A4 upright with narrow margins; ``wide``:
    A4 lengthwise, for tables of many columns; ``sheet``: A4 upright, both sides of one sheet."""
    blocks: tuple[Block, ...] = ()
    footer: str = ""
    """What stands beside the number of the page, which then says of how many."""


def words(text: str, provenance: Provenance | None = None, strong: bool = False) -> Words:
    return Words(text=text, provenance=provenance, strong=strong)


def cell(text: str = "", span: int = 1, provenance: Provenance | None = None) -> Cell:
    """A cell of one stretch of words; empty without ``text``."""
    return Cell(words=(words(text, provenance),) if text else (), span=span)


def packed(texts: Iterable[str], room: int) -> str:
    """``texts`` in lines of ``room`` characters at most, two spaces between them."""
    lines: list[str] = []
    for text in texts:
        if lines and len(lines[-1]) + 1 + len(text) <= room:
            lines[-1] += f"　{text}"
        else:
            lines.append(text)
    return "\n".join(lines)


def label(text: str, span: int = 1) -> Cell:
    return Cell(words=(words(text),), span=span, label=True)
