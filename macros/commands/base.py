"""What `changes` compares with: the commit at which this work left a base, its data and its pages."""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ..data import messages
from ..data.load import Loaded, load
from ..data.messages import Sentence
from ..data.places import is_editors
from .git import archive, changed_files, files_at, git, is_cut


def left_at(base: str, root: Path) -> str | Sentence:
    """The commit (its full hash) at which this work left `base`, or why nobody can tell."""
    if git("--version", folder=root) is None:
        return messages.no_git()
    if git("rev-parse", "--git-dir", folder=root) is None:
        return messages.no_repository()
    commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}", folder=root)
    # What came to the base since is not this change.
    left = git("merge-base", commit.strip(), "HEAD", folder=root) if commit else None
    if left is None and is_cut(root):
        return messages.history_is_cut()
    return (left or commit or "").strip() or messages.no_such_version()


def load_commit(commit: str, root: Path) -> Loaded | None:
    """The data as it stood in a commit (its full hash); None where git has no such commit or data."""
    packed = archive(commit, "data", root)
    if packed is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as files:
            # A link may lead anywhere, and come from anybody's fork: it is never followed.
            ordinary = [member for member in files if member.isfile() or member.isdir()]
            files.extractall(folder, ordinary, filter="data")
        data = Path(folder) / "data"
        return load(data) if data.is_dir() else None


def written(commit: str, root: Path, languages: Iterable[str]) -> dict[str, list[str]]:
    """The files of pages written by hand that are not as in a commit: `new`, `gone` and `changed`."""
    folders = tuple(f"docs/{language}/" for language in languages)
    before = files_at(commit, "docs", root)
    found: dict[str, list[str]] = {"new": [], "gone": [], "changed": []}
    for file in changed_files(commit, "docs", root):
        if file.startswith(folders) and file.endswith(".md") and not is_editors(Path(file).name):
            is_there = (root / file).is_file()
            became = "new" if file not in before else "changed" if is_there else "gone"
            found[became].append(file)
    return found
