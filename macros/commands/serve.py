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
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import NoReturn

from . import builder, watch
from .answers import AGAIN, Answer, problems_page, reloading, server
from .git import log_file
from .site import quiet

_CLOSED = [signal.SIGHUP] if hasattr(signal, "SIGHUP") else []
SAID_TO_ALL = [signal.SIGINT, *_CLOSED]
"""What a terminal says to every process in it: that Ctrl-C was pressed, or that it closes."""
ENDING = [signal.SIGTERM, *_CLOSED]
"""What ends us, beside Ctrl-C."""


def run(address: str) -> int:
    """Serve both languages at `host:port`; bad data and failing templates are told on the pages."""
    for name in ENDING:
        # What was started to outlive its terminal goes on.
        if signal.getsignal(name) is not signal.SIG_IGN:
            signal.signal(name, _end)
    try:
        host, port = _host_and_port(address)
        with socket.create_server((host, port)) as listener:
            print(f"serve: http://{address}/", flush=True)
            while True:
                _keep(listener, address)
    except KeyboardInterrupt:
        return 0
    except (OSError, OverflowError, ValueError) as error:
        print(f"serve: {error}", file=sys.stderr)
        return 1


def _host_and_port(address: str) -> tuple[str, int]:
    """The two parts of `host:port`. Raises ValueError: an address without a host would be every one."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise ValueError(f"{address}: 请写成 127.0.0.1:8000 这样 / write it as 127.0.0.1:8000")
    return host, int(port)


def _end(*_: object) -> NoReturn:
    # Said twice, as to all and then by us, it would break into the clearing up.
    for name in ENDING:
        signal.signal(name, signal.SIG_IGN)
    raise SystemExit(0)


def _keep(listener: socket.socket, address: str) -> None:
    """Let one process answer until Python changes; where it fails by itself, say so until it is mended."""
    before = watch.look(log_file()).program
    # A process of its own, started anew and not copied: it reads our Python as it is now.
    process = multiprocessing.get_context("spawn").Process(
        target=answer, args=(listener, address, before), daemon=True
    )
    with _unheard():
        process.start()
    process.join()
    if process.exitcode == AGAIN:
        return
    if process.exitcode == 0:
        raise KeyboardInterrupt
    page = problems_page(["Python: 请看终端里的报错 / see the terminal"])
    told = Answer(503, page + reloading("nothing"))
    with server(listener, lambda _: told) as standing_in:
        standing_in.timeout = 0.2
        while watch.look(log_file()).program == before:
            standing_in.handle_request()


@contextmanager
def _unheard() -> Iterator[None]:
    """A process started here does not hear what a terminal says to all at once: it is ended once, by us."""
    before = {name: signal.signal(name, signal.SIG_IGN) for name in SAID_TO_ALL}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def answer(listener: socket.socket, address: str, program: str) -> NoReturn:
    """In a process of its own: answer until Python no longer looks as it did before it was taken in."""
    builder.stand_in()
    from .live import Live

    # Noted and not raised: what is raised here may come up amid anything, and be lost there.
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda name, _: told.append(name))
    threading.Thread(target=_follow, daemon=True).start()
    quiet()
    live = Live(f"http://{address}/", log_file(), program)
    try:
        with server(listener, live.answer) as answering:
            threading.Thread(target=answering.serve_forever, args=(0.05,), daemon=True).start()
            # Woken now and then: a signal that another thread of ours receives is heard by this one only
            # when it runs.
            while not told and not live.outdated.wait(0.2):
                pass
            if told:
                raise SystemExit(0)
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
