"""The head of a document: which lines are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xuncha_kb.vocabulary import Vocabulary

_LINES = 30
_SPACED_OUT = 0.7
"""A line is set with spaces between its characters where so many stand alone."""
_MOST_LINES = 4
_MARKS = "#*_ \t\u3000\u00a0\ufeff\u200b"
_SPACES = re.compile(r"[ \t\u3000\u00a0][ \t\u3000\u00a0]*")


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
    start = _after_front_matter(lines)
    for number, line in enumerate(lines[start : start + _LINES], start=start + 1):
        words = clean(line)
        if not words:
            continue
        if _is_row(line):
            break
        if not _can_be_title(words, vocabulary):
            if parts or not _is_skipped(words, vocabulary):
                break
            continue
        if parts and not _goes_on(parts, words, vocabulary):
            break
        parts.append((number, words))
        if line.lstrip().startswith("#"):
            break
    if not parts:
        return Opening(None)
    return Opening("".join(words for _, words in parts), parts[0][0], parts[-1][0])


def _is_row(line: str) -> bool:
    """Whether the line is a row of a table."""
    bare = line.strip()
    return bare.count("\t") > 1 or (len(bare) > 1 and bare[0] == bare[-1] == "|")


def _after_front_matter(lines: Sequence[str]) -> int:
    if lines[0].rstrip() != "---":
        return 0
    ends = (number for number, line in enumerate(lines[1:200], 2) if line.rstrip() == "---")
    return next(ends, 0)


def clean(line: str) -> str:
    """The words of a line without Markdown marks, stray spaces, or spaces between each of its
    characters (通　知)."""
    words = _SPACES.sub(" ", line.strip(_MARKS))
    if " " not in words:
        return words
    pieces = words.split(" ")
    single = sum(len(piece) == 1 for piece in pieces)
    return "".join(pieces) if single >= _SPACED_OUT * len(pieces) else words


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
    names = ("document_number", "order_number", "order_head", "red_head")
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
    if before.startswith("—") or ending_word(before, vocabulary) or len(parts) >= _MOST_LINES:
        return False
    return vocabulary.pattern("read.speaker").match(words) is None
