"""Zip archives with XML in them (Word, Excel, OFD), opened with care.

What an archive claims to unpack to is looked at before anything is unpacked; names are used to
look parts up and never as paths on the disk; entities are not resolved and nothing is fetched.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from xuncha_kb.read.raw import Refusal, RefusedError

_LARGEST = 256 * 1024 * 1024
_LARGEST_PART = 24 * 1024 * 1024
_HIGHEST_RATIO = 200
_HARMLESS = 4 * 1024 * 1024
"""The ratio of packed to unpacked size counts only above this size."""
_MOST_MEMBERS = 20_000

BROKEN_ERRORS = (
    BadZipFile, KeyError, ValueError, SyntaxError, RuntimeError, NotImplementedError,
    zlib.error, EOFError, OSError, AttributeError, TypeError, IndexError, OverflowError,
)  # fmt: skip
"""What reading a damaged archive, or damaged XML in it, may raise."""

BOMB = Refusal(
    "unpacks_too_large", "解压后过大，没有读入。请删去图片等附件后另存，或者拆成几个文件。"
)

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
}
"""The namespaces of the strict form of Office files, and those of the usual one."""


class Package:
    """An archive by the names of its parts; RefusedError where it unpacks to more than a document
    ever does, one of ``BROKEN_ERRORS`` where it is damaged."""

    def __init__(self, data: bytes) -> None:
        self._archive = ZipFile(BytesIO(data))
        members = self._archive.infolist()
        total = sum(member.file_size for member in members)
        if total > _LARGEST or len(members) > _MOST_MEMBERS:
            raise RefusedError(BOMB)
        if total > _HARMLESS and total > _HIGHEST_RATIO * len(data):
            raise RefusedError(BOMB)
        self._members = {member.filename.lstrip("/").lower(): member for member in members}

    def xml(self, name: str) -> Any | None:
        """The root element of a part; None where there is no such part."""
        from lxml import etree

        member = self._members.get(name.lstrip("/").lower())
        if member is None:
            return None
        if member.file_size > _LARGEST_PART:
            raise RefusedError(BOMB)
        data = self._archive.read(member)
        if _STRICT in data:
            for strict, usual in _USUAL.items():
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        return etree.fromstring(data, parser)

    def targets(self, part: str) -> dict[str, str]:
        """The names of the parts that ``part`` points to, by the id of the relationship; links
        outwards are none."""
        return {name: target for name, _, target in self._relations(part)}

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The names of the parts that ``part`` points to by a relationship of ``kind``, such as
        ``footnotes``, in the order of the file."""
        return (target for _, found, target in self._relations(part) if found == kind)

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if root is None else root.iter(_RELATIONSHIPS):
            if relation.get("TargetMode") != "External":
                kind = str(relation.get("Type")).rsplit("/", 1)[-1]
                target = posixpath.join("/", folder, str(relation.get("Target")))
                yield str(relation.get("Id")), kind, posixpath.normpath(target).lstrip("/")

    def related_xml(self, part: str, kind: str) -> Any | None:
        """The root of the first such part that is there."""
        roots = (self.xml(name) for name in self.related(part, kind))
        return next((root for root in roots if root is not None), None)
