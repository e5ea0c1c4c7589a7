"""Addresses and section ids are promises: the list of them, what tells a moved one, and where it leads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from macros.commands import changes
from macros.data.handbook import Handbook
from macros.data.load import load
from macros.data.sections import SECTIONS
from macros.pages import routes
from macros.pages.promises import promises
from tests import small
from tests.conftest import ROOT, copy_project, make, serve_folder
from tests.html import parsed
from tests.test_changes import edit, git

PROMISED = (ROOT / changes.ADDRESSES).read_text(encoding="utf-8").split()


def test_the_list_is_what_there_is(handbook: Handbook) -> None:
    """What is new is a promise from now on; what is gone stays one, and leads on."""
    there = promises(handbook)
    new = [line for line in there if line not in PROMISED]
    assert new == [], f"add to {changes.ADDRESSES}: {' '.join(new)}"
    gone = [line for line in PROMISED if line not in there]
    assert gone == [], (
        f"leave in {changes.ADDRESSES}, and say in data/moved.yml where it leads: {' '.join(gone)}"
    )
    assert len(there) == len(set(there)) and len(PROMISED) == len(set(PROMISED))


def test_every_promised_address_answers(site: Path) -> None:
    for line in PROMISED:
        if line.startswith("/"):
            place, _, section = line[1:].partition("#")
            for root in ("", "en/"):
                page = site / root / place / "index.html"
                assert page.is_file(), line
                assert not section or section in parsed(page).ids, line


def test_pages_have_the_sections_of_the_list_in_its_order(site: Path, handbook: Handbook) -> None:
    aside = re.compile(r"top|result|(template|hint)-.*")
    for entry in handbook.entries:
        page = (site / routes.address(handbook, entry.id) / "index.html").read_text(encoding="utf-8")
        article = page[page.index("<article") : page.index("</article>")]
        ids = [name for name in re.findall(r'\sid="([^"]+)"', article) if not aside.fullmatch(name)]
        assert ids == list(entry.sections), entry.id
        assert set(entry.sections) <= {section.id for section in SECTIONS[entry.kind]}
        assert set(entry.anchors) <= set(re.findall(r'\sid="([^"]+)"', article))


@pytest.mark.parametrize(
    "link", ["group-rules#sources", "purpose#practices", "group-rules#template-rules-table"]
)
def test_what_a_page_has_may_be_linked_to(link: str, tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    text = small.TEXTS["onboarding.yml"].replace("page: group-rules#steps", f"page: {link}")
    (folder / "onboarding.yml").write_text(text)
    practice = small.TEXTS[small.PRACTICE].replace("element: trust\n", "element: trust\n", 1)
    (folder / small.PRACTICE).write_text(practice)
    assert load(folder).problems == ()


@pytest.mark.parametrize(
    "link", ["trust#sources", "trust#ladder", "purpose#steps", "group-rules#template-no"]
)
def test_what_a_page_has_not_may_not(link: str, tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    text = small.TEXTS["onboarding.yml"].replace("page: group-rules#steps", f"page: {link}")
    (folder / "onboarding.yml").write_text(text)
    [problem] = load(folder).problems
    assert (problem.file, problem.line) == ("data/onboarding.yml", 22)
    assert link.split("#")[1] in problem.message.zh


# --- changes tells ----------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    small.write(tmp_path / "data")
    (tmp_path / "tests").mkdir()
    (tmp_path / changes.ADDRESSES).write_text("\n".join(["/practices/old-place/", "practice#old-section"]))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path


def test_a_moved_address_is_told_until_it_leads_on(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert changes.run("HEAD", root) == 0
    out = capsys.readouterr().out
    assert "Addresses and sections that are gone" in out
    assert "- `/practices/old-place/`" in out and "- `practice#old-section`" in out
    moved = {"moves": [{"address": "practices/old-place/", "page": "group-rules#steps"}]}
    (root / "data" / "moved.yml").write_text(yaml.safe_dump(moved))
    assert changes.run("HEAD", root) == 0
    out = capsys.readouterr().out
    assert "old-place/`" not in out and "- `practice#old-section`" in out


def test_a_place_of_a_kind_that_changes_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list stands in the base, so that the code that moves an address cannot hide it."""
    (root / changes.ADDRESSES).write_text("/practices/group-rules/\n")
    git(root, "commit", "-qam", "list")
    monkeypatch.setitem(routes.PLACES, "practice", "habits")
    assert changes.run("HEAD", root) == 0
    assert "- `/practices/group-rules/`" in capsys.readouterr().out


def test_a_new_title_is_told_as_that(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, ("zh: 信任", "zh: 信得过"), file="elements/trust.yml")
    assert changes.run("HEAD", root) == 0
    assert "`data/elements/trust.yml` `信得过` – #top\n" in capsys.readouterr().out


def test_a_base_that_was_written_for_other_models(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (root / "data" / "glossary.yml").read_text(encoding="utf-8")
    (root / "data" / "glossary.yml").write_text(text + "colour: red\n")
    git(root, "commit", "-qam", "other models")
    (root / "data" / "glossary.yml").write_text(text)
    (root / "data" / "new.txt").write_text("x")
    assert changes.run("HEAD", root) == 0
    out = capsys.readouterr().out
    assert "written for other models" in out and "没有变化" not in out
    assert out.endswith("- `data/glossary.yml`\n- `data/new.txt`\n")
    assert "- `/practices/old-place/`" in out


# --- old addresses lead on --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "move,words",
    [
        ({"address": "practices/old", "page": "trust"}, "an old address"),
        ({"address": "practices/../x/", "page": "trust"}, "an old address"),
        ({"address": "practices/old/", "page": "trsut"}, "the nearest is trust"),
        ({"address": "practices/old/", "page": "trust#steps"}, "no section #steps"),
        (
            {"address": "practices/old/", "page": "https://e.com/"},
            "https://e.com/ is outside of this handbook",
        ),
        ({"address": "practices/old/", "page": "mailto:a@e.com"}, "is outside of this handbook"),
        ({"address": "practices/old/", "page": "locke-2002"}, "no page with the id locke-2002"),
        (
            {"address": "practices/group-rules/", "page": "trust"},
            "practices/group-rules/ is the address of a page",
        ),
        ({"address": "practices/", "page": "trust"}, "practices/ is the address of a page"),
        ({"address": "en/practices/old/", "page": "trust"}, "delete en/ at its beginning"),
        ({"address": "en/", "page": "trust"}, "begins with the language en"),
    ],
)
def test_a_wrong_move_is_told(move: dict[str, str], words: str, tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    (folder / "moved.yml").write_text(yaml.safe_dump({"moves": [move]}))
    [problem] = load(folder).problems
    assert problem.file == "data/moved.yml" and words in problem.message.en


def test_an_address_that_moves_twice_is_told(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    moves = "  - address: practices/old/\n    page: trust\n"
    (folder / "moved.yml").write_text(f"moves:\n{moves}{moves.replace('trust', 'purpose')}")
    [problem] = load(folder).problems
    assert (problem.file, problem.line) == ("data/moved.yml", 4)
    assert "stands twice, first on line 2; keep one" in problem.message.en


def test_where_nobody_is_invented_the_page_of_the_team_that_was_leads_on(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    (folder / "moved.yml").write_text("moves:\n  - address: example-team/\n    page: home\n")
    assert load(folder).problems == ()


@pytest.mark.slow
def test_an_old_address_leads_on_in_every_language(tmp_path: Path, browser: Browser) -> None:
    project = copy_project(tmp_path)
    moves = [
        {"address": "practices/weekly/", "page": "team-meetings"},
        {"address": "how-we-meet/", "page": "team-meetings#steps"},
    ]
    (project / "data" / "moved.yml").write_text(yaml.safe_dump({"moves": moves}))
    pages = ("practices/weekly/index.html", "how-we-meet/index.html", "practices/team-meetings/index.html")
    site = make(project, *pages, *(f"en/{page}" for page in pages), "sitemap.xml")
    assert "<article" in (site / "practices/team-meetings/index.html").read_text("utf-8")
    assert "weekly" not in (site / "sitemap.xml").read_text("utf-8")
    server = serve_folder(site)
    root = f"http://127.0.0.1:{server.server_port}/"
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        for language in ("", "en/"):
            page.goto(f"{root}{language}practices/weekly/#checklist")
            page.wait_for_url(f"{root}{language}practices/team-meetings/" + ("#checklist" if script else "*"))
            page.goto(f"{root}{language}how-we-meet/")
            page.wait_for_url(f"{root}{language}practices/team-meetings/#steps")
        context.close()
    server.shutdown()
