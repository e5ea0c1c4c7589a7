"""The command line: `python -m macros` with check, site, serve, new, schema, report or changes.

Every command ends with status 0 when all is well and 1 when something is to mend; what is to mend
is told in plain sentences, never as a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

from .commands import builder, changes, check, components, new, report, site
from .data import messages, schema
from .data.places import DATA, ROOT


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if not builder.stand_in():
        return 1
    parser = _Parser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("check", help="check the data: every problem at once, with the cure")
    one.add_argument("folder", nargs="?", type=Path, default=DATA)
    one.add_argument("--format", choices=("text", "github"), default=None)
    two = commands.add_parser("site", help="build both languages into site/, or leave it as it was")
    two.add_argument("--to", type=Path, default=ROOT / "site")
    three = commands.add_parser("serve", help="show the site while you write, at 127.0.0.1:8000")
    three.add_argument("--address", default="127.0.0.1:8000")
    four = commands.add_parser("new", help="write a commented file for a new record")
    four.add_argument("kind")
    four.add_argument("id")
    commands.add_parser("schema", help="write data/schema/ anew from the models")
    six = commands.add_parser("report", help="missing translations, outdated ones, reviews due")
    six.add_argument("--language", default="", help="of this language only")
    five = commands.add_parser("changes", help="what changed for readers since another version")
    five.add_argument("--base", required=True, help="a branch, tag or commit")
    six = commands.add_parser("components", help="the site with every widget and block by its examples")
    six.add_argument("--to", type=Path, default=ROOT / ".cache" / "components")
    seven = commands.add_parser("plain", help="the pages as ordinary Markdown, for another builder")
    seven.add_argument("--to", type=Path, default=ROOT / ".cache" / "plain")
    options = parser.parse_args(arguments)
    if options.command == "check":
        return check.run(options.folder, options.format or _annotations())
    if options.command == "site":
        return site.run(options.to)
    if options.command == "serve":
        from .commands import serve

        return serve.run(options.address)
    if options.command == "new":
        return new.run(options.kind, options.id, DATA)
    if options.command == "report":
        return report.run(language=options.language)
    if options.command == "changes":
        return changes.run(options.base)
    if options.command == "plain":
        from .commands import plain

        return plain.run(options.to)
    if options.command == "components":
        return components.run(options.to)
    return schema.run(DATA)


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong with a command as everything else is told."""

    def error(self, message: str) -> NoReturn:
        self.exit(1, f"{messages.bad_command(message)}\n")


def _annotations() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _until_enough() -> int:
    """Run until the reader has seen enough: `make report | head` closes the pipe."""
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still in the buffer has nobody to go to; Python would complain of it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


if __name__ == "__main__":
    sys.exit(_until_enough())
