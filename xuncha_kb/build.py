"""The order of the stages, and the only place that knows it."""

from __future__ import annotations

from pathlib import Path

from xuncha_kb.checks import check
from xuncha_kb.compose import compose_checklists, compose_questions
from xuncha_kb.extract import extract
from xuncha_kb.model import Item, Knowledge, Section
from xuncha_kb.outline import outline
from xuncha_kb.read import read_corpus
from xuncha_kb.vocabulary import Vocabulary


def read_knowledge(corpus: Path, vocabulary: Vocabulary) -> Knowledge:
    """Everything known from the texts under ``corpus``; writes nothing.

    Raises ProjectError where the folder is missing; what is wrong with single files is among
    the problems of the result.
    """
    documents, reading_problems = read_corpus(corpus, vocabulary)
    sections: list[Section] = []
    items: list[Item] = []
    for document in documents:
        own = outline(document, vocabulary)
        sections.extend(own)
        items.extend(extract(document, own, vocabulary))
    knowledge = Knowledge(documents=documents, sections=tuple(sections), items=tuple(items))
    problems = reading_problems + check(knowledge, vocabulary)
    knowledge = knowledge.model_copy(update={"problems": problems})
    questions = compose_questions(knowledge, vocabulary)
    checklists = compose_checklists(knowledge, vocabulary)
    return knowledge.model_copy(update={"questions": questions, "checklists": checklists})
