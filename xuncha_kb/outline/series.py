"""一是, 第一，, 首先，… count as markers only where lines go on from one to two."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha_kb.outline.markers import SOFT, Mark

_WIDEST_SKIP = 2
_OPEN = 8
"""So many runs may stand inside one another."""


def keep_series(marks: Sequence[Mark]) -> list[Mark]:
    """``marks`` without the words that do not enumerate. The members of one run get one rank,
    also where a run mixes its words (一要, 二要, 三是)."""
    runs: list[list[Mark]] = []
    above: Mark | None = None
    for mark in marks:
        if mark.kind in SOFT:
            _join(runs, mark, above)
        above = mark
    kept = {id(mark): run[0].rank for run in runs if run[-1].number != 1 for mark in run}
    result = []
    for mark in marks:
        if mark.kind not in SOFT:
            result.append(mark)
        elif id(mark) in kept:
            mark.rank = kept[id(mark)]
            result.append(mark)
    return result


def _join(runs: list[list[Mark]], mark: Mark, above: Mark | None) -> None:
    if mark.number == 1:
        if runs and runs[-1] == [above] and runs[-1][0].style == mark.style:
            runs[-1].append(mark)
        else:
            runs.append([mark])
        return
    for alike in (True, False):
        for run in reversed(runs[-_OPEN:]):
            if (run[-1].style == mark.style) == alike and _goes_on(run, mark, alike):
                if mark.number is None:
                    mark.number = (run[-1].number or 0) + 1
                run.append(mark)
                return


def _goes_on(run: list[Mark], mark: Mark, alike: bool) -> bool:
    """The next number; of the same word a number may also come twice or be left out."""
    if mark.number is None:
        return alike
    step = mark.number - (run[-1].number or 0)
    return 0 <= step <= _WIDEST_SKIP if alike else step == 1
