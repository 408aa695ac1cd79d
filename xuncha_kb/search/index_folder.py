"""The folder an index lives in: numbered states, and a file that names the current one.

    index/current          "whoosh-7"
    index/whoosh-7/        a whole state, with a manifest
    index/lock             held while somebody writes

A state is made in a folder of its own and becomes current by the replacement of one small file:
whoever is killed on the way leaves the last one as it was. Readers keep the state they opened.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from xuncha_kb.errors import SearchIndexError

SCHEMA = 2
"""Counts the changes of what an index holds; one of another number is made anew."""

_CURRENT, _LOCK, _MANIFEST = "current", "lock", "manifest.json"
_PATIENCE = 60
"""Seconds to wait for another writer."""
KEPT = 2
"""So many states are kept: the current one, and the last one for those who still read it."""


@dataclass(frozen=True)
class Manifest:
    """What a state was made with."""

    engine: str
    words: str
    """The segmenter and the word list."""
    data: str
    """Fingerprint of the language of search."""
    schema: int = SCHEMA


class IndexFolder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else writes meanwhile. The lock dies with the process that holds it.

        Raises SearchIndexError where another process keeps it too long.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.folder / _LOCK, timeout=_PATIENCE, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
            yield
        except sqlite3.OperationalError as error:
            raise SearchIndexError(
                f"另一个程序正在建立检索索引（{self.folder}），请等它结束后再试。"
            ) from error
        finally:
            connection.close()

    def current(self) -> Path | None:
        """The current state; None where there is none."""
        with suppress(OSError, UnicodeDecodeError):
            state = self.folder / (self.folder / _CURRENT).read_text(encoding="ascii").strip()
            if state.is_dir() and state.parent == self.folder:
                return state
        return None

    def new(self, engine: str) -> Path:
        """An empty folder for the next state."""
        numbers = [_number(path) for path in self.folder.iterdir() if path.is_dir()]
        state = self.folder / f"{engine}-{max(numbers, default=0) + 1}"
        state.mkdir()
        return state

    def publish(self, state: Path, manifest: Manifest) -> None:
        """``state`` is whole: it becomes the current one."""
        text = json.dumps({**asdict(manifest), "files": checksums(state)}, ensure_ascii=False)
        (state / _MANIFEST).write_text(text, encoding="utf-8")
        pointer = self.folder / f"{_CURRENT}.new"
        with pointer.open("w", encoding="ascii") as file:
            file.write(state.name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self.folder / _CURRENT)

    def tidy(self) -> None:
        """Remove what nobody needs: older states, and those that were never finished."""
        current = self.current()
        states = sorted((p for p in self.folder.iterdir() if p.is_dir()), key=_number, reverse=True)
        whole = [state for state in states if (state / _MANIFEST).exists()]
        for state in states:
            if state != current and state not in whole[:KEPT]:
                shutil.rmtree(state, ignore_errors=True)


def _number(state: Path) -> int:
    number = state.name.rpartition("-")[2]
    return int(number) if number.isdigit() else 0


def read_manifest(state: Path) -> Manifest:
    """What ``state`` was made with; its files are compared with their checksums.

    Raises SearchIndexError where it is of another schema or damaged.
    """
    try:
        data = json.loads((state / _MANIFEST).read_text(encoding="utf-8"))
        files = data.pop("files")
        manifest = Manifest(**data)
        damaged = manifest.schema == SCHEMA and checksums(state, files) != files
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SearchIndexError("检索索引已损坏。") from error
    if manifest.schema != SCHEMA:
        raise SearchIndexError("检索索引是旧版本的。")
    if damaged:
        raise SearchIndexError("检索索引已损坏。")
    return manifest


CHANGING = (".db", ".db-wal", ".db-shm")
"""Endings of files that an engine changes in place and guards itself."""


def checksums(state: Path, names: object = None) -> dict[str, int]:
    """Of every file of ``state`` (of ``names`` where they are given) that never changes."""
    if names is None:
        paths = sorted(p for p in state.rglob("*") if p.is_file() and p.name != _MANIFEST)
        paths = [p for p in paths if not p.name.endswith((*CHANGING, "LOCK"))]
    else:
        paths = [state / str(name) for name in dict(names)]  # type: ignore[call-overload]
    return {str(p.relative_to(state)): zlib.crc32(p.read_bytes()) for p in paths}
