"""Files -> documents: one module for each file format."""

from pathlib import Path

from xuncha_kb.model import Document, Problem
from xuncha_kb.vocabulary import Vocabulary


def read_corpus(
    folder: Path, vocabulary: Vocabulary
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    raise NotImplementedError
