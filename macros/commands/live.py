"""The site as it is now: looks at the files for each request, and takes in what was saved."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

from ..data.load import Library
from ..data.places import DATA, ROOT
from ..pages import failures
from . import check, watch
from .answers import Answer, kind_of, problems_page, reloading
from .preview import NoData, Preview
from .repository import load_data

PATIENCE = 25.0
"""Seconds that a page waits to hear of a change before it asks again."""


class Live:
    """Answers requests with the site as the files say it is at that moment."""

    def __init__(self, address: str, git_log: Path | None, program: str) -> None:
        """`address`: where the site is served; `git_log`: what git changes with each commit.

        `program`: how Python looked before this program took it in.
        """
        self.outdated = threading.Event()
        """Set when this program no longer is what its files say: it has to be started anew."""
        self._git_log = git_log
        self._program = program
        self._seen: watch.Look | None = None
        self._library = Library(DATA)
        self._preview = Preview(ROOT / "mkdocs.yml", address)
        self._problems: tuple[object, ...] = ()
        self._lock = threading.Lock()

    def close(self) -> None:
        """Leave nothing behind, and make no page any more."""
        # The page that is being made would be written after the folder is gone.
        self._lock.acquire(timeout=2)
        self._preview.close()

    def answer(self, path: str) -> Answer:
        """What a request for a path gets."""
        if path.startswith("/livereload/"):
            return self._wait(path.removeprefix("/livereload/"))
        with self._lock:
            now = watch.look(self._git_log)
            if now.program != self._program:
                self.outdated.set()
                return Answer(307, location=quote(path), anew=True)
            return self._page(path.removeprefix("/"), now)

    def _wait(self, seen: str) -> Answer:
        """205 as soon as the files look different from what was seen, 204 when that takes long."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and not self.outdated.is_set():
            now = watch.look(self._git_log)
            if f"{now.site}{now.program}" != seen:
                return Answer(205)
            time.sleep(0.15)
        return Answer(204)

    def _take_in(self, now: watch.Look) -> None:
        """Let the site be what the files say, where anything was saved since it last was."""
        if now == self._seen:
            return
        loaded = load_data(DATA, self._library)
        if loaded.handbook is None and loaded.problems != self._problems:
            check.report(loaded)
        self._problems = loaded.problems
        self._preview.change(loaded, theme=self._seen is None or now.theme != self._seen.theme)
        self._seen = now

    def _page(self, address: str, now: watch.Look) -> Answer:
        place = address + "index.html" if not address or address.endswith("/") else address
        try:
            self._take_in(now)
            found = self._preview.get(place)
            if found is None and not address.endswith("/") and self._preview.get(f"{address}/index.html"):
                return Answer(302, location=quote(f"/{address}/"))
            status = 200 if found is not None else 404
            if found is None:
                place, found = "404.html", self._preview.get("404.html") or b""
        except NoData:
            status, place, found = 503, "", problems_page(self._problems)
        except (Exception, SystemExit) as error:
            told: list[object] = []
            if not failures.is_unreadable(error):
                told = [failures.cause_of(error) or f"{type(error).__name__}: {error}"]
                print(f"serve: /{address}: {told[0]}", file=sys.stderr)
            status, place, found = 500, "", problems_page([*self._problems, *told])
        kind = kind_of(place) if place else "text/html"
        if kind == "text/html":
            script = reloading(f"{now.site}{now.program}")
            start, end, rest = found.rpartition(b"</body>")
            found = start + script + end + rest if end else found + script
        return Answer(status, found, kind)
