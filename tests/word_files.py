"""Word documents for tests, written by hand: the least that Word and python-docx accept."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word_file(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    doctype: str = "",
    extra: str = "",
    more: dict[str, str] | None = None,
) -> bytes:
    """A .docx with the given inner XML; ``extra`` is put into the document's relationships, and
    ``more`` gives further parts by their kind, such as ``footnotes``."""
    extra += "".join(_relation(f"m{n}", kind) for n, kind in enumerate(more or {}))
    relationships = _relation("n1", "numbering") + _relation("s1", "styles") + extra
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(_relation("d1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relationships(relationships),
        "word/document.xml": f"{doctype}<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
    }
    for kind, inner in (more or {}).items():
        parts[f"word/{kind}.xml"] = f"<w:{kind} {_W}>{inner}</w:{kind}>"
    return zipped(parts.items())


def zipped(parts: Iterable[tuple[str, str]]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in parts:
            archive.writestr(name, text)
    return buffer.getvalue()


def paragraph(text: str, *, number: int | None = None, level: int = 0, style: str = "") -> str:
    """One paragraph, at a level of the list ``number`` where one is given."""
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{listed if number is not None else ''}</w:pPr>"
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def level(index: int, form: str, text: str, more: str = "") -> str:
    """One level of a list definition; ``text`` is Word's pattern, such as ``（%2）``."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def list_of(number: int, name: int, *overrides: str) -> str:
    """The list ``number`` made from the definition ``name``."""
    inner = f'<w:abstractNumId w:val="{name}"/>{"".join(overrides)}'
    return f'<w:num w:numId="{number}">{inner}</w:num>'


def start_at(index: int, start: int) -> str:
    """An override by which a list begins anew at ``start``."""
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def _relation(name: str, kind: str, target: str = "") -> str:
    target = target or f"{kind}.xml"
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relationships(inner: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _content_types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("numbering", "numbering"),
            ("styles", "styles"),
        )
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )
