"""Numbered terms: 五个决不允许, 四个意识; where their members are listed, and by whom.

A candidate is a term of the vocabulary or a quoted word that begins with a number; what stands
right after it says whether its members are listed here. What a text cites without listing is
``cited_only``: members are never invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import entries_below
from xuncha_kb.model import Attributes, Expansion, ItemKind, Span
from xuncha_kb.text import normalise, parse_numeral, trim
from xuncha_kb.vocabulary import TermEntry, Vocabulary

_NEAR = 4
_REACH = 600
_NUMERAL = re.compile(r"[一二三四五六七八九十两]{1,2}")
_SPLITTERS = ("，,", "、", "、，,")
_MARKS = " \t\u3000，,、；;：:。“”"
_ANY_RULE = ("禁令", "禁止")
"""Terms of these take in whatever is forbidden, in whichever words."""
_CONJUNCTION = re.compile(r"[、，,]|以及|和|与")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    name: str
    quoted: bool


def terms(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every occurrence of a numbered term, without its quotation marks."""
    here: dict[str, tuple[str, ...]] = {}
    plain = reading.vocabulary.pattern("references.plain_term").search
    named = _names(reading.vocabulary).search
    found = [
        (paragraph, occurrence)
        for paragraph, line in reading.numbered
        if "“" in line or plain(line) or named(line)
        for occurrence in _occurrences(reading.vocabulary, line)
    ]
    for paragraph, occurrence in found:
        members = _members_here(reading, paragraph, occurrence) or _rules(
            reading, drafts, paragraph, occurrence
        )
        if members:
            here.setdefault(normalise(occurrence.name), members)
    for paragraph, occurrence in found:
        span = Span(paragraph, occurrence.start, occurrence.end)
        yield Draft(ItemKind.TERM, (span,), None, _attributes(reading, paragraph, occurrence, here))


def _occurrences(vocabulary: Vocabulary, line: str) -> Iterator[_Found]:
    taken: list[tuple[int, int]] = []
    for found in sorted(_candidates(vocabulary, line), key=lambda f: (f.start, -f.end)):
        if not taken or taken[-1][1] <= found.start:
            taken.append((found.start, found.end))
            yield found


def _candidates(vocabulary: Vocabulary, line: str) -> Iterator[_Found]:
    pattern = vocabulary.pattern
    if "“" in line:
        for match in pattern("references.quoted_term").finditer(line):
            if not pattern("references.no_list").match(match["term"]):
                yield _Found(*match.span("term"), match["term"], True)
        for match in pattern("references.double_term").finditer(line):
            yield _Found(*match.span("term"), match["term"], True)
    for match in pattern("references.plain_term").finditer(line):
        yield _Found(*match.span("term"), match["term"], _is_quoted(line, *match.span("term")))
    for match in _names(vocabulary).finditer(line):
        quoted = _is_quoted(line, *match.span())
        if quoted or not _is_other_word(vocabulary, line, *match.span()):
            yield _Found(*match.span(), match[0], quoted)


@cache
def _names(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Every name of a numbered term that begins with a number, longest first."""
    names = {name for term in _numbered(vocabulary) for name in term.names if _count(name)}
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))))


@cache
def _numbered(vocabulary: Vocabulary) -> tuple[TermEntry, ...]:
    return tuple(term for term in vocabulary.terms if term.numbered)


@cache
def _by_name(vocabulary: Vocabulary) -> dict[str, tuple[TermEntry, ...]]:
    found: dict[str, tuple[TermEntry, ...]] = {}
    for term in _numbered(vocabulary):
        for name in term.names:
            found[normalise(name)] = (*found.get(normalise(name), ()), term)
    return found


def _count(name: str) -> int:
    match = _NUMERAL.match(name)
    return (parse_numeral(match[0]) or 0) if match else 0


def _is_quoted(line: str, start: int, end: int) -> bool:
    return line[start - 1 : start] in ("“", "「", '"') and line[end : end + 1] in ("”", "」", '"')


def _is_other_word(vocabulary: Vocabulary, line: str, start: int, end: int) -> bool:
    elsewhere = vocabulary.pattern("references.term_elsewhere")
    goes_on = vocabulary.pattern("references.term_goes_on")
    before = line[max(0, start - _NEAR) : start]
    return bool(elsewhere.search(before) or goes_on.match(line[end : end + _NEAR]))


def _attributes(
    reading: Reading, paragraph: int, found: _Found, here: dict[str, tuple[str, ...]]
) -> Attributes:
    listed = here.get(normalise(found.name))
    if listed:
        count = _count(found.name) if _count(found.name) > 1 else len(listed)
        return Attributes(count=count, members=listed, expansion=Expansion.HERE)
    term = known_term(reading.vocabulary, found.name, reading.line(paragraph))
    if term:
        return Attributes(
            count=len(term.members), members=term.members, expansion=Expansion.VOCABULARY
        )
    return Attributes(count=_count(found.name) or None, expansion=Expansion.CITED_ONLY)


def known_term(vocabulary: Vocabulary, name: str, context: str) -> TermEntry | None:
    """The vocabulary's term of this name; where several share it, the one whose context words
    stand near, and None where none does."""
    known = _by_name(vocabulary).get(normalise(name), ())
    fitting = [term for term in known if any(word in context for word in term.context)]
    if fitting:
        return fitting[0]
    return known[0] if len(known) == 1 else None


def _members_here(reading: Reading, paragraph: int, found: _Found) -> tuple[str, ...]:
    """The members where they stand beside the term: after it, as many pieces as its number says
    or repeated by its own words (决不允许…，决不允许…); or before it (甲好、乙好的“两好”)."""
    line = reading.line(paragraph)
    return (
        _listed_after(reading, line, found)
        or _listed_before(line, found)
        or _listed_below(reading, paragraph, line, found)
    )


def _rules(
    reading: Reading, drafts: Sequence[Draft], paragraph: int, found: _Found
) -> tuple[str, ...]:
    """The prohibitions below a title or heading that names them by such a term (七个严禁), where
    there are as many of them as it says."""
    word, last = _own_word(found.name), _headed(reading, paragraph, found)
    if not last or not reading.vocabulary.pattern("references.of_rules").fullmatch(word):
        return ()
    rules = tuple(
        reading.quote(*draft.source)
        for draft in drafts
        if draft.kind is ItemKind.PROHIBITION
        and paragraph <= draft.source[0].paragraph <= last
        and (word in _ANY_RULE or reading.words(draft.source[0]).startswith(word))
    )
    return rules if len(rules) == _count(found.name) > 1 else ()


def _headed(reading: Reading, paragraph: int, found: _Found) -> int:
    """The last line under the title or heading that holds the term; 0 where none does."""
    if found.name in reading.document.title:
        return len(reading.lines)
    over = (s for s in reading.starting.get(paragraph, ()) if found.name in reading.heading(s))
    return max((section.last_paragraph for section in over), default=0)


def _listed_below(reading: Reading, paragraph: int, line: str, found: _Found) -> tuple[str, ...]:
    """The members on the lines below a line that ends with the term and a colon."""
    count = _count(found.name)
    if count < 2 or not found.quoted or line[found.end :].strip("”」 \t\u3000") not in ("：", ":"):
        return ()
    entries = entries_below(reading, paragraph)
    if len(entries) != count:
        return ()
    return tuple(reading.quote(entry.head) for entry in entries)


def _listed_before(line: str, found: _Found) -> tuple[str, ...]:
    """As many pieces as the number says, each with the term's own word, up to its 的."""
    before = line[max(0, found.start - _REACH) : found.start].rstrip("“")
    count, word = _count(found.name), _own_word(found.name)
    if not before.endswith("的") or not word or count < 2:
        return ()
    pieces = _CONJUNCTION.split(before[:-1])[-count:]
    fitting = len(pieces) == count and all(piece.endswith(word) for piece in pieces)
    return tuple(_bare(piece) for piece in pieces) if fitting else ()


def _own_word(name: str) -> str:
    return _NUMERAL.sub("", name, count=1).lstrip("个项条种大")


def _listed_after(reading: Reading, line: str, found: _Found) -> tuple[str, ...]:
    match = reading.vocabulary.pattern("references.members_follow").match(
        line[found.end : found.end + _REACH]
    )
    if not match:
        return ()
    start = found.end + match.start("members")
    listed = line[start : found.end + match.end("members")]
    return _pieces(_count(found.name), listed) or _repeated(found.name, listed)


def _repeated(name: str, listed: str) -> tuple[str, ...]:
    """五个决不允许: split where 决不允许 begins again, however often it does."""
    word = _own_word(name)
    if not word or listed.count(word) < 2:
        return ()
    pieces = re.split(f"(?={re.escape(word)})", listed)
    return tuple(_bare(piece) for piece in pieces if word in piece)


def _pieces(count: int, listed: str) -> tuple[str, ...]:
    """As many pieces as ``count`` before the first ；, else between the ；."""
    first = re.split("[；;]", listed)[0]
    splits = [re.split(f"[{marks}]", first) for marks in _SPLITTERS]
    for pieces in (*splits, _CONJUNCTION.split(first), re.split("[；;]", listed)):
        bare = tuple(filter(None, map(_bare, pieces)))
        if len(bare) == count:
            return bare
    return ()


def _bare(piece: str) -> str:
    start, end = trim(piece, 0, len(piece), _MARKS)
    return piece[start:end]
