"""The piece of a line that is shown: a sentence, or a part of a long one."""

from __future__ import annotations

from xuncha_kb.text import sentence_spans, trim

LONGEST = 160
"""Characters of a sentence that are shown whole."""


def line_at(text: str, position: int) -> tuple[int, str]:
    """Where the line around ``position`` begins, and the line."""
    base = text.rfind("\n", 0, position) + 1
    return base, text[base:].split("\n", 1)[0]


def line_stretch(text: str, position: int) -> tuple[int, int]:
    """The sentence around ``position`` within its line, or the part of a long one."""
    base, line = line_at(text, position)
    start, end = stretch(line, position - base)
    return base + start, base + end


def stretch(line: str, position: int) -> tuple[int, int]:
    """The sentence around ``position``; of a long one the part between two ；."""
    spans = sentence_spans(line) or [(0, len(line))]
    start, end = next((span for span in spans if position < span[1]), spans[-1])
    if end - start > LONGEST:
        start = max(start, line.rfind("；", start, position) + 1)
        stop = line.find("；", position, end)
        end = stop + 1 if stop >= 0 else end
    return start, end


_PAUSES = "；;，,、"


def shortened(line: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The sentence, or a stretch of it around ``first`` to ``last`` between two pauses."""
    if end - start <= LONGEST:
        return start, end
    room = max(LONGEST - (last - first), 0) // 2
    left, right = max(start, first - room), min(end, last + room)
    if left > start:
        left = next((i + 1 for i in range(left, first) if line[i] in _PAUSES), left)
    if right < end:
        right = next((i for i in range(right, last, -1) if line[i - 1] in _PAUSES), right)
    return trim(line, left, max(right, last))


def line_start(text: str, line: int) -> int:
    start = 0
    for _ in range(line):
        start = text.index("\n", start) + 1
    return start
