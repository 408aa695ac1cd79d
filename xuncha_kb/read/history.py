"""The 题注 below a title: when a regulation was approved, issued and amended, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xuncha_kb.read.dates import find_dates
from xuncha_kb.vocabulary import Vocabulary

_LINES = 24
_BRACKETS = " （）()"


def read_history(lines: Sequence[str], vocabulary: Vocabulary) -> dict[str, str]:
    """``approved_on``, ``issued_on``, ``effective_on`` and ``issuer`` from the lines below a
    title, of each the latest, and ``date``, the date of the latest version."""
    found: dict[str, str] = {}
    for date, event in _events(lines, vocabulary):
        for name in ("approved", "issued", "in_force"):
            if vocabulary.pattern(f"read.{name}").search(event):
                found["effective_on" if name == "in_force" else f"{name}_on"] = date
        issuer = vocabulary.pattern("read.issuer_of_event").match(event.strip())
        if issuer:
            found["issuer"] = issuer["name"]
        if vocabulary.pattern("read.version_event").search(event):
            found["date"] = max(date, found.get("date", ""))
    return found


def _events(lines: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Each date of the 题注 with the words up to the next one."""
    text = " ".join(_note(lines, vocabulary))
    dates = list(find_dates(text, vocabulary.pattern("read.date")))
    for index, (date, match) in enumerate(dates):
        end = dates[index + 1][1].start() if index + 1 < len(dates) else len(text)
        yield date, text[match.end() : end]


def _note(lines: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    """The lines of the 题注: dates with what happened, and their broken-off rest."""
    marker, date = vocabulary.pattern("read.marker"), vocabulary.pattern("read.date")
    event = vocabulary.pattern("read.history")
    within = False
    for line in lines[:_LINES]:
        bare = line.strip(_BRACKETS)
        if marker.match(line) or bare.endswith(("。", "：", ":")):
            return
        starts = date.match(bare) is not None or line.startswith(("（", "("))
        within = starts or (within and (event.search(bare) is not None))
        if within and (event.search(bare) or date.search(bare)):
            yield bare
