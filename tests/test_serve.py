"""`serve` keeps the last good pages up whatever happens to the data, and says what is wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from macros.data.load import Library
from tests.conftest import copy_project
from tests.edits import EDITS, edit
from tests.served import Served

pytestmark = pytest.mark.slow


BREAKAGES: dict[str, bytes] = {
    "unknown key": b"title: {zh: x, en: x}\nnonsense: 1\n",
    "broken YAML": b"title: [\n",
    "a tab": b"title:\n\tzh: x\n",
    "not UTF-8": b"title: \xff\xfe\n",
    "a merge conflict": b"<<<<<<< ours\ntitle: x\n=======\ntitle: y\n>>>>>>> theirs\n",
    "an alias": b"a: &a [1]\nb: *a\n",
    "two documents": b"a: 1\n---\nb: 2\n",
    "an empty file": b"",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for all that put back what they change."""
    running = Served(copy_project(tmp_path_factory.mktemp("served")))
    yield running
    running.end()


@pytest.fixture
def edited(tmp_path: Path) -> Iterator[Served]:
    """One of which nothing is put back."""
    running = Served(copy_project(tmp_path))
    yield running
    running.end()


def test_bad_data_stop_nothing_and_are_told_on_the_page(served: Served) -> None:
    page = "practices/team-meetings/"
    served.wait(page, "定期召开团队会议")
    assert "Hold regular team meetings" in served.wait(f"en/{page}", "<h1")
    # Each breakage in a file of its own, all at once: every one is told, and every page stays.
    files = sorted((served.folder / "data" / "practices").glob("*.yml"))[: len(BREAKAGES)]
    good = {file: file.read_bytes() for file in files}
    for file, broken in zip(files, BREAKAGES.values(), strict=True):
        file.write_bytes(broken)
    served.wait(page, re.escape(f"data/practices/{files[-1].name}:"))
    for file, name in zip(files, BREAKAGES, strict=True):
        for root in ("", "en/"):
            assert f"data/practices/{file.name}:" in served.get(f"{root}{page}"), name
            assert "<h1" in served.get(f"{root}practices/{file.stem}/"), name
    assert "定期召开团队会议" in served.get(page)
    # Mended, with a word more to see that the pages are new.
    for file in files[1:]:
        file.write_bytes(good[file])
    title = next(line for line in good[files[0]].decode().split("\n") if line.strip().startswith("zh:"))
    files[0].write_bytes(good[files[0]].replace(title.encode(), f"{title}新".encode(), 1))
    served.wait(f"practices/{files[0].stem}/", re.escape(title.split("zh:")[1].strip() + "新"))
    assert "hb-problems" not in served.get(page)
    # A file that is gone.
    files[0].unlink()
    served.wait("", "hb-problems")
    files[0].write_bytes(good[files[0]])
    served.wait("", "hb-problems", absent=True)
    assert "Traceback" not in served.log.read_text(errors="replace")


def test_the_switch_stays_on_this_machine_and_on_the_page(served: Served) -> None:
    text = served.wait("sources/", "<h1")
    assert f'href="http://127.0.0.1:{served.port}/en/sources/"' in text or 'href="/en/sources/"' in text


def test_data_that_are_bad_from_the_start_are_told_too(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    file = project / "data" / "glossary.yml"
    good = file.read_bytes()
    file.write_bytes(b"terms: [\n")
    running = Served(project)
    try:
        assert "data/glossary.yml:" in running.wait("", "hb-problems")
        file.write_bytes(good)
        running.wait("glossary/", "<h1")
        running.wait("", "hb-problems", absent=True)
    finally:
        running.end()


@pytest.mark.parametrize(
    "edits, most",
    [pytest.param(5, 40, id="five"), pytest.param(100, 1000, id="hundred", marks=pytest.mark.audit)],
)
def test_what_is_served_after_random_edits_is_that_of_a_clean_build(
    edits: int, most: int, edited: Served, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After each edit `most` pages are compared, and all that is made from others."""
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")
    rng = random.Random(seed)

    def only(names: list[str]) -> list[str]:
        pages = [name for name in names if name.endswith(".html")]
        kinds = ("handbook.json", "search/head.json", ".xml", ".ics", "worker.js")
        made = [name for name in names if name.endswith(kinds)]
        others = [name for name in names if name not in pages and name not in made]
        return [*rng.sample(pages, min(most, len(pages))), *made, *rng.sample(others, min(most, len(others)))]

    data = Library(edited.folder / "data")

    def is_good() -> bool:
        return data.load().handbook is not None

    tmp = tmp_path_factory.mktemp("sites")
    edited.wait("", "<h1")
    seen: set[str] = set()
    for number, kind in enumerate(rng.choices(list(EDITS), k=edits)):
        path = edit(edited.folder, kind, rng, is_good)
        different, seen = edited.differences(tmp / f"site-{number}", seen, only)
        assert different == [], (kind, path)


def test_a_change_of_python_starts_it_anew(served: Served) -> None:
    served.wait("", "<h1")
    file = served.folder / "macros" / "pages" / "view.py"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace('return f"{who} {source.year}"', 'return f"{who} IN {source.year}"'))
    # Nobody who asks in that moment is left without an answer.
    with ThreadPoolExecutor(8) as readers:
        pages = list(readers.map(served.get, ["practices/team-meetings/"] * 8))
    assert [bool(re.search(r"\w IN \d{4}", page)) for page in pages] == [True] * 8
    # What cannot start says so, and starts when it is mended.
    file.write_text("this is no Python")
    served.wait("", "Python: ", seconds=60)
    file.write_text(good, encoding="utf-8")
    assert " IN 20" not in served.wait("practices/team-meetings/", "<h1")


def test_a_template_that_fails_is_told_on_the_page(served: Served) -> None:
    file = served.folder / "docs" / "theme" / "main.html"
    good = file.read_text(encoding="utf-8")
    file.write_text(good + "{% if %}", encoding="utf-8")
    told = served.wait("sources/", "hb-problems")
    assert "docs/theme/main.html:" in told
    file.write_text(good, encoding="utf-8")
    assert "hb-problems" not in served.get("sources/")
