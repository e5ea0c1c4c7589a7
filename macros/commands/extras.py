"""What a site has beside its pages and files: made from finished pages, or from the data.

One table says what that is. A build writes all of it; `serve` makes each when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..pages import offline
from ..pages.build import Build
from . import export

Page = Callable[[str], str | None]
"""Gives a finished page of the language by its address (`tonight/index.html`); None: there is none."""


def extras(build: Build, page: Page) -> dict[str, Callable[[], str | None]]:
    """For each address below the language's root, what makes its text; None: it is not there."""
    made: dict[str, Callable[[], str | None]] = {
        "tonight/worker.js": lambda: _worker(build, page("tonight/index.html"))
    }
    if not build.is_further:
        made["handbook.json"] = lambda: export.text(build.handbook)
    return made


def write(build: Build, site: Path) -> None:
    """Put all of it into a language's folder, where the pages are."""

    def page(address: str) -> str | None:
        path = site / address
        return path.read_text(encoding="utf-8") if path.is_file() else None

    for address, make in extras(build, page).items():
        text = make()
        if text is not None:
            (site / address).write_text(text, encoding="utf-8", newline="\n")


def _worker(build: Build, page: str | None) -> str | None:
    return None if page is None else offline.worker(page, build.handbook.settings.offline_tonight)
