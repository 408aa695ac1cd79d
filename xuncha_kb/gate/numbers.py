"""Numbers that belong to one person: identity numbers, bank cards, mobile phones, addresses.

Check digits: GB 11643 (identity numbers, ISO 7064 MOD 11-2) and ISO/IEC 7812 (cards, Luhn).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from xuncha_kb.gate.findings import Finding, matches
from xuncha_kb.text import fold
from xuncha_kb.vocabulary import Vocabulary

_LONG_NUMBER = re.compile(r"[0-9０-９](?:[ \-－　]?[0-9０-９]){6}")
_ADDRESS_SIGNS = re.compile(
    "[住居籍区园苑村庭邸馆寓院舍楼](?:(?<=[住居籍])|[ ]?[0-9A-Za-z一二三四五六七八九十])"
)
_SEPARATORS = re.compile(r"[ \-]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CARD_PREFIXES = ("62", "4", "51", "52", "53", "54", "55")
_CLAUSE = re.compile(r"[。；;！？!?\n]")
_LOOK_BACK = 40
_LINES_ABOVE = 8


def find_numbers(lines: Sequence[str], vocabulary: Vocabulary) -> Iterator[Finding]:
    for number, original in enumerate(lines):
        if _LONG_NUMBER.search(original):
            line = fold(original)
            taken: list[tuple[int, int]] = []
            for kind, found in (
                ("identity", _identities(line, vocabulary)),
                ("bank", _cards(line, vocabulary)),
                ("phone", _phones(lines, number, line, vocabulary)),
            ):
                for start, end in found:
                    if not any(start < e and s < end for s, e in taken):
                        taken.append((start, end))
                        yield Finding(number, start, end, kind)
        if _ADDRESS_SIGNS.search(original):
            yield from _addresses(number, original, vocabulary)


def is_identity(number: str) -> bool:
    """Whether 18 signs are an identity number: a province, a day of birth, the check digit."""
    if not (number[0] in "12345678" and _is_birthday(number[6:14])):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def is_card(number: str) -> bool:
    """Whether the digits carry the check digit of a bank card."""
    doubled = (int(d) * 2 if i % 2 else int(d) for i, d in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _is_birthday(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2099


def _identities(line: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    for match in vocabulary.pattern("gate.identity").finditer(line):
        if is_identity(_SEPARATORS.sub("", match[0])):
            yield match.span()
    for match in vocabulary.pattern("gate.identity_old").finditer(line):
        before = line[max(0, match.start() - _LOOK_BACK) : match.start()]
        labelled = vocabulary.pattern("gate.identity_label").search(before)
        if labelled and _is_birthday("19" + match[0][6:12]):
            yield match.span()


def _cards(line: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    for match in vocabulary.pattern("gate.bank").finditer(line):
        digits = _SEPARATORS.sub("", match[0])
        before = line[max(0, match.start() - _LOOK_BACK) : match.start()]
        labelled = vocabulary.pattern("gate.bank_label").search(before)
        prefixes = _CARD_PREFIXES[:1] if match[1] else _CARD_PREFIXES
        if labelled or (digits.startswith(prefixes) and is_card(digits)):
            yield match.span()


def _phones(
    lines: Sequence[str], number: int, line: str, vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """Mobile numbers but those that a clause gives as the number of an office, and the numbers
    of homes."""
    for match in vocabulary.pattern("gate.mobile").finditer(line):
        before = _CLAUSE.split(line[: match.start()])[-1]
        if not before.strip() and number:
            before = lines[number - 1]
        if not _is_office(before[-_LOOK_BACK:], lines[:number], vocabulary):
            yield match.span()
    for _, start, end in matches(vocabulary.pattern("gate.home_phone"), line):
        yield start, end


def _is_office(before: str, above: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether the words before a number say that it is an office's; where they say no more than
    手机, the lines above may: they introduce the ways to reach one."""
    if vocabulary.pattern("gate.personal_phone").search(before):
        return False
    if vocabulary.pattern("gate.office_phone").search(before):
        return True
    introduces = vocabulary.pattern("gate.channel_list")
    return bool(vocabulary.pattern("gate.bare_phone").search(before.strip())) and any(
        introduces.search(line) for line in above[-_LINES_ABOVE:]
    )


def _addresses(number: int, line: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for name in ("label", "home", "flat"):
        for _, start, end in matches(vocabulary.pattern(f"gate.address_{name}"), line):
            if not any(start < e and s < end for s, e in taken):
                taken.append((start, end))
                yield Finding(number, start, end, "address")
