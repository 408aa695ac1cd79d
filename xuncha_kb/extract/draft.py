"""What an extractor sees and what it gives back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain

from xuncha_kb.extract.clauses import Line
from xuncha_kb.extract.enumeration import Enumeration, enumerations_by_line
from xuncha_kb.extract.tables import Table, tables_of, with_stops
from xuncha_kb.extract.wrapped import Wrapped, joined, places, wrapped
from xuncha_kb.model import Attributes, Document, ItemKind, Section, Source, Span
from xuncha_kb.text import widen
from xuncha_kb.vocabulary import Vocabulary

NO_ATTRIBUTES = Attributes()
_TITLE_LINES = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """An item before it has an id, a code and a section; two equal drafts are one item."""

    kind: ItemKind
    source: Source
    parent: Draft | None = None
    attributes: Attributes = field(default=NO_ATTRIBUTES, compare=False)


@dataclass(frozen=True)
class Reading:
    """One document with its sections, ready to be extracted from."""

    document: Document
    sections: tuple[Section, ...]
    vocabulary: Vocabulary

    @cached_property
    def innermost(self) -> dict[int, Section]:
        """The innermost section of each paragraph that has one; parents come first, so the
        deepest one is written last."""
        found: dict[int, Section] = {}
        for section in self.sections:
            for paragraph in range(section.first_paragraph, section.last_paragraph + 1):
                found[paragraph] = section
        return found

    @cached_property
    def starting(self) -> dict[int, tuple[Section, ...]]:
        """The sections that begin with each paragraph, the outermost first."""
        found: dict[int, list[Section]] = {}
        for section in self.sections:
            found.setdefault(section.first_paragraph, []).append(section)
        return {paragraph: tuple(sections) for paragraph, sections in found.items()}

    @cached_property
    def family(self) -> dict[str | None, tuple[Section, ...]]:
        """The sections under each section, in order; the outermost ones under None."""
        found: dict[str | None, list[Section]] = {}
        for section in self.sections:
            found.setdefault(section.parent_id, []).append(section)
        return {parent: tuple(sections) for parent, sections in found.items()}

    @cached_property
    def enumerated(self) -> dict[int, tuple[Enumeration, ...]]:
        """The enumerations inside each line that holds any."""
        return enumerations_by_line(self.numbered, self.vocabulary)

    @cached_property
    def numbered(self) -> tuple[tuple[int, str], ...]:
        """The lines with their numbers, but for blank ones."""
        return tuple([one for one in enumerate(self.lines, start=1) if one[1]])

    @cached_property
    def prose(self) -> dict[int, Line]:
        """The lines that have been looked at clause by clause; see ``lists.prose``."""
        return {}

    @cached_property
    def bodies(self) -> dict[int, tuple[int, ...]]:
        """Where the words of the lines begin that have been looked at; see ``lists.bodies``."""
        return {}

    @cached_property
    def body(self) -> tuple[tuple[int, str], ...]:
        """The lines with their numbers, but for blank ones and those at the top that make up the
        title."""
        return tuple(one for one in self.numbered if one[0] not in self._title_lines)

    @cached_property
    def _title_lines(self) -> frozenset[int]:
        title = "".join(self.document.title.split())
        top = enumerate(self.lines[:_TITLE_LINES], start=1)
        return frozenset(
            number
            for number, line in top
            if not line.endswith("。") and "".join(line.lstrip("#").split()) in title
        )

    def lines_with(self, words: Iterable[str]) -> list[tuple[int, str]]:
        """The lines of the body that hold one of ``words``."""
        return [one for one in self.all_lines_with(words) if one[0] not in self._title_lines]

    def all_lines_with(self, words: Iterable[str]) -> list[tuple[int, str]]:
        """The lines that hold one of ``words``, in order; quick where the text holds few."""
        text = self.text
        possible = (word for word in words if all(sign in text for sign in word))
        numbers = set(chain.from_iterable(map(self._numbers_with, possible)))
        return [(number, self.lines[number - 1]) for number in sorted(numbers)]

    def _numbers_with(self, word: str) -> Iterator[int]:
        """The numbers of the lines that hold ``word``."""
        offsets, text = self._offsets, self.text
        place = text.find(word)
        while place >= 0:
            number = bisect_right(offsets, place)
            yield number
            place = text.find(word, offsets[number]) if number < len(offsets) else -1

    @cached_property
    def _offsets(self) -> list[int]:
        """Where each line begins in ``text``."""
        return list(accumulate((len(line) + 1 for line in self.lines[:-1]), initial=0))

    @cached_property
    def inspects(self) -> bool:
        """See ``context.inspects``."""
        pattern = self.vocabulary.pattern
        if pattern("focus.inspection_title").search(self.document.title):
            return True
        return pattern("focus.inspection_word").search(self.text) is not None

    @cached_property
    def text(self) -> str:
        return "\n".join(self.lines)

    @cached_property
    def by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    def path(self, paragraph: int) -> tuple[Section, ...]:
        """The sections that hold a paragraph, the innermost first."""
        found = []
        section = self.innermost.get(paragraph)
        while section is not None:
            found.append(section)
            section = self.by_id.get(section.parent_id or "")
        return tuple(found)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines as the patterns read them: marks in full width, the cells of a table parted
        like sentences, sentences of a hard-wrapped text in one line; places as in the document,
        but for those (see :meth:`places`)."""
        lines = [line and widen(line) for line in joined(self.document.paragraphs, self.wrapped)]
        for table in self.tables:
            for row in table:
                lines[row.paragraph - 1] = with_stops(lines[row.paragraph - 1], row)
        return tuple(lines)

    @cached_property
    def wrapped(self) -> Wrapped:
        """The lines that are one sentence broken over several."""
        return wrapped(self.document.paragraphs, self.starting)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tables_of(self.document.paragraphs)

    def line(self, paragraph: int) -> str:
        return self.lines[paragraph - 1]

    def heading(self, section: Section) -> str:
        """The heading of a section as the patterns read it; empty where it has none."""
        return widen(section.heading or "")

    def words(self, span: Span) -> str:
        """The words of a place as the patterns read them; :meth:`quote` has those of the text."""
        return self.line(span.paragraph)[span.start : span.end]

    def places(self, source: Iterable[Span]) -> Source:
        """Where words stand in the document, of which ``source`` says where the patterns read
        them."""
        if not self.wrapped:
            return tuple(source)
        return tuple(place for span in source for place in places(span, self.wrapped))

    def quote(self, *source: Span) -> str:
        return self.document.quote(self.places(source))


Extractor = Callable[[Reading, Sequence[Draft]], Iterable[Draft]]
"""Finds the items of one family of kinds; the second argument holds what the extractors before
it have found, in their order."""
