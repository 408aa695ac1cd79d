"""Knowledge as data: the TOML files beside this module, validated on loading.

``load_vocabulary()`` gives one frozen :class:`Vocabulary`; each family of knowledge is read when
it is first asked for. Words, labels, patterns and wordings live in TOML; anything with an ``if``
is Python in the room that uses it. A project adds its own terms and synonyms in the file
``vocabulary.toml`` of its folder.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from xuncha_kb.errors import VocabularyError
from xuncha_kb.model import Frozen, ItemKind
from xuncha_kb.text import normalise
from xuncha_kb.vocabulary.characters import PinyinFile, TraditionalFile
from xuncha_kb.vocabulary.checklists import ChecklistEntry, ChecklistsFile
from xuncha_kb.vocabulary.documents import DocumentsFile
from xuncha_kb.vocabulary.forms import FormEntry, FormsFile
from xuncha_kb.vocabulary.gate import GateFile
from xuncha_kb.vocabulary.kinds import KindEntry, KindsFile
from xuncha_kb.vocabulary.labels import LabelsFile
from xuncha_kb.vocabulary.lint import LintEntry, LintFile
from xuncha_kb.vocabulary.materials import MaterialEntry, MaterialsFile
from xuncha_kb.vocabulary.patterns import PatternEntry, PatternsFile
from xuncha_kb.vocabulary.questions import FrameEntry, FramesFile, Use
from xuncha_kb.vocabulary.regulations import RegulationEntry, RegulationsFile
from xuncha_kb.vocabulary.roles import RoleEntry, RolesFile
from xuncha_kb.vocabulary.round import RoundFile
from xuncha_kb.vocabulary.sheet import SheetFile
from xuncha_kb.vocabulary.stages import StageEntry, StagesFile
from xuncha_kb.vocabulary.terms import TermEntry, TermsFile
from xuncha_kb.vocabulary.topics import TopicEntry, TopicsFile
from xuncha_kb.vocabulary.wording import SearchFile, SynonymsFile, UserFile

__all__ = [
    "ChecklistEntry",
    "FormEntry",
    "FrameEntry",
    "KindEntry",
    "LintEntry",
    "MaterialEntry",
    "PatternEntry",
    "RegulationEntry",
    "RoleEntry",
    "StageEntry",
    "TermEntry",
    "TopicEntry",
    "Use",
    "Vocabulary",
    "load_vocabulary",
]

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
    def roles(self) -> RolesFile:
        """Whom a team talks to, ``R1`` first, and what everybody is told at the start."""
        return _load(FOLDER / "roles.toml", RolesFile)

    @cached_property
    def stages(self) -> dict[str, StageEntry]:
        """The stages of an interview, in their order."""
        return {entry.id: entry for entry in _load(FOLDER / "stages.toml", StagesFile).stage}

    @cached_property
    def materials(self) -> dict[str, MaterialEntry]:
        """The records that are usually called for."""
        file = _load(FOLDER / "materials.toml", MaterialsFile)
        return {entry.id: entry for entry in file.material}

    @cached_property
    def topics(self) -> dict[str, TopicEntry]:
        """What a clause can be about, in the order of the files and within them."""
        return {
            entry.id: entry
            for path in sorted((FOLDER / "topics").glob("*.toml"))
            for entry in _load(path, TopicsFile).topic
        }

    @cached_property
    def topic_words(self) -> tuple[tuple[str, TopicEntry], ...]:
        """Every word that points to a topic, without punctuation, with the topic."""
        return tuple(
            (normalise(word), topic) for topic in self.topics.values() for word in topic.words
        )

    @cached_property
    def topic_words_by_first(self) -> dict[str, list[tuple[str, TopicEntry]]]:
        """The same by their first characters."""
        found: dict[str, list[tuple[str, TopicEntry]]] = {}
        for word, topic in self.topic_words:
            found.setdefault(word[:1], []).append((word, topic))
        return found

    @cached_property
    def question_frames(self) -> dict[tuple[str, str, str], tuple[FrameEntry, ...]]:
        """The wordings of questions with their slots, by use, stage and role."""
        frames: dict[tuple[str, str, str], tuple[FrameEntry, ...]] = {}
        for path in sorted((FOLDER / "questions").glob("*.toml")):
            for entry in _load(path, FramesFile).frame:
                for role in entry.roles:
                    key = (entry.use, entry.stage, role)
                    frames[key] = (*frames.get(key, ()), entry)
        return frames

    @cached_property
    def checklists(self) -> dict[str, ChecklistEntry]:
        """What each checklist is for, and the words of its columns."""
        return {entry.id: entry for entry in self.checklist_file.checklist}

    @cached_property
    def checklist_file(self) -> ChecklistsFile:
        return _load(FOLDER / "checklists.toml", ChecklistsFile)

    @cached_property
    def round(self) -> RoundFile:
        """What a team may say about its round, and the fields that it fills."""
        return _load(FOLDER / "round.toml", RoundFile)

    @cached_property
    def forms(self) -> tuple[FormEntry, ...]:
        """The blank forms that a round needs, in the order of the files and within them."""
        return tuple(
            entry
            for path in sorted((FOLDER / "forms").glob("*.toml"))
            for entry in _load(path, FormsFile).form
        )

    @cached_property
    def sheet(self) -> SheetFile:
        """The fixed words of the interview sheet."""
        return _load(FOLDER / "sheet.toml", SheetFile)

    @cached_property
    def lint(self) -> LintFile:
        """The rules of a good interview question."""
        return _load(FOLDER / "lint.toml", LintFile)

    @cached_property
    def gate(self) -> GateFile:
        """What must not be published, and what a person's name looks like."""
        return _load(FOLDER / "gate.toml", GateFile)

    @cached_property
    def terms(self) -> tuple[TermEntry, ...]:
        """The shorthand of the trade; the project's own terms stand before the package's, so
        that they are taken first where both know a name."""
        return self.user.term + _load(FOLDER / "terms.toml", TermsFile).term

    @cached_property
    def regulations(self) -> tuple[RegulationEntry, ...]:
        """Since when regulations that are often cited exist under their titles."""
        return _load(FOLDER / "regulations.toml", RegulationsFile).regulation

    @cached_property
    def synonyms(self) -> SynonymsFile:
        """Synonyms, colloquial wordings and variants: the package's, then the project's."""
        own = _load(FOLDER / "synonyms.toml", SynonymsFile)
        return own.with_those_of(self.user)

    @cached_property
    def user(self) -> UserFile:
        """What the project adds in its ``vocabulary.toml``."""
        return _load(self.user_file, UserFile) if self.user_file else UserFile()

    @cached_property
    def search(self) -> SearchFile:
        """The words of searching: steps, filters, ways of asking, names of kinds of hits."""
        return _load(FOLDER / "search.toml", SearchFile)

    @cached_property
    def traditional(self) -> TraditionalFile:
        """Traditional characters with the simplified ones that search folds them to."""
        return _load(FOLDER / "traditional.toml", TraditionalFile)

    @cached_property
    def pinyin(self) -> PinyinFile:
        """The characters of each syllable."""
        return _load(FOLDER / "pinyin.toml", PinyinFile)

    @cached_property
    def pattern_entries(self) -> dict[str, PatternEntry]:
        """Every named pattern with its examples, by ``file.name``."""
        return {
            f"{path.stem}.{entry.name}": entry
            for path in sorted(PATTERN_FOLDER.glob("*.toml"))
            for entry in _load(path, PatternsFile).pattern
        }

    @cached_property
    def pattern(self) -> Callable[[str], re.Pattern[str]]:
        """Gives the compiled pattern ``file.name``; KeyError where there is none."""
        return _Compiled(self.pattern_entries).__getitem__


class _Compiled(dict[str, re.Pattern[str]]):
    """Patterns, each compiled when it is first asked for."""

    def __init__(self, entries: dict[str, PatternEntry]) -> None:
        super().__init__()
        self._entries = entries

    def __missing__(self, name: str) -> re.Pattern[str]:
        self[name] = self._entries[name].compiled
        return self[name]


def load_vocabulary(user_file: Path | None = None) -> Vocabulary:
    """The vocabulary, with the additions of ``user_file`` where it is given and exists."""
    if user_file is None or not user_file.is_file():
        return _vocabulary(None, ())
    status = user_file.stat()
    return _vocabulary(user_file, (status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=1)
def _vocabulary(user_file: Path | None, state: tuple[int, ...]) -> Vocabulary:
    """Kept for the next time, since most of it is read and compiled when it is first asked for;
    ``state`` changes with the file."""
    return Vocabulary(user_file)


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
