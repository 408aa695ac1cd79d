"""Files from anywhere -> ``corpus/``: understood first, then stored with their origin."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from xuncha_kb.build import Project, structure
from xuncha_kb.checks import check
from xuncha_kb.errors import ProjectError
from xuncha_kb.gate import WITHHELD, guard
from xuncha_kb.model import Document, DocumentKind, Problem, Section
from xuncha_kb.read import read_corpus, read_file
from xuncha_kb.text import normalise
from xuncha_kb.versions import work_name
from xuncha_kb.vocabulary import Vocabulary

_TEXT_SUFFIXES = (".txt", ".md", ".markdown")
_LONGEST_NAME = 48
_NO_NAME = re.compile(r"[^a-z0-9]+")
_LAST_NUMBER = 999


@dataclass(frozen=True)
class Candidate:
    """A file that may be added. ``document`` is None where it cannot be read."""

    path: Path
    document: Document | None
    problems: tuple[Problem, ...]
    sections: tuple[Section, ...] = ()
    item_count: int = 0
    same_as: Document | None = None
    """The document of the corpus that holds the very same words."""
    earlier: Document | None = None
    """The document of the corpus that is another version of the same work."""

    @property
    def withheld(self) -> str:
        """Why the gate will keep it from publication, in Chinese; "" where it will not."""
        stopped = (problem for problem in self.problems if problem.code == WITHHELD)
        return next((one.message.partition(" 没有发布：")[2] for one in stopped), "")

    @property
    def structure(self) -> str:
        """How many sections of each style there are, in Chinese."""
        counts = Counter(section.style or "标题" for section in self.sections)
        return "，".join(f"“{style}”{count} 个" for style, count in counts.items()) or "不分段"


def stored(project: Project, vocabulary: Vocabulary) -> tuple[Document, ...]:
    """What the corpus holds already, secret or not; none where there is no corpus yet."""
    return read_corpus(project.corpus, vocabulary)[0] if project.corpus.is_dir() else ()


def files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to add: those named, and those in the folders named, sorted; ProjectError where
    a path is not there."""
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise ProjectError(f"找不到“{path}”。请检查路径。")
        inner = sorted(path.rglob("*")) if path.is_dir() else [path]
        found |= dict.fromkeys(file for file in inner if _is_meant(file, path))
    return tuple(found)


def examine_file(path: Path, known: Iterable[Document], vocabulary: Vocabulary) -> Candidate:
    """What was understood of a file, and how it stands to what is there already."""
    document, problems = read_file(path, path.parent, vocabulary)
    if document is None:
        return Candidate(path, None, problems)
    knowledge = structure((document,), vocabulary)
    _, judged = guard((document,), problems, vocabulary)
    words = _words(document)
    known = tuple(known)
    return Candidate(
        path,
        document,
        judged + check(knowledge, vocabulary),
        knowledge.sections,
        len(knowledge.items),
        next((other for other in known if _words(other) == words), None),
        next((other for other in known if _is_version(document, other)), None),
    )


def store(candidate: Candidate, project: Project, vocabulary: Vocabulary) -> Document:
    """Writes the text and its sidecar into the corpus; the document as it now stands there.

    A text file is copied byte for byte; of any other the text is written, and its origin, its
    hash and whether its margins keep it from publication stand in the sidecar.
    """
    document, data = candidate.document, candidate.path.read_bytes()
    assert document is not None
    suffix = candidate.path.suffix.lower()
    is_text = suffix in _TEXT_SUFFIXES
    target = _free_path(project.corpus, _name(document, vocabulary), suffix if is_text else ".txt")
    text = data if is_text else ("\n".join(document.paragraphs).rstrip("\n") + "\n").encode()
    sidecar = "".join(f"{key} = {value}\n" for key, value in _stated(candidate, data, vocabulary))
    beside = candidate.path.with_suffix(".toml")
    if beside.is_file() and beside != candidate.path:
        sidecar = beside.read_text(encoding="utf-8").rstrip("\n") + "\n" + sidecar
    try:
        project.corpus.mkdir(parents=True, exist_ok=True)
        target.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
        target.write_bytes(text)
    except OSError as error:
        raise ProjectError(f"“{target}”写不进去（{error.strerror}）。请检查权限和磁盘。") from error
    added, _ = read_file(target, project.corpus, vocabulary)
    assert added is not None
    return added


def _stated(candidate: Candidate, data: bytes, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    document = candidate.document
    assert document is not None
    beside = candidate.path.with_suffix(".toml")
    given = beside.read_text(encoding="utf-8") if beside.is_file() else ""
    values = {"origin": candidate.path.name, "origin_sha256": sha256(data).hexdigest()}
    if document.title not in document.paragraphs and "title" not in given:
        values = {"title": document.title, **values}
    for key, value in values.items():
        if not re.search(rf"^{key}\s*=", given, re.MULTILINE):
            yield key, json.dumps(value, ensure_ascii=False)
    bare = document.model_copy(update={"margins": ()})
    lost = len(guard((bare,), (), vocabulary)[0]) > len(guard((document,), (), vocabulary)[0])
    if lost and "publish" not in given:
        yield "publish", "false  # 原文件的页眉、页脚或水印有不宜发布的内容"


def _is_meant(file: Path, root: Path) -> bool:
    inner = file.relative_to(root).parts if file != root else (file.name,)
    hidden = any(part.startswith((".", "~$")) for part in inner)
    return file.is_file() and not hidden and file.suffix.lower() != ".toml"


def _words(document: Document) -> str:
    return normalise("".join(document.paragraphs))


def _is_version(document: Document, other: Document) -> bool:
    """Regulations of one title; two speeches of one title are two speeches."""
    kinds = {document.kind, other.kind}
    return kinds == {DocumentKind.REGULATION} and work_name(document.title) == work_name(
        other.title
    )


def _name(document: Document, vocabulary: Vocabulary) -> str:
    """A plain file name: the old one where it is, else the title in pinyin."""
    stem = document.id.rsplit("/", 1)[-1]
    if stem.isascii():
        name = stem.lower()
    else:
        sounds = {
            sign: sound for sound, signs in vocabulary.pinyin.syllables.items() for sign in signs
        }
        name = "".join(f"{sounds[sign]}" if sign in sounds else sign for sign in document.title)
    return _NO_NAME.sub("-", name.lower())[:_LONGEST_NAME].strip("-") or "wenjian"


def _free_path(corpus: Path, name: str, suffix: str) -> Path:
    """A path in the corpus whose name, whatever its suffix, is not taken."""
    taken = {path.stem for path in corpus.iterdir()} if corpus.is_dir() else set()
    names = (name, *(f"{name}-{number}" for number in range(2, _LAST_NUMBER)))
    return corpus / f"{next(one for one in names if one not in taken)}{suffix}"
