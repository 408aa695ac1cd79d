"""Marks -> tree: which marker stands inside which."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from xuncha_kb.outline.markers import UNITS, Mark

ARTICLE = "第X条"
CLAUSE = "款"
_UNIT_ORDER = {f"第X{unit}": order for order, unit in enumerate(UNITS)}
_USUAL_ORDER = {"一、": 0, "（一）": 1, "1.": 2, "1）": 3, "（1）": 3, "①": 4}
"""Decides only where the text itself does not show which style stands inside which."""
_INNERMOST = 9


@dataclass(slots=True)
class Node:
    mark: Mark
    parent: Node | None
    level: int
    last: int = 0
    """The last line with words, from 1."""
    clauses: int = 1
    """Of an article: its own paragraphs so far."""


class Order:
    """Where each rank occurs, to look ahead from a mark."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        self._marks: dict[str, list[Mark]] = defaultdict(list)
        for mark in marks:
            self._places[mark.rank].append(mark.paragraph)
            self._marks[mark.rank].append(mark)

    def next(self, rank: str, paragraph: int) -> Mark | None:
        """The first mark of ``rank`` after ``paragraph``."""
        places = self._places.get(rank, [])
        index = bisect_right(places, paragraph)
        return self._marks[rank][index] if index < len(places) else None


class Tree:
    """The sections found so far and the stack of those still open."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.nodes: list[Node] = []
        self.open: list[Node] = []
        self._order = Order(marks)
        self._outer = _outer_ranks(marks)

    def place(self, mark: Mark) -> None:
        """Close what ``mark`` ends and open it."""
        del self.open[self._depth(mark) :]
        parent = self.open[-1] if self.open else None
        node = Node(mark, parent, len(self.open) + 1)
        self.nodes.append(node)
        self.open.append(node)

    def close(self) -> None:
        self.open.clear()

    def extend(self, paragraph: int) -> None:
        """A line with words belongs to every open section."""
        for node in self.open:
            node.last = paragraph

    def goes_on(self, depth: int, paragraph: int) -> bool:
        """Does the section open at ``depth`` have a next sibling by number after ``paragraph``?"""
        mark = self.open[depth].mark
        following = self._order.next(mark.rank, paragraph)
        if following is None or mark.number is None or following.number != mark.number + 1:
            return False
        return not any(
            self._comes_before(node.mark.rank, paragraph, following.paragraph)
            for node in self.open[:depth]
        )

    def _comes_before(self, rank: str, paragraph: int, limit: int) -> bool:
        found = self._order.next(rank, paragraph)
        return found is not None and found.paragraph < limit

    def _depth(self, mark: Mark) -> int:
        """How many of the open sections ``mark`` stands in."""
        if mark.rank in _UNIT_ORDER:
            return self._unit_depth(mark)
        base = self._base(mark)
        for depth in range(base, len(self.open)):
            if self.open[depth].mark.rank == mark.rank:
                return depth
        depth = len(self.open)
        while depth > base and self._outranks(mark, depth - 1):
            depth -= 1
        return depth

    def _unit_depth(self, mark: Mark) -> int:
        own = _UNIT_ORDER[mark.rank]
        for depth, node in enumerate(self.open):
            order = _UNIT_ORDER.get(node.mark.rank)
            if (order is None and node.mark.rank not in self._outer) or (
                order is not None and order >= own
            ):
                return depth
        return len(self.open)

    def _base(self, mark: Mark) -> int:
        """The depth above which nothing is closed by ``mark``: units hold their lists."""
        ranks = [node.mark.rank for node in self.open]
        if mark.rank in self._outer and ARTICLE in ranks:
            del self.open[ranks.index(ARTICLE) :]
            ranks = ranks[: ranks.index(ARTICLE)]
        fixed = [depth for depth, rank in enumerate(ranks) if rank in _UNIT_ORDER or rank == CLAUSE]
        return fixed[-1] + 1 if fixed else 0

    def _outranks(self, mark: Mark, depth: int) -> bool:
        if self.goes_on(depth, mark.paragraph):
            return False
        inner = self.open[depth].mark.rank
        return _USUAL_ORDER.get(mark.rank, _INNERMOST) < _USUAL_ORDER.get(inner, _INNERMOST)


def _outer_ranks(marks: Sequence[Mark]) -> frozenset[str]:
    """The list styles that serve as headings above articles (一、管辖 followed by 第一条)."""
    above: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for mark, following in zip_longest(marks, marks[1:]):
        if mark.rank not in _UNIT_ORDER:
            total[mark.rank] += 1
            above[mark.rank] += following is not None and following.rank == ARTICLE
    return frozenset(rank for rank, count in total.items() if above[rank] * 2 > count)
