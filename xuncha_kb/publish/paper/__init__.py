"""Paper: the blocks of ``compose.paper`` as Word and HTML, HTML as PDF, checklists as Excel."""

from xuncha_kb.publish.paper.html import paper_html, pdf_file
from xuncha_kb.publish.paper.pdf import html_pdf
from xuncha_kb.publish.paper.word import word_file
from xuncha_kb.publish.paper.workbook import workbook_file

__all__ = ["html_pdf", "paper_html", "pdf_file", "word_file", "workbook_file"]
