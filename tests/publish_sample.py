"""A small knowledge made by hand: three documents that hold a little of everything a page shows,
and text that HTML, Markdown or a template engine could take for its own."""

from __future__ import annotations

from hashlib import sha256

from xuncha_kb.model import (
    Attributes,
    Binds,
    Checklist,
    ChecklistRow,
    Document,
    DocumentKind,
    Expansion,
    Item,
    ItemKind,
    Knowledge,
    Metadata,
    Problem,
    Provenance,
    Question,
    Section,
    Severity,
    Span,
)

SPEECH = """\
在水务局巡察动员会上的讲话

同志们，今天讲两点意见。
一、看什么
重点关注以下两个方面：一是深入了解作风建设情况，看班子成员服务意识强不强，是否存在推诿扯皮、门难进脸难看等问题；二是深入了解资金管理情况，在专项资金方面是否存在截留、挪用等问题。
二、守规矩
要做到“两个不许”，即：不许收礼，不许吃请。巡察组不干预被巡察单位的正常工作，严格执行“八不准”。
主要受理反映局领导班子成员问题的来信、来访。征地拆迁等不属于受理范围，按《信访规定》转有关部门处理。
截止X月X日。
<script>alert(1)</script> {{ 7*7 }} {% raw %} **粗** [点](javascript:x) | `代码`
# 号 &amp; \\ ~~删~~ </article>"""

RULES = """\
水务巡察办法
第一章　总则
第一条　为了规范巡察，制定本办法。
第二条　工作人员不得泄露谈话内容。
第二条之一　被巡察单位应当如实反映情况。
第二章　附则
第三条　本办法自2024年1月1日起施行。"""


OLD_RULES = """\
水务巡察办法（试行）
第一条　为了规范巡察，制定本办法。
第二条　工作人员不得泄露谈话内容和线索。
第三条　巡察组每季度报告一次。
第四条　本办法自2020年1月1日起施行。"""


class Builder:
    """Finds the spans of the words it is told about."""

    def __init__(self, document_id: str, kind: DocumentKind, text: str, metadata: Metadata) -> None:
        lines = tuple(text.split("\n"))
        self.document = Document(
            id=document_id,
            kind=kind,
            title=lines[0],
            source_file=f"{document_id}.txt",
            sha256=sha256(text.encode()).hexdigest(),
            paragraphs=lines,
            metadata=metadata,
        )
        self.items: list[Item] = []
        self.sections: list[Section] = []

    def section(
        self, path: str, level: int, style: str, lines: tuple[int, int], parent: str | None = None
    ) -> None:
        text = self.document.paragraphs[lines[0] - 1]
        label, _, heading = text.partition("　") if "　" in text else text.partition("、")
        self.sections.append(
            Section(
                id=f"{self.document.id}#{path}",
                document_id=self.document.id,
                parent_id=f"{self.document.id}#{parent}" if parent else None,
                level=level,
                style=style,
                number=int(path[-1]) if path[-1].isdigit() else None,
                label=label if "　" in text else label + "、",
                heading=heading.partition("。")[0],
                first_paragraph=lines[0],
                last_paragraph=lines[1],
            )
        )

    def item(
        self, kind: ItemKind, code: str, text: str, parent: str | None = None, **attributes: object
    ) -> str:
        """Adds the item and gives back its id."""
        paragraph, start = next(
            (number, line.index(text))
            for number, line in enumerate(self.document.paragraphs, 1)
            if text in line
        )
        inside = [s for s in self.sections if s.first_paragraph <= paragraph <= s.last_paragraph]
        identifier = f"{kind}-{self.document.id}-{code}".lower()
        self.items.append(
            Item(
                id=identifier,
                code=code,
                kind=kind,
                text=text,
                document_id=self.document.id,
                source=(Span(paragraph, start, start + len(text)),),
                section_id=inside[-1].id if inside else None,
                parent_id=parent,
                attributes=Attributes.model_validate(attributes),
            )
        )
        return identifier


def sample_knowledge() -> Knowledge:
    speech, rules, old = _speech(), _rules(), _old_rules()
    items = {item.code: item for item in speech.items}
    return Knowledge(
        documents=(speech.document, rules.document, old.document),
        sections=(*speech.sections, *rules.sections, *old.sections),
        items=(*speech.items, *rules.items),
        problems=(
            Problem(
                code="placeholder",
                severity=Severity.NOTE,
                message="待填要素“X月X日”，使用前请补上。",
                document_id=speech.document.id,
                source=items["K1"].source,
            ),
            Problem(
                code="unreadable",
                severity=Severity.ERROR,
                message="文件“坏文件.txt”读不出来，请另存为 UTF-8 后再放回。",
            ),
        ),
        questions=_questions(items),
        checklists=_checklists(items, {item.code: item for item in rules.items}),
    )


def _speech() -> Builder:
    b = Builder("dongyuan", DocumentKind.SPEECH, SPEECH, Metadata(issuer="市委第一巡察组"))
    b.section("h1", 1, "一、", (4, 5))
    b.section("h2", 1, "一、", (6, 10))
    f1 = b.item(ItemKind.FOCUS_AREA, "F1", "作风建设情况")
    b.item(ItemKind.CRITERION, "F1.P1", "看班子成员服务意识强不强", f1)
    b1 = b.item(ItemKind.INDICATOR, "F1.1", "推诿扯皮、门难进脸难看", f1, polarity="negative")
    b.item(ItemKind.INDICATOR_POINT, "F1.1.1", "推诿扯皮", b1)
    b.item(ItemKind.INDICATOR_POINT, "F1.1.2", "门难进脸难看", b1)
    f2 = b.item(ItemKind.FOCUS_AREA, "F2", "资金管理情况")
    b2 = b.item(
        ItemKind.INDICATOR, "F2.1", "截留、挪用", f2, polarity="negative", scope="在专项资金方面"
    )
    b.item(ItemKind.INDICATOR_POINT, "F2.1.1", "截留", b2)
    b.item(ItemKind.INDICATOR_POINT, "F2.1.2", "挪用", b2)
    team = Binds.INSPECTION_TEAM
    j1 = b.item(ItemKind.PROHIBITION, "J1", "不许收礼", binds=team)
    j2 = b.item(ItemKind.PROHIBITION, "J2", "不许吃请", binds=team)
    b.item(ItemKind.TERM, "C1", "两个不许", count=2, members=(j1, j2), expansion=Expansion.HERE)
    b.item(ItemKind.SELF_RESTRAINT, "Z1", "不干预被巡察单位的正常工作", binds=team)
    b.item(ItemKind.TERM, "C2", "八不准", count=8, expansion=Expansion.CITED_ONLY)
    b.item(
        ItemKind.ACCEPTED_MATTER,
        "S1",
        "反映局领导班子成员问题",
        subjects=("局领导班子成员",),
        channels=("来信", "来访"),
    )
    b.item(ItemKind.EXCLUDED_MATTER, "N1", "征地拆迁", referral="按《信访规定》转有关部门处理")
    b.item(ItemKind.CITATION, "R1", "《信访规定》")
    b.item(ItemKind.PLACEHOLDER, "K1", "X月X日")
    return b


def _rules() -> Builder:
    metadata = Metadata(issuer="水务局", effective_on="2024-01-01", notice="示例文本，非现行规定")
    b = Builder("制度/水务办法", DocumentKind.REGULATION, RULES, metadata)
    b.section("c1", 1, "第X章", (2, 5))
    b.section("a1", 2, "第X条", (3, 3), "c1")
    b.section("a2", 2, "第X条", (4, 4), "c1")
    b.section("a2-1", 2, "第X条", (5, 5), "c1")
    b.section("c2", 1, "第X章", (6, 7))
    b.section("a3", 2, "第X条", (7, 7), "c2")
    b.item(ItemKind.PROHIBITION, "J1", "工作人员不得泄露谈话内容", binds=Binds.INSPECTION_TEAM)
    b.item(
        ItemKind.OBLIGATION, "Y1", "如实反映情况", binds=Binds.INSPECTED_ORGANIZATION,
        subject="被巡察单位",
    )  # fmt: skip
    b.item(ItemKind.ENTRY_INTO_FORCE, "V1", "自2024年1月1日起施行")
    return b


def _old_rules() -> Builder:
    b = Builder("banfa-2020", DocumentKind.REGULATION, OLD_RULES, Metadata(date="2020-01-01"))
    for number in range(1, 5):
        b.section(f"a{number}", 1, "第X条", (number + 1, number + 1))
    return b


def _questions(items: dict[str, Item]) -> tuple[Question, ...]:
    indicator = items["F1.1"].id
    return (
        Question(
            id="q1",
            text="群众来办事，从进门到办结一般要走哪几步？",
            role="R3",
            stage="S2",
            item_id=indicator,
            follow_ups=("最近一次退件是什么原因？",),
            ask_for=("办件登记簿",),
            verify_by=("回访服务对象",),
        ),
        Question(
            id="q2",
            text="能看一下上季度的办件登记吗？",
            role="R3",
            stage="S4",
            item_id=items["F1.1.1"].id,
        ),
        Question(
            id="q3",
            text="这笔专项资金从下达到支付经过哪些人签字？",
            role="R6",
            stage="S3",
            item_id=items["F2.1.2"].id,
            ask_for=("支付审批单",),
        ),
        Question(
            id="q4",
            text="还有什么是我没有问到、您觉得应该说的？",
            role="R3",
            stage="S5",
            item_id=None,
            provenance=Provenance.REFERENCE,
        ),
    )


def _checklists(speech: dict[str, Item], rules: dict[str, Item]) -> tuple[Checklist, ...]:
    answers = ("是", "否", "不适用", "不了解")
    return (
        Checklist(
            id="focus-areas",
            title="巡察重点检查清单",
            binds=Binds.INSPECTED_ORGANIZATION,
            purpose="逐条了解重点方面。",
            how_to_use="每行勾选一个结果，在备注里写明时间、地点和材料。",
            rows=(
                ChecklistRow(
                    id="r1",
                    text="推诿扯皮、门难进脸难看",
                    item_id=speech["F1.1"].id,
                    basis="《在水务局巡察动员会上的讲话》第5段",
                    method="明察暗访",
                    materials=("办件登记簿", "投诉台账"),
                    answers=answers,
                    group="F1 作风建设情况",
                ),
                ChecklistRow(
                    id="r2",
                    text="推诿扯皮",
                    item_id=speech["F1.1.1"].id,
                    basis="《在水务局巡察动员会上的讲话》第5段",
                    answers=answers,
                    group="F1 作风建设情况",
                    level=2,
                ),
                ChecklistRow(
                    id="r3",
                    text="向下属单位延伸了解",
                    item_id=None,
                    basis="",
                    answers=answers,
                    provenance=Provenance.REFERENCE,
                    group="其他",
                ),
            ),
        ),
        Checklist(
            id="discipline",
            title="巡察纪律自查清单",
            binds=Binds.INSPECTION_TEAM,
            purpose="巡察组成员自查。",
            rows=(
                ChecklistRow(
                    id="r1",
                    text="不许收礼",
                    item_id=speech["J1"].id,
                    basis="《在水务局巡察动员会上的讲话》第7段",
                ),
                ChecklistRow(
                    id="r2",
                    text="工作人员不得泄露谈话内容",
                    item_id=rules["J1"].id,
                    basis="《水务巡察办法》第二条",
                ),
            ),
        ),
    )
