"""The built site: made by MkDocs without a complaint, closed to everything but its own files."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from publish_sample import sample_knowledge
from site_browser import build

from xuncha_kb.errors import PublishError
from xuncha_kb.publish import Skin, build_site
from xuncha_kb.publish.frames import Frames
from xuncha_kb.publish.site import SETTINGS, with_policy

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("project"), sample_knowledge())


def pages(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text("utf-8") for p in site.rglob("*.html")}


def test_the_settings_of_this_project_are_those_a_new_one_gets() -> None:
    assert (ROOT / "mkdocs.yml").read_bytes() == SETTINGS.read_bytes()


def test_no_page_names_another_machine(site: Path) -> None:
    for name, page in pages(site).items():
        found = re.findall(r'(?:src|href|action)="((?:https?:)?//[^"]+)"', page)
        assert not found, f"{name}: {found}"


def test_every_link_of_the_site_leads_to_a_file(site: Path) -> None:
    for name, page in pages(site).items():
        for link in re.findall(r'(?:src|href|action)="([^"#?]+)', page):
            if not link.startswith("data:"):
                target = (site / name).parent / link
                assert target.exists(), f"{name}: {link}"


def test_pages_hold_no_inline_handlers(site: Path) -> None:
    for name, page in pages(site).items():
        assert not re.search(r"<[^>]+\son\w+=", page), name


def test_the_policy_names_exactly_the_inline_scripts(site: Path) -> None:
    for name, page in pages(site).items():
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
        assert policy, name
        assert "default-src 'none'" in policy[1]
        script_rule = re.search(r"script-src ([^;]+)", policy[1])
        assert script_rule and "unsafe" not in script_rule[1]
        for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL):
            assert b64encode(sha256(script.encode()).digest()).decode() in script_rule[1]


def test_the_policy_stands_before_everything_it_rules() -> None:
    page = with_policy('<head><meta charset="utf-8"><script>a</script></head>')
    assert page.index("Content-Security-Policy") < page.index("<script>")


def test_pages_of_single_documents_are_not_in_the_navigation(site: Path) -> None:
    usage = (site / "usage.html").read_text("utf-8")
    assert "documents/index.html" in usage
    assert "documents/dongyuan.html" not in usage
    assert len(usage) < 40_000


def test_pages_that_mkdocs_does_not_see_are_as_it_would_make_them(site: Path) -> None:
    """The folder of pages is whole for any site builder; only the time differs."""
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run([*mkdocs, "--site-dir", "alone"], cwd=site.parent, check=True)
    alone = {name: with_policy(page) for name, page in pages(site.parent / "alone").items()}
    made = pages(site)
    assert made.keys() == alone.keys() - {"404.html"}
    for name, page in made.items():
        assert page.split() == alone[name].split(), name


def test_what_mkdocs_made_last_serves_while_it_would_be_given_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build(tmp_path, sample_knowledge())
    skin = Skin(tmp_path / "skin")
    build_site(tmp_path, skin)
    before = pages(site)
    page = tmp_path / "checklists" / "documents" / "dongyuan.md"
    page.write_text(page.read_text("utf-8").replace("巡察", "巡视"), encoding="utf-8")
    with monkeypatch.context() as context:
        context.setattr("xuncha_kb.publish.site._run_mkdocs", None)
        build_site(tmp_path, skin)
    after = pages(site)
    assert {name for name in before if before[name] != after[name]} == {"documents/dongyuan.html"}
    assert "巡视" in after["documents/dongyuan.html"]
    (tmp_path / "checklists" / "usage.md").write_text("# 新的说明\n", encoding="utf-8")
    build_site(tmp_path, skin)
    assert "新的说明" in pages(site)["usage.html"]


def test_html_of_a_page_is_told_from_markdown() -> None:
    frames = Frames()
    front = '---\ntitle: "x"\nhide:\n  - toc\n---\n'
    assert frames.take("documents/a.md", f"{front}<h1>a</h1>\n")
    assert not frames.take("documents/b.md", f"{front}<h1>a</h1>\n\n## b\n")
    assert not frames.take("documents/c.md", f"{front}<p>a</p>\n")
    assert not frames.take("documents/d.md", "<h1>a</h1>\n")


def test_a_refusal_of_mkdocs_is_one_chinese_line(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nnav: [missing.md]\n", encoding="utf-8")
    with pytest.raises(PublishError, match="网站没有生成") as caught:
        build_site(tmp_path)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "site").exists()


def test_a_failed_build_leaves_the_old_site(tmp_path: Path) -> None:
    site = build(tmp_path, sample_knowledge())
    before = (site / "index.html").read_bytes()
    (tmp_path / "checklists" / "index.md").write_text("[x](nowhere.md)", encoding="utf-8")
    with pytest.raises(PublishError):
        build_site(tmp_path)
    assert (site / "index.html").read_bytes() == before
