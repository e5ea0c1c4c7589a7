"""The command line: `python -m macros` with check, site, serve, new, schema, report, changes or
components.

Every command ends with status 0 when all is well and 1 when something is to mend; what is to mend
is told in plain sentences, never as a traceback.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from . import build, changes, check, components, new, report, schema, waiting


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("check", help="check the data: every problem at once, with the cure")
    one.add_argument("folder", nargs="?", type=Path, default=build.DATA)
    one.add_argument("--format", choices=("text", "github"), default=None)
    two = commands.add_parser("site", help="build both languages into site/, or leave it as it was")
    two.add_argument("--to", type=Path, default=build.ROOT / "site")
    three = commands.add_parser("serve", help="show the site while you write, at 127.0.0.1:8000")
    three.add_argument("--address", default="127.0.0.1:8000")
    four = commands.add_parser("new", help="write a commented file for a new record")
    four.add_argument("kind")
    four.add_argument("id")
    commands.add_parser("schema", help="write data/schema/ anew from the models")
    commands.add_parser("report", help="missing translations, outdated ones, reviews due")
    five = commands.add_parser("changes", help="what changed for readers since another version")
    five.add_argument("--base", required=True, help="a branch, tag or commit")
    six = commands.add_parser("components", help="every widget and block by its examples")
    six.add_argument("--to", type=Path, default=build.ROOT / ".cache" / "components")
    options = parser.parse_args(arguments)
    if options.command == "check":
        return check.run(options.folder, options.format or _annotations())
    if options.command == "site":
        return site(options.to)
    if options.command == "serve":
        return serve(options.address)
    if options.command == "new":
        return new.run(options.kind, options.id, build.DATA)
    if options.command == "report":
        return report.run()
    if options.command == "changes":
        return changes.run(options.base)
    if options.command == "components":
        return components.run(options.to)
    return schema.run(build.DATA)


def _annotations() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def site(target: Path) -> int:
    """Build strictly into a temporary folder and put it in the place of `target` when all passed."""
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    _quiet()
    os.environ["HANDBOOK_STRICT"] = "true"
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".site-", dir=target.parent))
    try:
        config = load_config(str(build.ROOT / "mkdocs.yml"), site_dir=str(work / "new"), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build_site(config)
        finally:
            config.plugins.on_shutdown()
        if target.exists():
            target.rename(work / "old")
        (work / "new").rename(target)
    except (Abort, ConfigurationError, SystemExit) as error:
        print(f"site: {error}; {target.name}/ 没有改动 / {target.name}/ was left as it was", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"site: {target}")
    return 0


def serve(address: str) -> int:
    """Serve both languages, reloading; bad data is told on the pages and stops nothing."""
    from mkdocs.commands import serve as mkdocs_serve
    from mkdocs.exceptions import Abort, ConfigurationError

    _quiet()
    try:
        waiting.until_good(address, build.load_data)
        mkdocs_serve.serve(config_file=str(build.ROOT / "mkdocs.yml"), dev_addr=address)
    except KeyboardInterrupt:
        return 0
    except (Abort, ConfigurationError, OSError) as error:
        print(f"serve: {error}", file=sys.stderr)
        return 1
    return 0


def _quiet() -> None:
    """MkDocs' log without its own decoration; the time of a build is that of the commit."""
    import logging

    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(build.commit_time().timestamp())))
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO if sys.stderr.isatty() else logging.WARNING)


if __name__ == "__main__":
    sys.exit(main())
