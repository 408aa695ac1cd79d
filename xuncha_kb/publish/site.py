"""The Markdown pages made into a site that opens from the file system, without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from xuncha_kb.errors import PublishError
from xuncha_kb.publish.folder import swap_folder
from xuncha_kb.publish.frames import Frames

SETTINGS = Path(__file__).parent / "mkdocs.yml"
"""What a project without its own ``mkdocs.yml`` gets."""

SEARCH_DATA = "search-data"
"""A folder of the site: large, made from the index, and of no use to a reader of the pages."""

DOWNLOADS = "downloads"
_NOT_GIVEN = (f"{DOWNLOADS}/", "knowledge_base.json")
"""What MkDocs need not carry to the site, or what does not belong there."""

_UNUSED = ("404.html", "sitemap.xml*", "**/*.map", "assets/javascripts/lunr", "**/workers")
"""What MkDocs and the skin add for web servers and for the skin's own search."""

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CHARSET = '<meta charset="utf-8">'

_WITHOUT_STORAGE = (
    "<script>try{localStorage.length}catch(e){Object.defineProperty(window,'localStorage',"
    "{value:{getItem:function(){return null},setItem:function(){},removeItem:function(){}}})}"
    "</script>"
)
"""The skin's scripts stop where the browser forbids storage: there they get one that is empty."""


@dataclass
class Skin:
    """What MkDocs made last, so that a site that is made again and again (``serve``) need not
    call it where it would be given the same."""

    folder: Path
    key: str = ""

    def keep(self, made: Path, key: str) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(made, self.folder)
        self.key = key


def build_site(project: Path, skin: Skin | None = None) -> None:
    """Makes ``site/`` of ``checklists/`` by MkDocs, whole or not at all, and forbids its pages
    everything but their own files; PublishError where MkDocs refuses or is not there. Downloads
    and the data of the search page stay as they were."""
    settings = project / "mkdocs.yml"
    if not settings.exists():
        shutil.copyfile(SETTINGS, settings)
    _make(project, settings.read_text(encoding="utf-8"), skin)


def _swap(project: Path, fresh: Path) -> None:
    try:
        swap_folder(project / "site", fresh, (DOWNLOADS, SEARCH_DATA))
    except OSError as error:
        raise PublishError(
            f"网站文件夹“{project / 'site'}”换不上去（{error.strerror}）。"
            "请关闭正在使用它的程序，再运行一次。"
        ) from error


def _make(project: Path, settings: str, skin: Skin | None) -> None:
    """MkDocs is given a folder of its own, beside ``mkdocs.yml`` so that what stands there means
    the same. While it works, the pages that it does not see are shown in the frames it made
    last."""
    pages, given = project / "checklists", project / ".site.pages"
    own_settings, fresh = project / ".site.yml", project / ".site.new"
    try:
        shutil.rmtree(given, ignore_errors=True)
        frames = _give(pages, given, settings)
        own_settings.write_text(f"{settings}\ndocs_dir: {given.name}\n", encoding="utf-8")
        key = _key(given, own_settings) if skin else ""
        shutil.rmtree(fresh, ignore_errors=True)
        if skin and skin.key and frames.are_in(skin.folder):
            shutil.copytree(skin.folder, fresh)
            frames.fill(pages, fresh)
            _swap(project, fresh)
        if skin is None or skin.key != key:
            _run_mkdocs(project, own_settings, fresh)
            _close(fresh)
            if skin:
                skin.keep(fresh, key)
            frames.fill(pages, fresh)
            _swap(project, fresh)
    finally:
        shutil.rmtree(given, ignore_errors=True)
        own_settings.unlink(missing_ok=True)


def _key(given: Path, settings: Path) -> str:
    """Changes with anything that MkDocs is given."""
    digest = sha256(settings.read_bytes())
    for path in sorted(path for path in given.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(given).as_posix()} ".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _close(fresh: Path) -> None:
    """Leaves out what a site of files does not need, and gives every page its policy."""
    for path in [path for pattern in _UNUSED for path in fresh.glob(pattern)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for page in fresh.rglob("*.html"):
        page.write_text(with_policy(page.read_text(encoding="utf-8")), encoding="utf-8")


def _give(pages: Path, given: Path, settings: str) -> Frames:
    """Puts into ``given`` what MkDocs is to see: no page of HTML, unless ``settings`` name it."""
    frames = Frames()
    for source in sorted(pages.rglob("*.*")):
        path = source.relative_to(pages).as_posix()
        if path.startswith(_NOT_GIVEN) or source.is_dir():
            continue
        is_page = source.suffix == ".md" and path not in settings
        if is_page and frames.take(path, source.read_text(encoding="utf-8")):
            continue
        (given / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, given / path)
    for path, page in frames.empty_pages():
        (given / path).parent.mkdir(parents=True, exist_ok=True)
        (given / path).write_text(page, encoding="utf-8")
    return frames


def _run_mkdocs(project: Path, settings: Path, target: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    result = subprocess.run(
        [*command, "--config-file", settings.name, "--site-dir", str(target.resolve())],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if result.returncode:
        lines = [line.strip() for line in result.stderr.splitlines() if line.strip()]
        complaints = [line for line in lines if line.startswith(("ERROR", "WARNING"))]
        said = (complaints or lines[-1:] or ["没有说明原因"])[0].replace(
            settings.name, "mkdocs.yml"
        )
        raise PublishError(
            f"网站没有生成，MkDocs 说：{said}。请检查 mkdocs.yml 和 checklists 文件夹。"
        )


def with_policy(page: str) -> str:
    """``page`` with a Content-Security-Policy: own files and the inline scripts that stand in
    it, nothing else; no connection at all. It opens where storage is forbidden too."""
    page = page.replace(_CHARSET, _CHARSET + _WITHOUT_STORAGE, 1)
    scripts = sorted({_digest(script) for script in _INLINE_SCRIPT.findall(page)})
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {' '.join(scripts)}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
        )
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace(_CHARSET, _CHARSET + meta, 1)


def _digest(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
