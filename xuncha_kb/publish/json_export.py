"""The knowledge as one JSON document: what ``export`` prints and ``knowledge_base.json`` holds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from xuncha_kb.model import Knowledge
from xuncha_kb.vocabulary import Vocabulary

PARTS = ("documents", "sections", "items", "problems", "questions", "checklists")
_SPARSE = ("attributes", "metadata")
"""Where an absent value is left out; everywhere else it is written as null."""


def to_json(knowledge: Knowledge, parts: Collection[str] = PARTS) -> str:
    """One JSON object with ``schema_version`` and ``parts`` in the order of the contract, each
    record on a line of its own so that two versions can be compared line by line; ends with a
    newline."""
    members = [f'"schema_version": {knowledge.schema_version}']
    for part in PARTS:
        if part in parts:
            rows = ",\n".join(_records(getattr(knowledge, part)))
            members.append(f'"{part}": [\n{rows}\n]' if rows else f'"{part}": []')
    return "{" + ",\n".join(members) + "}\n"


def publish_json(knowledge: Knowledge, vocabulary: Vocabulary) -> Iterable[tuple[str, bytes]]:
    yield "knowledge_base.json", to_json(knowledge).encode()


def _records(models: Iterable[BaseModel]) -> Iterator[str]:
    for model in models:
        yield json.dumps(_plain(model.model_dump(mode="json")), ensure_ascii=False)


def _plain(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: {k: v for k, v in value.items() if v is not None} if key in _SPARSE else value
        for key, value in record.items()
    }
