"""Citations of other texts: 《…》."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.model import Attributes, ItemKind, Span

_LONGEST = 120
_BACK = 60


def citations(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every text that is cited, with the article where one is named."""
    for paragraph, line in reading.numbered:
        if "《" in line and not _is_name(line.strip(), reading.document.title):
            yield from _titles(reading, paragraph, line)


def _is_name(line: str, title: str) -> bool:
    """Whether a line is the name of the text itself, in 《》."""
    return line == title and line.startswith("《") and line.endswith("》")


def _titles(reading: Reading, paragraph: int, line: str) -> Iterator[Draft]:
    pattern = reading.vocabulary.pattern
    for start, end in titles(line):
        if pattern("references.short_name").search(line[max(0, start - 8) : start]):
            continue
        if pattern("references.not_a_document").search(line[start + 1 : end - 1]):
            continue
        article = pattern("references.article").match(line[end : end + _BACK])
        attributes = Attributes(article=article["article"] if article else None)
        yield Draft(ItemKind.CITATION, (Span(paragraph, start, end),), None, attributes)


def titles(line: str) -> Iterator[tuple[int, int]]:
    """The outermost 《…》 of a line, their marks included; an open one that never closes is
    passed over."""
    position = line.find("《")
    while position >= 0:
        end = _close(line, position)
        if end:
            yield position, end
        position = line.find("《", end or position + 1)


def _close(line: str, start: int) -> int:
    if line.find("》", start, start + _LONGEST) < 0:
        return 0
    depth = 0
    for position in range(start, min(len(line), start + _LONGEST)):
        if line[position] == "《":
            depth += 1
        elif line[position] == "》":
            depth -= 1
            if depth == 0:
                return position + 1
    return 0
