"""How Word writes the numbers of automatic lists."""

from __future__ import annotations

from collections.abc import Callable

_HAN = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LEGAL_HAN = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans("〇一二三四五六七八九十百千", "零壹貳參肆伍陸柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIGHEST = 3999
"""Above this every format falls back to plain digits."""


def format_number(value: int, name: str) -> str:
    """``value`` as Word writes it in the format ``name``; plain digits where the format is not
    known or cannot express it."""
    if not 0 <= value <= _HIGHEST:
        return str(value)
    return _FORMATS.get(name, str)(value)


def _counting(value: int) -> str:
    """十一, 一百零三: the everyday way, without the 一 of 一十一."""
    if value < 10:
        return "零" if value == 0 else _HAN[value]
    words, gap = "", False
    for place in range(len(str(value)) - 1, -1, -1):
        digit = value // 10**place % 10
        if digit:
            words += ("零" if gap else "") + _HAN[digit] + _UNITS[place]
            gap = False
        else:
            gap = bool(words)
    return words[1:] if value < 20 else words


def _digital(value: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(value))


def _counting_to_99(value: int) -> str:
    return _counting(value) if value < 100 else _digital(value).replace("〇", "○")


def _range(first: str, count: int) -> Callable[[int], str]:
    """Signs that stand in a row in Unicode, such as ① to ⑳."""

    def write(value: int) -> str:
        return chr(ord(first) + value - 1) if 1 <= value <= count else str(value)

    return write


def _circled(value: int) -> str:
    if 21 <= value <= 35:
        return chr(ord("㉑") + value - 21)
    if 36 <= value <= 50:
        return chr(ord("㊱") + value - 36)
    return _range("①", 20)(value)


def _letters(first: str) -> Callable[[int], str]:
    """a to z, then aa, bb."""

    def write(value: int) -> str:
        if not 1 <= value <= 26 * 9:
            return str(value)
        return chr(ord(first) + (value - 1) % 26) * (1 + (value - 1) // 26)

    return write


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value else "0"


def _roman(value: int) -> str:
    words = ""
    for amount, sign in _ROMAN:
        words += sign * (value // amount)
        value %= amount
    return words or "0"


def _full_width(value: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(value))


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counting_to_99,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting_to_99,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _digital,
    "taiwaneseDigital": lambda value: _digital(value).replace("〇", "○"),
    "japaneseDigitalTenThousand": _digital,
    "chineseLegalSimplified": lambda value: _counting(value).translate(_LEGAL_HAN),
    "ideographLegalTraditional": lambda value: _counting(value).translate(_LEGAL_TRADITIONAL),
    "japaneseLegal": lambda value: _counting(value).translate(_LEGAL_TRADITIONAL),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda value: _cycle(_STEMS)(value) + _cycle(_BRANCHES)(value),
    "numberInDash": lambda value: f"- {value} -",
    "ideographEnclosedCircle": _range("㊀", 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _range("⑴", 20),
    "decimalEnclosedFullstop": _range("⒈", 20),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "bullet": lambda value: "",
    "none": lambda value: "",
}
