"""Hard-wrapped texts: the same items as in lines of any length, at places of the wrapped text."""

from collections import Counter
from pathlib import Path

import pytest

from xuncha_kb.extract import extract
from xuncha_kb.model import Document, Item
from xuncha_kb.outline import outline
from xuncha_kb.read import read_corpus
from xuncha_kb.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
GOLD = Path(__file__).parent / "gold"
STOPS = "，。；：、）”》！？"


def read(path: Path, text: str) -> tuple[Document, tuple[Item, ...]]:
    path.write_text(text, encoding="utf-8")
    ((document,), _) = read_corpus(path.parent, VOCABULARY)
    return document, extract(document, outline(document, VOCABULARY), VOCABULARY)


def columns(words: str) -> int:
    return len(words.encode("gbk", "replace"))


def wrap(text: str, width: int, indent: str = "") -> str:
    """``text`` with lines broken at so many columns, so that no mark begins one."""
    lines = []
    for line in text.split("\n"):
        rest = indent + line if line else line
        while columns(rest) > width:
            end = next(i for i in range(len(rest) + 1) if columns(rest[:i]) >= width)
            while end < len(rest) and (rest[end] in STOPS or rest[end - 1 : end + 1].isascii()):
                end += 1
            lines.append(rest[:end])
            rest = rest[end:]
        lines.append(rest)
    return "\n".join(lines)


def found(items: tuple[Item, ...]) -> Counter[tuple[str, str]]:
    return Counter((item.kind.value, item.text) for item in items)


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize(("width", "indent"), [(64, ""), (80, "　　")])
def test_the_items_of_a_wrapped_text_are_those_of_the_text(tmp_path, path, width, indent):
    text = path.read_text(encoding="utf-8")
    _, plain = read(tmp_path / "a.txt", text)
    document, items = read(tmp_path / "a.txt", wrap(text, width, indent))
    assert found(items) == found(plain)
    assert all(document.quote(item.source) == item.text for item in items)


def test_a_broken_rule_has_a_place_in_each_of_its_lines(tmp_path):
    text = (
        "某馆通知\n"
        "保管员应当每周清点库房里的全部案卷，并把\n"
        "清点的结果登记在册，不得事后补记或者涂改\n"
        "登记的数目，也不得由他人代替；清点的结果\n"
        "公布。\n"
    )
    _, items = read(tmp_path / "a.txt", text)
    places = [
        (item.text, [(span.paragraph, span.start, span.end) for span in item.source])
        for item in items
    ]
    assert places == [
        ("保管员应当每周清点库房里的全部案卷，并把清点的结果登记在册", [(2, 0, 20), (3, 0, 9)]),
        ("不得事后补记或者涂改登记的数目", [(3, 10, 20), (4, 0, 5)]),
        ("不得由他人代替", [(4, 7, 14)]),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["某馆应当配备下列设备", "除湿机两台", "温度计三只", "灭火器五具", "梯子一架"],
        [f"是否按规定对第{n}号库房的全部案卷逐一清点并登记在册" for n in "一二三四五六"],
        ["关于“有的库房漏雨，一些案卷受潮”的问题", "关于“登记不全，个别册页缺失”的问题"],
    ],
)
def test_lines_that_end_without_a_mark_are_no_broken_sentence(tmp_path, lines):
    _, items = read(tmp_path / "a.txt", "\n".join(["某馆清单", *lines, ""]))
    assert all(len(item.source) == 1 for item in items)
