"""Items -> question bank, checklists, interview sheets."""

from xuncha_kb.compose.bank import compose_questions
from xuncha_kb.model import Checklist, Knowledge
from xuncha_kb.vocabulary import Vocabulary

__all__ = ["compose_checklists", "compose_questions"]


def compose_checklists(knowledge: Knowledge, vocabulary: Vocabulary) -> tuple[Checklist, ...]:
    return ()
