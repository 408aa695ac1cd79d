"""Who reported whom: names beside the words of reporting, and the contents of leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuncha_kb.gate.findings import Finding, matches
from xuncha_kb.vocabulary import Vocabulary

_PATTERNS = {
    "label": re.compile("(?:人|人员|者|对象|线索)(?:姓名)?[ \u3000]*[:：\t|｜]"),
    "beside": re.compile("人(?<=[报映举告诉访发话查问询案嫌及情信电]人)|报者|对象"),
    "accused": re.compile("举报|检举|控告|揭发|反映|初核|初步核实"),
    "of_lead": re.compile("线索|举报|问题的"),
    "reporting": re.compile("实名|联名|署名|来信|来电|来访|写信|向"),
}
"""The patterns of names, with the signs without which they cannot be found."""
_SPACES = re.compile(r"[ \u3000]+")
_HEAD = 12
"""Lines at the head of a text among which its title stands."""
_FILLED = 2


def find_people(lines: Sequence[str], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Every place of each name that stands somewhere beside the words of reporting."""
    names = {
        name
        for line in filter(None, lines)
        for kind, sign in _PATTERNS.items()
        if sign.search(line)
        for name, _, _ in matches(vocabulary.pattern(f"gate.person_{kind}"), line)
        if vocabulary.gate.names.is_name(_SPACES.sub("", name))
    }
    if not names:
        return
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    for number, line in enumerate(lines):
        for match in re.finditer(words, line):
            yield Finding(number, *match.span(), "person")


def find_leads(lines: Sequence[str], vocabulary: Vocabulary) -> Iterator[Finding]:
    """What a record of a lead, a letter of complaint or a record of an interview says."""
    for number, line in enumerate(lines):
        for name in ("number", "letter") if line else ():
            match = vocabulary.pattern(f"gate.lead_{name}").search(line)
            if match:
                yield Finding(number, *match.span(), "lead")
                break
    title = _record_title(lines, vocabulary)
    filled = vocabulary.pattern("gate.lead_filled")
    if title is not None and sum(bool(filled.search(line)) for line in lines) >= _FILLED:
        yield Finding(title, 0, len(lines[title]), "lead")


def _record_title(lines: Sequence[str], vocabulary: Vocabulary) -> int | None:
    """The line of a title such as 谈话笔录; None where there is none, or it is a blank form."""
    head = lines[:_HEAD]
    if any(vocabulary.pattern("gate.blank_form").search(line) for line in head):
        return None
    for number, line in enumerate(head):
        compact = _SPACES.sub("", line).strip("#*")
        if vocabulary.pattern("gate.lead_title").search(compact):
            return number
    return None
