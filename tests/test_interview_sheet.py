"""The interview sheet on paper: what is printed, and how it stands on both sides of one sheet."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from xuncha_kb.build import read_knowledge
from xuncha_kb.compose.paper import Boxes, Fields, Heading, Paragraph, Signature, Writing
from xuncha_kb.compose.sheet import InterviewSheet, compose_sheets
from xuncha_kb.compose.sheet_paper import sheet_paper, sheet_version
from xuncha_kb.model import Knowledge
from xuncha_kb.publish.paper import pdf_file, word_file
from xuncha_kb.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary()
ROLES = tuple(VOCABULARY.roles.by_id)


@cache
def corpus() -> Knowledge:
    return read_knowledge(ROOT / "corpus", VOCABULARY)


@cache
def sheets() -> dict[str, InterviewSheet]:
    return {sheet.role: sheet for sheet in compose_sheets(corpus(), VOCABULARY)}


def test_every_part_is_on_the_paper() -> None:
    sheet = sheets()["R3"]
    paper = sheet_paper(sheet, VOCABULARY, who="李某")
    fields = next(block for block in paper.blocks if isinstance(block, Fields))
    assert [field.name for field in fields.fields] == list(sheet.header)
    assert fields.fields[1].value == "李某"
    headings = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert headings[0].startswith("先说明") and headings[-1].startswith("怎么核实")
    boxes = [block for block in paper.blocks if isinstance(block, Boxes)]
    assert [item[0].text for item in boxes[0].items] == list(sheet.tell)
    assert isinstance(paper.blocks[-1], Signature)
    assert sheet_version(sheet) in paper.footer and "密级" in paper.footer


def test_every_question_has_its_clause_and_room_to_write() -> None:
    sheet = sheets()["R6"]
    paper = sheet_paper(sheet, VOCABULARY)
    text = "\n".join(
        piece.text for b in paper.blocks if isinstance(b, Paragraph) for piece in b.words
    )
    asked = [entry for stage in sheet.stages for entry in stage.questions]
    for number, entry in enumerate(asked, 1):
        assert f"{number}．{entry.question.text}" in text
        assert f"{entry.code} {entry.basis}：{entry.clause}" in text
    assert len([b for b in paper.blocks if isinstance(b, Writing)]) == len(asked)


def test_the_version_follows_the_questions() -> None:
    one = sheets()["R3"]
    other = one.model_copy(update={"stages": one.stages[:-1]})
    assert sheet_version(one) == sheet_version(one) != sheet_version(other)


def test_the_same_sheet_gives_the_same_file() -> None:
    paper = sheet_paper(sheets()["R1"], VOCABULARY)
    data = word_file(paper, VOCABULARY)
    assert data == word_file(paper, VOCABULARY)
    footer = Document(BytesIO(data)).sections[0].footer._element.xml
    assert "NUMPAGES" in footer and "版本" in footer


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_word_lays_each_sheet_on_two_pages(tmp_path: Path) -> None:
    for role, sheet in sheets().items():
        file = tmp_path / f"{role}.docx"
        file.write_bytes(word_file(sheet_paper(sheet, VOCABULARY), VOCABULARY))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = sorted(str(file) for file in tmp_path.glob("*.docx"))
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    for file in sorted(tmp_path.glob("*.pdf")):
        _check_pages(file)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_pdf_lays_each_sheet_on_two_pages(tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    for role, sheet in sheets().items():
        file = tmp_path / f"{role}.pdf"
        file.write_bytes(pdf_file(sheet_paper(sheet, VOCABULARY), VOCABULARY))
        _check_pages(file)


def _check_pages(file: Path) -> None:
    """Both sides and no more; no line begins with a mark; no heading ends a page; the signatures
    are not alone."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    pages = text.rstrip("\f").split("\f")
    assert len(pages) == 2, file.name
    assert not re.search(r"(?m)^\s*[。、，；：！？）”》]", text), file.name
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert not re.match("(开场|开放叙述|追问|核实|收尾|请其提供|怎么核实)　", lines[-2])
    assert len([line for line in pages[1].splitlines() if line.strip()]) > 5
