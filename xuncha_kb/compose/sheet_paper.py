"""An interview sheet as it is printed: both sides of one sheet of A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from xuncha_kb.compose.paper import (
    Block,
    Boxes,
    Field,
    Fields,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Words,
    Writing,
    words,
)
from xuncha_kb.compose.sheet import InterviewSheet, SheetQuestion
from xuncha_kb.model import Provenance
from xuncha_kb.vocabulary import Vocabulary

ROOM = 515
"""Millimetres of both sides of a sheet that are counted on."""
LINE = 8
"""Millimetres of a line to write on."""


def sheet_paper(sheet: InterviewSheet, vocabulary: Vocabulary, who: str = "") -> Paper:
    """Head, what to tell, questions by stage with room to write, what to ask for, signatures;
    ``who`` is the one talked to, where the plan says so."""
    fixed = vocabulary.sheet
    return Paper(
        id=sheet.id,
        title=sheet.title,
        layout="sheet",
        blocks=tuple(_blocks(sheet, vocabulary, who)),
        footer=fixed.foot.replace("{version}", sheet_version(sheet)),
    )


def sheet_version(sheet: InterviewSheet) -> str:
    """Changes whenever a question or its basis does."""
    return sha256(sheet.model_dump_json().encode()).hexdigest()[:8]


def _blocks(sheet: InterviewSheet, vocabulary: Vocabulary, who: str) -> Iterator[Block]:
    fixed = vocabulary.sheet
    filled = {fixed.header[1]: who}
    fields = tuple(Field(name=name, value=filled.get(name, "")) for name in sheet.header)
    yield Fields(fields=fields, columns=3)
    for notice in sheet.notices:
        yield _small(words(fixed.notice.replace("{notice}", notice)))
    yield _small(words(fixed.how_to_use.replace("{marks}", _marks(vocabulary))))
    yield from _boxes(fixed.tell, sheet.tell)
    done = 0
    lines = _lines_to_write(sheet)
    for stage in sheet.stages:
        if stage.questions:
            yield Heading(text=f"{stage.label}　{stage.aim}")
            for number, entry in enumerate(stage.questions, done + 1):
                yield from _question(entry, number, vocabulary)
                yield from [Writing(lines=lines)] if lines else []
            done += len(stage.questions)
    yield from _boxes(fixed.materials, [material.label for material in sheet.materials])
    yield from _boxes(fixed.verify, sheet.verify_by)
    yield Signature(names=sheet.footer)


def _boxes(heading: str, texts: Sequence[str]) -> Iterator[Block]:
    if texts:
        yield Heading(text=heading, provenance=Provenance.REFERENCE)
        yield Boxes(items=tuple((words(text),) for text in texts), columns=2, small=True)


def _lines_to_write(sheet: InterviewSheet) -> int:
    """As many under each question as both sides of the sheet hold, 3 at most."""
    questions = [entry for stage in sheet.stages for entry in stage.questions]
    room = ROOM - _height(sheet, questions)
    return max(0, min(3, int(room // (LINE * len(questions))))) if questions else 0


def _height(sheet: InterviewSheet, questions: Sequence[SheetQuestion]) -> float:
    """Millimetres that are printed, without lines to write on."""
    small = [text for texts in (sheet.tell, sheet.verify_by) for text in texts]
    small += [material.label for material in sheet.materials]
    boxes = sum(_rows(text, 26) for text in small) / 2 + 3
    texts = sum(_rows(entry.question.text, 38) for entry in questions)
    clauses = sum(
        bool(entry.question.follow_ups) + _rows(entry.basis + entry.clause, 50)
        for entry in questions
    )
    headings = sum(bool(stage.questions) for stage in sheet.stages) + 3
    return 60 + 9 * headings + 4.8 * (boxes + clauses) + 6.5 * texts


def _rows(text: str, width: int) -> int:
    return -(-len(text) // width)


def _marks(vocabulary: Vocabulary) -> str:
    """原文是……；推得是……；参考是……。"""
    entries = vocabulary.labels.provenance
    return "；".join(f"{entry.label}：{entry.explanation}" for entry in entries) + "。"


def _question(entry: SheetQuestion, number: int, vocabulary: Vocabulary) -> Iterator[Block]:
    fixed = vocabulary.sheet
    text = words(f"{number}．{entry.question.text}", entry.provenance)
    yield Paragraph(words=(text,), style="plain", keep=True)
    if entry.question.follow_ups:
        said = "　".join(entry.question.follow_ups)
        yield _small(words(f"{fixed.follow_up}：{said}"), keep=True)
    if entry.clause:
        origin = words(fixed.basis, Provenance.QUOTED)
        yield _small(origin, words(f" {entry.code} {entry.basis}：{entry.clause}"), keep=True)


def _small(*pieces: Words, keep: bool = False) -> Paragraph:
    return Paragraph(words=pieces, style="small", keep=keep)
