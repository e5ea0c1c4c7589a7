"""The page for tonight: short enough to read in a hurry, and whole."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error

from macros.data.handbook import Handbook
from macros.pages import offline

SCREENS = {"": 4.0, "en/": 4.0}
"""Phone screens down to the end of the text."""


@pytest.mark.parametrize("root", ["", "en/"])
def test_it_fits_a_few_screens_and_one_sheet(new_context: Callable[..., BrowserContext], root: str) -> None:
    page = new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{root}tonight/")
    page.locator("handbook-template .hb-tools button").first.wait_for()
    assert not page.locator("#channels").is_visible()
    end = page.evaluate("document.querySelector('.md-content').getBoundingClientRect().bottom + scrollY")
    assert end / 844 <= SCREENS[root]
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) == 1


@pytest.mark.parametrize(("root", "language"), [("", "zh"), ("en/", "en")])
def test_no_gap_to_fill_in_is_lost(
    new_context: Callable[..., BrowserContext], handbook: Handbook, root: str, language: str
) -> None:
    """Two gaps in one sentence can read as bold to Markdown, and vanish."""
    page = new_context().new_page()
    page.goto(f"{root}tonight/")
    shown = {s.id: page.locator(f"#{s.id} blockquote").inner_text() for s in handbook.tonight.say}
    assert shown == {sentence.id: sentence.text.root[language] for sentence in handbook.tonight.say}
    said = [part.do.root[language] for part in handbook.tonight.minutes]
    assert page.locator(".hb-minutes dd").all_inner_texts() == said


def test_numbers_can_be_rung(new_context: Callable[..., BrowserContext], handbook: Handbook) -> None:
    page = new_context().new_page()
    page.goto("tonight/")
    links = page.locator(".hb-numbers a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links == [f"tel:{number.number.replace(' ', '')}" for number in handbook.settings.emergency]
    assert {"110", "120", "12356"} <= {link.removeprefix("tel:") for link in links}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_card_is_short(handbook: Handbook, language: str) -> None:
    lines = [line for line in handbook.tonight.card.content.root[language].split("\n") if line.strip()]
    assert len(lines) <= 12


def test_it_is_read_without_network_and_nothing_else_is_kept(
    new_context: Callable[..., BrowserContext], site: Path
) -> None:
    # Plain HTTP/1.0: a connection kept alive would go on answering after the server is gone.
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    page = new_context(base_url=address, service_workers="allow").new_page()
    # Whoever has opened any page of the site has this one.
    page.goto("practices/clear-roles/")
    page.evaluate("""() => new Promise((done) => {
        const look = async () => {
            const one = (await navigator.serviceWorker.getRegistrations())[0];
            if (one?.active?.state === "activated") done(); else setTimeout(look, 50);
        };
        look();
    })""")
    kept = page.evaluate("""async () => {
        const names = await caches.keys();
        const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return keys.flat().map((request) => new URL(request.url).pathname);
    }""")
    assert "/tonight/" in kept
    assert all(path == "/tonight/" or path.endswith(".css") for path in kept), kept
    server.shutdown()
    server.server_close()
    page.goto("tonight/")
    assert page.locator("#levels").is_visible()
    assert page.locator("h1").evaluate("(head) => getComputedStyle(head).fontWeight") == "700"
    with pytest.raises(Error):
        page.goto("practices/")


def test_switched_off_the_worker_takes_itself_away() -> None:
    tonight = '<link rel="stylesheet" href="../a.css"><link href="../b.css" rel="stylesheet">'
    assert '["./", "../a.css", "../b.css"]' in offline.worker(tonight, on=True)
    off = offline.worker(tonight, on=False)
    assert "unregister" in off and "fetch" not in off
