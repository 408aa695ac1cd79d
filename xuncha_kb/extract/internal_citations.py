"""Citations within the text itself: 本办法第八条第一款、第三款, 前款, 第二款第（三）项."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from xuncha_kb.extract.context import consists_of_articles
from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import bodies
from xuncha_kb.model import Attributes, ItemKind, Section, Span
from xuncha_kb.text import parse_numeral

_BACK = 60
_FIRST = re.compile("[本第前]")
"""The first characters of references: a quick look before the pattern."""
_JOINS = re.compile(r"\s*(?:[、，,和与及]|或者?|以及)?\s*\Z")
"""Between two references of one chain: 第八条、第九条和第十条."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What a reference means; None where the text holds no such article."""

    article: Section | None = None
    clause: Section | None = None
    section: Section | None = None


def internal_citations(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Each reference to an article, clause or point of the text itself, resolved to the section
    it means; of a range (第二项至第四项) to where it begins.

    Only regulations number their articles, so only they refer to them by number; 前款 may stand
    in any text.
    """
    articles = _Articles(reading)
    if not consists_of_articles(reading):
        for paragraph, line in reading.lines_with(("前款", "前条")):
            for match in reading.vocabulary.pattern("references.internal").finditer(line):
                if match["near"]:
                    yield _draft(paragraph, match, _Place())
        return
    for paragraph, line in reading.numbered:
        if "条" in line or "款" in line or "项" in line or "章" in line:
            begin = bodies(reading, paragraph)[0]
            if _FIRST.search(line, begin):
                yield from _of_line(reading, articles, paragraph, line, begin)


def _of_line(
    reading: Reading, articles: _Articles, paragraph: int, line: str, begin: int
) -> Iterator[Draft]:
    """A reference without 本办法 counts as the one before it does, where they are joined."""
    other = reading.vocabulary.pattern("references.not_internal")
    end, above = begin, None
    for match in reading.vocabulary.pattern("references.internal").finditer(line, begin):
        joined = match.start() > begin and _JOINS.match(line[end : match.start()][:8]) is not None
        joined = joined and end > begin
        if joined and not (match["own"] or match["near"]):
            place = articles.place(paragraph, match, above) if above else None
        elif not (match["own"] or match["near"]) and other.search(
            line[max(begin, match.start() - _BACK) : match.start()]
        ):
            place = None
        else:
            place = articles.place(paragraph, match, None)
        end, above = match.end(), place
        sure = joined or match["own"] or match["near"]
        if place and (place.section or sure):
            yield _draft(paragraph, match, place)


def _draft(paragraph: int, match: re.Match[str], place: _Place) -> Draft:
    """``article`` is what is named without 本办法."""
    start = match.end("own") if match["own"] else match.start()
    attributes = Attributes(
        internal=True,
        article=match.string[start : match.end()].strip(),
        resolved=place.section.id if place.section else None,
    )
    return Draft(ItemKind.CITATION, (Span(paragraph, *match.span()),), None, attributes)


@dataclass(frozen=True)
class _Articles:
    """The articles of a document by number, with their clauses and points."""

    reading: Reading

    @cached_property
    def by_number(self) -> dict[tuple[int, int], Section]:
        found: dict[tuple[int, int], Section] = {}
        for section in self.reading.sections:
            if section.style == "第X条" and section.number:
                found.setdefault((section.number, _sub(section.label or "")), section)
        return found

    @cached_property
    def ordered(self) -> dict[str, int]:
        return {section.id: place for place, section in enumerate(self.by_number.values())}

    def place(self, paragraph: int, match: re.Match[str], above: _Place | None) -> _Place | None:
        """What a reference means; ``above`` is what the one it is joined to means. None for
        words that are no reference by themselves (第二项 without 规定)."""
        if match["unit"]:
            style = f"第X{match['unit']}"
            number = parse_numeral(match["unit_number"])
            section = next(
                (s for s in self.reading.sections if s.style == style and s.number == number), None
            )
            return _Place(None, None, section)
        if match["article"]:
            key = (parse_numeral(match["number"]) or 0, parse_numeral(match["sub"] or "") or 0)
            return self._inside(self.by_number.get(key), match["clause"], match["point"])
        if match["near"]:
            return self._near(paragraph, match)
        if above is None and not match["alone"]:
            return None
        article = above.article if above else self._own(paragraph)
        if match["clause_only"]:
            return self._inside(article, match["clause_only"], match["clause_point"])
        base = above.clause if above else article
        section = self._point(base, match["point_only"]) if base else None
        return _Place(article, base, section)

    def _inside(self, article: Section | None, clause: str | None, point: str | None) -> _Place:
        base = self._clause(article, clause) if article else None
        return _Place(article, base, self._point(base, point) if base else None)

    def _own(self, paragraph: int) -> Section | None:
        path = self.reading.path(paragraph)
        return next((section for section in path if section.style == "第X条"), None)

    def _near(self, paragraph: int, match: re.Match[str]) -> _Place:
        word, number = match["near"], match["near_clause"]
        article = self._own(paragraph)
        if article is not None and word == "前条":
            place = self.ordered.get(article.id, 0) - 1
            article = list(self.by_number.values())[place] if place >= 0 else None
        if article is None or word in ("前条", "本条"):
            return self._inside(article, number, match["near_point"])
        path = self.reading.path(paragraph)
        clause = next((section for section in path if section.style == "款"), None)
        if word == "本款":
            base: Section | None = clause or article
        else:
            back = parse_numeral(word[1:-1]) or 1
            wanted = (clause.number or 0) - back if clause else 0
            base = self._clause(article, str(wanted)) if wanted > 0 else None
        return _Place(article, base, self._point(base, match["near_point"]) if base else None)

    def _clause(self, article: Section, number: str | None) -> Section | None:
        """The first clause stands in the article's own line and is the article itself."""
        wanted = parse_numeral(number or "") or 1
        if wanted == 1:
            return article
        return self._child(article, "款", wanted)

    def _point(self, section: Section, number: str | None) -> Section:
        wanted = parse_numeral(number or "")
        return (self._child(section, None, wanted) if wanted else None) or section

    def _child(self, parent: Section, style: str | None, number: int) -> Section | None:
        return next(
            (
                section
                for section in self.reading.family.get(parent.id, ())
                if section.number == number and (section.style == "款") == (style == "款")
            ),
            None,
        )


def _sub(label: str) -> int:
    _, found, sub = label.partition("之")
    return (parse_numeral(sub.strip()) or 0) if found else 0
