"""A checklist as it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from xuncha_kb.compose.notices import Notices
from xuncha_kb.compose.paper import (
    Block,
    Cell,
    Column,
    Fields,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
    Words,
    cell,
    packed,
    words,
)
from xuncha_kb.compose.round import NO_ROUND, Round
from xuncha_kb.model import Checklist, ChecklistRow, Knowledge, Provenance
from xuncha_kb.vocabulary import Vocabulary
from xuncha_kb.vocabulary.checklists import ColumnEntry

SMALL_CHARACTER = 3.25
"""Millimetres that a character of small print takes."""
_OWN_WORDS = {"method", "materials", "period", "department"}
"""Columns whose words are the vocabulary's."""


def checklist_paper(
    checklist: Checklist, known: Notices, vocabulary: Vocabulary, round_: Round = NO_ROUND
) -> Paper:
    """Head, table, signatures, from the knowledge of ``known``; what ``round_`` does not say is
    left to be written in."""
    entry = vocabulary.checklist_file.entry(checklist.id)
    about = [
        f"{vocabulary.labels.by_value[checklist.binds]}。{checklist.purpose}{checklist.how_to_use}",
        *(f"{notice}。" for notice in notices(checklist, known)),
    ]
    blocks: tuple[Block, ...] = (
        Fields(fields=round_.fields(entry.header, vocabulary), columns=len(entry.header)),
        *(Paragraph(words=(words(text),), style="note") for text in about),
        _table(checklist, known.knowledge, vocabulary, round_),
        Signature(names=entry.signature),
    )
    return Paper(id=checklist.id, title=checklist.title, layout="wide", blocks=blocks)


def checklist_version(checklist: Checklist) -> str:
    """Changes whenever a row is added, removed or reworded; answers are kept by it."""
    return sha256(checklist.model_dump_json().encode()).hexdigest()[:10]


def columns_of(checklist: Checklist, vocabulary: Vocabulary) -> tuple[ColumnEntry, ...]:
    """The columns that have something in them or are there to be written in."""
    columns = vocabulary.checklist_file.columns
    entries = columns.get(checklist.id, columns["default"])
    return tuple(
        entry
        for entry in entries
        if checklist.id in columns
        or entry.of not in _OWN_WORDS
        or any(getattr(row, entry.of) for row in checklist.rows)
    )


def provenance_of(checklist: Checklist, column: ColumnEntry) -> Provenance | None:
    """Where most of the words of the column come from; the rows that differ say so themselves."""
    if column.of in _OWN_WORDS and checklist.rows:
        return Provenance.REFERENCE
    if column.of == "text" and checklist.rows:
        return Counter(row.provenance for row in checklist.rows).most_common(1)[0][0]
    return None


def numbers(rows: Iterable[ChecklistRow]) -> dict[str, str]:
    """``3`` and, for the sub-rows under it, ``3.1``, ``3.2``, by row id."""
    found: dict[str, str] = {}
    row_number = sub_number = 0
    for row in rows:
        if row.level == 1 or not row_number:
            row_number, sub_number = row_number + 1, 0
            found[row.id] = str(row_number)
        else:
            sub_number += 1
            found[row.id] = f"{row_number}.{sub_number}"
    return found


def notices(checklist: Checklist, known: Notices) -> tuple[str, ...]:
    """What a reader must know of the documents that the rows come from."""
    items = known.knowledge.item_by_id
    sources = (items[row.item_id].document_id for row in checklist.rows if row.item_id in items)
    return known.of_all(sources)


def text_of(
    row: ChecklistRow,
    column: ColumnEntry,
    number: str,
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    round_: Round = NO_ROUND,
) -> str:
    """What is printed of ``row`` in ``column``, answers left out."""
    match column.of:
        case "number":
            return number
        case "basis":
            item = knowledge.item_by_id.get(row.item_id or "")
            return f"{item.code} {row.basis}" if item else row.basis
        case "materials":
            return "；".join(row.materials)
        case "method":
            filled = round_.fill(row.text, vocabulary) if "____" in row.method else ""
            return f"填上：{filled}" if filled else row.method
        case "answers" | "note" | "blank":
            return ""
        case _:
            return str(getattr(row, column.of))


def _table(
    checklist: Checklist, knowledge: Knowledge, vocabulary: Vocabulary, round_: Round
) -> Table:
    columns = columns_of(checklist, vocabulary)
    number = numbers(checklist.rows)

    def row_cell(row: ChecklistRow, column: ColumnEntry) -> Cell:
        if column.of == "answers":
            return Cell(words=(_boxes(row, column.width),))
        text = text_of(row, column, number[row.id], knowledge, vocabulary, round_)
        origin = row.provenance if column.of == "text" else provenance_of(checklist, column)
        return cell(text, provenance=origin)

    def rows() -> Iterator[Row]:
        group = ""
        for row in checklist.rows:
            if row.group != group:
                group = row.group
                yield Row(cells=(cell(group, span=len(columns)),), group=True)
            cells = tuple(row_cell(row, column) for column in columns)
            yield Row(cells=cells, level=row.level, id=row.id)

    return Table(
        columns=tuple(
            Column(
                title=column.title,
                width=column.width,
                provenance=provenance_of(checklist, column),
                centred=column.of in ("number", "period", "department"),
                indented=column.of == "text",
                small=column.of not in ("text", "note", "blank"),
            )
            for column in columns
        ),
        rows=tuple(rows()),
    )


def _boxes(row: ChecklistRow, width: int) -> Words:
    """The answers with a box each, as many beside each other as the column holds."""
    boxes = (f"□{answer}" for answer in row.answers or ("已核对",))
    return words(packed(boxes, int((width - 3) / SMALL_CHARACTER)))
