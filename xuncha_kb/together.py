"""Two things at once, on two processors."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Here = TypeVar("Here")
Beside = TypeVar("Beside")

CAN_COPY = sys.platform == "linux" and (os.cpu_count() or 1) > 1
"""A process can be copied with all it knows; elsewhere everything would have to be sent, and the
work is done one after the other."""


def together(
    here: Callable[[], Here], beside: Callable[[], Beside], worth: bool = True
) -> tuple[Here, Beside]:
    """What both give. Where it is ``worth`` a process, ``beside`` is called in a copy of this one:
    it sees all that is known now, what it gives is sent back (so it must be picklable), and
    whatever else it changes in memory stays there. An exception of either is raised."""
    if not (worth and CAN_COPY):
        return here(), beside()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    gc.freeze()  # so that collecting does not copy what both see
    process = context.Process(target=_work, args=(beside, sender), daemon=True)
    process.start()
    sender.close()
    try:
        made = here()
        with uncollected():
            good, given = receiver.recv()
    except EOFError:  # it was ended from outside, for want of memory
        return made, beside()
    finally:
        process.terminate()
        process.join()
    if not good:
        raise given
    return made, given


def _work(beside: Callable[[], Any], sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever waits for it ends it
    try:
        outcome: tuple[bool, Any] = (True, beside())
    except Exception as error:
        outcome = (False, error)
    try:
        sender.send(outcome)
    finally:
        os._exit(0)  # nothing of the copied process is to be put in order here


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector, which looks again and again through hundreds of thousands of small
    objects that all stay and of which none is part of a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
