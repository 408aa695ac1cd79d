"""Reading a folder: encodings, formats, sidecars, and what cannot be used."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_files import paragraph, word_file

from xuncha_kb.errors import ProjectError
from xuncha_kb.model import Document, DocumentKind, Problem
from xuncha_kb.read import READERS, read_corpus, read_file
from xuncha_kb.read.decode import BINARY, EMPTY, UNDECODABLE, decode
from xuncha_kb.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
TEXT = "某局工作办法\n第一条　为了规范“工作”，制定本办法。\n"


def read(folder: Path, **files: str | bytes) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Write ``name__suffix=content`` files and read the folder."""
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("__", ".")).write_bytes(data)
    return read_corpus(folder, VOCABULARY)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode(data) == TEXT


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("联通".encode("gbk"), "联通"),
        ("巡察".encode("gb18030"), "巡察"),
        ("加强监督检查的工作".encode("utf-16-le"), "加强监督检查的工作"),
        ("café 巡察".encode(), "café 巡察"),
        (b"plain", "plain"),
        ("𠮷家村巡察".encode("gb18030"), "𠮷家村巡察"),
    ],
)
def test_short_texts(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EMPTY),
        (b" \r\n\t\n", EMPTY),
        ("\ufeff\u3000\n".encode(), EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, BINARY),
        (b"\x00\x01\x02\x03" * 50, BINARY),
        (TEXT.encode()[:-2] + b"\xff\xff", UNDECODABLE),
        (TEXT.encode() * 20 + TEXT.encode()[:20], UNDECODABLE),
        (b"\xff\xff\xff", UNDECODABLE),
    ],
)
def test_what_is_no_text(data: bytes, refusal: object) -> None:
    assert decode(data) is refusal


def test_lines_stay_as_they_are(tmp_path: Path) -> None:
    (document,), problems = read(tmp_path, a__txt="标题\r\n　　第一段 。\r\r\n\u2028尾\x0b行 \n")
    assert document.paragraphs == ("标题", "　　第一段 。", "", "\u2028尾\x0b行 ", "")
    assert problems == ()


def test_documents_come_sorted_with_their_paths(tmp_path: Path) -> None:
    (tmp_path / "乙").mkdir()
    (tmp_path / "乙" / "通知.2024.TXT").write_text(TEXT, encoding="utf-8")
    documents, problems = read(tmp_path, b__md="# 某局方案\n\n正文。", a__txt=TEXT)
    assert [(d.id, d.source_file) for d in documents] == [
        ("a", "a.txt"),
        ("b", "b.md"),
        ("乙/通知.2024", "乙/通知.2024.TXT"),
    ]
    assert problems == ()
    assert documents[0].sha256 == documents[2].sha256 != documents[1].sha256


def test_what_cannot_be_used_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    documents, problems = read(
        tmp_path,
        good__txt=TEXT,
        empty__txt="",
        binary__txt=b"\x00\x01\x02\x03" * 99,
        scan__jpg=b"%PDF-1.7",
        broken__docx=b"PK",
        alone__toml='title = "无主"',
    )
    assert [document.id for document in documents] == ["good"]
    assert {problem.code: problem.message.split()[1] for problem in problems} == {
        "lonely_sidecar": "alone.toml",
        "binary_file": "binary.txt",
        "broken_word_file": "broken.docx",
        "empty_file": "empty.txt",
        "unknown_format": "scan.jpg",
    }


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere.txt")
    documents, problems = read(tmp_path)
    assert (documents, [p.code for p in problems]) == ((), ["unreadable_file"])


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt")).write_text(TEXT, encoding="utf-8")
    documents, problems = read(tmp_path)
    assert (documents, [p.code for p in problems]) == ((), ["bad_file_name"])
    problems[0].message.encode()


def test_two_files_of_one_name(tmp_path: Path) -> None:
    documents, problems = read(tmp_path, a__md="# 甲方案\n", a__txt=TEXT)
    assert [document.source_file for document in documents] == ["a.md"]
    assert [(p.code, p.document_id) for p in problems] == [("same_name", "a")]
    assert "a.txt" in problems[0].message and "a.md" in problems[0].message


def test_files_nobody_means(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(TEXT, encoding="utf-8")
    hidden = {".a.txt": "x", "~$a.docx": "x", "README.md": "x", "Thumbs.db": "x"}
    for name, text in hidden.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert read(tmp_path) == ((), ())


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="nirgends"):
        read_corpus(tmp_path / "nirgends", VOCABULARY)


def test_sidecar_over_front_matter_over_text(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 封面标题\ndate: 2023-01-02\nissuer: 甲局\ntags: [a]\n---\n# 正文办法\n正文。"
    )
    sidecar = 'title = "旁注标题"\nkind = "plan"\ndate = 2024-03-05\npublish = false\n'
    (document,), problems = read(tmp_path, a__md=text, a__toml=sidecar)
    assert problems == ()
    assert (document.title, document.kind) == ("旁注标题", DocumentKind.PLAN)
    assert document.metadata.model_dump(exclude_none=True) == {
        "date": "2024-03-05",
        "issuer": "甲局",
        "publish": False,
    }
    assert document.paragraphs[0] == "---"


def test_title_below_front_matter(tmp_path: Path) -> None:
    (document,), _ = read(tmp_path, a__md="---\ndate: 2023-01-02\n---\n\n# 正文办法\n正文。")
    assert (document.title, document.metadata.date) == ("正文办法", "2023-01-02")


@pytest.mark.parametrize(
    ("sidecar", "code", "words"),
    [
        (b"title = ", "broken_sidecar", "TOML"),
        (b"\xff\xfe", "broken_sidecar", "TOML"),
        ('标题 = "x"'.encode(), "broken_sidecar", "TOML"),
        (b'subject = "x"', "unknown_sidecar_key", "subject"),
        (b'kind = "law"', "bad_sidecar_value", "regulation"),
        (b'title = ""', "bad_sidecar_value", "title"),
        (b"issuer = [1]", "bad_sidecar_value", "issuer"),
        (b'publish = "perhaps"', "bad_sidecar_value", "publish"),
    ],
)
def test_a_broken_sidecar(tmp_path: Path, sidecar: bytes, code: str, words: str) -> None:
    (document,), problems = read(tmp_path, a__txt=TEXT, a__toml=sidecar)
    assert document.title == "某局工作办法"
    assert [(p.code, p.document_id) for p in problems] == [(code, "a")]
    assert "a.toml" in problems[0].message and words in problems[0].message


@pytest.mark.parametrize("front", ["title: [", "- a\n- b", "title: !!python/object:x {}"])
def test_broken_front_matter(tmp_path: Path, front: str) -> None:
    (document,), problems = read(tmp_path, a__md=f"---\n{front}\n---\n# 甲办法\n\n正文。")
    assert document.title == "甲办法"
    assert [problem.code for problem in problems] == ["broken_front_matter"]


def test_word_documents_are_read(tmp_path: Path) -> None:
    body = paragraph("某局工作方案") + paragraph("一、总体要求")
    (document,), problems = read(tmp_path, a__docx=word_file(body))
    assert (document.title, document.kind) == ("某局工作方案", DocumentKind.PLAN)
    assert document.paragraphs == ("某局工作方案", "一、总体要求")
    assert problems == ()


def test_every_suffix_has_one_reader() -> None:
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=100).map(str.encode),
    st.text(alphabet="第一条（）、。是要同志们附件年月日〔〕号 \n#-*", max_size=200).map(
        str.encode
    ),
    st.text(max_size=50).map(lambda text: text.encode("utf-16-le", "replace")),
)
SIDECAR = st.one_of(
    st.binary(max_size=40),
    st.text(alphabet='title=kind date"[]{}\n12-.', max_size=40).map(str.encode),
)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=BYTES, sidecar=SIDECAR, suffix=st.sampled_from([".txt", ".md"]))
def test_reading_never_raises(tmp_path: Path, data: bytes, sidecar: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    path.with_suffix(".toml").write_bytes(sidecar)
    document, problems = read_file(path, tmp_path, VOCABULARY)
    assert document is not None or problems
    if document is not None:
        assert document.title and document.paragraphs
        document.model_dump_json()
