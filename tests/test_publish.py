"""The folder of pages: what it holds, that it shows text as text, that it is written whole."""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown
from publish_sample import sample_knowledge

from xuncha_kb.checks.pollution import POLLUTED
from xuncha_kb.errors import PublishError
from xuncha_kb.model import (
    Binds,
    Checklist,
    Document,
    DocumentKind,
    Knowledge,
    Problem,
    Severity,
)
from xuncha_kb.publish import publish, render, stale_files
from xuncha_kb.publish.book import Book
from xuncha_kb.publish.escape import escape, plain_title
from xuncha_kb.publish.marking import Mark, marked_line
from xuncha_kb.vocabulary import load_vocabulary

GOLDEN = Path(__file__).parent / "golden" / "publish"
VOCABULARY = load_vocabulary()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return render(sample_knowledge(), VOCABULARY)


def test_pages_are_those_of_the_golden_folder(files: dict[str, bytes]) -> None:
    """Run with UPDATE_GOLDEN=1 to write the folder anew, then read its diff."""
    pages = {path: text for path, text in files.items() if not path.startswith("assets/")}
    if os.environ.get("UPDATE_GOLDEN"):
        from xuncha_kb.publish.folder import replace_folder

        replace_folder(GOLDEN, pages.items(), ())
    golden = {
        path.relative_to(GOLDEN).as_posix(): path.read_bytes()
        for path in GOLDEN.rglob("*")
        if path.is_file()
    }
    assert sorted(pages) == sorted(golden)
    for path, content in pages.items():
        assert content.decode() == golden[path].decode(), f"{path}: see UPDATE_GOLDEN=1"


def test_names_are_plain_ascii_and_sorted(files: dict[str, bytes]) -> None:
    assert all(re.fullmatch(r"[a-zA-Z0-9_./-]+", path) for path in files)
    assert list(files) == sorted(files)
    for page in ("index.md", "search.md", "documents/index.md", "checklists/index.md"):
        assert page in files


def test_two_renderings_are_the_same_bytes(files: dict[str, bytes]) -> None:
    assert render(sample_knowledge(), VOCABULARY) == files


class Text(HTMLParser):
    """The text of a page and the elements it is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(page: bytes) -> Text:
    body = page.decode().partition("---\n")[2].partition("---\n")[2]
    parser = Text()
    parser.feed(markdown(body, extensions=["attr_list", "tables", "fenced_code"]))
    return parser


def test_a_document_shows_every_line_as_it_stands(files: dict[str, bytes]) -> None:
    document = sample_knowledge().documents[0]
    page = shown(files["documents/dongyuan.md"])
    for line in document.paragraphs:
        assert line in page.text
    assert "em" not in page.tags and "strong" not in page.tags


HOSTILE = st.text(
    st.sampled_from("<>&\"'`*_{}[]()|#~\\$^!-+=:. \t一是字第章\x01\x02\u2028%/a1"), min_size=1
)


@given(HOSTILE)
@settings(deadline=None)
def test_any_text_shows_as_text(text: str) -> None:
    document = Document(
        id="d", kind=DocumentKind.OTHER, title=text, source_file="d", sha256="", paragraphs=(text,)
    )
    pages = render(Knowledge(documents=(document,)), VOCABULARY)
    page = shown(pages["documents/d.md"])
    visible = re.sub(r"[\x00-\x08\x0b-\x1f]", "\ufffd", text)
    assert visible.strip() in page.text
    assert not page.tags & {"script", "em", "strong", "code", "img"}
    shown(pages["documents/index.md"])


@given(HOSTILE)
@settings(deadline=None)
def test_escaped_text_is_inert_in_markdown(text: str) -> None:
    page = Text()
    page.feed(markdown(f"## x {escape(text)}\n", extensions=["attr_list"]))
    assert page.tags == {"h2"}


def test_titles_in_the_front_matter_hold_no_markup() -> None:
    assert plain_title('</title><b>"x"\\ {{ y }}') == "＜/title＞＜b＞＂x＂＼ ｛｛ y ｝｝"


@given(st.data())
@settings(deadline=None)
def test_marks_may_overlap_and_the_text_stays(data: st.DataObject) -> None:
    line = data.draw(st.text("天地<玄>黄&", min_size=1, max_size=12))
    bound = st.integers(0, len(line))
    spans = data.draw(st.lists(st.tuples(bound, bound).map(sorted), max_size=6))
    marks = [Mark(a, b, f"X{n}", "X", True) for n, (a, b) in enumerate(spans) if a < b]
    html = str(marked_line(line, marks, data.draw(bound)))
    page = Text()
    page.feed(html)
    assert page.text == line
    for mark in marks:
        assert html.count(f'id="{mark.code}"') == 1
        pieces = re.findall(rf'data-i="(?:[^"]* )?{mark.code}(?: [^"]*)?">(.*?)</span>', html)
        words = Text()
        words.feed("".join(pieces))
        assert words.text == line[mark.start : mark.end]


def dead_links(files: dict[str, bytes]) -> list[str]:
    ids = {
        path.replace(".md", ".html"): set(re.findall(r'(?:id="|\{: #)([^" ]+)', text.decode()))
        for path, text in files.items()
        if path.endswith(".md")
    }
    dead = []
    for path, text in files.items():
        page = path.replace(".md", ".html")
        for link in re.findall(r'href="([^"]+)"', text.decode()) if page in ids else ():
            target, _, fragment = link.partition("#")
            name = (Path("/") / Path(page).parent / target).resolve().relative_to("/").as_posix()
            name = name if target else page
            if name.startswith("downloads/"):
                continue  # not among the tracked files; the tests of the site look for them
            if name not in ids or (fragment and "=" not in fragment and fragment not in ids[name]):
                dead.append(f"{path}: {link}")
    return dead


NO_ROWS = re.compile(r"<(ul|ol|dl|tbody)[^>]*>\s*</\1>")
NOTHING_UNDER = re.compile(
    r"<h([1-6])[^>]*>(.*?)</h\1>(?=\s*(?:</?(?:section|div)[^>]*>\s*)*(?:<h([1-6])|\Z))"
)


def empty_parts(page: bytes) -> list[str]:
    """Lists without rows; headings before one that is not below them, or before the end."""
    body = page.decode().partition("---\n")[2].partition("---\n")[2]
    html = markdown(body, extensions=["attr_list", "tables", "fenced_code"])
    headings = [m[2] for m in NOTHING_UNDER.finditer(html) if not m[3] or m[3] <= m[1]]
    return headings + [m[1] for m in NO_ROWS.finditer(html)]


def only(*document_ids: str) -> Knowledge:
    """The sample with these documents alone."""
    knowledge = sample_knowledge()
    items = tuple(i for i in knowledge.items if i.document_id in document_ids)
    return Knowledge(
        documents=tuple(d for d in knowledge.documents if d.id in document_ids),
        sections=tuple(s for s in knowledge.sections if s.document_id in document_ids),
        items=items,
    )


@pytest.mark.parametrize(
    "knowledge",
    [sample_knowledge(), Knowledge(), only("制度/水务办法"), only("banfa-2020"), only("dongyuan")],
    ids=["sample", "nothing", "a regulation", "a text without items", "a speech"],
)
def test_whatever_is_missing_no_page_is_broken(knowledge: Knowledge) -> None:
    files = render(knowledge, VOCABULARY)
    assert dead_links(files) == []
    for path, page in files.items():
        if path.endswith(".md") and not path.startswith(("documents/", "forms/")):
            assert empty_parts(page) == [], path


@pytest.mark.parametrize(
    ("body", "empty"),
    [
        ("<section><h2>b</h2></section>", ["b"]),
        ("## b\n\n## c\n\ntext", ["b"]),
        ("<section>\n<h2>b</h2>\n<h3>c</h3>\n<ul>\n</ul>\n</section>\n\ntext", ["ul"]),
        ("## b\n\n### c\n\ntext", []),
    ],
)
def test_an_empty_part_is_noticed(body: str, empty: list[str]) -> None:
    assert empty_parts(f"---\n---\n# a\n\n{body}\n".encode()) == empty


def test_home_does_not_grow_with_the_number_of_regulations(files: dict[str, bytes]) -> None:
    knowledge = sample_knowledge()
    row = knowledge.checklists[1].rows[1]
    lists = [
        Checklist(
            id=f"compliance-{n}",
            title=f"《办法{n}》逐条对照检查清单",
            binds=Binds.ANYONE,
            rows=(row,),
            purpose="对照规定逐条检查。",
        )
        for n in range(50)
    ]
    more = knowledge.model_copy(update={"checklists": (*knowledge.checklists, *lists)})
    pages = render(more, VOCABULARY)
    assert len(pages["index.md"]) - len(files["index.md"]) < 300
    listed = pages["checklists/index.md"].decode()
    assert all(f"checklists/compliance-{n}.html" in listed for n in range(50))


def test_a_notice_stands_on_every_page_that_shows_the_text(files: dict[str, bytes]) -> None:
    document = sample_knowledge().documents[1]
    rule = "工作人员不得泄露谈话内容"
    older = "documents/banfa-2020.md"  # another text, with the same words in it
    pages = [p for p, text in files.items() if p.endswith(".md") and rule in text.decode()]
    pages.remove(older)
    assert len(pages) == 5
    for page in pages:
        assert document.metadata.notice in files[page].decode()


def test_damaged_and_superseded_texts_are_marked_wherever_they_stand(
    files: dict[str, bytes],
) -> None:
    assert "已有新版" in files["documents/banfa-2020.md"].decode()
    assert "已有新版" not in files["documents/d-95d2a600.md"].decode()
    knowledge = sample_knowledge()
    polluted = Problem(
        code=POLLUTED, severity=Severity.WARNING, message="原文存疑", document_id="dongyuan"
    )
    pages = render(knowledge.model_copy(update={"problems": (polluted,)}), VOCABULARY)
    for page in ("documents/dongyuan.md", "checklists/focus-areas.md", "documents/index.md"):
        assert "原文存疑" in pages[page].decode()


def test_the_file_name_of_an_id_is_ascii_and_its_own() -> None:
    book = Book(Knowledge(), VOCABULARY)
    names = ["a", "A", "index", "readme", "制度/办法", "制度/方法", "a/b", "a-b", "x.y"]
    files = [book.file_name(name) for name in names]
    assert files[0] == "a"
    assert len(set(files)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9_-]+", name) for name in files)


def test_stale_files_are_the_missing_the_changed_and_the_left_over(tmp_path: Path) -> None:
    folder = tmp_path / "checklists"
    publish(sample_knowledge(), VOCABULARY, folder)
    assert stale_files(sample_knowledge(), VOCABULARY, folder) == ()
    (folder / "terms.md").unlink()
    (folder / "index.md").write_text("changed", encoding="utf-8")
    (folder / "documents" / "old.md").write_text("left over", encoding="utf-8")
    (folder / "downloads").mkdir()
    (folder / "downloads" / "a.docx").write_bytes(b"not looked at")
    stale = stale_files(sample_knowledge(), VOCABULARY, folder)
    assert stale == ("documents/old.md", "index.md", "terms.md")
    publish(sample_knowledge(), VOCABULARY, folder)
    assert stale_files(sample_knowledge(), VOCABULARY, folder) == ()
    assert (folder / "downloads" / "a.docx").read_bytes() == b"not looked at"
    assert [path.name for path in tmp_path.iterdir()] == ["checklists"]


def test_a_folder_that_cannot_be_written_is_one_chinese_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(PublishError, match="写不进去") as caught:
        publish(sample_knowledge(), VOCABULARY, tmp_path / "file" / "checklists")
    assert "\n" not in str(caught.value)
