"""Paper: the blocks of ``compose.paper`` as Word and HTML, HTML as PDF, checklists as Excel."""

from xuncha_kb.publish.paper.pdf import html_pdf
from xuncha_kb.publish.paper.word import word_file

__all__ = ["html_pdf", "word_file"]
