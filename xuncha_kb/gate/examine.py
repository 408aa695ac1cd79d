"""One document under examination: every place that speaks against publishing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from xuncha_kb.gate.findings import Finding
from xuncha_kb.gate.marks import find_marks
from xuncha_kb.gate.numbers import find_numbers
from xuncha_kb.gate.people import find_leads, find_people
from xuncha_kb.model import Document, Metadata
from xuncha_kb.vocabulary import Vocabulary

MASK = "＊"
_UNSEEN = ("publish", "publish_reason")
"""What is stated about a document for the gate alone."""


@dataclass(frozen=True)
class Examined:
    """``lines`` are the paragraphs, then the title, the file's name, the stated facts and the
    margins."""

    document: Document
    lines: tuple[str, ...]
    findings: tuple[Finding, ...]

    def place(self, finding: Finding) -> str:
        """第3段, or what else the line is, in Chinese."""
        beyond = finding.line - len(self.document.paragraphs)
        if beyond < 0:
            return f"第{finding.line + 1}段"
        names = ("标题", "文件名", *("文件信息" for _ in _facts(self.document)))
        return names[beyond] if beyond < len(names) else "页眉、页脚或水印"

    @cached_property
    def name(self) -> str:
        """The file's name, masked where it must not be shown itself."""
        return self._masked_line(len(self.document.paragraphs) + 1)

    def can_be_masked(self, vocabulary: Vocabulary) -> bool:
        return self.name == self.document.source_file and all(
            vocabulary.gate.by_id[finding.kind].masked for finding in self.findings
        )

    def masked(self) -> Document:
        """The document with every finding hidden, each sign by one ``＊``."""
        document = self.document
        first = len(document.paragraphs)
        facts = {
            key: self._masked_line(first + 2 + number)
            for number, (key, _) in enumerate(_facts(document))
        }
        paragraphs = tuple(self._masked_line(number) for number in range(first))
        return document.model_copy(
            update={
                "paragraphs": paragraphs,
                "title": self._masked_line(first),
                "metadata": Metadata.model_validate(document.metadata.model_dump() | facts),
            }
        )

    def _masked_line(self, number: int) -> str:
        return masked_words(self.lines[number], self._by_line[number])

    @cached_property
    def _by_line(self) -> dict[int, list[Finding]]:
        groups: dict[int, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            groups[finding.line].append(finding)
        return groups


def examine(document: Document, vocabulary: Vocabulary) -> Examined:
    facts = (value for _, value in _facts(document))
    apart = (document.title, document.source_file, *facts, *document.margins)
    lines = (*document.paragraphs, *apart)
    found = (
        finding
        for search in (find_marks, find_numbers, find_people, find_leads)
        for finding in search(lines, vocabulary)
    )
    return Examined(document, lines, tuple(sorted(found)))


def masked_words(line: str, findings: Iterable[Finding]) -> str:
    """``line`` with each finding hidden; as long as ``line``."""
    signs = list(line)
    for finding in findings:
        signs[finding.start : finding.end] = MASK * (finding.end - finding.start)
    return "".join(signs)


def masked_numbers(line: str, vocabulary: Vocabulary) -> str:
    """``line``, which may be of any text, with the numbers and addresses of people hidden."""
    return masked_words(line, find_numbers((line,), vocabulary))


def _facts(document: Document) -> tuple[tuple[str, str], ...]:
    facts = document.metadata.model_dump()
    return tuple(
        (key, value)
        for key, value in facts.items()
        if isinstance(value, str) and key not in _UNSEEN
    )
