"""Schema of ``topics/*.toml``: what a clause is about, and the ordinary work that would show it.

A clause names a fault (买官卖官); a neutral question asks about the work in which the fault would
show (how a post is filled). A topic joins the two: the words of clauses that point to it, and
the work, its record, its materials and its cross-checks.
"""

from xuncha_kb.model import Frozen


class Ask(Frozen):
    """A question of its own for some roles."""

    roles: tuple[str, ...]
    text: str
    stage: str = "S3"
    follow_ups: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    """Only for documents that hold one of these words (学校); such a question goes first."""


class TopicEntry(Frozen):
    id: str
    label: str
    """The work, as a neutral noun phrase that fits 说到…，… and …方面."""
    plain: str = ""
    """What the public (R9) would call it, where that is another word."""
    words: tuple[str, ...] = ()
    """Words of a clause that point here; the longest one decides."""
    roles: tuple[str, ...]
    """Who can know something about it, the best informed first."""
    event: str
    """One case of the work, with its counting word, so that 最近 can stand before it."""
    record: str
    """Where it is written down; fits 最近一次…的…."""
    family: str = ""
    """Id of the broad topic it belongs to; empty for a broad topic."""
    materials: tuple[str, ...] = ()
    verify: tuple[str, ...] = ()
    ask: tuple[Ask, ...] = ()

    @property
    def broad(self) -> bool:
        return not self.family


class TopicsFile(Frozen):
    topic: tuple[TopicEntry, ...]
