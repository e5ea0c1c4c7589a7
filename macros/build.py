"""What the build of one language needs, and where the adapters find it.

MkDocs builds one language after the other in one process; hooks and macros share the current
build through here.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from .handbook import Handbook
from .load import Loaded, load
from .messages import Problem
from .site import View

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
ASSETS = ROOT / "docs" / "theme" / "assets"


@dataclass
class Build:
    """One language's build: the handbook, its view, and problems that the pages must tell."""

    handbook: Handbook
    view: View
    problems: tuple[Problem, ...] = ()

    def turn_to(self, address: str) -> None:
        """Make the view that of the page at an address."""
        self.view.page = "" if address in (".", "./") else address
        self.view.prefix = ""


class _Compiled(BytecodeCache):
    """Jinja's templates, compiled once for all languages and builds of a process."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key + bucket.checksum in self._code:
            bucket.bytecode_from_string(self._code[bucket.key + bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


compiled = _Compiled()

_current: Build | None = None


def start(build: Build) -> None:
    """Make a build the current one."""
    global _current
    _current = build


def current() -> Build:
    """The build that is under way."""
    if _current is None:
        raise RuntimeError("no build is under way: MkDocs' hooks have not run")
    return _current


def load_data(folder: Path = DATA) -> Loaded:
    """Load the data with all that the repository adds to it: history, and the words in use."""
    return load(folder, updated=last_changes(folder), words_used=words_used())


@lru_cache(maxsize=1)
def words_used() -> tuple[str, ...]:
    """The interface words that templates, pages and theme ask for, as `part.key`."""
    found: set[str] = set()
    folders = [ROOT / "macros" / "templates", ROOT / "docs"]
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in (".md", ".html", ".xml"):
                text = path.read_text(encoding="utf-8")
                found |= {f"{part}.{key}" for part, key in re.findall(r"\bui\.(\w+)\.(\w+)", text)}
    return tuple(sorted(found))


def git(*arguments: str, folder: Path = ROOT) -> str | None:
    """What git says, or None where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def last_changes(folder: Path) -> dict[str, str]:
    """The day of each data file's last commit by its name; empty where history is not whole."""
    if (git("rev-parse", "--is-shallow-repository", folder=folder) or "true").strip() != "false":
        return {}
    log = git("log", "--format=%x01%cs", "--name-only", "--relative", "--", ".", folder=folder)
    days: dict[str, str] = {}
    for commit in (log or "").split("\x01")[1:]:
        day, *names = commit.strip().split("\n")
        for name in filter(None, names):
            days.setdefault(name, day)
    return days


@lru_cache(maxsize=1)
def commit_time() -> datetime:
    """When the commit was made that is being built: the only time that a build may contain."""
    stamp = (git("log", "-1", "--format=%ct") or "0").strip() or "0"
    return datetime.fromtimestamp(int(stamp), UTC)


def assets_hash() -> str:
    """A short hash of all our styles, scripts and images: the name of their folder."""
    digest = hashlib.sha256()
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(ASSETS).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
