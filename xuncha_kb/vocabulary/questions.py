"""Schema of ``questions/*.toml``: wordings with slots, by what they are made from."""

from typing import Literal

from xuncha_kb.model import Frozen

Use = Literal[
    "topic",  # {label} {event} {record} of a topic
    "matter",  # {matter}: what a clause is about, in neutral words of the clause
    "quote",  # {quote}: the words of the clause, in quotation marks
    "criterion",  # {quality}: what is measured
    # {lead} {quote}: what must be done, by the kind of act
    "limit",
    "periodic",
    "timed",
    "deliberate",
    "approve",
    "publish",
    "notify",
    "report",
    "institute",
    "appoint",
    "teach",
    "talk",
    "verify",
    "handle",
    "inspect",
    "record",
    "pay",
    "guard",
    "qualify",
    "duty",  # any other act
    "attitude",  # what must be held to
    "ban",  # what must not be done
    "liability",  # {place}: the article
    "place",  # {place}: the article or heading, where its words cannot be said
    "place_ban",
]


class FrameEntry(Frozen):
    use: Use
    stage: str
    roles: tuple[str, ...]
    text: str
    follow_ups: tuple[str, ...] = ()


class FramesFile(Frozen):
    frame: tuple[FrameEntry, ...]
