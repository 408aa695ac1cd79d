"""The tables of the search comparison."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

HEADING = "## Search"
DOCUMENTED = "whoosh documented, AND"
WORD_KINDS = ("spaced", "shuffled", "joined", "one_wrong", "shortened")
TYPES = {
    "all words": lambda kind, step: kind in ("spaced", "shuffled") and step != "some",
    "joined or shortened": lambda kind, step: kind in ("joined", "shortened") and step != "some",
    "some of the words": lambda kind, step: step in ("some", "or"),
    "phrase": lambda kind, step: kind in ("phrase", "stripped"),
    "mistyped": lambda kind, step: kind == "mistyped",
}
RUNS = 15

Row = dict[str, Any]


def report(rows: Sequence[Row], starts: Sequence[tuple[str, float, float]]) -> str:
    """The whole section."""
    parts = (HEADING, _machine(), *_tables(rows), _starts_table(starts))
    return "\n\n".join(parts) + "\n"


def _machine() -> str:
    packages = ("Whoosh", "jieba", "rjieba")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {versions}; "
        f"{platform.machine()}, {os.cpu_count()} cores, shared with other programs. Times are "
        "processor times, each engine in a process of its own, one run. Compare ratios."
    )


def _tables(rows: Sequence[Row]) -> Iterator[str]:
    yield "### Indexing\n\n" + _table(
        ("articles", "engine", "articles/s", "× documented", "MB on disk", "MB at most"),
        (_indexing(row, rows) for row in rows),
    )
    asked = [row for row in rows if row["queries"]]
    yield "### Queries: p50 / p99 in ms\n\n" + _table(
        ("articles", "engine", *TYPES), (_speed(row) for row in asked)
    )
    yield "### Relevance: the article a query was made from\n\n" + _table(
        ("articles", "engine", "content words MRR@10", "found@10", "phrases recall@10",
         "without marks", "mistyped"),
        (_relevance(row) for row in asked),
    )  # fmt: skip


def _indexing(row: Row, rows: Sequence[Row]) -> list[str]:
    base = [r for r in rows if r["engine"] == DOCUMENTED and r["size"] == row["size"]]
    ratio = f"{base[0]['indexing'] / row['indexing']:.2f}" if base else ""
    rate, disk, memory = row["size"] / row["indexing"], row["bytes"] / 1e6, row["memory"] / 1e6
    return [
        f"{row['size']:,}", row["engine"], f"{rate:,.0f}", ratio, f"{disk:.1f}", f"{memory:.0f}"
    ]  # fmt: skip


def _speed(row: Row) -> list[str]:
    cells = []
    for belongs in TYPES.values():
        times = sorted(ms for kind, step, ms, _ in row["queries"] if belongs(kind, step))
        cells.append(
            f"{_percentile(times, 50):.1f} / {_percentile(times, 99):.1f}" if times else ""
        )
    return [f"{row['size']:,}", row["engine"], *cells]


def _percentile(times: Sequence[float], percent: int) -> float:
    return times[min(len(times) - 1, len(times) * percent // 100)]


def _relevance(row: Row) -> list[str]:
    def ranks(*kinds: str) -> list[int]:
        return [rank for kind, _, _, rank in row["queries"] if kind in kinds]

    words = ranks(*WORD_KINDS)
    mrr = sum(1 / rank for rank in words if rank) / max(1, len(words))
    shares = [_share(ranks(kind)) for kind in ("phrase", "stripped", "mistyped")]
    return [f"{row['size']:,}", row["engine"], f"{mrr:.3f}", _share(words), *shares]


def _share(ranks: Sequence[int]) -> str:
    return f"{sum(rank > 0 for rank in ranks) / max(1, len(ranks)):.1%}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _starts_table(starts: Sequence[tuple[str, float, float]]) -> str:
    title = "### `xuncha-kb search` from a cold start on this project's corpus, imports included"
    rows = [[name, f"{elapsed:.2f}", f"{processor:.2f}"] for name, elapsed, processor in starts]
    head = ("segmenter, query", f"seconds, best of {RUNS}", "of the processor")
    return f"{title}\n\n{_table(head, rows)}"


QUERIES = ("两个责任", "科长 谈话 问题", "贯彻落实市委决策部署")


def cold_starts() -> list[tuple[str, float, float]]:
    """For each segmenter and query: seconds until the command line has answered."""
    here = Path(__file__).parents[1]
    found = []
    for segmenter in ("rjieba", "jieba"):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(here / "corpus", Path(folder, "corpus"))
            environment = _without_rjieba(Path(folder)) if segmenter == "jieba" else None
            for query in QUERIES:
                elapsed, processor = _best(Path(folder), query, environment)
                found.append((f"{segmenter}, {query}", elapsed, processor))
    return found


def _without_rjieba(folder: Path) -> dict[str, str]:
    """An empty package of that name hides the installed one."""
    Path(folder, "hiding", "rjieba").mkdir(parents=True)
    Path(folder, "hiding", "rjieba", "__init__.py").touch()
    paths = [str(folder / "hiding"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _best(folder: Path, query: str, environment: dict[str, str] | None) -> tuple[float, float]:
    command = [str(Path(sys.executable).with_name("xuncha-kb")), "--project", str(folder)]
    command += ["search", query]
    times = []
    for _ in range(RUNS + 1):
        before, began = os.times(), time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        after = os.times()
        spent = after.children_user + after.children_system
        spent -= before.children_user + before.children_system
        times.append((time.perf_counter() - began, spent))
    return min(time for time, _ in times[1:]), min(spent for _, spent in times[1:])


def write_section(file: Path, section: str) -> None:
    """Replace the part of ``file`` under our heading; the rest stays."""
    text = file.read_text(encoding="utf-8") if file.exists() else "# Results\n\n"
    before, _, after = text.partition(HEADING)
    rest = after.partition("\n## ")[2]
    tail = f"\n## {rest}" if rest else ""
    file.write_text(before + section + tail, encoding="utf-8")
