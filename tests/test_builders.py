"""Other builders: ProperDocs in MkDocs' place, and Zensical from the same pages as ordinary Markdown."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from macros.commands import targets
from tests.conftest import ROOT, run

ADDRESS = "https://example.org/handbook/"
PROPERDOCS = ROOT / ".cache" / "properdocs" / "bin" / "python"
ZENSICAL = ROOT / ".cache" / "zensical" / "bin" / "zensical"


def test_a_builder_that_is_not_there_is_told_in_a_sentence() -> None:
    done = run("site", HANDBOOK_BUILDER="nobody")
    assert done.returncode == 1
    assert "there is no such builder" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("verb", "address"), [("site", "nonsense"), ("plain", "http://["), ("plain", "ftp://example.org/")]
)
def test_an_address_of_the_environment_is_one_that_the_data_would_take(
    verb: str, address: str, tmp_path: Path
) -> None:
    done = run(verb, "--to", str(tmp_path / "made"), HANDBOOK_SITE_URL=address)
    assert done.returncode == 1 and not (tmp_path / "made").exists()
    assert f"HANDBOOK_SITE_URL={address}: " in done.stderr and "a whole web address" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_pages_are_written_as_markdown_that_holds_all_they_hold(site: Path, tmp_path: Path) -> None:
    done = run("plain", "--to", str(tmp_path), HANDBOOK_SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.split()] == ["zh.yml", "en.yml"]
    # Both may be made again where they are.
    assert targets.refused(tmp_path, targets.PLAIN) is None and targets.refused(site, targets.SITE) is None
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("??/**/*.md")}
    for page in site.rglob("*.html"):
        name = page.relative_to(site).as_posix()
        if not name.endswith("index.html") or "http-equiv" in page.read_text(encoding="utf-8"):
            continue
        source = (name if name.startswith("en/") else f"zh/{name}").removesuffix(".html")
        written -= {f"{source}.md", f"{source.removesuffix('/index')}.md"}
    assert written == set()
    text = (tmp_path / "en" / "practices" / "team-meetings.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: Hold regular team meetings\n")
    assert "## Steps {: #steps }" in text and "<handbook-checklist" in text and "{{" not in text
    # Links lead from the file, as in any folder of Markdown.
    assert 'href="../elements/collaboration/"' in text and 'href="team-meetings/example/"' in text


@pytest.mark.audit
def test_properdocs_builds_the_same_site(tmp_path: Path) -> None:
    assert PROPERDOCS.exists(), "make audit installs it"
    assert run("site", "--to", str(tmp_path / "one"), HANDBOOK_SITE_URL=ADDRESS).returncode == 0
    done = subprocess.run(
        [PROPERDOCS, "-m", "macros", "site", "--to", str(tmp_path / "two")],
        cwd=ROOT,
        env={**os.environ, "HANDBOOK_BUILDER": "properdocs", "HANDBOOK_SITE_URL": ADDRESS},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    one, two = _files(tmp_path / "one"), _files(tmp_path / "two")
    assert list(one) == list(two)
    # Its name stands in the head of each page, and so in the version of what is kept for tonight.
    own = re.compile(rb'<meta name="generator"[^>]*>|"tonight-[0-9a-f]+"')
    assert [name for name in one if own.sub(b"", one[name]) != own.sub(b"", two[name])] == []


def _files(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.audit
def test_zensical_builds_the_same_pages_from_them(tmp_path: Path) -> None:
    assert ZENSICAL.exists(), "make audit installs it"
    assert run("site", "--to", str(tmp_path / "site"), HANDBOOK_SITE_URL=ADDRESS).returncode == 0
    written = run("plain", "--to", str(tmp_path / "plain"), HANDBOOK_SITE_URL=ADDRESS)
    for config in written.stdout.split():
        built = subprocess.run([ZENSICAL, "build", "-f", config], capture_output=True, check=False)
        assert built.returncode == 0, built.stderr
    pages = 0
    for page in sorted((tmp_path / "site").rglob("index.html")):
        name = page.relative_to(tmp_path / "site").as_posix()
        other = tmp_path / "plain" / "site" / name
        assert other.is_file(), name
        ours, theirs = _told(page, name), _told(other, name)
        for what in ours:
            assert ours[what] == theirs[what], (name, what)
        pages += 1
    assert pages > 100


def _told(path: Path, name: str) -> dict[str, object]:
    """What a page says: its title, headings, links as they lead, the widgets' markup, and all its words."""
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    content = page.select_one("article") or page
    for link in content.select("a.headerlink"):
        link.decompose()
    for link in content.select("a[href]"):
        link["href"] = urljoin(ADDRESS + name, str(link["href"]))
    for mark in content.select("[data-search-exclude]"):
        # A note for the search, which Zensical takes away when it has read it.
        del mark["data-search-exclude"]
    widgets = content.find_all(lambda element: element.name.startswith("handbook-"))
    return {
        "title": page.title and page.title.text.strip(),
        "headings": [
            (h.name, h.get("id"), h.get("data-section"), _line(h.text)) for h in content.select("h1,h2,h3,h4")
        ],
        "links": [link["href"] for link in content.select("a[href]")],
        "widgets": [_line(re.sub(r">\s+<", "><", str(widget))) for widget in widgets],
        "words": _line(content.get_text(" ")),
    }


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
