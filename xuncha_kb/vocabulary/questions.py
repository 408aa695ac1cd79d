"""Schema of ``questions/*.toml``: wordings with slots, by what they are made from."""

from typing import Literal

from xuncha_kb.model import Frozen

Use = Literal[
    "topic",  # {label} {event} {record} of a topic
    "matter",  # {matter}: what a clause is about, in neutral words of the clause
    "quote",  # {quote}: the words of the clause, in quotation marks
    "criterion",  # {quality}: what is measured
    "duty",  # {quote}: what must be done
    "attitude",  # {quote}: what must be held to
    "ban",  # {quote}: what must not be done
    "liability",  # {place}: the article
    "place",  # {place}: the article or heading, where its words cannot be said
]


class FrameEntry(Frozen):
    use: Use
    stage: str
    roles: tuple[str, ...]
    text: str
    follow_ups: tuple[str, ...] = ()


class FramesFile(Frozen):
    frame: tuple[FrameEntry, ...]
