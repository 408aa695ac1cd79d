"""Items -> question bank, checklists, interview sheets."""

from xuncha_kb.compose.bank import compose_questions
from xuncha_kb.compose.checklists import compose_checklists

__all__ = ["compose_checklists", "compose_questions"]
