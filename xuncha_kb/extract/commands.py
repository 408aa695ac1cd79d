"""Whether a marker lays something down, or stands in a case, an argument or a report."""

from __future__ import annotations

from xuncha_kb.extract.clauses import Line, Range
from xuncha_kb.extract.draft import Reading
from xuncha_kb.extract.markers import Marker
from xuncha_kb.model import DocumentKind, ItemKind

_NEAR = 12


def commands(reading: Reading, paragraph: int, line: Line, clause: Range, marker: Marker) -> bool:
    """Whether a marker lays something down, rather than argue, tell or name a case."""
    pattern = reading.vocabulary.pattern
    text = line.text
    before, after = text[clause[0] : marker.start], text[marker.end : clause[1]]
    if not line.outside(marker.start) or _is_case(reading, text[slice(*clause)], before, after):
        return False
    if text[marker.start : marker.end] == "禁止":
        piece = max(before.rfind("，"), before.rfind("：")) + 1
        return pattern("norms.forbids_midway").search(before[piece:]) is not None
    if pattern("norms.told").search(before):
        return False
    if marker.kind is ItemKind.PROHIBITION:
        return True
    if pattern("norms.known").search(before):
        return False
    if marker.kind is ItemKind.PERMISSION:
        return not pattern("norms.allowed_subject").match(after)
    if pattern("norms.constituent").match(after):
        return False
    speaks = reading.document.kind is not DocumentKind.REGULATION
    if speaks and pattern("norms.about_others").search(before):
        return False
    return marker.demand or not (speaks and _argues(reading, paragraph))


def _is_case(reading: Reading, clause: str, before: str, after: str) -> bool:
    """…应当回避的；对应当公开的信息，…; 其他应当终止的情形: a case or a noun, no rule."""
    pattern = reading.vocabulary.pattern
    if (
        clause.endswith("的")
        and not clause.endswith("目的")
        and after[:1] not in ("是", "为", "系")
    ):
        return True
    if pattern("norms.case_noun").match(clause):
        return True
    described = pattern("norms.modifier").search(before[-_NEAR:])
    return described is not None and pattern("norms.named_by").match(after) is not None


def _argues(reading: Reading, paragraph: int) -> bool:
    heading = reading.vocabulary.pattern("norms.argument_heading")
    return any(heading.search(reading.heading(section)) for section in reading.path(paragraph))
