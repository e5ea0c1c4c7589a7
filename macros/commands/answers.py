"""What `serve` says over HTTP: an answer, the server that gives it, and the page that tells what is wrong."""

from __future__ import annotations

import mimetypes
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import unquote, urlsplit

AGAIN = 3
"""The exit status of a process that wants to be started anew."""

ABOUT_TO_ASK = 1.0
"""Seconds that an ending server gives those who were let in and did not ask yet."""

_KINDS = {".js": "text/javascript", ".md": "text/markdown", ".woff2": "font/woff2", ".ics": "text/calendar"}
_PAGE = """<!doctype html>
<html lang="zh"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>serve</title>
<style>body {{ font: 1rem/1.7 system-ui; margin: 2rem; }} code {{ overflow-wrap: anywhere; }}</style>
<body>
<h1>这里有错误 / Something is to mend</h1>
<p>改好后，这一页会自己换成手册。<span lang="en">Mend it and this page turns into the handbook.</span></p>
<ul class="hb-problems">{problems}</ul>
</body>
</html>
"""

_SCRIPT = """<script>
(async () => {
  for (;;) {
    while (document.hidden) {
      await new Promise((seen) => addEventListener("visibilitychange", seen, {once: true}));
    }
    try {
      const answer = await fetch("/livereload/%s", {cache: "no-store"});
      if (answer.status === 205) return location.reload();
      if (!answer.ok) throw new Error(answer.statusText);
    } catch {
      await new Promise((soon) => setTimeout(soon, 1000));
    }
  }
})();
</script>"""


@dataclass(frozen=True)
class Answer:
    """An answer: its status, its body and what kind of thing that is."""

    status: int
    body: bytes = b""
    kind: str = "text/html"
    location: str = ""
    anew: bool = False
    """It is given when nobody here answers any more, so that who asks again meets the next one."""


def problems_page(problems: Iterable[object]) -> bytes:
    """A page of its own that tells what is wrong, for when there is no page to tell it on."""
    told = "".join(f"<li><code>{escape(str(problem))}</code></li>" for problem in problems)
    return _PAGE.format(problems=told).encode()


def reloading(seen: str) -> bytes:
    """The script that loads a page again when anything was saved since the files looked as `seen`."""
    return (_SCRIPT % seen).encode()


def kind_of(address: str) -> str:
    """The media type of what stands at an address."""
    suffix = "." + address.rpartition(".")[2]
    kind, packed = mimetypes.guess_type(address)
    return "application/gzip" if packed else _KINDS.get(suffix) or kind or "application/octet-stream"


class Server(ThreadingHTTPServer):
    """A server at a socket that listens already, which ends without leaving anybody unanswered."""

    def __init__(self, listener: socket.socket, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(cast("tuple[str, int]", listener.getsockname()), handler, False)
        self.socket.close()
        self.socket = listener.dup()
        self.stopped = threading.Event()
        """Set when nobody is let in any more: who comes now waits at the listener."""
        self._let_in = 0
        """Connections on which nothing was asked yet."""
        self._asked = 0
        self._change = threading.Condition()

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader who leaves before a page is whole is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Let somebody in."""
        self._count(let_in=1)
        super().process_request(request, client_address)

    @contextmanager
    def answering(self, *, is_first: bool) -> Iterator[None]:
        """While one request is answered; `is_first`: of its connection."""
        self._count(let_in=-is_first, asked=1)
        try:
            yield
        finally:
            self._count(asked=-1)

    def leaving(self) -> None:
        """Somebody who was let in asked nothing."""
        self._count(let_in=-1)

    def _count(self, *, let_in: int = 0, asked: int = 0) -> None:
        with self._change:
            self._let_in += let_in
            self._asked += asked
            self._change.notify_all()

    def finish(self, seconds: float) -> None:
        """Let nobody in any more, and answer who is in, for so many seconds at most."""
        self.shutdown()
        self.stopped.set()
        with self._change:
            # Who was let in is about to ask; but browsers open connections ahead on which they ask nothing.
            self._change.wait_for(lambda: self._let_in == 0, ABOUT_TO_ASK)
            self._change.wait_for(lambda: self._asked == 0, seconds)


def server(listener: socket.socket, answer: Callable[[str], Answer]) -> Server:
    """A server at a socket that listens already; `answer` gets the path that is asked for."""

    class Handler(BaseHTTPRequestHandler):
        server: Server
        protocol_version = "HTTP/1.1"
        # Head and body in one: in two, the second waits 40 ms for word that the first has come.
        wbufsize = -1

        has_asked = False

        def handle(self) -> None:
            try:
                super().handle()
            finally:
                if not self.has_asked:
                    self.server.leaving()

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            is_first, self.has_asked = not self.has_asked, True
            with self.server.answering(is_first=is_first):
                self._give(answer(unquote(asked.path)), asked.query)

        def _give(self, given: Answer, query: str) -> None:
            text = given.kind.startswith("text/") or given.kind.endswith(("json", "xml"))
            self.send_response(given.status)
            self.send_header("Content-Type", f"{given.kind}; charset=utf-8" if text else given.kind)
            self.send_header("Content-Length", str(len(given.body)))
            self.send_header("Cache-Control", "no-store")
            if given.location:
                self.send_header("Location", f"{given.location}?{query}" if query else given.location)
            if given.anew:
                self.server.stopped.wait(5)
            if given.anew or given.status == 503:
                # Who asks again on the same connection would meet this server, when it stands in no more.
                self.close_connection = True
                self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(given.body)
            self.wfile.flush()

        do_HEAD = do_GET

        def log_message(self, *arguments: object) -> None:
            """Say nothing: what is to mend is told on the page and once in the terminal."""

    return Server(listener, Handler)
