"""Blank forms of a round, filled with what the corpus knows."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha_kb.compose.forms.parts import part_blocks
from xuncha_kb.compose.forms.setting import Setting, make_setting
from xuncha_kb.compose.paper import Block, Heading, PageBreak, Paper, Paragraph, words
from xuncha_kb.compose.round import NO_ROUND, Round
from xuncha_kb.model import Frozen, Knowledge, Provenance
from xuncha_kb.vocabulary import FormEntry, Vocabulary

GUIDE, RULES = "填写说明", "文件里的有关规定"


class Form(Frozen):
    """A form as it is printed, and the words by which it is found."""

    id: str
    title: str
    names: tuple[str, ...]
    """What else it is called."""
    purpose: str
    guide: tuple[str, ...]
    """How to fill it in; reference."""
    rules: tuple[str, ...]
    """Ids of the items that speak of it."""
    paper: Paper


def compose_forms(
    knowledge: Knowledge, vocabulary: Vocabulary, round_: Round = NO_ROUND
) -> tuple[Form, ...]:
    """Every form; a place that neither corpus nor round fills is left to be written in."""
    setting = make_setting(knowledge, vocabulary, round_)
    return tuple(_form(entry, setting) for entry in vocabulary.forms)


def _form(entry: FormEntry, setting: Setting) -> Form:
    rules = setting.rules(entry)
    blocks: list[Block] = [block for part in entry.part for block in part_blocks(part, setting)]
    blocks += _guide(entry)
    if rules:
        quoted = Provenance.QUOTED
        blocks.append(Heading(text=RULES, provenance=quoted))
        lines = (setting.quoted(rule) for rule in rules)
        blocks += (Paragraph(words=line, style="note", shown=quoted) for line in lines)
    return Form(
        id=entry.id,
        title=entry.title,
        names=entry.names,
        purpose=entry.purpose,
        guide=entry.guide,
        rules=tuple(rule.id for rule in rules),
        paper=Paper(id=entry.id, title=entry.title, layout=entry.layout, blocks=tuple(blocks)),
    )


def _guide(entry: FormEntry) -> Iterator[Block]:
    """On a page of its own: it is for the team, not for those who fill in the form."""
    reference = Provenance.REFERENCE
    yield PageBreak()
    yield Heading(text=GUIDE, provenance=reference)
    for number, text in enumerate((entry.purpose, *entry.guide), 1):
        line = (words(f"{number}. {text}", reference),)
        yield Paragraph(words=line, style="note", shown=reference)
