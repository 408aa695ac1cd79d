"""Paper as it looks: converted by LibreOffice, WeasyPrint and Chromium, then measured."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from xuncha_kb.build import read_knowledge
from xuncha_kb.compose.checklists.paper import checklist_paper
from xuncha_kb.compose.forms import compose_forms
from xuncha_kb.compose.notices import Notices
from xuncha_kb.compose.paper import Paper, Paragraph, Table, words
from xuncha_kb.compose.sheet import compose_sheets
from xuncha_kb.compose.sheet_paper import sheet_paper
from xuncha_kb.model import Knowledge
from xuncha_kb.publish.paper import pdf_file, word_file, workbook_file
from xuncha_kb.vocabulary import load_vocabulary

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed"),
]

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary()
CLOSING = "。，、；：？！）》”’】"
POINTS = 72 / 25.4
"""To a millimetre."""
MARGINS = {"official": (28, 26), "form": (20, 20), "wide": (16, 16), "sheet": (16, 16)}
LEEWAY = 6
"""Points that a glyph may stand out of the text area: the lines of a table stand on its edge."""
MARK = 17
"""Points of a closing mark, which LibreOffice lets hang at the end of a line."""


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    top: float
    right: float


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    words: tuple[Word, ...]

    def lines(self) -> list[list[Word]]:
        """Words that stand beside each other without a gap, by height."""
        lines: list[list[Word]] = []
        for word in sorted(self.words, key=lambda w: (round(w.top), w.left)):
            last = lines[-1][-1] if lines else None
            if last and abs(last.top - word.top) < 3 and 0 <= word.left - last.right < 8:
                lines[-1].append(word)
            else:
                lines.append([word])
        return lines


@cache
def corpus() -> Knowledge:
    return read_knowledge(ROOT / "corpus", VOCABULARY)


@cache
def papers() -> dict[str, Paper]:
    checklists = (checklist_paper(c, Notices(corpus()), VOCABULARY) for c in corpus().checklists)
    forms = (form.paper for form in compose_forms(corpus(), VOCABULARY))
    sheets = (sheet_paper(sheet, VOCABULARY) for sheet in compose_sheets(corpus(), VOCABULARY))
    return {paper.id: paper for paper in (*checklists, *forms, *sheets)}


def converted(folder: Path, files: dict[str, bytes]) -> dict[str, Path]:
    """PDF files made by LibreOffice in one run, by name."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
               "--convert-to", "pdf", "--outdir", str(folder)]  # fmt: skip
    done = subprocess.run(
        [*command, *(str(folder / name) for name in files)],
        capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    assert "Error" not in done.stderr and "repair" not in done.stderr.lower(), done.stderr
    return {name: folder / f"{Path(name).stem}.pdf" for name in files}


def measured(pdf: Path) -> list[Page]:
    text = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = []
    for width, height, body in re.findall(
        r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', text, re.DOTALL
    ):
        found = re.findall(
            r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="\S+">(.*?)</word>', body
        )
        pages.append(
            Page(
                float(width), float(height),
                tuple(Word(unescape(t), float(x), float(y), float(r)) for x, y, r, t in found),
            )
        )  # fmt: skip
    return pages


@pytest.fixture(scope="module")
def word_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    files = {f"{name}.docx": word_file(paper, VOCABULARY) for name, paper in papers().items()}
    found = converted(tmp_path_factory.mktemp("word"), files)
    return {Path(name).stem: measured(pdf) for name, pdf in found.items()}


@pytest.fixture(scope="module")
def pdf_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    pytest.importorskip("weasyprint")
    folder = tmp_path_factory.mktemp("pdf")
    found = {}
    for name, paper in papers().items():
        (folder / f"{name}.pdf").write_bytes(pdf_file(paper, VOCABULARY))
        found[name] = measured(folder / f"{name}.pdf")
    return found


def outside(pages: list[Page], layout: str) -> list[str]:
    left, right = (margin * POINTS for margin in MARGINS[layout])
    return [
        word.text
        for page in pages
        for word in page.words
        if word.left < left - LEEWAY
        or word.right > page.width - right + (MARK if word.text[-1] in CLOSING else LEEWAY)
    ]


def hanging(pages: list[Page]) -> list[str]:
    """Lines that begin with a closing mark, though words stand before it."""
    return [line[0].text for page in pages for line in page.lines() if line[0].text[0] in CLOSING]


@pytest.mark.parametrize("maker", ["word_pages", "pdf_pages"])
def test_no_word_stands_outside_the_margins(maker: str, request: pytest.FixtureRequest) -> None:
    for name, pages in request.getfixturevalue(maker).items():
        assert not outside(pages, papers()[name].layout), name


@pytest.mark.parametrize("maker", ["word_pages", "pdf_pages"])
def test_no_line_begins_with_a_closing_mark(maker: str, request: pytest.FixtureRequest) -> None:
    for name, pages in request.getfixturevalue(maker).items():
        assert not hanging(pages), name


@pytest.mark.parametrize("maker", ["word_pages", "pdf_pages"])
def test_the_head_of_a_table_stands_on_every_page_of_it(
    maker: str, request: pytest.FixtureRequest
) -> None:
    for name, pages in request.getfixturevalue(maker).items():
        checklist = next((c for c in corpus().checklists if c.id == name), None)
        if checklist is None:
            continue
        heads = [any(w.text.startswith("序号") for w in page.words) for page in pages]
        assert all(heads[:-1]), name
        signed = any("日期：" in word.text for word in pages[-1].words)
        assert heads[-1] and signed, f"{name}: the signatures stand alone or are missing"


@pytest.mark.parametrize("maker", ["word_pages", "pdf_pages"])
def test_the_number_of_pages_is_as_few_as_the_rows_allow(
    maker: str, request: pytest.FixtureRequest
) -> None:
    for name, pages in request.getfixturevalue(maker).items():
        rows = sum(len(b.rows) for b in papers()[name].blocks if isinstance(b, Table))
        assert len(pages) <= 3 + rows / 5, f"{name}: {len(pages)} pages for {rows} rows"
        assert all(len(page.words) > 3 for page in pages), f"{name}: an empty page"


def test_the_official_body_has_28_characters_a_line_and_22_lines_a_page(tmp_path: Path) -> None:
    body = Paragraph(words=(words("巡" * 28 * 60),), style="plain")
    paper = Paper(id="official", title="题", layout="official", blocks=(body,))
    files = {"official.docx": word_file(paper, VOCABULARY)}
    pages = measured(converted(tmp_path, files)["official.docx"])
    full = pages[1]
    lines = [line for line in full.lines() if "巡" in line[0].text]
    assert len(lines) == 22
    assert {len("".join(word.text for word in line)) for line in lines} == {28}


def test_a_workbook_prints_on_pages_that_hold_every_column(tmp_path: Path) -> None:
    data = workbook_file(corpus().checklists, corpus(), VOCABULARY)
    pages = measured(converted(tmp_path, {"all.xlsx": data})["all.xlsx"])
    first = next(page for page in pages if any("备注" in w.text for w in page.words))
    heads = {w.text for w in first.words}
    assert any(head.startswith("分组") for head in heads)
    assert all(word.right <= page.width for page in pages for word in page.words)
