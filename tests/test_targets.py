"""Where the commands put what they make: nothing that anybody has there is ever lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from macros.commands import targets
from tests.conftest import ROOT, copy_project, run


def held(folder: Path) -> dict[str, bytes]:
    """All files below a folder, but for what Python compiles."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def write(folder: Path, *files: str) -> Path:
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("words", encoding="utf-8")
    return folder


def a_site(folder: Path) -> Path:
    """What a build leaves, in short; an address that moved has pages only further below."""
    pages = ("index.html", "404.html", "en/index.html", "assets/x.css", "search/x.json", "old/x/index.html")
    return write(folder, *pages, "handbook.json", "sitemap.xml", "sitemap.xml.gz")


@pytest.mark.parametrize("command", ["site", "components", "plain"])
def test_nothing_is_built_over_anything_else(command: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    write(tmp_path / "photos", "holiday.jpg")
    (tmp_path / "link").symlink_to(tmp_path / "photos")
    before = held(tmp_path)
    # Empty is the folder where it is run: the whole project.
    for target in ("", "../link"):
        done = run(command, "--to", target, folder=project)
        assert done.returncode == 1, target
        assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr
        assert " / " in done.stderr
        assert held(tmp_path) == before, target


@pytest.mark.parametrize("marks", [targets.SITE, targets.PLAIN], ids=["site", "plain"])
@pytest.mark.parametrize(
    "target", [".", "..", "/", "data", "data/new", "docs/en", "macros", "tests", ".git", ".github"]
)
def test_the_project_and_what_is_above_it_are_no_target(
    target: str, marks: tuple[str, ...], tmp_path: Path
) -> None:
    for place in (ROOT / target, tmp_path / "link"):
        problem = targets.refused(place, marks)
        assert problem and "belongs to the handbook itself" in problem.en
        if place.parent != tmp_path:
            (tmp_path / "link").symlink_to((ROOT / target).resolve())


def test_a_folder_that_is_empty_or_not_there_is_fine(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "a" / "b", ROOT / "not-there-yet", ROOT / ".cache" / "not-there-yet"):
        assert targets.refused(place, targets.SITE) is None
        assert targets.refused(place, targets.PLAIN) is None


def test_an_earlier_build_is_built_over_but_not_what_was_put_into_it(tmp_path: Path) -> None:
    site = a_site(tmp_path / "site")
    assert targets.refused(site, targets.SITE) is None
    write(site, ".DS_Store")
    assert targets.refused(site, targets.SITE) is None
    for stranger in ("notes.txt", ".git/HEAD", "photos/holiday.jpg"):
        folder = write(a_site(tmp_path / stranger.replace("/", "-")), stranger)
        problem = targets.refused(folder, targets.SITE)
        assert problem and f"holds {stranger.split('/')[0]}" in problem.en
    problem = targets.refused(site, targets.PLAIN)
    assert problem and "no earlier build" in problem.en


def test_another_site_is_no_earlier_build(tmp_path: Path) -> None:
    write(tmp_path, "index.html", "sitemap.xml", "assets/x.css", "blog/index.html")
    assert targets.refused(tmp_path, targets.SITE)


def test_a_file_and_a_link_that_leads_in_a_circle_are_no_target(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    for place in (ROOT / "README.md", write(tmp_path, "holiday.jpg") / "holiday.jpg", tmp_path / "circle"):
        problem = targets.refused(place, targets.SITE)
        assert problem and "is a file" in problem.en


def test_what_stood_there_comes_back_where_the_new_cannot_be_put(tmp_path: Path) -> None:
    place = write(tmp_path / "place", "a.html")
    with pytest.raises(OSError):
        targets.put(tmp_path / "not-there", place, tmp_path / "old")
    assert held(tmp_path) == {"place/a.html": b"words"}
    targets.put(write(tmp_path / "new", "b.html"), place, tmp_path / "old")
    assert held(tmp_path) == {"place/b.html": b"words", "old/a.html": b"words"}


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder that nobody may write to, root neither")
@pytest.mark.parametrize("command", ["site", "plain"])
def test_a_place_that_cannot_be_written_is_told(command: str) -> None:
    done = run(command, "--to", "/proc/nowhere")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr
    assert "/proc/nowhere cannot be written" in done.stderr


PLAIN_BUILD = ("zh.yml", "zh/index.md", "zh/handbook.json", "overrides/zh/main.html", "site/index.html")


def test_pages_for_other_builders_are_whole_or_left_as_they_were(tmp_path: Path) -> None:
    """A broken configuration is no traceback, and takes nothing of what there was."""
    project = copy_project(tmp_path / "project")
    folder = tmp_path / "plain"
    write(folder, *PLAIN_BUILD)
    before = held(folder)
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nnav: [\n")
    done = run("plain", "--to", str(folder), folder=project)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr
    assert "plain/ was left as it was" in done.stderr
    assert held(folder) == before


@pytest.mark.audit
def test_pages_for_other_builders_take_the_place_of_earlier_ones(tmp_path: Path) -> None:
    project, folder = copy_project(tmp_path / "project"), tmp_path / "plain"
    write(folder, *PLAIN_BUILD)
    done = run("plain", "--to", str(folder), folder=project)
    assert done.returncode == 0, done.stderr
    assert (folder / "en/tonight.md").is_file() and (folder / "site/index.html").is_file()
    assert targets.refused(folder, targets.PLAIN) is None
    assert sorted(os.listdir(tmp_path)) == ["plain", "project"]  # noqa: PTH208 - nothing is left behind
