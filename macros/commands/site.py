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

from ..data.places import ROOT
from ..pages import failures
from . import targets
from .git import commit_time


def run(target: Path) -> int:
    """Build strictly into a temporary folder and put it in the place of `target` when all passed."""
    quiet()
    # A build makes much that stays and little that only a search for cycles would free.
    gc.set_threshold(50_000)
    place = made("site", target, targets.SITE, _build)
    if place is None:
        return 1
    print(f"site: {place}")
    return 0


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
        reason = " ".join(str(failures.cause_of(error) or error).split()).rstrip(".")
        left = f"{place.name}/ 没有改动 / {place.name}/ was left as it was"
        print(f"{command}: {reason}; {left}", file=sys.stderr)
        return None
    finally:
        if work:
            shutil.rmtree(work, ignore_errors=True)
    return place


def quiet() -> None:
    """MkDocs' log without its own decoration; the time of a build is that of the commit."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(commit_time().timestamp())))
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    handler = logging.StreamHandler()
    # mkdocs-macros logs a failing template with its traceback; we tell it in one sentence.
    handler.addFilter(lambda record: "Traceback (most recent call last)" not in record.getMessage())
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO if sys.stderr.isatty() else logging.WARNING)
