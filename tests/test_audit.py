"""`make audit`: every page through axe, vnu, linkchecker and Lighthouse, in both languages.

axe and linkchecker come with the locked requirements. vnu needs Java and npm, Lighthouse needs npm:
where these are missing the test says so and is skipped, because nothing on PyPI stands in for them.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Playwright

from tests.browser import find_browser
from tests.conftest import ROOT, watch
from tests.html import pages_of
from tests.kinds import STATES, reach

pytestmark = pytest.mark.audit

CACHE = ROOT / ".cache"


def paths(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix().removesuffix("index.html") for path in pages_of(site)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(
    new_context: Callable[..., BrowserContext], site: Path, address: str, scheme: str
) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(120_000)
    errors = watch(page)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    found = []
    for path in paths(site):
        if path in ("print/", "en/print/"):
            continue  # every part of it is on a page of its own, and axe needs minutes for the whole
        page.goto(path, wait_until="networkidle")
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        found += [
            (path, violation["id"], violation["nodes"][0]["html"][:160])
            for violation in results.response["violations"]
        ]
    for name in STATES:
        for root in ("", "en/"):
            reach(page, name, root)
            results = Axe().run(page, options={"resultTypes": ["violations"]})
            found += [
                (root + name, violation["id"], violation["nodes"][0]["html"][:160])
                for violation in results.response["violations"]
            ]
    assert found == []
    assert errors == []
    assert hosts == {urlsplit(address).netloc}


def _npm(*packages: str) -> Path:
    if not shutil.which("npm"):
        pytest.skip("needs npm, for a tool that is not on PyPI")
    folder = CACHE / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "install", "--silent", "--prefix", str(folder), *packages], check=True)
    return folder / "node_modules"


# Of the theme's own HTML, which we do not write: its drawer's inputs, and the labels of its navigation.
THEMES = (
    ("Attribute “autocomplete” is only allowed when the input type is", 'class="md-'),
    ("Bad value “” for attribute “tabindex” on element “label”", 'class="md-'),
    ("The value of the “for” attribute of the “label” element must be the ID", 'class="md-'),
)


def is_the_themes(message: dict[str, str]) -> bool:
    return any(words in message["message"] and mark in message.get("extract", "") for words, mark in THEMES)


def test_vnu_finds_nothing_in_any_page(site: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("needs Java, for the W3C's checker")
    jar = next(_npm("vnu-jar@26").rglob("vnu.jar"), None)
    assert jar
    done = subprocess.run(
        [
            "java",
            "-Xss4m",
            "-jar",
            str(jar),
            "--format",
            "json",
            "--errors-only",
            "--skip-non-html",
            str(site),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    ours = [
        (m["url"].rsplit("/site/", 1)[-1], m.get("lastLine"), m["message"], m.get("extract", "")[:120])
        for m in messages
        if not is_the_themes(m)
    ]
    assert ours == []


def test_linkchecker_finds_nothing(address: str) -> None:
    command = str(Path(sys.executable).parent / "linkchecker")
    for root in ("", "en/"):
        done = subprocess.run(
            [command, "--no-status", "--no-robots", "--threads", "2", address + root],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-500:]


class _Compressed(SimpleHTTPRequestHandler):
    """A static host as they are: what compresses goes out compressed."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        kind = self.guess_type(path)
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        if not kind.startswith("image/"):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def compressed(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressed, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize(
    "path",
    ["", "elements/trust/", "practices/team-meetings/", "tonight/", "assessment/", "onboarding/"],
)
def test_lighthouse_is_content(compressed: str, playwright: Playwright, root: str, path: str) -> None:
    command = _npm("lighthouse@13") / ".bin" / "lighthouse"
    done = subprocess.run(
        [str(command), compressed + root + path, "--quiet", "--output=json",
         "--only-categories=accessibility,best-practices,performance,seo",
         "--chrome-flags=--headless --no-sandbox --disable-gpu"],
        env={**os.environ, "CHROME_PATH": find_browser(playwright)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    categories = json.loads(done.stdout)["categories"]
    scores = {name: round(100 * category["score"]) for name, category in categories.items()}
    print(f"/{root}{path}", scores)
    assert [scores[name] for name in ("accessibility", "best-practices", "seo")] == [100, 100, 100], scores
    assert scores["performance"] >= 98, "on a machine with nothing else to do"
