"""How long a checklist of 2,000 rows takes as Word, Excel and PDF, and how much memory.

Run ``python benchmarks/paper.py [rows]``: each format in a process of its own, so that the peak
of one is not that of another; CPU seconds, since other work may share the machine.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from xuncha_kb.build import read_knowledge
from xuncha_kb.compose.checklists.paper import checklist_paper
from xuncha_kb.compose.notices import Notices
from xuncha_kb.model import Checklist, Knowledge
from xuncha_kb.publish.paper import pdf_file, word_file, workbook_file
from xuncha_kb.vocabulary import load_vocabulary

ROWS = 2000
LIMITS = {"docx": "5 s", "xlsx": "5 s", "pdf": "30 s, 600 MB"}


def long_checklist(knowledge: Knowledge, rows: int) -> Checklist:
    """The rows of the focus checklist over and over, each with an id of its own."""
    checklist = knowledge.checklists[0]
    return checklist.model_copy(
        update={
            "rows": tuple(
                checklist.rows[number % len(checklist.rows)].model_copy(
                    update={"id": f"row-{number}"}
                )
                for number in range(rows)
            )
        }
    )


def one(kind: str, rows: int) -> None:
    vocabulary = load_vocabulary()
    knowledge = read_knowledge(Path(__file__).parents[1] / "corpus", vocabulary)
    checklist = long_checklist(knowledge, rows)
    start = time.process_time()
    if kind == "xlsx":
        content = workbook_file([checklist], knowledge, vocabulary)
    else:
        paper = checklist_paper(checklist, Notices(knowledge), vocabulary)
        content = (word_file if kind == "docx" else pdf_file)(paper, vocabulary)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {kind} | {seconds:.1f} s | {peak} MB | {len(content) // 1024} KB | {LIMITS[kind]} |")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    if len(sys.argv) > 2:
        one(sys.argv[2], rows)
        return
    print(f"| {rows} rows | CPU | peak memory | file | limit |\n|---|---|---|---|---|", flush=True)
    for kind in LIMITS:
        subprocess.run([sys.executable, __file__, str(rows), kind], check=True)


if __name__ == "__main__":
    main()
