"""Sections of the case files: readable texts with the outline their readers see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xuncha_kb.model import Document, Section
from xuncha_kb.outline import outline
from xuncha_kb.read.kind import infer_kind
from xuncha_kb.read.opening import find_title
from xuncha_kb.text import split_lines
from xuncha_kb.vocabulary import load_vocabulary

CASES = Path(__file__).parent / "cases" / "outline"
CASE = re.compile(r"^## (.+)\n\n````(\w+)\n([\s\S]*?)\n````\n\n````outline\n([\s\S]*?)````$", re.M)
SUFFIXES = {"text": ".txt", "markdown": ".md"}
LONGEST = 20


def cases() -> list[tuple[str, str, str, str]]:
    """Title, form, text and outline of each case."""
    paths = sorted(CASES.glob("*.md"))
    found = [case for path in paths for case in CASE.findall(path.read_text(encoding="utf-8"))]
    assert len(found) >= 39, "cases that the pattern does not find are not tested"
    return found


def document(text: str, suffix: str = ".txt") -> Document:
    vocabulary = load_vocabulary()
    lines = split_lines(text)
    title = find_title(lines, vocabulary).title
    return Document(
        id="d",
        kind=infer_kind(title, lines, vocabulary),
        title=title or "d",
        source_file=f"d{suffix}",
        sha256="",
        paragraphs=lines,
    )


def line_of(section: Section) -> str:
    """A section as the case files write it."""
    name = section.label or (f"款{section.number}" if section.style == "款" else "—")
    heading = section.heading or ""
    if len(heading) > LONGEST:
        heading = heading[:LONGEST] + "…"
    first, last = section.first_paragraph, section.last_paragraph
    place = f"@{first}" if first == last else f"@{first}-{last}"
    indent = "  " * (section.level - 1)
    return indent + " ".join(part for part in (name, heading, place) if part)


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in cases()],
)
def test_case(form: str, text: str, expected: str) -> None:
    found = outline(document(text, SUFFIXES[form]), load_vocabulary())
    assert "\n".join(line_of(section) for section in found) == expected.strip("\n")
