"""How the files look that a site is made of: by that, whether anything was saved.

Nothing is told by the system and nothing runs beside: whoever wants to know looks. A look takes a
few milliseconds, and is never out of date.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..data.places import DATA, DOCS, ROOT, TEMPLATES, is_editors

_SETTLED = 0.01
"""Seconds after which a further save shows in a file's time, on every system."""


@dataclass(frozen=True)
class Look:
    """What was seen, as short texts: equal while nothing was saved."""

    site: str
    """Everything that pages are made of, Python excepted."""
    theme: str
    """The files of the theme that are ours, and the configuration that says which they are."""
    program: str
    """Python, and the commit: what a running program took in when it started."""


def look(git_log: Path | None = None) -> Look:
    """How the files look now. `git_log`: a file that git changes with each commit."""
    for _ in range(20):
        parts = list(_parts(git_log))
        newest = max((stamp[1] for part in parts for stamp in part), default=0)
        if time.time() - newest / 1e9 > _SETTLED or newest / 1e9 > time.time():
            break
        # Saved this instant: what is saved in the same instant again would look the same.
        time.sleep(_SETTLED / 2)
    content, theme, program = parts
    return Look(_digest([*content, *theme]), _digest(theme), _digest(program))


Stamp = tuple[str, int, int]
"""A file's path, the nanosecond of its last change, and its bytes."""


def _parts(git_log: Path | None) -> Iterator[list[Stamp]]:
    theme = DOCS / "theme"
    content = [*_below(DATA), *_below(DOCS), *_below(TEMPLATES)]
    yield [stamp for stamp in content if not stamp[0].startswith(f"{theme}{os.sep}")]
    yield [*_below(theme), *_stamps([str(ROOT / "mkdocs.yml")])]
    python = [stamp for stamp in _below(ROOT / "macros") if stamp[0].endswith(".py")]
    yield [*python, *_stamps([str(git_log)] if git_log else [])]


def _below(folder: Path) -> Iterator[Stamp]:
    """The files below a folder. What editors keep beside a file while it is open is left out."""
    for root, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if name[0] != "." and name != "__pycache__")
        yield from _stamps(
            os.path.join(root, name)  # noqa: PTH118 - a thousand paths each time
            for name in sorted(names)
            if not is_editors(name)
        )


def _stamps(paths: Iterable[str]) -> Iterator[Stamp]:
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116
        except OSError:
            continue
        # A tool may put the time of the last change back; the system's own it cannot.
        yield path, max(found.st_mtime_ns, found.st_ctime_ns), found.st_size


def _digest(stamps: list[Stamp]) -> str:
    return hashlib.sha256(repr(stamps).encode()).hexdigest()[:16]
