"""What the tests share: the site built once, a server for it, and a real browser.

Under xdist the workers share one build: the first to take the lock makes it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from macros.commands.repository import load_data
from macros.data.handbook import Handbook
from tests.browser import launch
from tests.tab import Tab

ROOT = Path(__file__).resolve().parent.parent


FIRST = {name: place for place, name in enumerate(("test_serve", "test_recipes", "test_contribute"))}
NEED_A_SITE = {"built", "browser", "page", "playwright", "preview"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a built site or a browser: `make quick` leaves it out."""
    for item in items:
        if NEED_A_SITE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
    # What takes longest begins first, so that no worker waits for it at the end.
    items.sort(key=lambda item: FIRST.get(item.path.stem, len(FIRST)))


def by_turns(first: str) -> pytest.MarkDecorator:
    """Parametrize `language` for what is the same in both: one here, the other in `make audit`."""
    other = {"zh": "en", "en": "zh"}[first]
    return pytest.mark.parametrize("language", [first, pytest.param(other, marks=pytest.mark.audit)])


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    """Our own data, loaded."""
    loaded = load_data()
    assert loaded.handbook, "\n".join(map(str, loaded.problems))
    return loaded.handbook


def copy_project(target: Path) -> Path:
    """A copy of what the build reads, for tests that change it; with what Python compiled of it.

    Not with what another process is compiling at this moment, which has a name with one more ending.
    """
    for name in ("macros", "docs", "data"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("*.pyc.*"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def run(*arguments: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ours as users do: `run("check")` is `python -m macros check`."""
    return subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


SOME_PAGES = """
import sys
from pathlib import Path
from macros.commands.preview import Preview
from macros.commands.repository import load_data

site_url, *addresses = sys.argv[1:]
preview = Preview(Path("mkdocs.yml"), site_url)
preview.change(load_data(), theme=True)
for address in addresses:
    target = Path("site", address)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(preview.get(address))
preview.close()
"""


def make(project: Path, *addresses: str, site_url: str = "http://127.0.0.1/", **environment: str) -> Path:
    """Only these pages of a project's site, below its site/: a whole build takes four times as long.

    They are the same bytes as those of a build: see test_serve.py.
    """
    done = subprocess.run(
        [sys.executable, "-c", SOME_PAGES, site_url, *addresses],
        cwd=project,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(project), **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        # As static hosts do with what carries its content in its name.
        if self.path.startswith("/assets/"):
            self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        # As static hosts do: the site's own page for what is not there.
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        return self._answer(404, "text/html; charset=utf-8", page.read_bytes())

    def _answer(self, code: int, kind: str, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        # A reader who leaves before a page is whole is no error.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def serve_folder(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Serve a folder at a free port, as a static host would."""
    server = _Server(("127.0.0.1", port), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[tuple[Path, str]]:
    """The site of this tree and the address where it is served: built once for all workers."""
    base = tmp_path_factory.getbasetemp()
    base = base if worker_id == "master" else base.parent
    site, lock = base / "site", base / "site.lock"
    port_file = base / "site.port"
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not port_file.exists():
            # A port of its own for each worker would need a build of its own: the site's address
            # stands in its sitemap. So every worker asks the first worker's server.
            server = serve_folder(base / "site")
            address = f"http://127.0.0.1:{server.server_port}/"
            done = run("site", "--to", str(site), HANDBOOK_SITE_URL=address)
            assert done.returncode == 0, done.stdout + done.stderr
            port_file.write_text(address)
            owner = True
        else:
            server, owner = None, False
    address = port_file.read_text()
    users = base / f"site.user.{worker_id}"
    users.touch()
    yield site, address
    users.unlink()
    if owner and server:
        # The others may still be asking.
        import time

        for _ in range(600):
            if not list(base.glob("site.user.*")):
                break
            time.sleep(0.5)
        server.shutdown()


@pytest.fixture(scope="session")
def site(built: tuple[Path, str]) -> Path:
    """The folder of the built site."""
    return built[0]


@pytest.fixture(scope="session")
def address(built: tuple[Path, str]) -> str:
    """Where the built site is served, with a slash at its end."""
    return built[1]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, or its headless shell."""
    launched = launch(playwright)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def keeping_browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium with its back-forward cache, which Playwright would switch off."""
    launched = launch(playwright, whole=True, ignore_default_args=["--disable-back-forward-cache"])
    yield launched
    launched.close()


@pytest.fixture
def new_context(request: pytest.FixtureRequest, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts (each a reader of their own); all are closed at the end.

    A test marked `keeps_pages` has them in a browser that keeps a page for the way back.
    """
    keeps = request.node.get_closest_marker("keeps_pages")
    browser: Browser = request.getfixturevalue("keeping_browser" if keeps else "browser")
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        made.append(reader(browser, address, **options))
        return made[-1]

    yield make
    for context in made:
        context.close()


def reader(browser: Browser, address: str, **options: object) -> BrowserContext:
    """A reader's own part of a browser, with a phone's window; options are those of `new_context`."""
    defaults: dict[str, object] = {
        "viewport": {"width": 390, "height": 844},
        "base_url": address,
        # Each would fetch the page for tonight anew: test_tonight.py lets it.
        "service_workers": "block",
    }
    context = browser.new_context(**{**defaults, **options})  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    return context


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone-sized page; an error in its console fails the test.

    In modules marked `one_tab` it is a tab that others used before, cleared.
    """
    shared = request.node.get_closest_marker("one_tab")
    if shared and not any(map(request.node.get_closest_marker, ("keeps_pages", "own_page"))):
        tab = request.getfixturevalue("use_tab")(**shared.kwargs)
        opened, errors = tab.page, tab.errors
    else:
        opened = request.getfixturevalue("new_context")().new_page()
        errors = watch(opened)
    yield opened
    assert errors == []


@pytest.fixture(scope="session")
def tabs() -> dict[str, Tab]:
    """The tabs that the tests of a worker use one after another, by their options."""
    return {}


@pytest.fixture
def use_tab(tabs: dict[str, Tab], browser: Browser, address: str) -> Iterator[Callable[..., Tab]]:
    """Get a cleared tab; options are those of `new_context`. At the end one that was spoilt is closed."""
    used: dict[str, Tab] = {}

    def use(*, sets_day: bool = False, **options: object) -> Tab:
        name = f"{sets_day} {options}"
        tab = tabs.pop(name, None)
        if tab is None:
            opened = reader(browser, address, **options).new_page()
            tab = Tab(opened, address, watch(opened), sets_day=sets_day)
        tab.clear()
        used[name] = tab
        return tab

    yield use
    for name, tab in used.items():
        if tab.is_good:
            tabs[name] = tab
        else:
            tab.page.context.close()


def watch(page: Page) -> list[str]:
    """Errors that the page reports from now on, as they come."""
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors
