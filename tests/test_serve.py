"""`serve` keeps the last good pages up whatever happens to the data, and says what is wrong."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import copy_project

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


class Served:
    """A running `serve` of a copy of the project."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.log = folder / "serve.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "macros", "serve", "--address", f"127.0.0.1:{self.port}"],
                cwd=folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def get(self, path: str = "") -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=20) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.HTTPError as answer:
            return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, OSError):
            return ""

    def wait(self, path: str, pattern: str, *, absent: bool = False, seconds: float = 30) -> str:
        """Ask until the page holds (or no longer holds) the pattern."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            text = self.get(path)
            if text and bool(re.search(pattern, text)) != absent:
                return text
            assert self.process.poll() is None, self.log.read_text(errors="replace")
            time.sleep(0.2)
        raise AssertionError(f"{path}: {pattern}\n{self.log.read_text(errors='replace')[-3000:]}")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    running = Served(copy_project(tmp_path))
    yield running
    running.process.terminate()
    running.process.wait(20)


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
        running.process.terminate()
        running.process.wait(20)
