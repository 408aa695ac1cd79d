"""Files -> documents: one module for each file format.

To add a format, write its reader and add it to ``READERS``; the first reader that takes a file's
suffix reads it.
"""

from __future__ import annotations

from pathlib import Path

from xuncha_kb.model import Document, Problem
from xuncha_kb.read.apart import Apart
from xuncha_kb.read.corpus import read_folder, read_one
from xuncha_kb.read.docx import DOCX
from xuncha_kb.read.html import HTML
from xuncha_kb.read.markdown import MARKDOWN
from xuncha_kb.read.ofd import OFD
from xuncha_kb.read.office import OFFICE
from xuncha_kb.read.pdf import PDF
from xuncha_kb.read.plain import PLAIN
from xuncha_kb.read.raw import Reader
from xuncha_kb.read.xlsx import XLSX
from xuncha_kb.vocabulary import Vocabulary

__all__ = ["READERS", "read_corpus", "read_file"]

READERS: tuple[Reader, ...] = (PLAIN, MARKDOWN, DOCX, PDF, HTML, OFD, XLSX, OFFICE)


def read_corpus(
    folder: Path, vocabulary: Vocabulary
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """All documents under ``folder``, sorted by id, and a problem for each file or sidecar that
    could not be used. Writes nothing.

    Raises ProjectError where the folder is missing.
    """
    return read_folder(folder, READERS, vocabulary)


def read_file(
    path: Path, folder: Path, vocabulary: Vocabulary
) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document of one file under ``folder``, None where it cannot be used, and its
    problems; ``path`` lies within ``folder``."""
    with Apart() as apart:
        return read_one(path, folder, READERS, vocabulary, apart)
