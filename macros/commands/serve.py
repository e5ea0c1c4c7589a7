"""`serve`: the site while one writes. Until there are good data it shows what is wrong instead."""

from __future__ import annotations

import sys
from collections.abc import Callable
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ..data.load import Loaded
from ..data.places import ROOT
from .check import report
from .repository import load_data
from .site import quiet

_PAGE = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>data</title>
<style>body {{ font: 1rem/1.7 system-ui; margin: 2rem; }} code {{ overflow-wrap: anywhere; }}</style>
<h1>数据里有错误 / There are errors in the data</h1>
<p>改好后，这一页会自己换成手册。<span lang="en">Mend them and this page turns into the handbook.</span></p>
<ul class="hb-problems">{problems}</ul>
</html>
"""


def run(address: str) -> int:
    """Serve both languages, reloading; bad data is told on the pages and stops nothing."""
    from mkdocs.commands import serve as mkdocs_serve
    from mkdocs.exceptions import Abort, ConfigurationError

    quiet()
    try:
        until_good(address, load_data)
        mkdocs_serve.serve(config_file=str(ROOT / "mkdocs.yml"), dev_addr=address)
    except KeyboardInterrupt:
        return 0
    except (Abort, ConfigurationError, OSError) as error:
        print(f"serve: {error}", file=sys.stderr)
        return 1
    return 0


def until_good(address: str, load: Callable[[], Loaded]) -> None:
    """Return as soon as the data are good; until then answer every request with the problems.

    `address` is `host:port`. Raises OSError where the port is taken.
    """
    loaded = load()
    if loaded.handbook:
        return
    report(loaded)
    host, _, port = address.partition(":")
    server = ThreadingHTTPServer((host, int(port)), _handler(load))
    server.timeout = 0.5
    print(f"serve: http://{address}/", flush=True)
    with server:
        while loaded.handbook is None:
            server.handle_request()
            loaded = load()


def _handler(load: Callable[[], Loaded]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            problems = "".join(f"<li><code>{escape(str(p))}</code></li>" for p in load().problems)
            body = _PAGE.format(problems=problems).encode()
            self.send_response(503)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Say nothing: the problems are told once, above."""

    return Handler
