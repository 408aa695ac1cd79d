"""Knowledge -> problems."""

from xuncha_kb.model import Knowledge, Problem
from xuncha_kb.vocabulary import Vocabulary


def check(knowledge: Knowledge, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    return ()
