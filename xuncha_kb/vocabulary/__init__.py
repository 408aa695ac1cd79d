"""Knowledge as data: the TOML files beside this module, validated on loading.

``load_vocabulary()`` gives one frozen :class:`Vocabulary`; each family of knowledge is read when
it is first asked for. Words, labels, patterns and wordings live in TOML; anything with an ``if``
is Python in the room that uses it. A project adds its own terms and synonyms in the file
``vocabulary.toml`` of its folder.
"""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from xuncha_kb.errors import VocabularyError
from xuncha_kb.model import Frozen, ItemKind
from xuncha_kb.vocabulary.documents import DocumentsFile
from xuncha_kb.vocabulary.kinds import KindEntry, KindsFile
from xuncha_kb.vocabulary.labels import LabelsFile
from xuncha_kb.vocabulary.patterns import PatternEntry, PatternsFile

__all__ = ["KindEntry", "PatternEntry", "Vocabulary", "load_vocabulary"]

FOLDER = Path(__file__).parent
PATTERN_FOLDER = FOLDER / "patterns"

File = TypeVar("File", bound=Frozen)


class Vocabulary:
    """The knowledge of the package and of one project, read once and never changed."""

    def __init__(self, user_file: Path | None = None) -> None:
        self.user_file = user_file

    @cached_property
    def kinds(self) -> dict[ItemKind, KindEntry]:
        """Label, code prefix and explanation of every item kind, in the order of the contract."""
        return {entry.kind: entry for entry in _load(FOLDER / "kinds.toml", KindsFile).kind}

    @cached_property
    def labels(self) -> LabelsFile:
        """The Chinese names of provenance, bound parties, document kinds and severities."""
        return _load(FOLDER / "labels.toml", LabelsFile)

    @cached_property
    def documents(self) -> DocumentsFile:
        """The words that show the kind and the title of a document."""
        return _load(FOLDER / "documents.toml", DocumentsFile)

    @cached_property
    def pattern_entries(self) -> dict[str, PatternEntry]:
        """Every named pattern with its examples, by ``file.name``."""
        return {
            f"{path.stem}.{entry.name}": entry
            for path in sorted(PATTERN_FOLDER.glob("*.toml"))
            for entry in _load(path, PatternsFile).pattern
        }

    def pattern(self, name: str) -> re.Pattern[str]:
        """The compiled pattern ``file.name``; KeyError where there is none."""
        return self.pattern_entries[name].compiled


def load_vocabulary(user_file: Path | None = None) -> Vocabulary:
    """The vocabulary, with the additions of ``user_file`` where it is given and exists."""
    return Vocabulary(user_file if user_file and user_file.is_file() else None)


def _load(path: Path, schema: type[File]) -> File:
    try:
        return schema.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(
            f"词汇文件 {path.name} 读不出来：{error}。请检查 TOML 写法。"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise VocabularyError(
            f"词汇文件 {path.name} 的 {place} 不合要求：{first['msg']}。请对照该文件的说明修改。"
        ) from error
