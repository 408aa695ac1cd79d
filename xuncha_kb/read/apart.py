"""Reading in a process of its own, for formats whose files may crash, hang or fill the memory.

One such process serves a whole folder; it is started when it is first needed, and anew after a
file ended it. ``serve`` is what runs in it.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from types import TracebackType
from typing import IO, Any

from xuncha_kb.model import Severity
from xuncha_kb.read.raw import RawText, Refusal

_WALL_SECONDS = 60
"""Much more than the CPU time it may take, for machines that are busy with other things."""

TOO_SLOW = Refusal(
    "reading_takes_too_long",
    "太复杂，没有在规定时间内读完，没有读入。请另存为 .txt，或者拆成几个文件。",
)
CRASHED = Refusal(
    "reading_crashed", "的内容已损坏，读到中途出错，没有读入。请用原来的软件打开，重新另存一份。"
)


class Apart:
    """Reads files through the process; a context that ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Apart:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, suffix: str, data: bytes) -> RawText | Refusal:
        """What the reader of ``suffix`` makes of ``data``, within 8 seconds of CPU time and
        448 MB; a refusal where it takes more or breaks off."""
        process = self._running()
        assert process.stdin and process.stdout
        try:
            process.stdin.write(f"{suffix} {len(data)}\n".encode() + data)
            process.stdin.flush()
            answer = _line(process.stdout, _WALL_SECONDS)
        except BrokenPipeError:
            answer = b""
        except TimeoutError:
            self._end()
            return TOO_SLOW
        if answer.endswith(b"\n"):
            return _unpacked(json.loads(answer))
        code = process.wait()
        self._end()
        return TOO_SLOW if code == -signal.SIGXCPU else CRASHED

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "xuncha_kb.read.serve"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            try:
                if stream:
                    stream.close()
            except BrokenPipeError:
                pass
        process.wait()


def _line(stream: IO[bytes], seconds: float) -> bytes:
    """Bytes up to the end of a line, or of the stream."""
    end = time.monotonic() + seconds
    parts = []
    while True:
        ready, _, _ = select.select([stream], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(stream.fileno(), 1 << 20)
        parts.append(part)
        if not part or part.endswith(b"\n"):
            return b"".join(parts)


def _unpacked(answer: dict[str, Any]) -> RawText | Refusal:
    if "refusal" in answer:
        return _refusal(answer["refusal"])
    return RawText(
        tuple(answer["lines"]),
        margins=tuple(answer["margins"]),
        remarks=tuple(_refusal(remark) for remark in answer["remarks"]),
    )


def _refusal(fields: dict[str, str]) -> Refusal:
    return Refusal(fields["code"], fields["advice"], Severity(fields["severity"]))
