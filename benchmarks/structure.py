"""How well and how fast a folder of regulations is read, outlined and extracted from.

    python benchmarks/structure.py FOLDER

Reads and outlines every file under FOLDER and finds its items, on one core; speeds are MB of UTF-8
text per second of CPU time. Of the files that use 条 it counts those
whose article numbers run from the first to the last without a hole, beside what a plain pattern
at the start of a line finds, and lists the rest; many of these holes are in the texts.
"""

from __future__ import annotations

import gc
import re
import sys
import time
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from xuncha_kb.extract import extract
from xuncha_kb.model import Document, Section
from xuncha_kb.outline import outline, own_paragraphs
from xuncha_kb.read import read_corpus
from xuncha_kb.text import parse_numeral
from xuncha_kb.vocabulary import load_vocabulary

PLAIN = re.compile(r"^[#\s]*第([〇零一二三四五六七八九十百千]+)条(之[一二三四五六七八九十]+)?\s")
USES_ARTICLES = re.compile(r"^[#\s*]*第[〇零一二三四五六七八九十百千0-9\s]+条")

Number = tuple[int, bool]
"""Of an article, and whether it is one of 之一, 之二."""


def articles(sections: Iterable[Section]) -> list[Number]:
    found = (s for s in sections if s.style == "第X条" and s.number is not None)
    return [(s.number, "之" in (s.label or "")) for s in found if s.number is not None]


def plain_articles(document: Document) -> list[Number]:
    matches = (PLAIN.match(line) for line in document.paragraphs)
    return [(parse_numeral(m[1]) or 0, m[2] is not None) for m in matches if m]


def holes(numbers: list[Number]) -> list[tuple[int, int]]:
    """The pairs of neighbours between which a number is missing or comes twice; a text that
    begins anew at 1 is no hole."""
    return [
        (before, number)
        for (before, _), (number, inserted) in pairwise(numbers)
        if number not in ((before,) if inserted else (before + 1, 1))
    ]


def is_partition(document: Document, sections: tuple[Section, ...]) -> bool:
    own = [paragraph for s in sections for paragraph in own_paragraphs(s, sections)]
    return len(own) == len(set(own)) and set(own) <= set(range(1, len(document.paragraphs) + 1))


def main(folder: Path) -> None:
    vocabulary = load_vocabulary()
    gc.disable()  # as a build does
    began = time.process_time()
    documents, problems = read_corpus(folder, vocabulary)
    read = time.process_time()
    outlines = [outline(document, vocabulary) for document in documents]
    outlined = time.process_time()
    items = sum(len(extract(d, s, vocabulary)) for d, s in zip(documents, outlines, strict=True))
    extracted = time.process_time()
    plain = [plain_articles(document) for document in documents]
    split = time.process_time()

    size = sum(len(line.encode()) + 1 for d in documents for line in d.paragraphs) / 1e6
    using = [
        (document, sections, numbers)
        for document, sections, numbers in zip(documents, outlines, plain, strict=True)
        if any(USES_ARTICLES.match(line) for line in document.paragraphs)
    ]
    failing = [(d, holes(articles(s))) for d, s, _ in using]
    failing = [(d, found) for d, found in failing if found]
    by_plain = sum(bool(holes(numbers)) or not numbers for _, _, numbers in using)
    print(f"files {len(documents)}, problems {len(problems)}, text {size:.1f} MB")
    print(f"sections {sum(map(len, outlines))}")
    print(f"partitions {sum(map(is_partition, documents, outlines))}")
    print(f"using 条 {len(using)}")
    print(f"without a hole {1 - len(failing) / max(len(using), 1):.2%}", end="; ")
    print(f"by a plain pattern {1 - by_plain / max(len(using), 1):.2%}")
    print(
        f"read {size / (read - began):.1f} MB/s, outline {size / (outlined - read):.1f} MB/s",
        end="",
    )
    print(
        f", both {size / (outlined - began):.1f} MB/s, plain {size / (split - extracted):.1f} MB/s"
    )
    print(f"items {items}, extract {size / (extracted - outlined):.2f} MB/s", end=", ")
    print(f"all three {size / (extracted - began):.2f} MB/s")
    for document, found in failing:
        print(f"  {document.id}: {found[:5]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
