"""HTML as PDF, by WeasyPrint where it is installed (the extra ``pdf``)."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from xuncha_kb.errors import PublishError

_MISSING = (
    "没有安装生成 PDF 的部件。请运行 pip install 'xuncha-kb[pdf]'；"
    "也可以在浏览器里打开清单页面，按 Ctrl+P 另存为 PDF。"
)
_NO_PANGO = (
    "生成 PDF 还缺系统部件 Pango。Debian、Ubuntu 上请运行："
    "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk。"
)
_EPOCH = "946684800"
"""2000-01-01: the date in subset fonts, so that the same page gives the same bytes."""


def html_pdf(html: str, styles: Sequence[str] = ()) -> bytes:
    """``html`` with the style sheets ``styles`` as PDF; nothing is fetched, whatever the page
    says. PublishError where WeasyPrint or Pango is not there."""
    weasyprint = _load()
    os.environ.setdefault("SOURCE_DATE_EPOCH", _EPOCH)
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=())
    sheets = [weasyprint.CSS(string=style, url_fetcher=fetcher) for style in styles]
    page = weasyprint.HTML(string=html, url_fetcher=fetcher)
    data: bytes = page.write_pdf(stylesheets=sheets)
    return data


class _Pages(logging.Handler):
    """Hears WeasyPrint say which page it lays out."""

    def __init__(self, page: Callable[[int], None]) -> None:
        super().__init__()
        self.page = page

    def emit(self, record: logging.LogRecord) -> None:
        match = re.search(r"Page (\d+)", record.getMessage())
        if match:
            self.page(int(match[1]))


@contextmanager
def counted_pages(page: Callable[[int], None]) -> Iterator[None]:
    """While it lasts, ``page`` hears the number of each page that is laid out."""
    logger = logging.getLogger("weasyprint.progress")
    handler, level = _Pages(page), logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def _load() -> Any:
    try:
        import weasyprint
    except ImportError as error:
        raise PublishError(_MISSING) from error
    except OSError as error:
        raise PublishError(_NO_PANGO) from error
    return weasyprint
