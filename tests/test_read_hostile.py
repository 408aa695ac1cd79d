"""Files made to do harm: each ends within bounds with a Chinese line, and the others are read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from word_files import paragraph, word_file, zipped
from writers import pdf_of

from xuncha_kb.build import read_knowledge
from xuncha_kb.read import read_corpus
from xuncha_kb.read.apart import CRASHED, Apart
from xuncha_kb.read.raw import RawText
from xuncha_kb.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
MEGABYTE = 1024 * 1024
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "啊啊啊啊啊啊啊啊啊啊">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
)
OFD = "http://www.ofdspec.org/2016"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def bomb(name: str, start: str, end: str) -> bytes:
    return zipped([(name, start + " " * (300 * MEGABYTE) + end)])


def pdf_with(stream: bytes, extra: bytes = b"") -> bytes:
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), extra, stream),
    )


def flate_bomb() -> bytes:
    packer = zlib.compressobj(9)
    parts = [packer.compress(b"BT (x) Tj ET " * 80_000) for _ in range(400)]
    return pdf_with(b"".join(parts) + packer.flush(), b"/Filter/FlateDecode")


def nested_tables() -> bytes:
    start = "<w:tbl><w:tr><w:tc>" * 4000
    return word_file(start + paragraph("深") + "</w:tc></w:tr></w:tbl>" * 4000)


FILES: dict[str, Callable[[], bytes]] = {
    "zip.docx": lambda: bomb("word/document.xml", "<a>", "</a>"),
    "zip.ofd": lambda: bomb("OFD.xml", "<a>", "</a>"),
    "zip.xlsx": lambda: bomb("xl/workbook.xml", "<a>", "</a>"),
    "many.docx": lambda: zipped((f"word/{n}.xml", "") for n in range(30_000)),
    "entities.docx": lambda: word_file(paragraph("&i;&file;"), doctype=ENTITIES),
    "entities.ofd": lambda: zipped(
        [("OFD.xml", f'{ENTITIES}<o:OFD xmlns:o="{OFD}"><o:DocRoot>&i;&file;</o:DocRoot></o:OFD>')]
    ),
    "entities.xlsx": lambda: zipped(
        [("xl/workbook.xml", f'{ENTITIES}<workbook xmlns="{SHEET}">&i;&file;</workbook>')]
    ),
    "traversal.docx": lambda: zipped([("../../../evil.txt", "x"), ("/etc/evil", "x")]),
    "traversal.ofd": lambda: zipped(
        [("OFD.xml", f'<o:OFD xmlns:o="{OFD}"><o:DocRoot>../../../etc/passwd</o:DocRoot></o:OFD>')]
    ),
    "nested.docx": nested_tables,
    "nested.html": lambda: b"<div>" * 300_000 + "深".encode() + b"</div>" * 300_000,
    "tables.html": lambda: b"<table><tr><td>" * 20_000 + "深".encode(),
    "lists.html": lambda: b"<ol>" + "<li>项</li>".encode() * 60_000,
    "line.txt": lambda: "一".encode() * (34 * MEGABYTE),
    "long.txt": lambda: "严禁。".encode() * MEGABYTE,
    "zeros.txt": lambda: b"\x00" * MEGABYTE,
    "zero.txt": lambda: "严禁\x00公款".encode(),
    "yaml.md": lambda: (
        "---\na: &a [" + "x," * 9 + "]\n"
        + "".join(
            f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n"
            for a, b in zip("abcdefghi", "bcdefghij", strict=True)
        )
        + "kind: *j\ntitle: *j\n---\n# 通知\n"
    ).encode(),
    "marks.md": lambda: b"<!--\n```\n~~~\n# \n---\n" * 60_000,
    "garbage.pdf": lambda: b"%PDF-1.7\n" + os.urandom(MEGABYTE),
    "flate.pdf": flate_bomb,
    "loop.pdf": lambda: pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"
    ),
    "count.pdf": lambda: pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 2000000000>>"
    ),
    "form.pdf": lambda: pdf_with(b"/X Do " * 1000, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
    "garbage.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4096,
    "text.wps": lambda: "不是文档".encode(),
    "cells.xlsx": lambda: workbook('<row><c r="XFD1"><v>1</v></c></row>' * 200_000),
}  # fmt: skip
READ_ALL_THE_SAME = frozenset(
    "entities.docx lists.html tables.html nested.html marks.md yaml.md long.txt cells.xlsx".split()
)
"""Files that may be read, since there is nothing wrong but their size."""


def workbook(rows: str) -> bytes:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        [
            (
                "xl/workbook.xml",
                f'<workbook xmlns="{SHEET}" xmlns:r="{office}"><sheets>'
                '<sheet name="表" r:id="r1"/></sheets></workbook>',
            ),
            (
                "xl/_rels/workbook.xml.rels",
                f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
                f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            ),
            ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{SHEET}">{rows}</worksheet>'),
        ]
    )


MEASURE = """
import json, re, resource, sys, time
from pathlib import Path
from xuncha_kb.read import apart, read_corpus
from xuncha_kb.vocabulary import load_vocabulary

def peak(process):
    status = Path(f"/proc/{process}/status").read_text()
    return int((re.search(r"VmHWM:\\s*(\\d+)", status) or [0, 0])[1])

peaks, end = [0], apart.Apart._end
def noting(self):
    if self._process and self._process.poll() is None:
        peaks.append(peak(self._process.pid))
    end(self)
apart.Apart._end = noting
documents, problems = read_corpus(Path("corpus"), load_vocabulary())
children = resource.getrusage(resource.RUSAGE_CHILDREN)
json.dump({
    "seconds": time.process_time() + children.ru_utime + children.ru_stime,
    "kilobytes": max(peak("self"), *peaks),
    "read": [document.source_file for document in documents],
    "said": [problem.message for problem in problems],
    "leaked": any("root:" in line for document in documents for line in document.paragraphs),
}, sys.stdout)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_ends_within_bounds_and_leaves_the_others_alone(name: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / name).write_bytes(FILES[name]())
    (corpus / "hao.txt").write_text("关于某事的通知\n一、严禁拖延。\n", encoding="utf-8")
    (tmp_path / "measure.py").write_text(MEASURE, encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "measure.py"], cwd=tmp_path, capture_output=True, timeout=120, check=True
    )
    result = json.loads(answer.stdout)
    assert result["seconds"] < 11
    assert result["kilobytes"] < 512 * 1024
    assert "hao.txt" in result["read"]
    said = result["said"]
    assert all(line.startswith(f"文件 {name} ") and line.endswith("。") for line in said)
    assert name in result["read"] or len(said) == 1
    assert name in READ_ALL_THE_SAME or name not in result["read"]
    assert not result["leaked"]
    made = sorted(path.name for path in tmp_path.rglob("*") if path.name != "measure.py")
    assert made == sorted(["corpus", name, "hao.txt"])


def test_names_with_control_characters_are_shown_without_them(tmp_path: Path) -> None:
    for name in ("a\x1b[31m.txt", "a\nb.txt", "a\u202etxt.exe.txt"):
        (tmp_path / name).write_text("通知", encoding="utf-8")
    documents, problems = read_corpus(tmp_path, VOCABULARY)
    assert documents == ()
    assert {problem.message.split(" ")[1] for problem in problems} == {
        "a?[31m.txt", "a?b.txt", "a?txt.exe.txt",
    }  # fmt: skip


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "guan.txt")
    (tmp_path / "ling.txt").symlink_to("/dev/zero")
    documents, problems = read_corpus(tmp_path, VOCABULARY)
    assert (documents, [problem.code for problem in problems]) == ((), ["unreadable_file"] * 2)


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}", asked
        http.shutdown()


def linked(address: str) -> dict[str, bytes]:
    relation = (
        f'<Relationship Id="x1" TargetMode="External" Target="{address}/a.png" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
    )
    page = (
        f'<html><head><link rel="stylesheet" href="{address}/a.css"></head><body><p>正文</p>'
        f'<img src="{address}/b.png"><script src="{address}/c.js"></script></body></html>'
    )
    return {
        "a.docx": word_file(paragraph("正文"), extra=relation),
        "b.html": page.encode(),
        "c.doc": page.encode(),
    }


def test_nothing_is_fetched(tmp_path: Path, server: tuple[str, list[str]]) -> None:
    address, asked = server
    for name, data in linked(address).items():
        (tmp_path / name).write_bytes(data)
    documents, problems = read_corpus(tmp_path, VOCABULARY)
    assert [document.paragraphs for document in documents] == [("正文",)] * 3
    assert (problems, asked) == ((), [])


@pytest.mark.slow
def test_libreoffice_fetches_nothing(tmp_path: Path, server: tuple[str, list[str]]) -> None:
    if not shutil.which("soffice"):
        pytest.skip("soffice is not installed")
    address, asked = server
    field = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}/a.png" \\\\d}}{{\\fldrslt x}}}}'
    text = "{\\rtf1\\ansi\\deff0 " + field + "\\u27491?\\u25991?\\par}"
    (tmp_path / "a.rtf").write_bytes(text.encode("ascii"))
    documents, problems = read_corpus(tmp_path, VOCABULARY)
    assert "正文" in "".join(documents[0].paragraphs)
    assert (problems, asked) == ((), [])


def test_a_whole_run_goes_on_beside_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "huai.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "hao.txt").write_text("关于某事的通知\n一、严禁拖延。\n", encoding="utf-8")
    knowledge = read_knowledge(tmp_path, VOCABULARY)
    assert [document.id for document in knowledge.documents] == ["hao"]
    assert [problem.code for problem in knowledge.problems] == ["broken_word_file"]


def test_a_file_that_ends_the_reading_process_does_not_end_the_reading() -> None:
    good = word_file(paragraph("正文。"))
    with Apart() as apart:
        assert apart.read(".docx", good) == RawText(("正文。",))
        assert apart._process is not None
        apart._process.kill()
        apart._process.wait()
        assert apart.read(".docx", good) is CRASHED
        assert apart.read(".docx", good) == RawText(("正文。",))
