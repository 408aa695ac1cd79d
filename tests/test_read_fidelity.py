"""Files made by independent programs from a known text: what the readers give back of it.

Run with ``-s`` to see the table that stands in docs/reading.md.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import writers
from fidelity import fidelity
from known_text import TABLE, known_paragraphs

from xuncha_kb.read import READERS
from xuncha_kb.read.raw import RawText

Make = Callable[[Path], bytes]
ROWS = tuple("\t".join(row) for row in TABLE)
KNOWN = known_paragraphs()

WRITERS: dict[str, tuple[str, Make]] = {
    "手工 numbering.xml（自动编号）": (".docx", lambda folder: writers.by_hand()),
    "python-docx": (".docx", lambda folder: writers.by_python_docx()),
    "pandoc": (".docx", lambda folder: writers.by_pandoc("docx")),
    "pandoc ": (".html", lambda folder: writers.by_pandoc("html")),
    "手工 OFD": (".ofd", lambda folder: writers.ofd_by_hand()),
    "WeasyPrint": (".pdf", lambda folder: writers.by_weasyprint()),
}
SLOW: dict[str, tuple[str, Make]] = {
    "Chromium 打印（公文版式）": (".pdf", writers.by_chromium),
    "Chromium 打印（网页版式）": (".pdf", lambda folder: writers.by_chromium(folder, plain=True)),
    "LibreOffice（自动编号）": (".docx", lambda folder: office(folder, "docx")),
    "LibreOffice（自动编号） ": (".pdf", lambda folder: office(folder, "pdf")),
    "LibreOffice（自动编号）  ": (".doc", lambda folder: office(folder, "doc")),
    "LibreOffice（自动编号）   ": (".odt", lambda folder: office(folder, "odt")),
    "LibreOffice": (".html", lambda folder: office(folder, "html", automatic=False)),
    "LibreOffice ": (".pdf", lambda folder: office(folder, "pdf", automatic=False)),
}
NEEDS = {"pandoc": "pandoc", "Chromium": "chromium", "LibreOffice": "soffice"}


def office(folder: Path, kind: str, *, automatic: bool = True) -> bytes:
    source = writers.by_hand() if automatic else writers.by_python_docx()
    return writers.by_libreoffice(folder, source, ".docx", kind)


def measure(name: str, suffix: str, make: Make, folder: Path) -> None:
    for word, program in NEEDS.items():
        if name.startswith(word) and not shutil.which(program):
            pytest.skip(f"{program} is not installed")
    if name == "WeasyPrint" and not importlib.util.find_spec("weasyprint"):
        pytest.skip("weasyprint is not installed")
    reader = next(reader for reader in READERS if suffix in reader.suffixes)
    raw = reader.read(make(folder))
    assert isinstance(raw, RawText), raw
    known = [one.whole for one in KNOWN]
    with_table = "序号" in "".join(raw.paragraphs)
    found = fidelity(raw.paragraphs, [*known, *ROWS] if with_table else known)
    print(
        f"\n| {name.strip()} | {suffix} | {found.character_errors:.2%} | {found.numbers:.1%}"
        f" | {found.whole:.1%} |"
    )
    assert found.character_errors <= (0.001 if suffix == ".pdf" else 0)
    assert found.numbers == 1
    assert found.whole >= 0.98


@pytest.mark.parametrize("name", WRITERS)
def test_gives_back_what_was_written(name: str, tmp_path: Path) -> None:
    measure(name, *WRITERS[name], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_gives_back_what_large_programs_wrote(name: str, tmp_path: Path) -> None:
    measure(name, *SLOW[name], tmp_path)
