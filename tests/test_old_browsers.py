"""Office browsers are old: our scripts and styles keep to what Chromium 86 knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import xuncha_kb.publish

THEME = Path(xuncha_kb.publish.__file__).parent / "theme"
NEWER = {
    ".js": [
        r"\?\?=|\|\|=|&&=",
        r"\.at\(|\.findLast|\.toSorted\(|\.toReversed\(|\.toSpliced\(",
        r"structuredClone|Object\.hasOwn|Object\.groupBy|Intl\.Segmenter|randomUUID",
        r"^\s*static\s*\{|^\s*#\w+\s+in\b",
    ],
    ".css": [
        r":has\(|:is\(|:where\(|:not\([^)]*,|:user-valid",
        r"color-mix\(|oklch\(|@container|@layer|@scope|@property",
        r"(?:^|[\s;{])(?:inset|aspect-ratio|text-wrap|translate|rotate|scale)\s*:",
        r"\d(?:dvh|svh|lvh|cqw)\b|&\s*[.:>{]",
    ],
}
EXAMPLES = {
    ".js": ["a ??= b;", "a ||= b;", "rows.at(-1)", "structuredClone(x)", "Object.hasOwn(x, y)"],
    ".css": ["a:has(b) {}", "a { inset: 0; }", "a {aspect-ratio: 1;}", "a { height: 1dvh; }"],
}


def newer(text: str, suffix: str) -> list[str]:
    return [hit for p in NEWER[suffix] for hit in re.findall(p, text, re.MULTILINE)]


@pytest.mark.parametrize("suffix", EXAMPLES)
def test_newer_features_are_recognised(suffix: str) -> None:
    assert [e for e in EXAMPLES[suffix] if not newer(e, suffix)] == []


@pytest.mark.parametrize("suffix", NEWER)
def test_the_theme_keeps_to_chromium_86(suffix: str) -> None:
    files = sorted(THEME.rglob("*" + suffix))
    assert files
    found = {f.name: newer(f.read_text(encoding="utf-8"), suffix) for f in files}
    assert {name: hits for name, hits in found.items() if hits} == {}
