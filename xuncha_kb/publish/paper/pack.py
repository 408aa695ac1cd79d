"""Everything that a round needs, in one folder with a table of contents."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha_kb.compose.forms import compose_forms
from xuncha_kb.compose.round import Round
from xuncha_kb.compose.sheet import compose_sheets
from xuncha_kb.model import Knowledge
from xuncha_kb.publish.paper.files import (
    CONTENTS,
    Step,
    checklist_files,
    contents_file,
    form_files,
    sheet_files,
)
from xuncha_kb.vocabulary import Vocabulary


def pack_files(
    knowledge: Knowledge,
    vocabulary: Vocabulary,
    round_: Round,
    formats: Sequence[str],
    step: Step = lambda title, rows: None,
) -> dict[str, bytes]:
    """The files by their path in the pack, the table of contents first."""
    checklists = checklist_files(knowledge.checklists, knowledge, vocabulary, round_, formats, step)
    forms = form_files(compose_forms(knowledge, vocabulary, round_), vocabulary, formats)
    sheets = sheet_files(compose_sheets(knowledge, vocabulary), vocabulary, formats)
    files = [
        *(file._replace(path=f"检查清单/{file.path}") for file in checklists),
        *(file._replace(path=f"表单/{file.path}") for file in forms),
        *(file._replace(path=f"谈话提纲/{file.path}") for file in sheets),
    ]
    contents = contents_file(files, round_, vocabulary)
    return {CONTENTS: contents, **{file.path: file.content for file in files}}
