"""A paper as HTML: alone, to be printed or made into PDF."""

from __future__ import annotations

from pathlib import Path

from xuncha_kb.compose.paper import Paper
from xuncha_kb.model import Knowledge
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.paper.pdf import html_pdf
from xuncha_kb.publish.templates import render_text
from xuncha_kb.vocabulary import Vocabulary

STYLE = Path(__file__).parents[1] / "theme" / "paper.css"


def paper_html(paper: Paper, vocabulary: Vocabulary) -> str:
    """A whole page without its style sheet."""
    return render_text("paper.html.j2", book=Book(Knowledge(), vocabulary), paper=paper)


def pdf_file(paper: Paper, vocabulary: Vocabulary) -> bytes:
    """``paper`` as PDF, the same bytes for the same paper on one machine; PublishError where
    WeasyPrint is not installed."""
    return html_pdf(paper_html(paper, vocabulary), (STYLE.read_text(encoding="utf-8"),))
