"""Metadata that a text states about itself, at its head and its foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest

from xuncha_kb.model import Metadata
from xuncha_kb.read.dates import find_dates
from xuncha_kb.read.history import read_history
from xuncha_kb.read.opening import Opening, clean
from xuncha_kb.vocabulary import Vocabulary

_LONGEST = 400
"""Only so much of a line is looked at."""
_NAME = 40
_DATE_SIGN = re.compile("[月./-]")
_SIGNERS = 12


def infer_facts(lines: Sequence[str], opening: Opening, vocabulary: Vocabulary) -> Metadata:
    """Dates, number, issuer, round and status as far as the text states them.

    The date is that of the latest version in the 题注, else that under the signature, else one
    on a line of its own below the title.
    """
    history = read_history(
        [clean(line[:_LONGEST]) for line in lines[opening.last :][:60]], vocabulary
    )
    signed = _signature(lines, opening.last, vocabulary)
    issued = history.get("issued_on") or signed.get("date")
    head = [clean(line[:_LONGEST]) for line in lines[: opening.last + 40] if line.strip()]
    top = list(takewhile(lambda line: not line.endswith(("。", "：", ":", "；")), head))
    sources = (
        {"round": _round(head, vocabulary), "date": _head_date(top, vocabulary)},
        _named(top, opening, vocabulary),
        signed,
        history,
        _in_force(lines, issued, vocabulary),
    )
    facts = {key: value for source in sources for key, value in source.items() if value}
    return Metadata.model_validate(facts)


def _named(head: Sequence[str], opening: Opening, vocabulary: Vocabulary) -> dict[str, str | None]:
    """Number, issuer and status as the lines about the title name them."""
    title = opening.title or ""
    issuer = vocabulary.pattern("read.issuer_of_title").match(title)
    status = vocabulary.pattern("read.version").search(title)
    return {
        "document_number": _document_number(head, vocabulary),
        "issuer": issuer["name"] if issuer else _red_head(head, vocabulary),
        "status": status["status"] if status else None,
    }


def _round(head: Sequence[str], vocabulary: Vocabulary) -> str | None:
    search = vocabulary.pattern("read.round").search
    matches = (search(line) for line in head if "轮" in line)
    return next((match[0] for match in matches if match), None)


def _document_number(head: Sequence[str], vocabulary: Vocabulary) -> str | None:
    for line, below in zip_longest(head, head[1:], fillvalue=""):
        match = vocabulary.pattern("read.document_number").match(line)
        rest = line[match.end() :].strip() if match else "?"
        if match and (not rest or rest.startswith("签发人")):
            return match[0]
        order = vocabulary.pattern("read.order_number")
        found = order.match(line) or order.match(line + below)
        if found:
            return found[1]
    return None


def _red_head(head: Sequence[str], vocabulary: Vocabulary) -> str | None:
    for line in head[:4]:
        if vocabulary.pattern("read.red_head").match(line):
            return line.removesuffix("文件").strip()
    return None


def _head_date(head: Sequence[str], vocabulary: Vocabulary) -> str | None:
    for line in head:
        bare = line.strip("（）() ")
        for date, match in find_dates(bare, vocabulary.pattern("read.date")):
            if match.start() == 0 and match.end() == len(bare):
                return date
    return None


def _signature(lines: Sequence[str], start: int, vocabulary: Vocabulary) -> dict[str, str]:
    """The first date that stands on a line of its own below a sentence, and the names above."""
    pattern = vocabulary.pattern("read.date")
    said = False
    for index, line in enumerate(lines[start:], start):
        if not said or len(line) > 2 * _NAME:
            said = said or line.rstrip().endswith(("。", "；", "：", ":"))
            continue
        if not _DATE_SIGN.search(line):
            continue
        bare = clean(line).strip("（）()")
        for date, match in find_dates(bare, pattern):
            if match.start() == 0 and match.end() >= len(bare) - 1 and len(date) > len("2024"):
                issuer = "、".join(
                    _signers(lines[max(index - _SIGNERS, start) : index], vocabulary)
                )
                return {"date": date} | ({"issuer": issuer} if issuer else {})
    return {}


def _signers(lines: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The names in the last of ``lines``, in their order."""
    names: list[str] = []
    for line in reversed(lines):
        bare = clean(line[:_LONGEST])
        if not bare:
            continue
        if len(bare) > _NAME or bare[-1] in "。；，：！？、）)" or bare.startswith("附"):
            break
        if vocabulary.pattern("read.marker").match(bare):
            break
        names = bare.split() + names
    return names


def _in_force(
    lines: Sequence[str], issued: str | None, vocabulary: Vocabulary
) -> dict[str, str | None]:
    """The date of effect, which may be that of issue, and what the text replaces."""
    found: dict[str, str | None] = {}
    for line in _lines_on_force(lines):
        for match in vocabulary.pattern("read.effective").finditer(line):
            dates = list(find_dates(match["when"], vocabulary.pattern("read.date")))
            found["effective_on"] = dates[0][0] if dates else issued
        repeal = vocabulary.pattern("read.repeal").search(line)
        if repeal and "effective_on" in found:
            found["supersedes"] = repeal["what"]
    return found


def _lines_on_force(lines: Sequence[str]) -> Iterator[str]:
    found = (line for line in lines if "废止" in line or ("自" in line and "起" in line))
    return (clean(line[:_LONGEST]) for line in found)
