"""The site on this machine over http, built anew whenever a source changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from xuncha_kb.build import Project
from xuncha_kb.errors import ProjectError

HOST = "127.0.0.1"
"""Never another one: what is not yet checked stays on this machine."""

PAUSE = 0.2
"""Seconds between two looks at the sources."""

Snapshot = dict[str, tuple[int, int]]
"""Path -> time of the last change and size."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: only builds are worth a line."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def start_server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server of ``site`` that answers in the background; ProjectError where ``port`` is taken.
    Port 0 takes any free one: ``server_address[1]`` says which."""
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Quiet, directory=str(site)))
    except OSError as error:
        raise ProjectError(
            f"端口 {port} 已被别的程序占用，请换一个，如：xuncha-kb serve --port {port + 1}"
        ) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def changes(project: Project, wait: Callable[[float], None] = time.sleep) -> Iterator[list[str]]:
    """Each time sources were added, removed or saved since this was called, their names; never
    ends."""
    return _changes(project, snapshot(project), wait)


def _changes(
    project: Project, seen: Snapshot, wait: Callable[[float], None]
) -> Iterator[list[str]]:
    while True:
        wait(PAUSE)
        now = snapshot(project)
        different = sorted(
            name for name in seen.keys() | now.keys() if seen.get(name) != now.get(name)
        )
        if different:
            seen = now
            yield different


def snapshot(project: Project) -> Snapshot:
    """The files that the site is made from."""
    own = [project.folder / "vocabulary.toml", project.folder / "mkdocs.yml"]
    found: Snapshot = {}
    for path in (*own, *project.corpus.rglob("*")):
        try:
            status = path.stat()
        except OSError:
            continue
        if path.is_file():
            name = path.relative_to(project.folder).as_posix()
            found[name] = (status.st_mtime_ns, status.st_size)
    return found
