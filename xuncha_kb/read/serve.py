"""The process in which :mod:`xuncha_kb.read.apart` has files read: bounded in time and memory."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from xuncha_kb.read.raw import RawText, Reader, Refusal

_CPU_SECONDS = 8
_MEMORY = 448 * 1024 * 1024

TOO_HEAVY = Refusal(
    "reading_takes_too_much_memory",
    "太大，读入所需的内存超过了限度，没有读入。请删去图片等附件后另存，或者拆成几个文件。",
)


def serve(readers: Sequence[Reader]) -> None:
    """Answers each request on standard input, a line ``suffix size`` and the file's bytes, by a
    line of JSON on standard output."""
    import resource

    if sys.platform == "linux":  # Elsewhere this limit counts something else.
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What a library prints must not get among the answers.
    by_suffix = {suffix: reader for reader in readers for suffix in reader.suffixes}
    for request in iter(sys.stdin.buffer.readline, b""):
        suffix, size = request.split()
        spent = int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (spent + _CPU_SECONDS, resource.RLIM_INFINITY))
        try:
            data = sys.stdin.buffer.read(int(size))
            result = by_suffix[suffix.decode()].read(data)
            answer = json.dumps(_packed(result)).encode() + b"\n"
        except (MemoryError, RecursionError):
            answer = json.dumps(_packed(TOO_HEAVY)).encode() + b"\n"
        answers.write(answer)
        answers.flush()


def _packed(result: RawText | Refusal) -> dict[str, Any]:
    if isinstance(result, Refusal):
        return {"refusal": asdict(result)}
    remarks = [asdict(remark) for remark in result.remarks]
    return {"lines": result.paragraphs, "margins": result.margins, "remarks": remarks}


if __name__ == "__main__":
    from xuncha_kb.read import READERS

    serve(READERS)
