"""Documents -> the passages that are searched: an article whole, elsewhere each line.

Every character of a document stands in one passage only, so that a place is found once; items and
headings are ranges within passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from xuncha_kb.model import Document, DocumentKind, Item, ItemKind, Section
from xuncha_kb.search.engine import Entry, Place
from xuncha_kb.search.query import article_key

ARTICLE, CLAUSE = "第X条", "款"
LONGEST_HEADING = 60
"""A longer "heading" is a sentence that opens a paragraph."""


@dataclass(frozen=True)
class DocumentReading:
    """One document with what is known of it."""

    document: Document
    sections: Sequence[Section]
    items: Sequence[Item]
    kind_words: dict[str, list[str]]
    """Other names by which an item of a kind is asked for."""

    def passages(self) -> Iterator[Entry]:
        """The passages in reading order."""
        by_first = {s.first_paragraph: s for s in self.sections if s.style == ARTICLE}
        number, last = 1, len(self.document.paragraphs)
        while number <= last:
            article = by_first.get(number)
            end = article.last_paragraph if article else number
            if any(line.strip() for line in self.document.paragraphs[number - 1 : end]):
                yield self._passage(number, end, article)
            number = end + 1

    def _passage(self, first: int, last: int, article: Section | None) -> Entry:
        lines = self.document.paragraphs[first - 1 : last]
        section = article or self._innermost.get(first)
        starts_here = section is not None and section.first_paragraph == first
        heading = _heading_end(lines[0], section) if section and starts_here else 0
        kind = "paragraph"
        if lines[0].strip() == self.document.title and not section:
            kind, heading = "document", len(lines[0])
        elif article or (heading and heading >= len(lines[0].rstrip())):
            kind = "section"
        return Entry(
            key=f"{self.document.id}#{first}",
            document=self.document.id,
            own=self.document.kind is not DocumentKind.REGULATION,
            kind=kind,
            text="\n".join(lines),
            first=first,
            heading=heading,
            label=(section.label or "") if section and starts_here else "",
            trail=self._trail(section, starts_here),
            names=tuple(self._names(first, last)),
            places=tuple(self._places(first, last)),
            id=section.id if section and starts_here else "",
            properties=_properties(article),
        )

    @cached_property
    def _innermost(self) -> dict[int, Section]:
        """The innermost section of each paragraph outside articles."""
        return {
            paragraph: section
            for section in self.sections
            if section.style not in (ARTICLE, CLAUSE)
            for paragraph in range(section.first_paragraph, section.last_paragraph + 1)
        }

    @cached_property
    def _section_by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    def _trail(self, section: Section | None, starts_here: bool) -> str:
        """The headings above, outermost first; ``section``'s own one where the passage stands
        within it rather than opening it."""
        names: list[str] = []
        current = section
        while current is not None:
            if current is not section or not starts_here:
                names.append(f"{current.label or ''}{_short(current.heading)}")
            current = self._section_by_id.get(current.parent_id or "")
        return " > ".join(reversed(names))

    @cached_property
    def _items_by_paragraph(self) -> dict[int, list[Item]]:
        groups: dict[int, list[Item]] = {}
        for item in self.items:
            groups.setdefault(item.source[0].paragraph, []).append(item)
        return groups

    def _items(self, first: int, last: int) -> Iterator[Item]:
        if self.items:
            for paragraph in range(first, last + 1):
                yield from self._items_by_paragraph.get(paragraph, ())

    def _names(self, first: int, last: int) -> Iterable[str]:
        kinds = dict.fromkeys(str(item.kind) for item in self._items(first, last))
        words = (word for kind in kinds for word in self.kind_words.get(kind, ()))
        return dict.fromkeys(words)

    def _places(self, first: int, last: int) -> Iterator[Place]:
        items = list(self._items(first, last))
        if not items:
            return
        bases = _line_starts(self.document.paragraphs[first - 1 : last])
        ranges = {item.id: _range(item, first, bases) for item in items}
        for item in items:
            start, end = self._extent(item, items, ranges)
            yield Place(
                start, end, str(item.kind), item.id, item.code, self.focus(item), _note(item)
            )

    def _extent(
        self, item: Item, items: list[Item], ranges: dict[str, tuple[int, int]]
    ) -> tuple[int, int]:
        """Of a focus area all that belongs to it, up to the next one; of an indicator its scope
        too, which stands before its words."""
        start, end = ranges[item.id]
        if item.kind is ItemKind.FOCUS_AREA:
            mine = [ranges[i.id][1] for i in items if self.focus(i) == item.code]
            following = [
                ranges[i.id][0]
                for i in items
                if i.kind is ItemKind.FOCUS_AREA and ranges[i.id][0] > start
            ]
            end = min(following) if following else max(mine, default=end)
        elif item.attributes.scope:
            line = self.document.paragraphs[item.source[0].paragraph - 1]
            scope = line.rfind(item.attributes.scope, 0, item.source[0].start)
            if scope >= 0:
                start -= item.source[0].start - scope
        return start, end

    @cached_property
    def _item_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    def focus(self, item: Item) -> str:
        """The code of the focus area that ``item`` is or belongs to, or ""."""
        current: Item | None = item
        while current is not None and current.kind is not ItemKind.FOCUS_AREA:
            current = self._item_by_id.get(current.parent_id or "")
        return current.code if current else ""


def _heading_end(line: str, section: Section) -> int:
    if section.style in (ARTICLE, CLAUSE) or not section.heading:
        return 0
    start = line.find(section.heading)
    end = start + len(section.heading)
    return end if start >= 0 and end <= LONGEST_HEADING else 0


def _short(heading: str | None) -> str:
    heading = heading or ""
    return heading if len(heading) <= LONGEST_HEADING // 2 else heading[:24] + "……"


def _properties(article: Section | None) -> tuple[tuple[str, str], ...]:
    if article is None or article.number is None:
        return ()
    label = article.label or ""
    branch = label.partition("之")[2]
    return (("article", article_key(str(article.number), branch or None)),)


def _line_starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _range(item: Item, first: int, bases: list[int]) -> tuple[int, int]:
    """Where the item stands in the passage; of one in several pieces, from the first to the last
    in the passage."""
    inside = [s for s in item.source if 0 <= s.paragraph - first < len(bases) - 1]
    start = bases[inside[0].paragraph - first] + inside[0].start
    return start, bases[inside[-1].paragraph - first] + inside[-1].end


def _note(item: Item) -> str:
    return str(item.attributes.expansion or "") if item.kind is ItemKind.TERM else ""
