"""Writing a whole folder at once, and comparing one with what it should hold."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

from xuncha_kb.errors import PublishError


def replace_folder(folder: Path, files: Iterable[tuple[str, bytes]], keep: Collection[str]) -> None:
    """Makes ``folder`` hold ``files`` (paths and contents) and nothing else but the subfolders in
    ``keep``.

    All is written beside it first; a run that fails leaves the folder as it was.
    """
    fresh = folder.with_name(f".{folder.name}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        for path, content in files:
            target = fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        swap_folder(folder, fresh, keep)
    except OSError as error:
        raise PublishError(
            f"“{folder}”写不进去（{error.strerror}）。请关闭正在使用它的程序，确认磁盘有空间，再运行一次。"
        ) from error


def swap_folder(folder: Path, fresh: Path, keep: Collection[str] = ()) -> None:
    """Puts ``fresh`` in the place of ``folder``, whose subfolders in ``keep`` move over; where
    that fails, nothing has moved."""
    old = folder.with_name(f".{folder.name}.old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    kept = [name for name in keep if (folder / name).exists()]
    done: list[tuple[Path, Path]] = []
    steps = [(folder / name, fresh / name) for name in kept]
    if folder.exists():
        steps.append((folder, old))
    try:
        for source, target in [*steps, (fresh, folder)]:
            source.rename(target)
            done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        raise
    shutil.rmtree(old, ignore_errors=True)


def different_files(
    folder: Path, files: Mapping[str, bytes], ignore: Collection[str]
) -> tuple[str, ...]:
    """The paths that are missing in ``folder``, differ or are left over, sorted."""
    found = {path for path in _paths(folder) if PurePosixPath(path).parts[0] not in ignore}
    changed = {
        path
        for path, content in files.items()
        if path not in found or (folder / path).read_bytes() != content
    }
    return tuple(sorted(changed | (found - files.keys())))


def _paths(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
