"""Checklists as Excel: text stays text, what is filled in comes back."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from publish_sample import sample_knowledge

from xuncha_kb.build import read_knowledge
from xuncha_kb.compose.checklists.paper import columns_of
from xuncha_kb.compose.checklists.selection import select_checklists
from xuncha_kb.errors import ProjectError
from xuncha_kb.model import Binds, Checklist, ChecklistRow, Knowledge, Provenance
from xuncha_kb.publish.paper import workbook_file
from xuncha_kb.publish.paper.filled import add_up, read_answers, summary_file
from xuncha_kb.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[1]
VOCABULARY = load_vocabulary()
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1", "{=1}"]


@cache
def corpus() -> Knowledge:
    return read_knowledge(ROOT / "corpus", VOCABULARY)


def knowledge_of(texts: list[str], group: str = "组") -> Knowledge:
    rows = tuple(
        ChecklistRow(
            id=f"r{number}", text=text, item_id=None, basis=text, method=text, materials=(text,),
            answers=("是", "否"), group=group, provenance=Provenance.QUOTED,
        )
        for number, text in enumerate(texts)
    )  # fmt: skip
    one = Checklist(id="focus-areas", title="=清单", binds=Binds.ANYONE, rows=rows, purpose="=用途")
    return Knowledge(checklists=(one,))


def book_of(knowledge: Knowledge) -> bytes:
    return workbook_file(knowledge.checklists, knowledge, VOCABULARY)


def formulas(data: bytes) -> list[str]:
    book = load_workbook(BytesIO(data))
    return [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def test_no_text_is_a_formula_and_edited_it_stays_text() -> None:
    data = book_of(knowledge_of(DANGEROUS, group="=组"))
    assert all(
        formula.startswith("=COUNTA('清单'!") or "COUNTA" in formula for formula in formulas(data)
    )
    assert len(formulas(data)) == 1
    sheet = load_workbook(BytesIO(data)).worksheets[1]
    cells = [c for row in sheet.iter_rows() for c in row if c.value in DANGEROUS]
    assert len(cells) >= 3 * len(DANGEROUS)
    assert all(cell.number_format == "@" and cell.data_type == "s" for cell in cells)
    assert "<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet2.xml").decode()


@given(st.text(min_size=1))
@settings(max_examples=30, deadline=None)
def test_any_text_can_stand_in_a_workbook(text: str) -> None:
    data = book_of(knowledge_of([text], group=text))
    assert len(formulas(data)) == 1


def test_the_same_checklists_give_the_same_bytes() -> None:
    assert book_of(corpus()) == book_of(corpus())


def test_each_checklist_has_its_sheet_and_the_overview_leads_to_it() -> None:
    book = load_workbook(BytesIO(book_of(corpus())))
    assert book.sheetnames[0] == "目录"
    assert len(book.sheetnames) == len(corpus().checklists) + 2
    assert book.worksheets[-1].sheet_state == "veryHidden"
    links = [cell.hyperlink.location for cell in book["目录"]["A"] if cell.hyperlink]
    assert [link.split("!")[0].strip("'") for link in links] == book.sheetnames[1:-1]


def test_a_sheet_is_ready_to_fill_and_print() -> None:
    sheet = load_workbook(BytesIO(book_of(corpus())))["巡察重点检查清单"]
    assert sheet.freeze_panes == "D6"
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.print_area
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToHeight, sheet.page_setup.orientation) == (0, "landscape")
    assert sheet.auto_filter.ref.startswith("A5:")
    rows = corpus().checklists[0].rows
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert sum(len(str(rule.sqref).split()) for rule in lists) >= 1
    assert lists[0].formula1 == '"是,否,不适用,不了解"'
    assert {cell.value for cell in sheet["I"]} >= {row.id for row in rows}


def fill(data: bytes, unit: str) -> tuple[bytes, dict[str, tuple[str, str]]]:
    """Every row of every sheet answered in turn, as somebody at a desk would."""
    book = load_workbook(BytesIO(data))
    book["目录"]["B2"] = unit
    given: dict[str, tuple[str, str]] = {}
    for checklist, sheet in zip(corpus().checklists, book.worksheets[1:], strict=False):
        at = [c.of for c in columns_of(checklist, VOCABULARY)]
        answers, note, row_id = at.index("answers") + 2, at.index("note") + 2, len(at) + 2
        rows = {row.id: row for row in checklist.rows}
        for number in range(6, sheet.max_row + 1):
            row = rows.get(sheet.cell(number, row_id).value)
            if row is not None:
                said = row.answers[number % len(row.answers)] if row.answers else "已核对"
                sheet.cell(number, answers).value = said
                sheet.cell(number, note).value = f"备注{number}"
                given[row.id] = (said, f"备注{number}")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue(), given


def test_a_filled_workbook_comes_back_with_every_answer() -> None:
    data, given = fill(book_of(corpus()), "第一中学")
    answers = read_answers(data, "一.xlsx", corpus(), VOCABULARY)
    assert {a.row_id: (a.answer, a.note) for a in answers} == given
    assert len(given) == sum(len(c.rows) for c in corpus().checklists)
    assert {answer.unit for answer in answers} == {"第一中学"}


def test_answers_are_added_up_by_group_and_unit() -> None:
    first = read_answers(fill(book_of(corpus()), "甲")[0], "1.xlsx", corpus(), VOCABULARY)
    second = read_answers(fill(book_of(corpus()), "")[0], "乙.xlsx", corpus(), VOCABULARY)
    sums = add_up((*first, *second))
    assert {one.unit for one in sums} == {"甲", "乙"}
    assert sum(one.rows for one in sums) == len(first) + len(second)
    assert all(sum(one.answers.values()) == one.rows for one in sums)
    book = load_workbook(BytesIO(summary_file(first)))
    assert book.sheetnames == ["汇总", "逐条"]
    assert book["逐条"].max_row == len(first) + 1


def test_a_workbook_survives_moved_columns_and_deleted_rows() -> None:
    data, _ = fill(book_of(corpus()), "甲")
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[1]
    sheet.insert_cols(3)
    sheet.delete_rows(7)
    stream = BytesIO()
    book.save(stream)
    found = read_answers(stream.getvalue(), "甲.xlsx", corpus(), VOCABULARY)
    own = [answer for answer in found if answer.checklist_id == corpus().checklists[0].id]
    assert len(own) == len(corpus().checklists[0].rows) - 1


def test_a_part_of_a_checklist_is_read_back_as_the_whole() -> None:
    part = select_checklists(corpus(), ["focus-areas"], ["4"])
    assert {row.group.split()[0][-2:] for row in part[0].rows} == {"F4"}
    data = workbook_file(part, corpus(), VOCABULARY)
    assert read_answers(data, "a.xlsx", corpus(), VOCABULARY) == ()


def test_another_version_is_refused_in_one_line() -> None:
    data = book_of(sample_knowledge())
    with pytest.raises(ProjectError, match="另一版清单") as caught:
        read_answers(data, "旧.xlsx", corpus(), VOCABULARY)
    assert "\n" not in str(caught.value)


def test_what_is_no_workbook_of_ours_is_refused_in_one_line() -> None:
    stream = BytesIO()
    Workbook().save(stream)
    for data, said in ((b"not a zip", "不是能读的"), (stream.getvalue(), "不是本工具生成")):
        with pytest.raises(ProjectError, match=said) as caught:
            read_answers(data, "x.xlsx", corpus(), VOCABULARY)
        assert "\n" not in str(caught.value)


def test_choosing_what_is_not_there_is_one_line() -> None:
    for arguments in (["没有"], []), ([], ["99"]):
        with pytest.raises(ProjectError):
            select_checklists(corpus(), *arguments)
