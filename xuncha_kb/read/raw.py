"""What a reader of one file format takes and gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from xuncha_kb.model import Problem, Severity


@dataclass(frozen=True, slots=True)
class RawText:
    """The lines of a file as they stand, and what its front matter says."""

    paragraphs: tuple[str, ...]
    front_matter: Mapping[str, object] = field(default_factory=dict)
    margins: tuple[str, ...] = ()
    """Lines of headers and footers, each once."""
    remarks: tuple[Refusal, ...] = ()
    """What could not be used although the rest could."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file, or a part of it, cannot be used; ``advice`` follows the file's name in the
    message, in Chinese, with what to do."""

    code: str
    advice: str
    severity: Severity = Severity.ERROR


class RefusedError(Exception):
    """Raised inside a reader, which gives its refusal back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Reader:
    """One file format: the suffixes it takes, in lower case, and how it reads a file's bytes."""

    suffixes: tuple[str, ...]
    read: Callable[[bytes], RawText | Refusal]
    apart: bool = False
    """Read in a process of its own, since such files may crash, hang or fill the memory."""


def problem(name: str, refusal: Refusal, document_id: str | None = None) -> Problem:
    """``refusal`` as a problem of the file ``name``."""
    return Problem(
        code=refusal.code,
        severity=refusal.severity,
        message=f"文件 {name} {refusal.advice}",
        document_id=document_id,
    )
