"""Citations: 《…》, and 本办法第八条, 前款 within the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from xuncha_kb.extract.draft import Draft, Reading
from xuncha_kb.extract.lists import bodies
from xuncha_kb.model import Attributes, DocumentKind, ItemKind, Section, Span
from xuncha_kb.text import parse_numeral

_LONGEST = 120
_BACK = 60


def citations(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """Every text that is cited, with the article where one is named."""
    for paragraph, line in enumerate(reading.document.paragraphs, start=1):
        if "《" in line and line.strip() != reading.document.title:
            yield from _titles(reading, paragraph, line)


def _titles(reading: Reading, paragraph: int, line: str) -> Iterator[Draft]:
    pattern = reading.vocabulary.pattern
    for start, end in titles(line):
        if pattern("references.short_name").search(line[max(0, start - 8) : start]):
            continue
        if pattern("references.not_a_document").search(line[start + 1 : end - 1]):
            continue
        article = pattern("references.article").match(line[end : end + _BACK])
        attributes = Attributes(article=article["article"] if article else None)
        yield Draft(ItemKind.CITATION, (Span(paragraph, start, end),), None, attributes)


def titles(line: str) -> Iterator[tuple[int, int]]:
    """The outermost 《…》 of a line, their marks included; an open one that never closes is
    passed over."""
    position = line.find("《")
    while position >= 0:
        end = _close(line, position)
        if end:
            yield position, end
        position = line.find("《", end or position + 1)


def _close(line: str, start: int) -> int:
    if line.find("》", start, start + _LONGEST) < 0:
        return 0
    depth = 0
    for position in range(start, min(len(line), start + _LONGEST)):
        if line[position] == "《":
            depth += 1
        elif line[position] == "》":
            depth -= 1
            if depth == 0:
                return position + 1
    return 0


def internal_citations(reading: Reading, drafts: Sequence[Draft]) -> Iterable[Draft]:
    """本办法第八条第一款, 前款 and their kin, resolved to the section they mean.

    Only regulations number their articles, so only they refer to them.
    """
    if reading.document.kind is not DocumentKind.REGULATION:
        return
    pattern = reading.vocabulary.pattern("references.internal")
    other = reading.vocabulary.pattern("references.not_internal")
    articles = _Articles(reading)
    for paragraph, line in enumerate(reading.document.paragraphs, start=1):
        if "条" not in line and "前" not in line and "款" not in line:
            continue
        begin = bodies(reading, paragraph)[0]
        for match in pattern.finditer(line, begin):
            before = line[max(begin, match.start() - _BACK) : match.start()]
            if match["near"] or match["own"] or not other.search(before):
                attributes = Attributes(
                    internal=True,
                    article=match[0]
                    if match["near"]
                    else line[match.start("article") : match.end()],
                    resolved=articles.resolve(paragraph, match),
                )
                span = Span(paragraph, *match.span())
                yield Draft(ItemKind.CITATION, (span,), None, attributes)


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

    def resolve(self, paragraph: int, match: re.Match[str]) -> str | None:
        if match["near"]:
            section = self._near(paragraph, match["near"])
            clause, point = match["near_clause"], match["near_point"]
        else:
            key = (parse_numeral(match["number"]) or 0, parse_numeral(match["sub"] or "") or 0)
            section = self.by_number.get(key)
            clause, point = match["clause"], match["point"]
        if section is None:
            return None
        section = self._clause(section, clause)
        return self._point(section, point).id if section else None

    def _near(self, paragraph: int, word: str) -> Section | None:
        path = self.reading.path(paragraph)
        article = next((section for section in path if section.style == "第X条"), None)
        if article is None:
            return None
        if word == "前条":
            place = self.ordered.get(article.id, 0) - 1
            return list(self.by_number.values())[place] if place >= 0 else None
        if word.startswith("本条"):
            return article
        clause = next((section for section in path if section.style == "款"), None)
        if word == "本款":
            return clause or article
        if clause is None or not clause.number:
            return None
        return self._clause(article, str(clause.number - 1))

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
