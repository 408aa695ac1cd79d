"""What the gate says: Chinese lines with the place and what to do, never with the words found."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

from xuncha_kb.gate.examine import Examined
from xuncha_kb.gate.findings import Finding
from xuncha_kb.model import Problem, Severity, Source, Span
from xuncha_kb.vocabulary import Vocabulary

WITHHELD = "withheld"
_SHOWN = 20
"""Places that are named one by one in a document."""


def withheld(examined: Examined, vocabulary: Vocabulary, *, redact: bool) -> tuple[Problem, ...]:
    """A line for each place, as far as they can be shown."""
    places = list({(f.line, f.kind): f for f in examined.findings}.values())
    advice = _advice(examined, vocabulary, redact)
    said = [
        _problem(
            examined, WITHHELD, Severity.ERROR,
            f"没有发布：{examined.place(finding)}有{_label(finding, vocabulary)}。{advice}",
            _source(examined, finding),
        )
        for finding in places[:_SHOWN]
    ]  # fmt: skip
    if len(places) > _SHOWN:
        words = f"没有发布：另有 {len(places) - _SHOWN} 处同类内容，没有逐一列出。"
        said.append(_problem(examined, WITHHELD, Severity.ERROR, words))
    return tuple(said)


def kept_back(examined: Examined) -> Problem:
    words = "没有发布：旁边的说明文件写明 publish = false。"
    return _problem(examined, "kept-back", Severity.NOTE, words)


def published_anyway(examined: Examined, vocabulary: Vocabulary) -> Problem:
    reason = (examined.document.metadata.publish_reason or "").strip()
    words = f"含有{_counts(examined, vocabulary)}，按旁边的说明文件照常发布，理由：{reason}。"
    return _problem(examined, "published-anyway", Severity.NOTE, words)


def masked_note(examined: Examined, vocabulary: Vocabulary) -> Problem:
    words = f"含有{_counts(examined, vocabulary)}，发布时已用＊遮盖，原文件没有改动。"
    return _problem(examined, "masked", Severity.NOTE, words)


def _advice(examined: Examined, vocabulary: Vocabulary, redact: bool) -> str:
    if examined.name != examined.document.source_file:
        return "请先改文件名。"
    beside = PurePosixPath(examined.name).with_suffix(".toml").name
    if examined.document.metadata.publish:
        return f"{beside} 写了 publish = true，还要用 publish_reason 写明理由才能发布。"
    masking = "，只遮盖这些内容请加 --redact" if examined.can_be_masked(vocabulary) else ""
    if redact:
        masking = "；密级、不公开标志和线索内容不能靠遮盖发布"
    return (
        "请删去后再放入；确需公开的，在 "
        f'{beside} 里写 publish = true 和 publish_reason = "理由"{masking}。'
    )


def _counts(examined: Examined, vocabulary: Vocabulary) -> str:
    counts = Counter(_label(finding, vocabulary) for finding in examined.findings)
    return "、".join(f"{label} {count} 处" for label, count in counts.items())


def _label(finding: Finding, vocabulary: Vocabulary) -> str:
    return vocabulary.gate.by_id[finding.kind].label


def _source(examined: Examined, finding: Finding) -> Source:
    if finding.line >= len(examined.document.paragraphs):
        return ()
    return (Span(finding.line + 1, finding.start, finding.end),)


def _problem(
    examined: Examined, code: str, severity: Severity, words: str, source: Source = ()
) -> Problem:
    document = examined.document
    shown = examined.name == document.source_file
    return Problem(
        code=code,
        severity=severity,
        message=f"文件 {examined.name} {words}",
        document_id=document.id if shown else None,
        source=source,
    )
