"""Folder -> documents and problems."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from unicodedata import category

from xuncha_kb.errors import ProjectError
from xuncha_kb.model import Document, Problem
from xuncha_kb.read.apart import Apart
from xuncha_kb.read.document import make_document
from xuncha_kb.read.raw import RawText, Reader, Refusal, problem
from xuncha_kb.read.statements import Stated, Statement, read_sidecar
from xuncha_kb.vocabulary import Vocabulary

_LARGEST = 64 * 1024 * 1024
_LARGEST_SIDECAR = 1024 * 1024
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories of characters that are invisible, or that move what stands around them."""
_IGNORED = frozenset({"readme", "license", "changelog", "thumbs", "desktop", "__macosx"})
"""Files and folders, by their names without suffix, that nobody means as a document."""

_LONGEST = 4_000_000
"""Characters; the longest code of laws has a tenth of them."""
_TOO_LARGE = Refusal("file_too_large", "超过 64 MB，没有读入。请拆成几个文件，或删去图片后另存。")
_TOO_LONG = Refusal("text_too_long", "超过 400 万字，没有读入。请拆成几个文件。")
_LONELY = Refusal(
    "lonely_sidecar", "旁边没有同名的文稿，没有采用。请把它改成与文稿同名，或者删去。"
)
_NO_FILE = Refusal("unreadable_file", "不是普通文件，没有读入。请换成文件本身。")
_BAD_NAME = Refusal("bad_file_name", "的文件名有乱码或控制字符，没有读入。请改一个文件名。")

Read = tuple[Document | None, tuple[Problem, ...]]


def read_folder(
    folder: Path, readers: tuple[Reader, ...], vocabulary: Vocabulary
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """All documents under ``folder``, sorted by id, and what could not be used.

    Raises ProjectError where the folder is missing or cannot be listed.
    """
    if not folder.is_dir():
        raise ProjectError(
            f"找不到文稿文件夹 {folder}。请新建它，把 .txt、.docx、.pdf 等文件放进去。"
        )
    documents: dict[str, Document] = {}
    paths = sorted(_files(folder), key=lambda path: path.relative_to(folder).as_posix())
    problems = list(lonely_sidecars(paths, folder, readers))
    with Apart() as apart:
        for path in paths:
            if _is_sidecar(path):
                continue
            document, found = read_one(path, folder, readers, vocabulary, apart)
            problems.extend(found)
            if document is None:
                continue
            if document.id in documents:
                problems.append(_same_name(document, documents[document.id]))
            else:
                documents[document.id] = document
    return tuple(documents[key] for key in sorted(documents)), tuple(problems)


def read_one(
    path: Path, folder: Path, readers: tuple[Reader, ...], vocabulary: Vocabulary, apart: Apart
) -> Read:
    """The document of one file, None where it cannot be used, with its problems."""
    name = path.relative_to(folder).as_posix()
    if (shown := _printable(name)) != name:
        return None, (problem(shown, _BAD_NAME),)
    reader = _reader_for(path, readers)
    if reader is None:
        return None, (problem(name, _unknown_format(path, readers)),)
    data = _bytes(path)
    if isinstance(data, Refusal):
        return None, (problem(name, data),)
    suffix = path.suffix.lower()
    raw = apart.read(suffix, data) if reader.apart else reader.read(data)
    if isinstance(raw, RawText) and sum(map(len, raw.paragraphs)) > _LONGEST:
        raw = _TOO_LONG
    if isinstance(raw, Refusal):
        return None, (problem(name, raw),)
    stated = _sidecar(path)
    document, problems = make_document(
        name, sha256(data).hexdigest(), raw, stated.statement, vocabulary
    )
    beside = PurePosixPath(name).with_suffix(".toml").as_posix()
    return document, problems + tuple(problem(beside, r, document.id) for r in stated.refusals)


def lonely_sidecars(
    paths: Iterable[Path], folder: Path, readers: tuple[Reader, ...]
) -> tuple[Problem, ...]:
    """A problem for each sidecar file without a document of the same name."""
    texts = {path.with_suffix("") for path in paths if _reader_for(path, readers)}
    return tuple(
        problem(path.relative_to(folder).as_posix(), _LONELY)
        for path in paths
        if _is_sidecar(path) and path.with_suffix("") not in texts
    )


def _files(folder: Path) -> Iterator[Path]:
    """Every file that could be meant as a document; hidden ones, Office's lock files and
    README files are not."""
    for parent, folders, names in os.walk(folder):
        folders[:] = filter(_is_meant, folders)
        yield from (Path(parent, name) for name in names if _is_meant(name))


def _is_meant(name: str) -> bool:
    return not name.startswith((".", "~$")) and Path(name).stem.lower() not in _IGNORED


def _reader_for(path: Path, readers: tuple[Reader, ...]) -> Reader | None:
    return next((reader for reader in readers if path.suffix.lower() in reader.suffixes), None)


def _is_sidecar(path: Path) -> bool:
    return path.suffix.lower() == ".toml"


def _printable(name: str) -> str:
    """``name`` with ? for what no screen can show: broken and control characters."""
    whole = name.encode("utf-8", "replace").decode()
    return "".join("?" if category(sign) in _UNSHOWN else sign for sign in whole)


def _bytes(path: Path, largest: int = _LARGEST) -> bytes | Refusal:
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            return _NO_FILE
        if status.st_size > largest:
            return _TOO_LARGE
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Refusal("unreadable_file", f"打不开（{reason}）。请检查它的权限，或重新复制一份。")


def _sidecar(path: Path) -> Stated:
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        return Stated(Statement())
    data = _bytes(beside, _LARGEST_SIDECAR)
    return read_sidecar(data) if isinstance(data, bytes) else Stated(Statement(), (data,))


def _unknown_format(path: Path, readers: tuple[Reader, ...]) -> Refusal:
    known = "、".join(suffix for reader in readers for suffix in reader.suffixes)
    return Refusal(
        "unknown_format", f"的格式不能读，没有读入。能读的有 {known}；请另存为其中一种。"
    )


def _same_name(second: Document, first: Document) -> Problem:
    refusal = Refusal(
        "same_name", f"与 {first.source_file} 只差后缀，只读入了后者。请给其中一个改名或删去。"
    )
    return problem(second.source_file, refusal, first.id)
