"""The coverage matrix in lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.compose.matrix import Matrix
from xuncha_kb.model import Knowledge
from xuncha_kb.vocabulary import Vocabulary

OUTSIDE = "不属于巡察重点的规定"


def matrix_lines(matrix: Matrix, knowledge: Knowledge, vocabulary: Vocabulary) -> Iterator[str]:
    """A line for each area and role that is asked, with the numbers of the stages; then what has
    no question."""
    stages = tuple(dict.fromkeys(cell.stage for cell in matrix.cells))
    names = "、".join(vocabulary.stages[stage].label for stage in stages)
    yield f"每格依次是{names}的题数，—是没有题。"
    for area in dict.fromkeys(cell.area_id for cell in matrix.cells):
        item = knowledge.item_by_id.get(area or "")
        yield f"{item.code} {item.text}" if item else OUTSIDE
        for role in vocabulary.roles.role:
            counts = [c.count for c in matrix.cells if (c.area_id, c.role) == (area, role.id)]
            if any(counts):
                shown = " ".join(str(count or "—") for count in counts)
                yield f"   {role.id} {role.short}：{shown}"
    yield f"没有题的条目 {len(matrix.unasked)} 条，没有题的句子 {len(matrix.missed)} 句。"
    for name in matrix.unasked:
        item = knowledge.item_by_id[name]
        yield f"   {item.code} {item.text}"
    for missed in matrix.missed:
        yield f"   第{missed.span.paragraph}段：{missed.text}"
