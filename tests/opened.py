"""A built site and a browser for it, for the verbs that draw, print and measure."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser import launch
from tests.conftest import run, serve_folder


class Opened(NamedTuple):
    """A browser, the address of the site with a slash at its end, its folder, and one for what is made."""

    browser: Browser
    address: str
    site: Path
    folder: Path


@contextmanager
def opened() -> Iterator[Opened]:
    """Build the site, serve it and start a browser; ends the program, with the reason, where that fails."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        done = run("site", "--to", str(site))
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        server = serve_folder(site)
        browser = launch(playwright)
        try:
            yield Opened(browser, f"http://127.0.0.1:{server.server_port}/", site, Path(folder))
        finally:
            browser.close()
            server.shutdown()
