"""`site`: both languages, built strictly, and in their place only when all is well."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

from ..data import messages
from ..data.places import ROOT
from ..pages import failures
from .git import commit_time


def run(target: Path) -> int:
    """Build strictly into a temporary folder and put it in the place of `target` when all passed."""
    from jinja2 import TemplateError
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    once = _Once()
    quiet().addFilter(once)
    # A build makes much that stays and little that only a search for cycles would free.
    gc.set_threshold(50_000)
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".site-", dir=target.parent))
    try:
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(work / "new"), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build_site(config)
        finally:
            config.plugins.on_shutdown()
        if target.exists():
            target.rename(work / "old")
        (work / "new").rename(target)
    except (Abort, ConfigurationError, SystemExit, TemplateError) as error:
        reason: object = failures.cause_of(error)
        if reason is None:
            # MkDocs counts in English, and once for each language.
            reason = messages.to_mend(len(once.told)) if once.told else str(error).rstrip(".")
        print(f"site: {reason}; {target.name}/ 没有改动 / {target.name}/ was left as it was", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"site: {target}")
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
