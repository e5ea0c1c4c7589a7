"""What a first visit to a page loads, gzipped: measured in the browser, the page for each kind.

The limit of the design is 130 KB for any page. What a static host does not compress (pictures) counts
as it is. A part of `make bench`; a test takes the same measure.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Response

from tests.kinds import KINDS, reach

LIMIT = 130 * 1000
"""Bytes of a first visit, all that the page loads by itself."""
ALONE = {"print"}
"""The page that holds everything is for paper: it is measured, and has no limit."""


def visit(browser: Browser, address: str, name: str, root: str = "") -> dict[str, int]:
    """The gzipped bytes of each thing that a first visit to a kind of page loads, by its path."""
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    reach(page, name, root)
    page.wait_for_load_state("networkidle")
    weights = {}
    for response in loaded:
        if response.status == 200:
            body = response.body()
            weights[urlsplit(response.url).path] = min(len(gzip.compress(body, 9)), len(body))
    context.close()
    return weights


def table(browser: Browser, address: str) -> Iterator[str]:
    """A line for each kind of page: the whole, the page itself, styles, scripts, and the verdict."""
    yield f"{'first visit, B gzipped':24} {'all':>7} {'page':>7} {'styles':>7} {'scripts':>7} {'other':>6}"
    for name in KINDS:
        weights = visit(browser, address, name)
        parts = {"page": 0, "css": 0, "js": 0, "other": 0}
        for path, weight in weights.items():
            end = path.rpartition(".")[2]
            kind = "page" if path.endswith(("/", ".html")) else end if end in parts else "other"
            parts[kind] += weight
        whole = sum(parts.values())
        verdict = "" if name in ALONE else "over" if whole > LIMIT else "ok"
        yield f"{name:24} {whole:7} " + " ".join(f"{n:7}" for n in parts.values()) + f" {verdict}"
