"""How well and how fast texts are searched, beside the ready-made ways.

    python benchmarks/search.py FOLDER          measure on the .txt and .md files under FOLDER
    python benchmarks/search.py --fill 150000   fill up with made-up articles to so many

Every engine gets the same articles and the same queries, each in a process of its own. Times are
processor times of that process, so that other programs on the machine disturb them little. The
tables go to benchmarks/RESULTS.md, under a heading of their own. About ten minutes with 150,000
articles, two with 10,000.
"""

from __future__ import annotations

import argparse
import json
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from search_ours import Ours, WordsAlone
from search_peers import DocumentedWhoosh, Trigram
from search_queries import Articles, KnownItem, made_up, read_articles
from search_report import cold_starts, report, write_section

SIZES = (1_000, 10_000)
"""Articles, evenly from the real ones; and all the real ones, and all with the made-up ones."""
WORDS, PHRASES, TYPOS = 300, 120, 60
AT_MOST = 10_000
"""Articles that Whoosh gets: it is the engine for small corpora."""

ENGINES: dict[str, Callable[[Path], Any]] = {
    "whoosh documented, AND": lambda folder: DocumentedWhoosh(folder, or_step=False),
    "whoosh documented, AND then OR": DocumentedWhoosh,
    "sqlite trigram": Trigram,
    "our words in whoosh": lambda folder: WordsAlone(folder, "whoosh"),
    "our whoosh": lambda folder: Ours(folder, "whoosh"),
    "our sqlite": lambda folder: Ours(folder, "sqlite"),
}
BETTER_PEER = "whoosh documented, AND then OR"
SMALL = tuple(name for name in ENGINES if "whoosh" in name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--fill", type=int, default=0, metavar="N", help="articles there shall be")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one, arguments.folder)))
        return
    articles = read_articles(arguments.folder) if arguments.folder else []
    real = len(articles) or arguments.fill
    articles += made_up(arguments.fill - len(articles))
    sizes = {min(size, real) for size in (*SIZES, real)} | {len(articles)}
    rows = [
        run(name, articles[:: real // size][:size] if size <= real else articles)
        for size in sorted(sizes)
        for name in wanted(size, real)
    ]
    write_section(Path(__file__).with_name("RESULTS.md"), report(rows, cold_starts()))


def wanted(size: int, real: int) -> list[str]:
    """The engines that are measured at ``size``; of the slow ones the better peer only at the
    size of all ``real`` articles."""
    return [
        name
        for name in ENGINES
        if size <= AT_MOST or name not in SMALL or (size == real and name == BETTER_PEER)
    ]


def run(name: str, chosen: list[Any]) -> dict[str, Any]:
    """What :func:`measure` says in a process of its own."""
    print(f"{name}, {len(chosen)} articles …", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "texts").write_bytes(pickle.dumps((chosen, queries(chosen))))
        command = [sys.executable, __file__, "--one", name, folder]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return {"engine": name, "size": len(chosen), **json.loads(done.stdout)}


_made: dict[int, list[KnownItem]] = {}


def queries(articles: list[Any]) -> list[KnownItem]:
    """The same for every engine at a size."""
    if len(articles) not in _made:
        known = Articles([article.text for article in articles])
        _made[len(articles)] = [
            *known.by_words(WORDS),
            *known.by_phrase(PHRASES),
            *known.by_phrase(PHRASES // 2, stripped=True),
            *known.by_typo(TYPOS),
        ]
    return _made[len(articles)]


def measure(name: str, folder: Path) -> dict[str, Any]:
    """Seconds of the processor, bytes, and for each query its kind, its step, milliseconds and
    the rank of the wanted article (0 where it is not among the first ten)."""
    articles, known = pickle.loads((folder / "texts").read_bytes())
    engine = ENGINES[name](folder / "index")
    began = time.process_time()
    engine.index(articles)
    indexing = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    size = sum(f.stat().st_size for f in (folder / "index").rglob("*") if f.is_file())
    found = [] if isinstance(engine, WordsAlone) else ask(engine, known)
    return {"indexing": indexing, "memory": memory, "bytes": size, "queries": found}


def ask(engine: Any, known: list[KnownItem]) -> list[list[Any]]:
    engine.open()
    engine.search("预热")
    rows = []
    for item in known:
        began = time.process_time()
        step, numbers = engine.search(item.query)
        spent = time.process_time() - began
        rank = next((n for n, number in enumerate(numbers, 1) if number in item.wanted), 0)
        rows.append([item.kind, step, spent * 1000, rank])
    return rows


if __name__ == "__main__":
    main()
