"""`serve`: the site while one writes. A page is made when it is asked for, from what was saved last.

Two processes: one keeps the port, the other answers. When Python was changed the second gives up
its place to a new one; where that cannot start, the first says so until Python is mended.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
from multiprocessing.connection import wait
from typing import NoReturn

from . import watch
from .answers import AGAIN, Answer, problems_page, server
from .git import log_file
from .site import quiet


def run(address: str) -> int:
    """Serve both languages at `host:port`; bad data and failing templates are told on the pages."""
    host, _, port = address.rpartition(":")
    signal.signal(signal.SIGTERM, _end)
    try:
        with socket.create_server((host, int(port))) as listener:
            print(f"serve: http://{address}/", flush=True)
            while True:
                _keep(listener, address)
    except KeyboardInterrupt:
        return 0
    except (OSError, ValueError) as error:
        print(f"serve: {error}", file=sys.stderr)
        return 1


def _end(*_: object) -> NoReturn:
    raise SystemExit(0)


def _keep(listener: socket.socket, address: str) -> None:
    """Let one process answer until Python changes; where it fails by itself, say so until it is mended."""
    before = watch.look(log_file()).program
    # A process of its own, started anew and not copied: it reads our Python as it is now.
    process = multiprocessing.get_context("spawn").Process(
        target=answer, args=(listener, address), daemon=True
    )
    process.start()
    process.join()
    if process.exitcode == AGAIN:
        return
    if process.exitcode == 0:
        raise KeyboardInterrupt
    told = Answer(503, problems_page(["Python: 请看终端里的报错 / see the terminal"]))
    with server(listener, lambda _: told) as standing_in:
        standing_in.timeout = 0.2
        while watch.look(log_file()).program == before:
            standing_in.handle_request()


def answer(listener: socket.socket, address: str) -> NoReturn:
    """In a process of its own: answer until Python is changed."""
    from .live import Live

    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_follow, daemon=True).start()
    quiet()
    live = Live(f"http://{address}/", log_file())
    try:
        with server(listener, live.answer) as answering:
            threading.Thread(target=answering.serve_forever, args=(0.05,), daemon=True).start()
            live.outdated.wait()
            answering.finish(seconds=10)
        raise SystemExit(AGAIN)
    except KeyboardInterrupt:
        raise SystemExit(0) from None
    finally:
        live.close()


def _follow() -> None:
    """Never stay behind alone."""
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(0)
