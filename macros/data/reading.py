"""Which files there are below `data/`, and what they say before any model has seen them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from . import messages
from .messages import Problem, Sentence
from .models import FILES, FOLDERS, OPTIONAL, OURS
from .models.text import CODE_PATTERN, ID_LIMIT, ID_PATTERN
from .places import is_closed, is_editors
from .yamlfile import Document, read

DEFAULT_LANGUAGES = ("zh", "en")


@dataclass
class Files:
    """What stands below a data folder: a document for each file, and the records among them."""

    folder: FilePath
    before: Files | None = None
    added: Mapping[str, bytes] = field(default_factory=dict)
    """Files of records that are not written yet, as they would be."""
    documents: dict[str, Document] = field(default_factory=dict)
    """By the file's name below data/."""
    bytes: dict[str, bytes] = field(default_factory=dict)
    """What each document was read from."""
    records: list[tuple[str, str]] = field(default_factory=list)
    """Kind and file of each record."""
    ours: list[str] = field(default_factory=list)
    """The files of what the team has agreed."""
    languages: tuple[str, ...] = DEFAULT_LANGUAGES
    """The languages of the handbook, which every text is checked by; the source first."""
    allowed: tuple[str, ...] = DEFAULT_LANGUAGES
    """The languages that a text may have. The interface speaks more than a team may list."""
    closed: list[Problem] = field(default_factory=list)
    """The folders that cannot be looked into. They must not pass for empty; all else would be echoes."""

    def read(self, file: str) -> Document:
        """Read one file; what cannot be read is told in its document."""
        known = self.before.bytes.get(file) if self.before else None
        if _is_odd(self.folder / file):
            _add(self, file, messages.no_plain_file())
            return self.documents[file]
        try:
            data = self.added[file] if file in self.added else (self.folder / file).read_bytes()
        except OSError as error:
            self.documents[file] = Document(f"data/{file}")
            is_gone = isinstance(error, FileNotFoundError)
            _add(self, file, (messages.missing_file if is_gone else messages.unreadable)(f"data/{file}"))
            return self.documents[file]
        self.bytes[file] = data
        if self.before and known == data:
            self.documents[file] = self.before.documents[file]
        else:
            self.documents[file] = read(f"data/{file}", data)
        return self.documents[file]

    @property
    def spoken(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What texts are checked by: the languages of the handbook, and those that a text may have."""
        return self.languages, self.allowed


def look_through(
    folder: FilePath, before: Files | None = None, added: Mapping[str, bytes] | None = None
) -> Files:
    """Find every file below a data folder; those that stand there once are read, records are not yet.

    `before` is what was found the last time: the document of a file that says the same is that one.
    `added`: files of records, by their names below data/, that are read as if they were there.
    """
    files = Files(folder, before or Files(folder), added or {})
    closed = [name for name in ("", *FOLDERS.values(), OURS) if is_closed(folder / name)]
    if closed:
        names = [f"data/{name}".rstrip("/") for name in closed]
        files.closed = [Problem(name, 1, (), messages.unreadable(name)) for name in names]
        return files
    for name in FILES:
        if name not in OPTIONAL or os.path.lexists(folder / f"{name}.yml"):
            files.read(f"{name}.yml")
    _find_languages(files)
    files.records = [(kind, name) for kind in FOLDERS for name in _names(files, FOLDERS[kind])]
    files.ours = list(_names(files, OURS))
    for name, message in list(_misplaced(files)):
        _add(files, name, message)
    return files


def refused_name(name: str) -> Sentence | None:
    """Why a file of a folder of records cannot be called so, or None."""
    path = FilePath(name)
    if path.suffix != ".yml" or not re.fullmatch(ID_PATTERN, path.stem):
        return messages.bad_file_name(name)
    if len(path.stem) > ID_LIMIT:
        return messages.id_too_long(len(path.stem), ID_LIMIT)
    return None


def _names(files: Files, folder: str) -> Iterator[str]:
    """The files of a folder whose names can be ids, below data/; what else lies there is told."""
    path = files.folder / folder
    found = {file.name for file in path.glob("*")} if path.is_dir() else set()
    if not path.is_dir() and os.path.lexists(path):
        _add(files, folder, messages.no_folder(f"data/{folder}"))
    found |= {FilePath(file).name for file in files.added if file.startswith(f"{folder}/")}
    # A copy is most often called as its original and more: it comes after it, and is told.
    for name in sorted(found, key=lambda name: (FilePath(name).stem, name)):
        file = path / name
        # What lies in folders below is no record: `_misplaced` tells it.
        if is_editors(name) or (file.is_dir() and file.suffix != ".yml"):
            continue
        refused = messages.no_plain_file() if _is_odd(file) else refused_name(name)
        if refused:
            _add(files, f"{folder}/{name}", refused)
        else:
            yield f"{folder}/{name}"


def _is_odd(path: FilePath) -> bool:
    """Whether what stands there is no file to read: a link to nothing, a pipe that holds who reads it.

    A link to where we may not look is read, and told.
    """
    try:
        return os.path.lexists(path) and not path.is_file()
    except OSError:
        return False


def _misplaced(files: Files) -> Iterator[tuple[str, Sentence]]:
    """What looks like data and lies where nobody reads it. Other files may lie beside the data."""
    known = [*FOLDERS.values(), OURS]
    seen = {*files.documents, *files.ours, *(file for _, file in files.records)}
    for root, folders, names in os.walk(files.folder):
        folders[:] = [name for name in folders if not is_editors(name)]
        folder = FilePath(root).relative_to(files.folder).as_posix().removeprefix(".")
        for file in names:
            name = f"{folder}/{file}" if folder else file
            if name in seen or is_editors(file) or not file.lower().endswith((".yml", ".yaml")):
                continue
            top = folder.partition("/")[0]
            if not folder:
                yield name, messages.no_data_file(file, FILES)
            elif top in known:
                yield name, messages.folder_below(f"data/{top}/")
            else:
                yield name, messages.no_data_folder(top, known)


def _add(files: Files, file: str, message: Sentence) -> None:
    document = files.documents.setdefault(file, Document(messages.written_name(f"data/{file}")))
    document.add(1, (), message)


def _find_languages(files: Files) -> None:
    """The languages of the handbook, which every text is then checked by."""
    listed = _codes(files.documents["handbook.yml"].value)
    spoken: set[str] = set()
    words = files.documents["interface.yml"].value
    if isinstance(words, dict) and isinstance(words.get("words"), dict):
        for part in words["words"].values():
            for text in part.values() if isinstance(part, dict) else ():
                if isinstance(text, dict):
                    spoken |= {key for key in text if re.fullmatch(CODE_PATTERN, key)}
    if listed:
        files.languages = listed
    # The interface speaks more languages than a team may list; what it speaks is no slip.
    files.allowed = (*files.languages, *sorted(spoken - set(files.languages)))


def _codes(value: Any) -> tuple[str, ...]:
    languages = value.get("languages") if isinstance(value, dict) else None
    if not isinstance(languages, list):
        return ()
    codes = [entry.get("code") for entry in languages if isinstance(entry, dict)]
    return tuple(code for code in codes if isinstance(code, str) and re.fullmatch(CODE_PATTERN, code))
