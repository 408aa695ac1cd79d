"""Document -> sections."""

from xuncha_kb.model import Document, Section
from xuncha_kb.vocabulary import Vocabulary


def outline(document: Document, vocabulary: Vocabulary) -> tuple[Section, ...]:
    return ()
