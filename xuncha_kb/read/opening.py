"""The head of a document: which lines are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xuncha_kb.vocabulary import Vocabulary

_LINES = 30
_MARKS = "#*_ \t\u3000\u00a0\ufeff\u200b"
_SPACES = re.compile(r"[ \t\u3000\u00a0]+")
_SPACED_OUT = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Opening:
    """``title`` is None where the text begins without one; ``first`` and ``last`` are the
    paragraphs of the title, from 1, both 0 where there is none."""

    title: str | None
    first: int = 0
    last: int = 0


def find_title(lines: Sequence[str], vocabulary: Vocabulary) -> Opening:
    """The title at the head of a text, over several lines where it is broken."""
    parts: list[tuple[int, str]] = []
    for number, line in enumerate(lines[:_LINES], start=1):
        words = clean(line)
        if not words:
            continue
        if not _can_be_title(words, vocabulary):
            if parts or not _is_skipped(words, vocabulary):
                break
            continue
        if parts and not _goes_on(parts, words, vocabulary):
            break
        parts.append((number, words))
    if not parts:
        return Opening(None)
    return Opening(_join([words for _, words in parts]), parts[0][0], parts[-1][0])


def clean(line: str) -> str:
    """The words of a line without Markdown marks and stray spaces."""
    return _SPACES.sub(" ", line.strip(_MARKS))


def ending_word(title: str, vocabulary: Vocabulary) -> str | None:
    """The longest word of the vocabulary that ``title`` ends with, versions in brackets aside."""
    bare = without_version(title, vocabulary)
    words = (w for entry in vocabulary.documents.title for w in entry.words if bare.endswith(w))
    return max(words, key=len, default=None)


def without_version(title: str, vocabulary: Vocabulary) -> str:
    """``title`` without （试行） and the like at its end."""
    bare = title.rstrip('》〉 ”"')
    while bare.endswith(("）", ")")):
        start = max(bare.rfind("（"), bare.rfind("("))
        if start <= 0:
            break
        bare = bare[:start].rstrip('》〉 ”"')
    return bare


def _can_be_title(words: str, vocabulary: Vocabulary) -> bool:
    if len(words) > vocabulary.documents.title_lines.longest or words[-1] in "。；，：！？;,:!?、":
        return False
    return not (
        words[0] in "（(<" or _is_skipped(words, vocabulary) or _is_marker(words, vocabulary)
    )


def _is_marker(words: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.pattern("read.marker").match(words) is not None


def _is_skipped(words: str, vocabulary: Vocabulary) -> bool:
    """A line before the title that is none of it: number, secrecy, red head, date."""
    compact = words.replace(" ", "")
    if compact.startswith(vocabulary.documents.title_lines.skip) or words.startswith("<!--"):
        return True
    names = ("document_number", "order_number", "red_head")
    if any(
        (m := vocabulary.pattern(f"read.{n}").match(words)) and m.end() == len(words) for n in names
    ):
        return True
    date = vocabulary.pattern("read.date").match(words)
    return date is not None and date.end() == len(words)


def _goes_on(parts: Sequence[tuple[int, str]], words: str, vocabulary: Vocabulary) -> bool:
    """Is ``words`` more of the title begun in ``parts``?"""
    before = parts[-1][1]
    if words.startswith(("——", "--", "—")):
        return True
    if before.startswith("—") or ending_word(before, vocabulary):
        return False
    return vocabulary.pattern("read.speaker").match(words) is None


def _join(parts: Sequence[str]) -> str:
    title = "".join(parts)
    if len(_SPACED_OUT.findall(title)) * 2 >= len(title) // 2 > 2:
        title = _SPACED_OUT.sub("", title)
    return title
