"""The known text, written to files by programs that know nothing of this project."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

from known_text import FOOTER, HEADER, TABLE, TITLE, Paragraph, known_paragraphs
from word_files import definition, level, list_of, paragraph, word_file, zipped

TEXT = known_paragraphs()
_STYLE = (
    "@page {size: A4; margin: 3.7cm 2.6cm 3.5cm 2.8cm;"
    " @bottom-center {content: '— ' counter(page) ' —'}"
    f" @top-center {{content: '{HEADER}'}}}}"
    "body {font: 16pt/28pt 'Noto Serif CJK SC'}"
    "p {margin: 0; text-indent: 2em; text-align: justify}"
    "h1 {font-size: 22pt; text-align: center; line-height: 34pt}"
)
_PLAIN_STYLE = "body {font: 12pt 'Noto Sans CJK SC'} p {margin: 0 0 10pt}"


def html_page(*, plain: bool = False) -> str:
    style = _PLAIN_STYLE if plain else _STYLE
    body = "\n".join(f"<p>{one.whole}</p>" for one in TEXT[1:])
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f"<style>{style}</style></head><body>\n<h1>{TITLE}</h1>\n{body}\n</body></html>"
    )


def markdown() -> str:
    """Headings and paragraphs, in the way pandoc reads them."""
    return f"# {TITLE}\n\n" + "\n\n".join(_escaped(one) for one in TEXT[1:]) + "\n"


def _escaped(one: Paragraph) -> str:
    return one.whole.replace(".", "\\.", 1) if one.level == 2 else one.whole


def by_hand() -> bytes:
    """A Word file with a numbering.xml as Word writes it: numbers stand nowhere in the text."""
    numbering = definition(
        0,
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCountingThousand", "（%2）"),
        level(2, "decimal", "%3."),
    ) + list_of(1, 0)
    body = "".join(
        paragraph(one.text, number=None if one.level is None else 1, level=one.level or 0)
        for one in TEXT
    )
    return word_file(body, numbering=numbering)


def by_python_docx() -> bytes:
    from docx import Document

    document = Document()
    document.sections[0].header.paragraphs[0].text = HEADER
    document.sections[0].footer.paragraphs[0].text = FOOTER
    for one in TEXT:
        document.add_paragraph(one.whole)
    table = document.add_table(rows=len(TABLE), cols=len(TABLE[0]))
    for row, words in enumerate(TABLE):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def by_weasyprint() -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=html_page()).write_pdf())


def by_chromium(folder: Path, *, plain: bool = False) -> bytes:
    page, target = folder / "page.html", folder / "page.pdf"
    page.write_text(html_page(plain=plain), encoding="utf-8")
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}"]
    extra = [] if plain else ["--no-pdf-header-footer"]
    subprocess.run(
        [*command, *extra, f"--user-data-dir={folder / 'profile'}", page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return target.read_bytes()


def by_pandoc(kind: str) -> bytes:
    command = ["pandoc", "--from", "markdown", "--to", kind, "--standalone", "--output", "-"]
    title = ["--metadata", f"pagetitle={TITLE}"]
    return subprocess.run(
        [*command, *title], input=markdown().encode(), check=True, capture_output=True, timeout=60
    ).stdout


def by_libreoffice(folder: Path, source: bytes, suffix: str, kind: str) -> bytes:
    """``source``, a file with ``suffix``, saved by LibreOffice as ``kind``."""
    path, out = folder / f"source{suffix}", folder / "out"
    path.write_bytes(source)
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (out / f"source.{kind.split(':')[0]}").read_bytes()


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_EM, _LINE, _COLUMNS, _LINES = 5.6, 10.2, 28, 22
"""Millimetres and counts of the type area of official documents."""


def ofd_by_hand() -> bytes:
    """An OFD file as the printers of offices write it: a text object for each line, in an order
    of its own, with page numbers."""
    rows = [row for one in TEXT for row in _set(one.whole)]
    sheets = [rows[start : start + _LINES] for start in range(0, len(rows), _LINES)]
    parts = {
        "OFD.xml": f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        + "".join(
            f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets))
        )
        + "</ofd:Pages></ofd:Document>",
    }
    for number, sheet in enumerate(sheets):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = _sheet(number, sheet)
    return zipped(parts.items())


def _set(text: str) -> list[str]:
    """A paragraph in lines of 28 characters, the first one indented by two."""
    first, rest = text[: _COLUMNS - 2], text[_COLUMNS - 2 :]
    return ["\u3000\u3000" + first] + [
        rest[start : start + _COLUMNS] for start in range(0, len(rest), _COLUMNS)
    ]


def _sheet(number: int, rows: list[str]) -> str:
    objects = [
        _text_object(28 + _EM * (len(row) - len(row.lstrip())), 37 + _LINE * place, row.strip())
        for place, row in enumerate(rows)
    ]
    page_number = _text_object(100, 270, f"— {number + 1} —")
    return (
        f"<ofd:Page {_OFD}><ofd:Content><ofd:Layer>{page_number}{''.join(reversed(objects))}"
        "</ofd:Layer></ofd:Content></ofd:Page>"
    )


def _text_object(left: float, top: float, words: str) -> str:
    return (
        f'<ofd:TextObject Boundary="{left:.2f} {top:.2f} {_EM * len(words):.2f} 7" Size="{_EM}">'
        f'<ofd:TextCode X="0" Y="5.6" DeltaX="g {len(words) - 1} {_EM}">{words}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def small_pdf() -> bytes:
    """The least PDF with a line of text on it, by hand."""
    stream = b"BT /F 12 Tf 72 700 Td (Article 1. No delay.) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    return pdf_of(*objects)


def pdf_of(*objects: bytes) -> bytes:
    """A PDF file of these objects, the first of them its catalogue."""
    parts = [b"%PDF-1.7\n"]
    places = []
    for number, body in enumerate(objects, 1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = sum(map(len, parts))
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    trailer = b"trailer <</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF"
    parts.append(trailer % (len(objects) + 1, start))
    return b"".join(parts)
