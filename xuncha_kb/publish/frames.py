"""Pages that are HTML already, without MkDocs looking for Markdown in them.

MkDocs parses a page of HTML twice and then prints the same frame around it that it printed around
its neighbours. So it gets one empty page for each folder instead, and these go into its frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from xuncha_kb.errors import PublishError

_TITLE, _BODY = "kb-frame-title", "<h1>kb-frame-body</h1>"
_PAGE = re.compile(
    r'---\ntitle: "(?P<title>[^"\n]*)"\n(?P<options>.*?)---\n(?P<body>.*)', re.DOTALL
)
_MARKDOWN = re.compile(r"^#", re.MULTILINE)
"""A page of HTML has its headings as elements; in its text this mark is escaped."""


@dataclass
class Frames:
    """The pages of a folder that MkDocs need not see."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    """A path without suffix for each folder and set of options."""
    framed: list[tuple[str, str, str]] = field(default_factory=list)
    """Path and title of a page, and the name of its frame."""

    def take(self, path: str, page: str) -> bool:
        """Whether the page at ``path`` is HTML, to be put into a frame later."""
        parts = _parts(page)
        if parts is None:
            return False
        folder = path.rpartition("/")[0]
        name = f"{folder}/kb-frame-{len(self.names) + 1}"
        name = self.names.setdefault((folder, parts["options"]), name)
        self.framed.append((path, parts["title"], name))
        return True

    def empty_pages(self) -> Iterator[tuple[str, str]]:
        """Path and Markdown of the page for each frame."""
        for (_, options), name in self.names.items():
            yield f"{name}.md", f'---\ntitle: "{_TITLE}"\n{options}---\n\n{_BODY}\n'

    def are_in(self, folder: Path) -> bool:
        """Whether ``folder`` has all of them, made by MkDocs."""
        return all((folder / f"{name}.html").is_file() for name in self.names.values())

    def fill(self, pages: Path, site: Path) -> None:
        """Makes the pages in ``site`` of those in ``pages`` and the frames in ``site``, which go
        away; PublishError where MkDocs put them elsewhere."""
        try:
            frames = {
                name: (site / f"{name}.html").read_text("utf-8") for name in self.names.values()
            }
        except FileNotFoundError as error:
            raise PublishError("mkdocs.yml 里要有一行 use_directory_urls: false。") from error
        for path, title, name in self.framed:
            parts = _parts((pages / path).read_text("utf-8"))
            assert parts is not None
            html = frames[name].replace(_TITLE, title).replace(_BODY, parts["body"].strip("\n"))
            (site / path).with_suffix(".html").write_text(html, encoding="utf-8", newline="\n")
        for name in frames:
            (site / f"{name}.html").unlink()


def _parts(page: str) -> re.Match[str] | None:
    parts = _PAGE.fullmatch(page)
    is_html = parts and "<h1" in parts["body"] and not _MARKDOWN.search(parts["body"])
    return parts if is_html else None
