"""Items -> question bank, checklists, interview sheets."""

from xuncha_kb.model import Checklist, Knowledge, Question
from xuncha_kb.vocabulary import Vocabulary


def compose_questions(knowledge: Knowledge, vocabulary: Vocabulary) -> tuple[Question, ...]:
    return ()


def compose_checklists(knowledge: Knowledge, vocabulary: Vocabulary) -> tuple[Checklist, ...]:
    return ()
