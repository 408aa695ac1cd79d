"""The knowledge as one JSON document: what ``export`` prints and ``knowledge_base.json`` holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from io import BytesIO

from pydantic import BaseModel

from xuncha_kb.model import Knowledge
from xuncha_kb.publish.book import Book

PARTS = ("documents", "sections", "items", "problems", "questions", "checklists")
_SPARSE = {"attributes", "metadata"}
"""The last field of a model, where an absent value is left out; elsewhere it is null."""


def to_json(knowledge: Knowledge, parts: Collection[str] = PARTS) -> str:
    """One JSON object with ``schema_version`` and ``parts`` in the order of the contract, each
    record on a line of its own so that two versions can be compared line by line; ends with a
    newline."""
    return _to_bytes(knowledge, parts).decode()


def publish_json(book: Book) -> Iterable[tuple[str, bytes]]:
    yield "knowledge_base.json", _to_bytes(book.knowledge, PARTS)


def _to_bytes(knowledge: Knowledge, parts: Collection[str]) -> bytes:
    """Written piece by piece: a large corpus makes hundreds of megabytes."""
    text = BytesIO()
    text.write(f'{{"schema_version":{knowledge.schema_version}'.encode())
    for part in PARTS:
        if part in parts:
            text.write(f',\n"{part}":['.encode())
            for number, record in enumerate(_records(getattr(knowledge, part))):
                text.write((",\n" if number else "\n").encode() + record.encode())
            text.write(b"\n]" if getattr(knowledge, part) else b"]")
    text.write(b"}\n")
    return text.getvalue()


def _records(models: Iterable[BaseModel]) -> Iterator[str]:
    for model in models:
        record = model.model_dump_json(exclude=_SPARSE)
        for name in _SPARSE & type(model).model_fields.keys():
            sparse = getattr(model, name).model_dump_json(exclude_none=True)
            record = f'{record[:-1]},"{name}":{sparse}}}'
        yield record
