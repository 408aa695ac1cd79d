"""Gold texts: files in which a person has annotated what extraction should find.

A gold file ``name.gold.json`` stands beside its text and quotes it:

    {"document": "name.txt", "set": "dev",
     "spans": [{"kind": "prohibition", "paragraph": 3, "quote": "严禁公款吃喝"},
               {"kind": "citation", "paragraph": 4, "quote": "前款", "occurrence": 2},
               {"kind": "term", "paragraph": 5, "quote": "四风", "doubtful": true},
               {"kind": "prohibition", "parts": [{"paragraph": 6, "quote": "任何单位"},
                                                 {"paragraph": 6, "quote": "不得截留"}]}]}

``paragraph`` counts lines from 1, blank ones included; ``occurrence`` is needed where the words
stand more than once in the line.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError, model_validator

from xuncha_kb.errors import GoldError
from xuncha_kb.evaluation import Annotation
from xuncha_kb.model import Document, Frozen, ItemKind, Span
from xuncha_kb.read import read_file
from xuncha_kb.vocabulary import Vocabulary

SUFFIX = ".gold.json"


class GoldQuote(Frozen):
    """Words of one line; ``occurrence`` counts from 1 where the line holds them several times."""

    paragraph: int
    quote: str
    occurrence: int | None = None


class GoldEntry(Frozen):
    """One annotation, of one quote or of several parts."""

    kind: ItemKind
    parts: tuple[GoldQuote, ...]
    doubtful: bool = False

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        """An entry without ``parts`` is its own only part."""
        if not isinstance(data, dict) or "parts" in data:
            return data
        part = {key: value for key, value in data.items() if key not in ("kind", "doubtful")}
        rest = {key: value for key, value in data.items() if key in ("kind", "doubtful")}
        return {**rest, "parts": [part]}


class GoldFile(Frozen):
    """A gold file as it stands; ``set`` tells the texts used while working from those kept back."""

    document: str
    set: Literal["dev", "heldout"] | None = None
    spans: tuple[GoldEntry, ...]


class GoldText(Frozen):
    """A document with its annotations in reading order."""

    name: str
    set: str | None
    document: Document
    annotations: tuple[Annotation, ...]


def read_gold(path: Path, vocabulary: Vocabulary) -> tuple[GoldText, ...]:
    """The gold text of a file, or those of all ``*.gold.json`` in a folder, sorted by name.

    Raises GoldError where there is none, where one cannot be read, or where a quote does not
    stand in its text exactly as said.
    """
    files = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
    if not files:
        raise GoldError(f"文件夹“{path}”里没有标注文件（文件名以 {SUFFIX} 结尾）。")
    return tuple(_read(file, vocabulary) for file in files)


def _read(file: Path, vocabulary: Vocabulary) -> GoldText:
    gold = _parse(file)
    text_file = file.parent / gold.document
    if not text_file.is_file():
        raise GoldError(f"标注文件“{file}”所说的原文“{gold.document}”不存在。")
    document, problems = read_file(text_file, text_file.parent, vocabulary)
    if document is None:
        why = problems[0].message if problems else "格式不认识。"
        raise GoldError(f"标注文件“{file}”的原文“{gold.document}”读不出来：{why}")
    annotations = [_annotation(file, document, entry) for entry in gold.spans]
    return GoldText(
        name=file.name.removesuffix(SUFFIX),
        set=gold.set,
        document=document,
        annotations=tuple(sorted(annotations, key=lambda a: a.source)),
    )


def _parse(file: Path) -> GoldFile:
    try:
        return GoldFile.model_validate_json(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise GoldError(f"标注文件“{file}”不存在。") from None
    except UnicodeDecodeError:
        raise GoldError(f"标注文件“{file}”不是 UTF-8 编码的 JSON。") from None
    except ValidationError as error:
        raise GoldError(f"标注文件“{file}”{_what(error)}。") from None


def _what(error: ValidationError) -> str:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "不是合格的 JSON"
    path = first["loc"]
    number = next((part for part in path if isinstance(part, int)), None)
    entry = "" if number is None else f"第{number + 1}条标注"
    name = path[-1] if path else ""
    if first["type"] == "missing":
        return f"{entry}缺少“{name}”"
    if first["type"] == "extra_forbidden":
        return f"{entry}有不认识的“{name}”"
    return f"{entry}的“{name}”不对：{first.get('input')!r}"


def _annotation(file: Path, document: Document, entry: GoldEntry) -> Annotation:
    if not entry.parts:
        raise GoldError(f"标注文件“{file}”有一条{entry.kind}没有引文。")
    source = tuple(_span(file, document, part) for part in entry.parts)
    return Annotation(kind=entry.kind, source=source, doubtful=entry.doubtful)


def _span(file: Path, document: Document, part: GoldQuote) -> Span:
    place = f"标注文件“{file}”：第{part.paragraph}段"
    if not 1 <= part.paragraph <= len(document.paragraphs):
        raise GoldError(f"{place}不存在，原文共{len(document.paragraphs)}段。")
    starts = list(_occurrences(document.paragraphs[part.paragraph - 1], part.quote))
    if not starts:
        raise GoldError(f"{place}没有“{part.quote}”这几个字。")
    if len(starts) > 1 and part.occurrence is None:
        raise GoldError(f"{place}的“{part.quote}”出现{len(starts)}次，请用 occurrence 写明第几次。")
    number = part.occurrence or 1
    if not 1 <= number <= len(starts):
        raise GoldError(f"{place}的“{part.quote}”只出现{len(starts)}次，没有第{number}次。")
    start = starts[number - 1]
    return Span(part.paragraph, start, start + len(part.quote))


def _occurrences(line: str, quote: str) -> Iterable[int]:
    start = line.find(quote) if quote else -1
    while start >= 0:
        yield start
        start = line.find(quote, start + 1)
