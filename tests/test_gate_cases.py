"""What the publishing gate finds, and what it lets pass, in readable cases."""

from __future__ import annotations

import tarfile
import tomllib
from pathlib import Path

import pytest

from xuncha_kb.gate.examine import examine
from xuncha_kb.gate.numbers import is_card, is_identity
from xuncha_kb.model import Document, DocumentKind
from xuncha_kb.vocabulary import load_vocabulary

CASES = Path(__file__).parent / "cases" / "gate"
DATA = Path(__file__).parents[2] / "shared" / "data"
EVERY = 8
VOCABULARY = load_vocabulary()


def cases(name: str) -> list[dict]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]


def titled(case: dict) -> str:
    return case["title"]


def found_in(text: str) -> list[list[str]]:
    document = Document(
        id="text",
        kind=DocumentKind.OTHER,
        title="",
        source_file="text.txt",
        sha256="",
        paragraphs=tuple(text.split("\n")),
    )
    examined = examine(document, VOCABULARY)
    return [[f.kind, examined.lines[f.line][f.start : f.end]] for f in examined.findings]


@pytest.mark.parametrize("case", cases("stopped"), ids=titled)
def test_finds_what_must_not_be_published(case: dict) -> None:
    assert found_in(case["text"]) == case["found"]


@pytest.mark.parametrize("case", cases("passed"), ids=titled)
def test_lets_ordinary_words_pass(case: dict) -> None:
    assert found_in(case["text"]) == []


def test_check_digits() -> None:
    """The example of GB 11643, and the test number of ISO/IEC 7812."""
    assert is_identity("11010519491231002X")
    assert not is_identity("110105194912310021")
    assert not is_identity("11010519491331002X")
    assert is_card("79927398713")
    assert not is_card("79927398710")


@pytest.mark.laws
@pytest.mark.skipif(not DATA.is_dir(), reason="the development set is not in ../shared")
def test_stops_none_of_the_public_texts_of_the_development_set() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(DATA.glob("documents/*.txt"))]
    with tarfile.open(DATA / "laws.tar.gz") as archive:
        members = [member for member in archive if member.name.endswith(".md")]
        for member in members[::EVERY]:
            content = archive.extractfile(member)
            assert content is not None
            texts.append(content.read().decode("utf-8"))
    assert len(texts) > 200
    assert [found for text in texts for found in found_in(text)] == []
