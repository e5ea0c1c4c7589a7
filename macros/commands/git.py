"""What git knows of the files: days, authors' lines, an earlier state. The only module that runs git."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from ..data.places import ROOT


def git(*arguments: str, folder: Path = ROOT) -> str | None:
    """What git says, or None where there is no git or no repository."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def is_cut(folder: Path) -> bool:
    """Whether history ends before its beginning: only its last commits were fetched."""
    return (git("rev-parse", "--is-shallow-repository", folder=folder) or "").strip() == "true"


def has_history(folder: Path) -> bool:
    """Whether there are commits, and all of them."""
    return git("rev-parse", "--verify", "--quiet", "HEAD", folder=folder) is not None and not is_cut(folder)


@lru_cache(maxsize=4)
def last_changes(folder: Path) -> dict[str, str]:
    """The day of each data file's last commit by its name; empty where history is not whole.

    Asked once: a program sees one commit, and `serve` begins anew with the next.
    """
    if not has_history(folder):
        return {}
    log = git("log", "--format=%x01%cs", "--name-only", "--relative", "--", ".", folder=folder)
    days: dict[str, str] = {}
    for commit in (log or "").split("\x01")[1:]:
        day, *names = commit.strip().split("\n")
        for name in filter(None, names):
            days.setdefault(name, day)
    return days


def log_file(folder: Path = ROOT) -> Path | None:
    """The file that git writes to with each commit and each change of branch; None without git."""
    path = (git("rev-parse", "--git-path", "logs/HEAD", folder=folder) or "").strip()
    return folder / path if path else None


@lru_cache(maxsize=1)
def commit_time() -> datetime:
    """When the commit was made that is being built: the only time that a build may contain."""
    stamp = (git("log", "-1", "--format=%ct") or "0").strip() or "0"
    return datetime.fromtimestamp(int(stamp), UTC)


def archive(commit: str, path: str, root: Path) -> bytes | None:
    """A tar of what stood at a path in a commit (its full hash); None where git has no such thing."""
    command = ["git", "archive", commit, path]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    return None if done.returncode else done.stdout


def text_at(commit: str, path: str, root: Path) -> str | None:
    """A text file as it stood in a commit (its full hash); None where it was not there."""
    return git("show", f"{commit}:{path}", folder=root)


def changed_files(commit: str, path: str, root: Path) -> list[str]:
    """The files below a path that are not as they stood in a commit, new ones among them."""
    known = (
        git("diff", "--name-only", "-z", "--relative", "--no-renames", commit, "--", path, folder=root) or ""
    )
    new = git("ls-files", "--others", "-z", "--exclude-standard", "--", path, folder=root) or ""
    return sorted({*known.split("\0"), *new.split("\0")} - {""})


def files_at(commit: str, path: str, root: Path) -> set[str]:
    """The files below a path as it stood in a commit."""
    return set((git("ls-tree", "-r", "-z", "--name-only", commit, "--", path, folder=root) or "").split("\0"))


def committed(root: Path, file: str) -> date | None:
    """The day of the last commit of a file."""
    stamp = (git("log", "-1", "--format=%ct", "--", file, folder=root) or "").strip()
    return date.fromtimestamp(int(stamp)) if stamp else None


def blame(root: Path, file: str) -> dict[int, date]:
    """The day of the last change of each line of a file, by number; white space does not count."""
    command = ["git", "blame", "-w", "--line-porcelain", "--", file]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return {}
    lines: dict[int, date] = {}
    number, day = 0, date.min
    for row in done.stdout.decode("utf-8", "replace").split("\n"):
        words = row.split(" ")
        if row.startswith("\t"):
            lines[number] = day
        elif words[0] == "committer-time":
            day = date.fromtimestamp(int(words[1]))
        elif len(words) >= 3 and len(words[0]) == 40:
            number = int(words[2])
    return lines
