"""Building: the same bytes twice, broken data, one more practice, another team's handbook."""

from __future__ import annotations

import filecmp
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.toc import get_toc
from mkdocs.theme import Theme

from macros.pages import environment
from tests.conftest import ROOT, copy_project, make, run
from tests.html import pages_of, parsed

HAN = re.compile(r"[\u3400-\u9fff]")


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.slow
def test_two_builds_of_one_commit_are_the_same_bytes(site: Path, tmp_path: Path, address: str) -> None:
    again = tmp_path / "again"
    done = run("site", "--to", str(again), HANDBOOK_SITE_URL=address, PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stdout + done.stderr

    def names(folder: Path) -> list[str]:
        return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())

    assert names(site) == names(again)
    _, different, errors = filecmp.cmpfiles(site, again, names(site), shallow=False)
    assert (different, errors) == ([], [])


def test_the_theme_lists_all_its_files_but_those_of_hidden_folders() -> None:
    theme = Theme("material", custom_dir=str(ROOT / "docs" / "theme"))
    whole = theme.get_env().list_templates()
    listed = environment.prepared(theme.get_env()).list_templates()
    assert listed == [name for name in whole if "/." not in f"/{name}"]
    assert 10 * len(listed) < len(whole)


MENU = """
{%- import "partials/language.html" as lang with context -%}
{%- import "partials/nav-item.html" as item with context -%}
{%- for one in nav.items %}{{ item.render(one, "__nav_" ~ loop.index, 1) }}{% endfor -%}
"""


def test_the_menu_is_the_themes_without_its_empty_room(tmp_path: Path) -> None:
    """On pages at each depth, in sections with and without a page of their own, and outside the menu."""
    places = ["index.md", "a/index.md", "a/1.md", "a/2.md", "b/1.md", "b/2.md", "c/index.md", "z.md"]
    for place in places:
        (tmp_path / "docs" / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / place).write_text("# T")
    nav = [{"Home": "index.md"}, {"A": ["a/index.md", {"A & 1": "a/1.md"}, {"In A": ["a/2.md"]}]}]
    nav += [{"B": [{"In B": [{"Deep": ["b/1.md", "b/2.md"]}]}]}, {"C": ["c/index.md"]}]
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["theme"]
    theme = {"name": settings["name"], "language": "en", "features": settings["features"]}
    config = load_config(
        io.BytesIO(yaml.dump({"site_name": "s", "nav": nav, "theme": theme}).encode()),
        config_file_path=str(tmp_path / "mkdocs.yml"),
    )
    files = get_files(config)
    menu = get_navigation(files, config)
    own = Theme(**theme, custom_dir=str(ROOT / "docs" / "theme"))
    ours, theirs = (one.get_env().from_string(MENU) for one in (own, config.theme))
    below = {"level": 2, "id": "u", "name": "U", "children": []}
    contents = get_toc([{"level": 1, "id": "t", "name": "T", "children": [below]}])
    seen = set()
    for page in (file.page for file in files.documentation_pages()):
        assert page is not None
        page.meta, page.active = {}, True
        facts = {"nav": menu, "page": page, "features": theme["features"], "config": config, "base_url": "."}
        for page.toc in (contents, get_toc([])):
            html, whole = ours.render(facts), theirs.render(facts)
            assert _close(html) == _close(whole)
            assert len(html) < len(whole)
            seen.add(html)
        page.active = False
    assert len(seen) > len(places)


def _close(html: str) -> str:
    """HTML without room around tags or within them before their end."""
    return re.sub(r"\s+(?=[\"<>])|(?<=>)\s+", "", re.sub(r"\s+", " ", html))


@pytest.mark.slow
def test_broken_data_leave_the_site_as_it_was(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "site" / "assets").mkdir(parents=True)
    for name in ("index.html", "handbook.json", "sitemap.xml"):
        (project / "site" / name).write_text("the last good one")
    file = project / "data" / "practices" / "team-meetings.yml"
    file.write_text(file.read_text(encoding="utf-8") + "\nnonsense: 1\n", encoding="utf-8")
    done = run("site", folder=project)
    assert done.returncode == 1
    assert "data/practices/team-meetings.yml:" in done.stdout
    assert "nonsense" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert (project / "site" / "index.html").read_text() == "the last good one"
    assert sorted(p.name for p in project.iterdir() if p.name.startswith(".site")) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "docs/theme/partials/actions.html",
        *(
            pytest.param(one, marks=pytest.mark.audit)
            for one in ("docs/zh/glossary.md", "macros/templates/element.md")
        ),
    ],
)
def test_a_template_that_fails_leaves_the_site_as_it_was_and_is_told_once(name: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    (project / "site").mkdir()
    text = (project / name).read_text(encoding="utf-8")
    (project / name).write_text(f"{text}\n{{{{ nothing_of_that_name.x }}}}", encoding="utf-8")
    done = run("site", folder=project)
    assert done.returncode == 1
    assert done.stderr.startswith(f"site: {name}:{text.count(chr(10)) + 2}: "), done.stderr
    assert done.stderr.count("\n") == 1 and "nothing_of_that_name" in done.stderr
    assert list((project / "site").iterdir()) == []


@pytest.mark.slow
def test_links_that_lead_nowhere_are_told_where_they_stand(tmp_path: Path) -> None:
    """In pages written by hand and in the data; what both languages show is told once."""
    project = copy_project(tmp_path)
    wanted = []
    for name, links in (
        ("docs/zh/print.md", ["tonight#nope", "nope"]),
        ("docs/en/contribute.md", ["tonight#nope", "trust#nope", "#nope", "locke-2002#nope"]),
    ):
        text = (project / name).read_text(encoding="utf-8")
        more = "".join(f"\n[x]({link}) [y](tonight#levels) [z](print#top)" for link in links)
        (project / name).write_text(text + more, encoding="utf-8")
        wanted += [f"{name}:{text.count(chr(10)) + 2 + number}: " for number in range(len(links))]
    file = project / "data" / "practices" / "team-meetings.yml"
    lines = file.read_text(encoding="utf-8").split("\n")
    place = lines.index("summary:") + 2
    for number, page in enumerate(("glossary", "onboarding")):
        lines[place + number - 1] += f" [x]({page}#nope) [y]({page}#top)"
        wanted.append(f"data/practices/team-meetings.yml:{place + number}: summary.")
    file.write_text("\n".join(lines), encoding="utf-8")
    done = run("site", folder=project)
    assert done.returncode == 1
    *told, end = done.stderr.splitlines()
    assert sorted(line.removeprefix("WARNING ").split(": ")[0] for line in told) == sorted(
        place.split(": ")[0] for place in wanted
    ), done.stderr
    assert all("nope" in line and " / " in line for line in told)
    assert end.startswith(f"site: 共 {len(wanted)} 处要改 / {len(wanted)} to mend; ")


SIXTEENTH: dict[str, Any] = {
    "title": {"zh": "请离开的人喝杯茶", "en": "Have tea with those who leave"},
    "summary": {
        "zh": "有人离开时，请他说说{{ 7 * 7 }}件事。",
        "en": "When someone leaves, ask for {{ 7 * 7 }} things.",
    },
    "element": "trust",
    "foundations": ["sharing"],
    "steps": [
        {
            "title": {"zh": "约时间", "en": "Find a time"},
            "do": {"zh": "约半小时。", "en": "Half an hour."},
            "done": {"zh": "日历上有。", "en": "It is in the calendar."},
        }
    ],
    "checklist": [
        {"id": f"leaving-tea-{n}", "text": {"zh": f"第 {n} 件看得见的事", "en": f"Visible thing {n}"}}
        for n in (1, 2, 3)
    ],
    "items": [
        {
            "id": "trust-7",
            "referent": "team",
            "text": {"zh": "有人离开时，我们会听他说完。", "en": "When someone leaves, we hear them out."},
        }
    ],
    "related": [{"to": "feedback-loop"}],
}


@pytest.mark.slow
def test_a_sixteenth_practice_appears_everywhere_with_one_new_file(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    file = project / "data" / "practices" / "leaving-tea.yml"
    file.write_text(yaml.safe_dump(SIXTEENTH, allow_unicode=True), encoding="utf-8")
    done = run("site", folder=project)
    assert done.returncode == 0, done.stdout + done.stderr
    site = project / "site"
    for language, root in (("zh", ""), ("en", "en/")):
        title = SIXTEENTH["title"][language]
        own = site / root / "practices" / "leaving-tea" / "index.html"
        assert title in parsed(own).text
        assert "{{ 7 * 7 }}" in parsed(own).text, "data must not run as a template"
        places = {
            "its element": "elements/trust/index.html",
            "the list of practices": "practices/index.html",
            "the list of elements": "elements/index.html",
            "home": "index.html",
            "its foundation": "foundations/sharing/index.html",
            "the checklists": "checklists/index.html",
            "print": "print/index.html",
        }
        for name, place in places.items():
            assert title in parsed(site / root / place).text, name
        item = SIXTEENTH["items"][0]["text"][language]
        for place in ("assessment/index.html", "elements/trust/index.html", "assessment/method/index.html"):
            assert item in parsed(site / root / place).text, place
        checklist = SIXTEENTH["checklist"][0]["text"][language]
        for place in ("checklists/index.html", "print/index.html"):
            assert checklist in parsed(site / root / place).text, place
        found = json.loads((site / root / "search" / "head.json").read_text(encoding="utf-8"))["pages"]
        assert title in [own for address, own, *_ in found if address == "practices/leaving-tea/"]
    exported = json.loads((site / "handbook.json").read_text(encoding="utf-8"))
    assert "leaving-tea" in [record["id"] for record in exported["records"]]
    assert "trust-7" in [item["id"] for item in exported["assessment"]["items"]]


# --- another team's handbook -----------------------------------------------------------------------


def english(value: Any) -> Any:
    """Our data with every text in English only."""
    if isinstance(value, dict):
        if "en" in value and set(value) <= {"zh", "en"}:
            return {"en": value["en"]}
        return {key: english(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [english(inner) for inner in value]
    return value


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / "data" / name).read_text(encoding="utf-8"))


def write(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")


def other_team(data: Path) -> None:
    """A small cooperative's handbook: English only, 4 elements, 2 foundations, 7 practices."""

    def text(words: str) -> dict[str, str]:
        return {"en": words}

    def checklist(identifier: str) -> list[dict[str, Any]]:
        return [{"id": f"{identifier}-{n}", "text": text(f"Seen in {identifier}, {n}")} for n in (1, 2, 3)]

    elements = ["craft", "care", "rhythm", "voice"]
    for number, name in enumerate(elements):
        write(
            data / "elements" / f"{name}.yml",
            {
                "title": text(name.title()),
                "summary": text(f"{name} sums up"),
                "order": number,
                "meaning": text(f"{name} means"),
            },
        )
    for name in ("charter", "ledger"):
        write(
            data / "foundations" / f"{name}.yml",
            {
                "title": text(name.title()),
                "summary": text(f"{name} sums up"),
                "carries": ["craft"],
                "checklist": checklist(name),
            },
        )
    for number in range(7):
        name = f"habit-{number}"
        write(
            data / "practices" / f"{name}.yml",
            {
                "title": text(f"Habit {number}"),
                "summary": text("A habit"),
                "element": elements[number % 4],
                "steps": [{"title": text("Do"), "do": text("Do it"), "done": text("It is done")}],
                "checklist": checklist(name),
                "items": [
                    {
                        "id": f"{elements[number % 4]}-{number}",
                        "text": text(f"We do habit {number}."),
                        "referent": "team",
                    }
                ],
            },
        )
    write(
        data / "handbook.yml",
        {
            "name": text("The Mill Street Book"),
            "tagline": text("How we run the forum"),
            "intro": text("For the four of us."),
            "languages": [{"code": "en", "name": "English", "locale": "en"}],
            "contact": text("Ask in the kitchen."),
            "copyright": text("Ours."),
            "roles": [{"id": "steward", "title": text("Steward"), "summary": text("Keeps watch.")}],
            "channels": [{"id": "board", "title": text("Board"), "use": text("All of it.")}],
            "calendar": {"workdays": ["tue", "wed", "thu"]},
        },
    )
    write(
        data / "onboarding.yml",
        {
            "stages": [{"id": "first", "title": text("First"), "summary": text("The first day.")}],
            "tasks": [
                {
                    "id": "say-hello",
                    "stage": "first",
                    "title": text("Say hello"),
                    "do": text("Say it."),
                    "why": text("So we know you."),
                    "who": "new-hire",
                    "workday": 1,
                }
            ],
            "first_day": text("Come in."),
        },
    )
    write(
        data / "tonight.yml",
        {
            "summary": text("The mill has stopped."),
            "first": text("Ring the miller."),
            "levels": [
                {"id": "flood", "title": text("Flood"), "when": [text("Wet feet.")], "do": text("Ring.")}
            ],
            "may": [text("Close the gate.")],
            "must_not": [text("Start the wheel.")],
            "ring": [text("The miller.")],
            "minutes": [{"start": 0, "end": 5, "do": text("Look.")}],
            "say": [{"id": "seen", "title": text("First"), "text": text("We have seen it.")}],
            "card": {"id": "mill-card", "title": text("Card"), "content": text("Level: ____")},
        },
    )
    write(
        data / "glossary.yml",
        {"terms": [{"id": "thread", "term": text("thread"), "definition": text("A talk.")}]},
    )
    write(
        data / "sources.yml",
        {
            "sources": [
                {
                    "id": "smith-1999",
                    "authors": "Ann Smith",
                    "year": "1999",
                    "title": "On Mills",
                    "venue": "A Press",
                    "kind": "book",
                    "finding": text("Mills grind."),
                    "caution": text("Slowly."),
                }
            ]
        },
    )
    assessment = english(read("assessment.yml"))
    for key in ("sources", "facilitation"):
        assessment.pop(key, None)
    assessment["method"] = [{"title": text("Scoring"), "text": text("It is added up.")}]
    write(data / "assessment.yml", assessment)


def another_teams(folder: Path) -> Path:
    """A project whose records are all of another team."""
    project = copy_project(folder)
    for kind in ("elements", "foundations", "practices", "ours"):
        shutil.rmtree(project / "data" / kind)
    other_team(project / "data")
    return project


@pytest.mark.slow
def test_another_teams_handbook_holds_no_word_of_ours(tmp_path: Path) -> None:
    project = another_teams(tmp_path)
    done = run("site", folder=project)
    assert done.returncode == 0, done.stdout + done.stderr
    site = project / "site"
    assert not (site / "en").exists()
    assert "Habit 3" in parsed(site / "practices" / "index.html").text
    ours = re.compile(r"Reedleaf|KOC|苇页|Community Team Culture Handbook|fortieth")
    for path in pages_of(site):
        page = parsed(path)
        texts = [words for _, words in page.texts] + [value for _, _, value in page.attributes]
        for words in texts:
            assert not HAN.search(words), (path, words)
            assert not ours.search(words), (path, words)
        assert "md-select__link" not in path.read_text(encoding="utf-8"), "no switch for one language"
    assert not HAN.search((site / "handbook.json").read_text(encoding="utf-8"))
    for part in (site / "search").rglob("*.*"):
        assert not HAN.search(part.read_text(encoding="utf-8")), part
    folder = next(p for p in (site / "assets").iterdir() if re.fullmatch(r"[0-9a-f]{12}", p.name))
    for script in folder.rglob("*.js"):
        assert not HAN.search(script.read_text(encoding="utf-8")), script


@pytest.mark.audit
@pytest.mark.slow
def test_a_team_need_not_have_records_of_every_kind(tmp_path: Path) -> None:
    """A folder that is gone, and one that is empty: the pages of the kind are there and hold nothing."""
    project = another_teams(tmp_path)
    shutil.rmtree(project / "data" / "foundations")
    for file in (project / "data" / "practices").glob("*.yml"):
        file.unlink()
    assert "0 foundation, 0 practice" in run("check", folder=project).stdout
    done = run("site", folder=project)
    assert done.returncode == 0, done.stdout + done.stderr
    for kind in ("foundations", "practices"):
        assert (project / "site" / kind / "index.html").is_file()
        assert [path.name for path in (project / "site" / kind).iterdir()] == ["index.html"]


@pytest.mark.slow
def test_names_that_look_like_html_are_shown_and_not_used(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    file = project / "data" / "handbook.yml"
    text = file.read_text(encoding="utf-8")
    assert text.count("name: English\n") == 1
    file.write_text(text.replace("name: English\n", "name: <img src=x> & English\n"), encoding="utf-8")
    site = make(project, "index.html", "en/index.html")
    for root in ("", "en/"):
        page = (site / root / "index.html").read_text(encoding="utf-8")
        assert "<img src=x>" not in page
        assert '"md-select__link">&lt;img src=x&gt; &amp; English</a>' in page


@pytest.mark.slow
def test_what_is_of_one_page_stays_on_it(tmp_path: Path) -> None:
    """The switch of languages is a page's own: one that is made after it and has none gets none."""
    site = make(copy_project(tmp_path), "practices/index.html", "404.html")
    switch = 'class="md-select__link"'
    assert switch in (site / "practices" / "index.html").read_text(encoding="utf-8")
    assert switch not in (site / "404.html").read_text(encoding="utf-8")


@pytest.mark.audit
def test_a_build_ends_where_mkdocs_keeps_no_module_of_hooks(tmp_path: Path) -> None:
    """MkDocs may load the hooks anew for each language: what builds share does not lie in them."""
    target = tmp_path / "site"
    code = (
        "import sys; from mkdocs.config.config_options import Hooks; from macros.__main__ import main;"
        "Hooks._load_hook = Hooks._load_hook.__wrapped__; sys.exit(main(['site', '--to', sys.argv[1]]))"
    )
    command = [sys.executable, "-c", code, str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    english = (target / "en" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in english and not (target / "en" / "en").exists()


@pytest.mark.slow
def test_a_text_without_translation_is_shown_and_marked(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    file = project / "data" / "elements" / "trust.yml"
    record = yaml.safe_load(file.read_text(encoding="utf-8"))
    del record["summary"]["en"]
    write(file, record)
    checked = run("check", folder=project)
    assert checked.returncode == 0
    assert "en: " in checked.stdout and "elements/trust.yml" in checked.stdout
    page = parsed(make(project, "en/elements/trust/index.html") / "en/elements/trust/index.html")
    shown = [(language, words) for language, words in page.texts if record["summary"]["zh"][:6] in words]
    assert shown and all(language == "zh" for language, _ in shown)
    assert "not translated yet" in page.text


@pytest.mark.slow
def test_pages_carry_the_day_of_their_last_commit_and_leave_it_out_without_history(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "whole")
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "x", "--date", "2026-03-04T10:00:00")
    make(project, "handbook.json", GIT_COMMITTER_DATE="2026-03-04T10:00:00")
    exported = json.loads((project / "site" / "handbook.json").read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", record["updated"]) for record in exported["records"])
    shallow = tmp_path / "shallow"
    file = project / "data" / "practices" / "recognition.yml"
    file.write_text(file.read_text(encoding="utf-8") + "# one more line\n", encoding="utf-8")
    git(project, "commit", "-qam", "y")
    subprocess.run(["git", "clone", "-q", "--depth", "1", project.as_uri(), str(shallow)], check=True)
    make(shallow, "handbook.json")
    exported = json.loads((shallow / "site" / "handbook.json").read_text(encoding="utf-8"))
    assert {record["updated"] for record in exported["records"]} == {None}
