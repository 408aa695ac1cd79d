"""The empty Word file: page, styles and fonts of the official layout, and saving it.

python-docx writes the package; its own styles, made for English letters, give way to the XML
files of ``word/``.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape as xml_escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.shared import Mm

FOLDER = Path(__file__).parent / "word"
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BODY = b"<w:body>"
_TITLE = "xuncha_kb title"
"""Where a file has its title and its content."""
LINE = 579
"""Twentieths of a point: 22 lines of it fill the 225 mm of the official page."""
_EPOCH = datetime(2000, 1, 1)
_UNUSED = re.compile(r"thumbnail|customXml|stylesWithEffects|webSettings|numbering")

PAGES = {
    # width, height, top, bottom, left, right, from the foot of the page to that of the footer
    "official": (210, 297, 37, 35, 28, 26, 23),
    "form": (210, 297, 18, 18, 20, 20, 9),
    "wide": (297, 210, 18, 16, 16, 16, 8),
    "sheet": (210, 297, 12, 14, 16, 16, 7),
}
"""Millimetres, by the layout of a paper."""


def text_width(layout: str) -> int:
    """Millimetres between the margins."""
    width, _, _, _, left, right, _ = PAGES[layout]
    return width - left - right


def packed(layout: str, title: str, footer: str, content: str) -> bytes:
    """The Word file whose body holds ``content`` (WordprocessingML), the same for the same words;
    ``layout`` is a key of ``PAGES``, ``footer`` stands beside the number of the page."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name, part in _empty_parts(layout, footer):
            if name == "word/document.xml":
                part = part.replace(_BODY, _BODY + content.encode(), 1)
            elif name == "docProps/core.xml":
                part = part.replace(_TITLE.encode(), xml_escape(title[:255]).encode())
            fixed = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = ZIP_DEFLATED
            fixed.external_attr = 0o644 << 16
            target.writestr(fixed, part)
    return stream.getvalue()


@lru_cache(maxsize=8)
def _empty_parts(layout: str, footer: str) -> tuple[tuple[str, bytes], ...]:
    """Every part of a file without content, by its name."""
    stream = BytesIO()
    _new_document(layout, footer).save(stream)
    with ZipFile(stream) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def _new_document(layout: str, footer: str) -> Any:
    """A python-docx document."""
    document = Document(BytesIO(_template(layout == "official")))
    _set_page(document.sections[0], layout)
    if footer:
        _set_footer(document.sections[0], layout, footer)
    _set_properties(document.core_properties)
    return document


@cache
def _template(official: bool) -> bytes:
    document = Document()
    package = document.part.package
    for part in (document.part, package):
        for key, relation in list(part.rels.items()):
            if _UNUSED.search(relation.reltype) or _UNUSED.search(str(relation._target)):
                del part.rels[key]
    styles = parse_xml((FOLDER / "styles.xml").read_bytes())
    if not official:
        _replace_styles(styles, parse_xml((FOLDER / "forms.xml").read_bytes()))
    document.part._styles_part._element = styles
    document.part._settings_part._element = parse_xml((FOLDER / "settings.xml").read_bytes())
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation._target._blob = (FOLDER / "fontTable.xml").read_bytes()
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _replace_styles(styles: Any, others: Any) -> None:
    key = f"{{{styles.nsmap['w']}}}styleId"
    by_id = {style.get(key): style for style in styles}
    for style in list(others):
        styles.replace(by_id[style.get(key)], style)


def _set_page(section: Any, layout: str) -> None:
    width, height, top, bottom, left, right, foot = (Mm(value) for value in PAGES[layout])
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = left, right
    section.header_distance, section.footer_distance = Mm(10), foot
    for grid in section._sectPr.xpath("w:docGrid"):
        section._sectPr.remove(grid)
    if layout == "official":
        grid = f'<w:docGrid {NAMESPACE} w:type="lines" w:linePitch="{LINE}"/>'
        section._sectPr.append(parse_xml(grid))
    _number_pages(section, layout == "official")


def _number_pages(section: Any, official: bool) -> None:
    """— 1 —, as GB/T 9704 has it: on the outer side of each page, one character from the edge;
    in the middle under forms."""
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        indent = f'<w:ind w:{side}="280"/><w:jc w:val="{side}"/>'
        place = indent if official else '<w:jc w:val="center"/>'
        size = "" if official else '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
        paragraph = (
            f'<w:p {NAMESPACE}><w:pPr><w:pStyle w:val="Footer"/>{place}</w:pPr>'
            f'<w:r>{size}<w:t xml:space="preserve">— </w:t></w:r>'
            f'<w:fldSimple w:instr=" PAGE "><w:r>{size}<w:t>1</w:t></w:r></w:fldSimple>'
            f'<w:r>{size}<w:t xml:space="preserve"> —</w:t></w:r></w:p>'
        )
        body = footer._element
        for child in list(body):
            body.remove(child)
        body.append(parse_xml(paragraph))


def _set_footer(section: Any, layout: str, words: str) -> None:
    """``words`` on the left, 第1页 共2页 on the right, in small print."""
    size = '<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>'

    def run(text: str) -> str:
        return f'<w:r>{size}<w:t xml:space="preserve">{xml_escape(text)}</w:t></w:r>'

    def number(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r>{size}<w:t>1</w:t></w:r></w:fldSimple>'

    stop = round(text_width(layout) * 1440 / 25.4)
    paragraph = (
        f'<w:p {NAMESPACE}><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:tabs><w:tab w:val="right" w:pos="{stop}"/></w:tabs></w:pPr>{run(words)}'
        f"<w:r><w:tab/></w:r>{run('第')}{number('PAGE')}{run('页　共')}{number('NUMPAGES')}"
        f"{run('页')}</w:p>"
    )
    for footer in (section.footer, section.even_page_footer):
        for child in list(footer._element):
            footer._element.remove(child)
        footer._element.append(parse_xml(paragraph))


def _set_properties(properties: Any) -> None:
    """Fixed, so that the same content gives the same bytes."""
    properties.title = _TITLE
    properties.author = properties.last_modified_by = "xuncha_kb"
    properties.comments = properties.subject = properties.keywords = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = _EPOCH
    properties.revision = 1
