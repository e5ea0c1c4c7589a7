"""`site`: both languages, built strictly, and in their place only when all is well."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from ..data import messages
from ..data.places import ROOT
from ..pages import failures
from . import targets
from .git import commit_time


def run(target: Path) -> int:
    """Build strictly into a temporary folder and put it in the place of `target` when all passed."""
    # A build makes much that stays and little that only a search for cycles would free.
    gc.set_threshold(50_000)
    place = made("site", target, targets.SITE, _build)
    if place is None:
        return 1
    print(f"site: {place}")
    return 0


class _Once(logging.Filter):
    """Lets each warning through once: what is wrong in every language is one thing to mend."""

    def __init__(self) -> None:
        super().__init__()
        self.told: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage()
        if record.levelno < logging.WARNING:
            return True
        is_new = words not in self.told
        self.told.add(words)
        return is_new


def _build(folder: Path) -> None:
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build_site(config)
    finally:
        config.plugins.on_shutdown()


def made(
    command: str, target: Path, marks: tuple[str, ...], make: Callable[[Path], object], *, whole: bool = True
) -> Path | None:
    """The place of `target`, where now stands what `make` put into a folder; None where not, which is told.

    `marks`: as for `targets.refused`; `whole`: what stood there goes, and not only what was made anew.
    """
    from jinja2 import TemplateError
    from mkdocs.exceptions import Abort, ConfigurationError

    work: Path | None = None
    once = _Once()
    quiet().addFilter(once)
    try:
        refused = targets.refused(target, marks)
        if refused:
            print(f"{command}: {refused}", file=sys.stderr)
            return None
        place = targets.place_of(target)
        place.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".site-", dir=place.parent))
        new, old = work / "new", work / "old"
        new.mkdir()
        make(new)
        if whole:
            targets.put(new, place, old)
            return place
        place.mkdir(exist_ok=True)
        old.mkdir()
        for path in sorted(new.iterdir()):
            targets.put(path, place / path.name, old / path.name)
    except OSError as error:
        print(f"{command}: {targets.told(error, target)}", file=sys.stderr)
        return None
    except (Abort, ConfigurationError, SystemExit, TemplateError) as error:
        reason: object = failures.cause_of(error)
        if reason is None:
            # MkDocs counts in English, and once for each language.
            reason = (
                messages.to_mend(len(once.told)) if once.told else " ".join(str(error).split()).rstrip(".")
            )
        left = f"{place.name}/ 没有改动 / {place.name}/ was left as it was"
        print(f"{command}: {reason}; {left}", file=sys.stderr)
        return None
    finally:
        if work:
            shutil.rmtree(work, ignore_errors=True)
    return place


def quiet() -> logging.Handler:
    """MkDocs' log without its own decoration; the time of a build is that of the commit."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(commit_time().timestamp())))
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    handler = logging.StreamHandler()
    # mkdocs-macros logs a failing template with its traceback; we tell it in one sentence.
    handler.addFilter(lambda record: "Traceback (most recent call last)" not in record.getMessage())
    # Nor does MkDocs have to say what a failing template said: it is told when all is over.
    handler.addFilter(lambda record: failures.cause_of(sys.exc_info()[1]) is None)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO if sys.stderr.isatty() else logging.WARNING)
    return handler
