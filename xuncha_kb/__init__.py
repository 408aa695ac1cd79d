"""xuncha_kb turns inspection policy texts into structured, searchable, printable knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xuncha_kb.knowledge_base import KnowledgeBase, open_corpus

__version__ = "0.1.0"
__all__ = ["KnowledgeBase", "__version__", "open_corpus"]


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first used: the command line needs none of them
    to show its help."""
    if name in ("KnowledgeBase", "open_corpus"):
        from xuncha_kb import knowledge_base

        return getattr(knowledge_base, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
