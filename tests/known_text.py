"""One text whose every paragraph is known, for files made of it by other programs."""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "关于做好某县某局党组常规巡察进驻期间协调配合工作的实施方案"
HEADER, FOOTER = "某县巡察工作资料汇编", "县委巡察办编印"


@dataclass(frozen=True)
class Paragraph:
    """``level`` is 0 for 一、, 1 for （一）, 2 for 1., None for plain text."""

    text: str
    level: int | None = None
    label: str = ""

    @property
    def whole(self) -> str:
        return self.label + self.text


_SENTENCES = (
    "各科室要把配合巡察作为一项严肃的任务，主要负责同志亲自过问、亲自安排，确保材料报送及时、准确、完整。",
    "对巡察组提出的2024年度“三重一大”事项台账，应当在3个工作日内提供，不得以任何理由拖延、推诿。",
    "严禁弄虚作假、突击补建资料；对隐匿、销毁会议记录和财务凭证的，依照《中国共产党纪律处分条例》严肃追究责任。",
    "联络员负责收发文件（含电子版），每日17:30前核对签收清单，发现缺项立即报告，并在Excel台账中逐笔登记。",
    "着力发现是否存在虚列支出、套取资金、违规发放津贴补贴等问题，是否及时纠正以前年度审计指出的86项问题。",
    "谈话安排由办公室统一协调，不得打听谈话内容，不得统一口径；确有特殊情况不能按时参加的，应当书面说明原因。",
)
_HEADINGS = (
    ("总体要求", ("指导思想", "基本原则")),
    ("主要任务", ("材料准备", "谈话配合", "后勤保障")),
    ("进度安排", ("准备阶段", "进驻阶段")),
    ("工作要求", ("压实责任", "严明纪律", "注重实效")),
)
_HAN = "一二三四五六七八九十"
TABLE = (("序号", "任务", "责任科室", "时限"), ("1", "报送会议记录", "办公室", "3月5日"),
         ("2", "报送财务凭证", "财务科", "3月8日"))  # fmt: skip


def known_paragraphs() -> list[Paragraph]:
    """About sixty paragraphs on several pages, the title first."""
    found = [
        Paragraph(TITLE),
        Paragraph("为了做好巡察进驻期间的协调配合，结合本局实际，制定本方案。"),
    ]
    turn = 0
    for chapter, (heading, parts) in enumerate(_HEADINGS):
        found.append(Paragraph(heading, 0, f"{_HAN[chapter]}、"))
        found.append(Paragraph(_sentences(turn, 2)))
        for number, part in enumerate(parts):
            found.append(Paragraph(f"{part}。{_sentences(turn + 1, 2)}", 1, f"（{_HAN[number]}）"))
            for point in range(3):
                turn += 1
                found.append(Paragraph(_sentences(turn, 1 + turn % 3), 2, f"{point + 1}."))
    found += [
        Paragraph("本方案自印发之日起执行。"),
        Paragraph("某县某局办公室"),
        Paragraph("2024年3月1日"),
    ]
    return found


def _sentences(first: int, count: int) -> str:
    return "".join(_SENTENCES[(first + step) % len(_SENTENCES)] for step in range(count))
