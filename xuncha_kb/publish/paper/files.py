"""The files that somebody takes away: checklists and forms by format, and all of them packed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xuncha_kb.compose.checklists.paper import checklist_paper
from xuncha_kb.compose.forms import Form
from xuncha_kb.compose.notices import Notices
from xuncha_kb.compose.paper import Column, Fields, Paper, Paragraph, Row, Table, cell, words
from xuncha_kb.compose.round import Round
from xuncha_kb.compose.sheet import InterviewSheet
from xuncha_kb.compose.sheet_paper import sheet_paper
from xuncha_kb.errors import PublishError
from xuncha_kb.model import Checklist, Knowledge
from xuncha_kb.publish.paper.html import pdf_file
from xuncha_kb.publish.paper.word import word_file
from xuncha_kb.publish.paper.workbook import workbook_file
from xuncha_kb.vocabulary import Vocabulary

FORMATS = ("docx", "xlsx", "pdf")
WORKBOOK = "检查清单.xlsx"
CONTENTS = "目录.docx"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')

Step = Callable[[str, int], None]
"""Hears what has been made and of how many rows."""


class PackedFile(NamedTuple):
    path: str
    content: bytes
    title: str
    purpose: str


def file_name(title: str) -> str:
    """``title`` as a file system takes it, without suffix."""
    return _NOT_IN_NAMES.sub("", title).strip(". ")[:80] or "未命名"


def checklist_files(
    checklists: Sequence[Checklist],
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    round_: Round,
    formats: Sequence[str],
    step: Step = lambda title, rows: None,
) -> Iterator[PackedFile]:
    """A Word and a PDF file for each checklist, one workbook for all, as ``formats`` says."""
    known = Notices(knowledge)
    for checklist in checklists:
        paper = checklist_paper(checklist, known, vocabulary, round_)
        for path, content in _paper_files(paper, vocabulary, formats):
            yield PackedFile(path, content, checklist.title, checklist.purpose)
            step(checklist.title, len(checklist.rows))
    if "xlsx" in formats and checklists:
        content = workbook_file(
            checklists, knowledge, vocabulary, round_, lambda rows: step(WORKBOOK, rows)
        )
        purpose = "全部清单在一个工作簿里，可以下拉填写，填好用 xuncha-kb collect 汇总。"
        yield PackedFile(WORKBOOK, content, "检查清单（Excel）", purpose)


def form_files(
    forms: Iterable[Form], vocabulary: Vocabulary, formats: Sequence[str]
) -> Iterator[PackedFile]:
    """A Word file for each form, and a PDF file where it is asked for."""
    for form in forms:
        for path, content in _paper_files(form.paper, vocabulary, formats):
            yield PackedFile(path, content, form.title, form.purpose)


def sheet_files(
    sheets: Iterable[InterviewSheet], vocabulary: Vocabulary, formats: Sequence[str]
) -> Iterator[PackedFile]:
    """The interview sheet of each role."""
    for sheet in sheets:
        for path, content in _paper_files(sheet_paper(sheet, vocabulary), vocabulary, formats):
            yield PackedFile(path, content, sheet.title, "一张纸正反面，照着谈、当场记。")


def _paper_files(
    paper: Paper, vocabulary: Vocabulary, formats: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    name = file_name(paper.title)
    if "docx" in formats:
        yield f"{name}.docx", word_file(paper, vocabulary)
    if "pdf" in formats:
        yield f"{name}.pdf", pdf_file(paper, vocabulary)


def contents_file(files: Sequence[PackedFile], round_: Round, vocabulary: Vocabulary) -> bytes:
    """The table of contents of a pack as a Word file."""
    names = ("被巡察单位", "巡察组", "轮次", "进驻日期")
    columns = (
        Column(title="序号", width=12, centred=True),
        Column(title="名称", width=48),
        Column(title="用途", width=60),
        Column(title="文件", width=50, small=True),
    )
    rows = tuple(
        Row(cells=(cell(str(number)), cell(file.title), cell(file.purpose), cell(file.path)))
        for number, file in enumerate(files, 1)
    )
    paper = Paper(
        id="contents",
        title="巡察工作用表目录",
        blocks=(
            Fields(fields=round_.fields(names, vocabulary), columns=2),
            Paragraph(words=(words(f"共 {len(files)} 个文件。"),), style="note"),
            Table(columns=columns, rows=rows),
        ),
    )
    return word_file(paper, vocabulary)


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """A zip file, the same for the same content."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def write_files(folder: Path, files: Mapping[str, bytes], overwrite: bool) -> None:
    """Puts ``files`` into ``folder``, each whole; PublishError, before anything is written, where
    one is there already with another content and may have been filled in."""
    changed = [path for path, content in files.items() if _differs(folder / path, content)]
    if changed and not overwrite:
        raise PublishError(
            f"“{folder / changed[0]}”已经有了，而且内容不同（可能填写过），没有覆盖。"
            "请换一个文件夹，或加 --force 覆盖。"
        )
    for path, content in files.items():
        target = folder / path
        fresh = target.with_name(f".{target.name}.new")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(content)
            fresh.replace(target)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise PublishError(
                f"“{target}”写不进去（{error.strerror}）。请关闭正在使用它的程序，再运行一次。"
            ) from error


def _differs(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() != content
