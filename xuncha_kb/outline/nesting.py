"""Marks -> tree: which marker stands inside which."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from xuncha_kb.outline.markers import (
    ANNEX,
    ARTICLE,
    ASPECT,
    CLAUSE,
    HEADING,
    HEADINGS,
    MARKDOWN,
    SOFT,
    UNIT,
    UNIT_RANKS,
    Mark,
)

_UNIT_ORDER = {rank: order for order, rank in enumerate(UNIT_RANKS)}
_CHAPTER = _UNIT_ORDER["第X章"]
_USUAL_ORDER = {"一、": 0, ASPECT: 0, "（一）": 1, "1.": 2, "1）": 3, "（1）": 3, "①": 4}
"""Decides only where the text itself does not show which style stands inside which."""
_INNERMOST = 9
_LIST, _SERIES = 3, 2
"""So many items of one line each make a list, or a series of 一是, 二是; what follows the last is
not part of it."""


@dataclass(slots=True)
class Node:
    mark: Mark
    parent: Node | None
    level: int
    last: int = 0
    """The last line with words, from 1."""
    clauses: int = 1
    """Of an article: its own paragraphs so far."""
    position: int = 1
    """Among its siblings of the same rank."""
    flat: bool = True
    """The siblings before it are sentences of one line each."""
    waiting: bool = False
    """An article whose line holds no more than its heading, so that its text is still to come."""


class Order:
    """Where each rank occurs, to look ahead from a line."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._all = [mark.paragraph for mark in marks]
        self._marks = marks
        self._by_rank: dict[str, tuple[list[int], list[Mark]]] = defaultdict(lambda: ([], []))
        for mark in marks:
            places, same = self._by_rank[mark.rank]
            places.append(mark.paragraph)
            same.append(mark)

    def next_of(self, rank: str, paragraph: int) -> Mark | None:
        """The first mark of ``rank`` after ``paragraph``."""
        if rank not in self._by_rank:
            return None
        places, same = self._by_rank[rank]
        index = bisect_right(places, paragraph)
        return same[index] if index < len(places) else None

    def next(self, paragraph: int) -> Mark | None:
        """The first mark of any rank after ``paragraph``."""
        index = bisect_right(self._all, paragraph)
        return self._marks[index] if index < len(self._all) else None


class Tree:
    """The sections found so far, and those still open."""

    def __init__(self, marks: Sequence[Mark], strict: bool = False) -> None:
        """``strict``: what follows a list is never part of its last item, as in regulations."""
        self._strict = strict
        self.nodes: list[Node] = []
        self.open: list[Node] = []
        self._order = Order(marks)
        self._outer = outer_ranks(marks)

    def place(self, mark: Mark) -> None:
        """Close what ``mark`` ends and open it."""
        depth = self._depth(mark)
        before = self.open[depth] if depth < len(self.open) else None
        del self.open[depth:]
        node = Node(mark, self.open[-1] if self.open else None, depth + 1)
        node.waiting = mark.rank == ARTICLE and not mark.ended
        if node.parent:
            node.parent.waiting = False
        if before is not None and before.mark.rank == mark.rank:
            node.position = before.position + 1
            node.flat = before.flat and is_line(before)
        self.nodes.append(node)
        self.open.append(node)

    def close(self) -> None:
        self.open.clear()

    def extend(self, paragraph: int) -> None:
        """A line with words belongs to every open section."""
        for node in self.open:
            node.last = paragraph

    def take_in(self, paragraph: int) -> None:
        """A line without a marker: close the list that it follows, or begin a new 款."""
        article = next((d for d, n in enumerate(self.open) if n.mark.rank == ARTICLE), None)
        if article is None:
            while self.open and self._is_list_end(paragraph):
                self.open.pop()
            return
        if self.open[article].waiting:
            self.open[article].waiting = False
            return
        while len(self.open) > article + 1 and self.open[-1].mark.rank != CLAUSE:
            if self.goes_on(len(self.open) - 1, paragraph):
                return
            self.open.pop()
        del self.open[article + 1 :]
        self.open[article].clauses += 1
        number = self.open[article].clauses
        self.place(Mark(paragraph, "clause", CLAUSE, number, None, None, rank=CLAUSE))

    def goes_on(self, depth: int, paragraph: int) -> bool:
        """Does the section open at ``depth`` have a sibling with a higher number after
        ``paragraph``?"""
        mark = self.open[depth].mark
        following = self._order.next_of(mark.rank, paragraph)
        if following is None or (following.number or 0) <= (mark.number or 0):
            return False
        return not any(
            (end := self._order.next_of(node.mark.rank, paragraph)) is not None
            and end.paragraph < following.paragraph
            for node in self.open[:depth]
        )

    def _is_list_end(self, paragraph: int) -> bool:
        node = self.open[-1]
        if self._strict and node.parent and node.position > 1 and node.mark.whole:
            return not self.goes_on(len(self.open) - 1, paragraph)
        fewest = _SERIES if node.mark.kind in SOFT else _LIST
        if node.position < fewest or not node.flat or not is_line(node):
            return False
        return not self.goes_on(len(self.open) - 1, paragraph)

    def _depth(self, mark: Mark) -> int:
        """How many of the open sections ``mark`` stands in."""
        if mark.rank in HEADINGS:
            return self._heading_depth(mark)
        if mark.rank in _UNIT_ORDER:
            return self._unit_depth(_UNIT_ORDER[mark.rank], mark)
        if mark.rank == CLAUSE:
            return len(self.open)
        return self._list_depth(mark)

    def _unit_depth(self, own: int, mark: Mark) -> int:
        """Units close units that are not wider, and every list that is no heading above them."""
        for depth, node in enumerate(self.open):
            rank = node.mark.rank
            order = _UNIT_ORDER.get(rank)
            if order is not None:
                if order >= own:
                    return depth
            elif rank == MARKDOWN:
                if 0 < mark.depth <= node.mark.depth:
                    return depth
            elif rank in (UNIT, HEADING):
                if mark.rank != ARTICLE:
                    return depth
            elif rank not in self._outer and rank != ANNEX:
                return depth
        return len(self.open)

    def _list_depth(self, mark: Mark) -> int:
        ranks = [node.mark.rank for node in self.open]
        depth = len(ranks)
        if mark.rank in self._outer and ARTICLE in ranks:
            depth = ranks.index(ARTICLE)
        base = 1 + max((d for d in range(depth) if _holds(ranks[d])), default=-1)
        if mark.rank in ranks[base:depth]:
            return ranks.index(mark.rank, base)
        while depth > base and self._outranks(mark, depth - 1):
            depth -= 1
        return depth

    def _outranks(self, mark: Mark, depth: int) -> bool:
        above = self.open[depth].mark
        if above.rank in HEADINGS:
            return above.rank == MARKDOWN and 0 < mark.depth <= above.depth
        if self.goes_on(depth, mark.paragraph):
            return False
        return _usual(mark.rank) < _usual(above.rank)

    def _heading_depth(self, mark: Mark) -> int:
        if mark.rank == ANNEX:
            return 0
        if mark.rank == MARKDOWN:
            depths = [node.mark.depth for node in self.open]
            return 1 + max((d for d, n in enumerate(depths) if 0 < n < mark.depth), default=-1)
        if mark.rank == UNIT:
            return self._unit_depth(_CHAPTER, mark)
        return self._bare_depth(mark)

    def _bare_depth(self, mark: Mark) -> int:
        """A bare heading holds a list that begins anew below it; else it stands inside."""
        following = self._order.next(mark.paragraph)
        begins = following.rank if following and following.number == 1 else None
        for depth, node in enumerate(self.open):
            if node.mark.rank in (HEADING, begins):
                return depth
        depth = len(self.open)
        while depth and self.open[depth - 1].mark.whole:
            depth -= 1
        return depth


def is_line(node: Node) -> bool:
    """A list item: one line that ends a sentence."""
    return node.mark.whole and node.last == node.mark.paragraph and node.mark.short


def outer_ranks(marks: Sequence[Mark]) -> frozenset[str]:
    """The list styles that serve as headings above articles (一、管辖 followed by 第一条)."""
    above: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for mark, following in zip_longest(marks, marks[1:]):
        if mark.rank not in _UNIT_ORDER:
            total[mark.rank] += 1
            above[mark.rank] += following is not None and following.rank == ARTICLE
    return frozenset(r for r, count in total.items() if above[r] * 2 > count and r not in HEADINGS)


def _holds(rank: str) -> bool:
    return rank in _UNIT_ORDER or rank in (CLAUSE, ANNEX)


def _usual(rank: str) -> int:
    return _USUAL_ORDER.get(rank, _INNERMOST)
