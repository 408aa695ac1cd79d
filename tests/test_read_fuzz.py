"""Damaged files of every format: a reader gives lines or a refusal, and never raises."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import pytest
import writers
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from word_files import paragraph, word_file

from xuncha_kb.read import READERS
from xuncha_kb.read.office import OFFICE
from xuncha_kb.read.raw import RawText, Refusal

SUFFIXES = [s for reader in READERS if reader is not OFFICE for s in reader.suffixes[:1]]


@cache
def sample(suffix: str) -> bytes:
    """A small sound file of each format."""
    if suffix == ".docx":
        cells = "".join(f"<w:tc>{paragraph(word)}</w:tc>" for word in "甲乙")
        body = f"{paragraph('严禁。', number=1)}<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        return word_file(body, more={"header": paragraph("页眉")})
    if suffix == ".ofd":
        return writers.ofd_by_hand()
    if suffix == ".xlsx":
        book, buffer = Workbook(), BytesIO()
        book.active.append(["序号", 1, 2.5, True])
        book.save(buffer)
        return buffer.getvalue()
    if suffix == ".pdf":
        return writers.small_pdf()
    return writers.html_page().encode() if suffix == ".html" else "# 通知\n严禁。".encode()


def read(suffix: str, data: bytes) -> None:
    reader = next(reader for reader in READERS if suffix in reader.suffixes)
    found = reader.read(data)
    assert isinstance(found, RawText | Refusal)
    if isinstance(found, RawText):
        lines = (*found.paragraphs, *found.margins)
        assert found.paragraphs and all("\n" not in line and "\r" not in line for line in lines)


@st.composite
def damaged(draw: st.DrawFn, suffix: str) -> bytes:
    """A sound file with some bytes changed, in a part of the archive where it is one."""
    data = sample(suffix)
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except BadZipFile:
        return _changed(draw, data)
    if draw(st.integers(0, 4)) == 0:
        return _changed(draw, data)
    name = draw(st.sampled_from(sorted(parts)))
    parts[name] = _changed(draw, parts[name])
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for one, part in parts.items():
            archive.writestr(one, part)
    return buffer.getvalue()


def _changed(draw: st.DrawFn, data: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from([0, 1, 1, 3, 40]))
        new = draw(st.one_of(st.binary(max_size=6), st.sampled_from(WORDS)))
        data = data[:place] + new + data[place + length :]
    return data


WORDS = [
    b"<", b"/>", b'"', b"&a;", b"-1", b"99999999999", b"1e308", b"nan", b"\x00", b"\xff\xfe",
    b"</w:p>", b"<w:p>", b' w:val="x"', b"g 9999999 1", b"<ol start=9>", b"stream", b" 0 R",
]  # fmt: skip


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(suffix: str, data: st.DataObject) -> None:
    read(suffix, data.draw(damaged(suffix)))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes) -> None:
    read(suffix, data)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_sound_file_is_read(suffix: str) -> None:
    reader = next(reader for reader in READERS if suffix in reader.suffixes)
    assert isinstance(reader.read(sample(suffix)), RawText)
