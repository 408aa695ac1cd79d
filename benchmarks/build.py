"""What each step of a whole build takes: ``python benchmarks/build.py PROJECT``.

``PROJECT`` is a folder with a ``corpus``; everything in it is built anew. The site is made by
another process beside the index, so its processor time is told apart.
"""

from __future__ import annotations

import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

from xuncha_kb.build import build, open_project


def main(folder: Path) -> None:
    marks: list[tuple[str, float, float]] = []

    def step(name: str) -> None:
        marks.append((name, time.perf_counter(), time.process_time()))

    build(open_project(folder), step)
    step("")
    for (name, wall, processor), (_, next_wall, next_processor) in pairwise(marks):
        print(f"{name}: {next_wall - wall:.1f} s, processor {next_processor - processor:.1f} s")
    beside = resource.getrusage(resource.RUSAGE_CHILDREN)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"other processes: processor {beside.ru_utime:.1f} s; at most {most} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
