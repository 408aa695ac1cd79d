"""Office browsers are old: our scripts and styles keep to what Chromium 86 knows, and so do the
skin's, but for what is only an ornament.

``test_chromium_86.py`` drives a real one.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import xuncha_kb.publish

THEME = Path(xuncha_kb.publish.__file__).parent / "theme"

# The first version of Chromium that knows it, a pattern, an example, and what is older and alike.
SCRIPTS = (
    (85, r"\?\?=|\|\|=|&&=", "a ??= b;", "a = b ?? c;"),
    (87, r"Intl\.Segmenter", "new Intl.Segmenter('zh')", "Intl.Collator"),
    (90, r"/[a-z]*[dv][a-z]*\.(?:exec|test)\(", "/a/d.exec(x)", "/a/giu.exec(x)"),
    (91, r"#\w+ in \w", "#own in other", "other.own"),
    (92, r"\.at\(", "rows.at(-1)", "rows.charAt(1)"),
    (92, r"randomUUID", "crypto.randomUUID()", "crypto.getRandomValues(a)"),
    (93, r"\bObject\.hasOwn\(", "Object.hasOwn(a, b)", "a.hasOwnProperty(b)"),
    (93, r"\bcause:", "new Error(a, { cause: b })", "because: 1"),
    (94, r"\bstatic\s*\{", "static { a(); }", "static a() {}"),
    (97, r"\.findLast(?:Index)?\(", "a.findLast(b)", "a.lastIndexOf(b)"),
    (98, r"\bstructuredClone\(", "structuredClone(a)", "clone(a)"),
    (99, r"\.showPicker\(", "field.showPicker()", "field.click()"),
    (103, r"AbortSignal\.(?:timeout|any)", "AbortSignal.timeout(9)", "controller.signal"),
    (105, r"\.checkVisibility\(", "a.checkVisibility()", "a.offsetParent"),
    (105, r"\bCSS\.highlights|new Highlight\(", "CSS.highlights.set(a, b)", "highlight(a)"),
    (110, r"\.to(?:Sorted|Reversed|Spliced)\(|\.with\(", "a.toSorted()", "a.slice().sort()"),
    (114, r"\.(?:show|hide|toggle)Popover\(|scrollend", "a.showPopover()", "a.showModal()"),
    (117, r"\b(?:Object|Map)\.groupBy\(", "Object.groupBy(a, b)", "groupBy(a, b)"),
    (119, r"Promise\.(?:withResolvers|try)\(", "Promise.withResolvers()", "Promise.all(a)"),
    (121, r"Array\.fromAsync\(", "Array.fromAsync(a)", "Array.from(a)"),
    (122, r"\.(?:union|intersection|difference|isSubsetOf)\(", "a.union(b)", "united(a)"),
    (88, r"['\"`][^'\"`\n]*:(?:is|where|has)\(", 'x.closest(":is(a, b)")', 'x.closest(":not(a)")'),
)
STYLES = (
    (
        87,
        r"(?:^|[\s;{])inset(?:-\w+)*\s*:",
        "a { inset: 0; }",
        "a { top: 0; box-shadow: inset 0; }",
    ),
    (87, r"(?:margin|padding|border)-(?:inline|block)\s*:", "a{margin-inline:0}", "a{margin:0}"),
    (88, r":is\(|:where\(", ":is(a, b) {}", "a:not(b) {}"),
    (88, r":not\([^()]*,", "a:not(b, c) {}", "a:not(b), c {}"),
    (
        88,
        r"(?:^|[\s;{])aspect-ratio\s*:",
        "a { aspect-ratio: 1; }",
        "@media (min-aspect-ratio: 1/1) {}",
    ),
    (90, r"(?<!text-)overflow(?:-[xy])?\s*:\s*clip", "a{overflow:clip}", "a{text-overflow:clip}"),
    (93, r"accent-color\s*:", "a{accent-color:red}", "a{--md-accent:red}"),
    (94, r"scrollbar-gutter\s*:", "a{scrollbar-gutter:stable}", "a{scrollbar-width:thin}"),
    (99, r"@layer\b", "@layer a {}", "@media print {}"),
    (101, r"@(?:container|scope|starting-style)\b", "@container (x) {}", ".container {}"),
    (104, r"@media[^{]*[<>]", "@media (width >= 4em) {}", "@media (min-width: 4em) {} a > b {}"),
    (
        104,
        r"(?:^|[\s;{])(?:translate|rotate|scale)\s*:",
        "a { rotate: 4deg; }",
        "a{transform:rotate(4deg)}",
    ),
    (105, r":has\(", "a:has(b) {}", "a:hover {}"),
    (108, r"\d(?:[dsl]v[hwib]|vi|vb|lh|cap|ic)\b", "a { height: 1dvh; }", "a { height: 1vh; }"),
    (
        111,
        r"color-mix\(|oklch\(|oklab\(|\blab\(|lch\(",
        "color-mix(in srgb, red, blue)",
        "rgba(1, 2, 3, 0.4)",
    ),
    (112, r"&\s*[.:>\[{]|&\s+\w", "a { &:hover {} }", "a:hover {}"),
    (
        114,
        r"text-wrap\s*:",
        "a { text-wrap: balance; }",
        "a{flex-wrap:wrap;overflow-wrap:anywhere}",
    ),
    (117, r"\bsubgrid\b", "a{grid-template-rows:subgrid}", "a{display:grid}"),
    (119, r":user-(?:in)?valid|:dir\(", ":user-invalid {}", ":invalid {} [dir] {}"),
    (
        123,
        r"light-dark\(|field-sizing",
        "a{color:light-dark(red,blue)}",
        "a{color-scheme:light dark}",
    ),
    (
        136,
        r"(?<!-webkit-)print-color-adjust\s*:",
        "a{print-color-adjust:exact}",
        "a{-webkit-print-color-adjust:exact}",
    ),
)
NEWER = {".js": SCRIPTS, ".css": STYLES}

ORNAMENTS = {"accent-color:", "scrollbar-gutter:"}
"""Nothing is lost without them: the colour of a bar or a tick, a margin beside scroll bars."""


def newer(text: str, suffix: str) -> list[str]:
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return [
        hit.group().strip()
        for _, pattern, *_ in NEWER[suffix]
        for hit in re.finditer(pattern, plain, re.MULTILINE)
    ]


def needed(files: list[Path], suffix: str) -> dict[str, list[str]]:
    """By the name of the file, what it has that is newer and no ornament."""
    assert files
    found = {
        file.name: sorted(set(newer(file.read_text(encoding="utf-8"), suffix)) - ORNAMENTS)
        for file in files
    }
    return {name: hits for name, hits in found.items() if hits}


@pytest.mark.parametrize(
    ("suffix", "example", "older"),
    [(suffix, row[2], row[3]) for suffix, rows in NEWER.items() for row in rows],
)
def test_newer_features_are_told_from_older_ones(suffix: str, example: str, older: str) -> None:
    assert newer(example, suffix)
    assert newer(older, suffix) == []


@pytest.mark.parametrize("suffix", NEWER)
def test_the_theme_keeps_to_chromium_86(suffix: str) -> None:
    assert needed(sorted(THEME.rglob("*" + suffix)), suffix) == {}


@pytest.mark.parametrize(
    ("suffix", "names"), [(".css", "stylesheets/*.css"), (".js", "javascripts/bundle.*.js")]
)
def test_the_skin_keeps_to_chromium_86(suffix: str, names: str) -> None:
    material = pytest.importorskip("material")
    assets = Path(material.__file__).parent / "templates" / "assets"
    assert needed(sorted(assets.glob(names)), suffix) == {}
