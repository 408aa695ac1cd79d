"""Plain functions on Chinese text: lines, folding, numerals, quotes, sentences.

Nothing here changes a text: offsets into the original stay right, since folding maps each
character to exactly one.
"""

from __future__ import annotations

import re
import unicodedata

LEFT = "“‘「『《〈（【〔("
RIGHT = "”’」』》〉）】〕)"
_PAIRS = dict(zip(LEFT, RIGHT, strict=True))
_NESTED = 8
"""How many marks deep one looks for a partner."""
_MARK = re.compile(f"[{re.escape(LEFT + RIGHT)}]")

DIGITS = "〇○零一二三四五六七八九十百千两"
"""The characters of Chinese numerals, as a character class."""

_VALUES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

_FOLD = {
    **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},
    "\u3000": " ",
    "\u00a0": " ",
    "。": ".",
    "、": ",",
    "“": '"',
    "”": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "‘": "'",
    "’": "'",
    "〈": "<",
    "〉": ">",
    "《": "<",
    "》": ">",
    "—": "-",
    "–": "-",
    "〔": "[",
    "〕": "]",
    "【": "[",
    "】": "]",
    "·": ".",
    "•": ".",
}
_FOLD_TABLE = str.maketrans(_FOLD)
_FOLDABLE = re.compile(f"[{re.escape(''.join(_FOLD))}]")


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of ``text``; ``\\r\\n`` and ``\\r`` count as ``\\n``, nothing else breaks one."""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def fold(text: str) -> str:
    """``text`` with width, quotation marks and case made alike; as long as ``text``."""
    folded = text.translate(_FOLD_TABLE) if _FOLDABLE.search(text) else text
    lowered = folded.lower()
    return lowered if len(lowered) == len(text) else folded


_NARROW = re.compile(r"[,;:?!()\"｡､.](?!(?<=\.)\d)")
_WIDE = {
    ",": "，",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    "｡": "。",
    "､": "、",
}
_AMID_LATIN = re.compile(
    r"(?<=[0-9A-Za-z])[,;:?!](?=[0-9A-Za-z])|:(?=//)|(?<![\u4e00-\u9fff”》）)])\.|(?<=[一二三四五六七八九十])\."
)


def widen(text: str) -> str:
    """``text`` with the half-width marks of Chinese sentences in full width, straight quotation
    marks in pairs; as long as ``text``. Times, numbers and addresses (8:00, 1,000) stay."""
    if not _NARROW.search(text):
        return text
    characters = list(text)
    straight = []
    for match in _NARROW.finditer(text):
        position = match.start()
        if match[0] == '"':
            straight.append(position)
        elif not _AMID_LATIN.match(text, position):
            characters[position] = _WIDE.get(match[0], "。")
    if len(straight) % 2 == 0:
        for index, position in enumerate(straight):
            characters[position] = "”" if index % 2 else "“"
    return "".join(characters)


_NO_WORD = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """What two readers would call the same words: folded, without spaces and punctuation."""
    return fold(_NO_WORD.sub("", text))


def parse_numeral(numeral: str) -> int | None:
    """The value of 十二, 一百三十三, 二〇二四, 12 or １２; None where it is no number."""
    if not numeral or numeral.strip(DIGITS):
        try:
            return int(unicodedata.normalize("NFKC", numeral))
        except ValueError:
            return None
    if not any(c in _UNITS for c in numeral):
        return int("".join(str(_VALUES[c]) for c in numeral))
    total = current = 0
    for character in numeral:
        if character in _UNITS:
            total += (current or 1) * _UNITS[character]
            current = 0
        else:
            current = _VALUES[character]
    return total + current


def depth_mask(text: str) -> bytes:
    """One byte per character: 1 inside quotation marks, 《》 or brackets, else 0.

    The marks themselves count as inside. A mark counts only where its partner comes in the same
    text: a lone one opens or closes nothing.
    """
    depth = bytearray(len(text))
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        position, character = match.start(), match[0]
        if character in _PAIRS:
            stack.append((_PAIRS[character], position))
        elif any(partner == character for partner, _ in stack[-_NESTED:]):
            while stack[-1][0] != character:
                stack.pop()
            _, start = stack.pop()
            if not stack:
                depth[start : position + 1] = b"\x01" * (position + 1 - start)
    return bytes(depth)


_SENTENCE_END = re.compile(r"[。！？!?](?:[”’」』）)])*|…+")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """``(start, end)`` of each sentence, its end mark included; together they cover ``text``
    but for the spaces between. A mark inside 《》 or brackets ends nothing."""
    mask = depth_mask(text)
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if mask[match.start()] and match.end() < len(text) and mask[match.end() - 1]:
            continue
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return [s for s in (trim(text, *span) for span in spans) if s[0] < s[1]]


def trim(text: str, start: int, end: int, marks: str = " \t\u3000\u00a0") -> tuple[int, int]:
    """``start`` and ``end`` moved inwards over ``marks``."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end
