"""What a site has beside its pages and files: made from finished pages, or from the data.

One table says what that is. A build writes all of it; `serve` makes each when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ..pages import calendar, offline, search
from ..pages.build import Build
from ..pages.routes import root_of
from . import export
from .git import commit_time

Page = Callable[[str], str | None]
"""Gives a finished page of the language by its address (`tonight/index.html`); None: there is none."""
Extras = Mapping[str, Callable[[], Mapping[str, bytes]]]
"""By an address below the language's root, or a folder with `/` at its end, what makes the files there."""


def extras(build: Build, page: Page, read_all: Callable[[], None]) -> Extras:
    """The extras of one language. `read_all` sees to it that the build knows what every page holds."""
    made = {
        "search/": lambda: _index(build, read_all),
        calendar.PLACE: lambda: _calendar(build),
        "tonight/worker.js": lambda: _worker(build, page("tonight/index.html")),
    }
    if not build.is_further:
        made["handbook.json"] = lambda: {"handbook.json": export.text(build.handbook).encode()}
    return made


def write(build: Build, site: Path) -> None:
    """Put all of it into a language's folder, where the pages are."""

    def page(address: str) -> str | None:
        path = site / address
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def read_all() -> None:
        """They were all read before the first was written."""

    for make in extras(build, page, read_all).values():
        made = make()
        for folder in {(site / address).parent for address in made}:
            folder.mkdir(parents=True, exist_ok=True)
        for address, data in made.items():
            (site / address).write_bytes(data)


def _index(build: Build, read_all: Callable[[], None]) -> dict[str, bytes]:
    read_all()
    found = search.files(build.own, build.contents, build.also)
    return {f"search/{name}": data for name, data in found.items()}


def _calendar(build: Build) -> dict[str, bytes]:
    root = build.site_url and build.site_url + root_of(build.handbook, build.language)
    return {calendar.PLACE: calendar.text(build.own, root, commit_time()).encode()}


def _worker(build: Build, page: str | None) -> dict[str, bytes]:
    if page is None:
        return {}
    return {"tonight/worker.js": offline.worker(page, build.handbook.settings.offline_tonight).encode()}
