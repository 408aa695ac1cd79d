"""Work in two processes: it gives what one would have given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from xuncha_kb import build
from xuncha_kb.errors import PublishError
from xuncha_kb.together import CAN_COPY, together
from xuncha_kb.vocabulary import load_vocabulary

CORPUS = Path(__file__).parents[1] / "corpus"


def test_both_are_given_in_their_order() -> None:
    assert together(lambda: 1, lambda: 2) == (1, 2)
    assert together(lambda: 1, lambda: 2, worth=False) == (1, 2)


@pytest.mark.skipif(not CAN_COPY, reason="a process cannot be copied here")
def test_the_second_is_done_by_another_process_that_sees_all() -> None:
    known = object()
    here, (there, seen) = together(os.getpid, lambda: (os.getpid(), id(known)))
    assert here == os.getpid() != there
    assert seen == id(known)


def _refuse() -> None:
    raise PublishError("写不进去")


def test_what_stops_either_stops_both() -> None:
    with pytest.raises(PublishError, match="写不进去"):
        together(lambda: None, _refuse)
    with pytest.raises(PublishError, match="写不进去"):
        together(_refuse, lambda: None)


@pytest.mark.skipif(not CAN_COPY, reason="a process cannot be copied here")
def test_what_an_ended_process_leaves_is_done_here() -> None:
    this = os.getpid()

    def ended() -> int:
        if os.getpid() != this:
            os._exit(9)
        return 2

    assert together(lambda: 1, ended) == (1, 2)


def test_two_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = load_vocabulary()
    alone = build.read_knowledge(CORPUS, vocabulary)
    monkeypatch.setattr(build, "LARGE", 0)
    assert build.read_knowledge(CORPUS, vocabulary) == alone
