"""A running `serve` of a copy of the project, and what it says compared with a clean build."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from tests.conftest import run

_LIVE = re.compile(rb"<script>\n\(async \(\) => \{\n  for \(;;\).*?</script>", re.DOTALL)


def _hear_everything() -> None:
    for name in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)


class Served:
    """A running `serve` of a copy of the project."""

    def __init__(self, folder: Path, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.log = folder / "serve.log"
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "macros", "serve", "--address", f"127.0.0.1:{self.port}"],
                cwd=folder,
                env={**os.environ, "TMPDIR": str(self.temporary), **environment},
                stdout=log,
                stderr=subprocess.STDOUT,
                # As in a terminal of its own: what is said there, all its processes hear.
                start_new_session=True,
                # And as from there, whatever started us: what runs in the background does not hear Ctrl-C.
                preexec_fn=_hear_everything,
            )

    def get(self, path: str = "") -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=20) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.HTTPError as answer:
            return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, OSError):
            return ""

    def wait(self, path: str, pattern: str, *, absent: bool = False, seconds: float = 60) -> str:
        """Ask until the page holds (or no longer holds) the pattern."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            text = self.get(path)
            if text and bool(re.search(pattern, text)) != absent:
                return text
            assert self.process.poll() is None, self.log.read_text(errors="replace")
            time.sleep(0.2)
        raise AssertionError(f"{path}: {pattern}\n{self.log.read_text(errors='replace')[-3000:]}")

    @property
    def address(self) -> str:
        """Where it is served, with a slash at its end."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str) -> tuple[int, bytes]:
        """The status and the body at an address below the root, without the script that reloads."""
        try:
            with urllib.request.urlopen(self.address + quote(path), timeout=60) as answer:
                return int(answer.status), _LIVE.sub(b"", answer.read())
        except urllib.error.HTTPError as answer:
            return answer.code, _LIVE.sub(b"", answer.read())

    def differences(
        self, target: Path, gone: set[str], only: Callable[[list[str]], list[str]] = list
    ) -> tuple[list[str], set[str]]:
        """What is not as in a clean build, which is made at `target`; and all that such a build has.

        `gone`: what the build before had; of this nothing that is no more may be answered. `only`
        chooses what is asked for.
        """
        done = run("site", "--to", str(target), folder=self.folder, HANDBOOK_SITE_URL=self.address)
        assert done.returncode == 0, done.stdout + done.stderr
        built = {path.relative_to(target).as_posix(): path for path in target.rglob("*") if path.is_file()}
        different = []
        for name in only(sorted(built)):
            path = built[name]
            status, body = self.ask(name.removesuffix("index.html"))
            if (status, body) != (200, path.read_bytes()) and not name.endswith(".gz"):
                different.append(f"{name}: {status}")
        different += [f"{name}: still there" for name in gone - set(built) if self.ask(name)[0] != 404]
        return different, set(built)

    def end(self) -> None:
        """Stop it, and what it started."""
        self.process.terminate()
        self.process.wait(20)
