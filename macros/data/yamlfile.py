"""One YAML file as plain values that remember their lines.

`read` takes the bytes of a file and gives a `Document`: text, lists and dictionaries, the line of
every value by its path, and a list of problems. It never raises on bad input. Scalars stay text;
the model types them. Anchors, aliases, tags, a second document, a duplicate key and a value that
is missing are refused here, because no model can see them.

Events are read instead of nodes: a nest or an alias is met one event at a time, so a hostile file
cannot fill the memory or the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from . import messages
from .encoding import line_not_utf8
from .messages import Problem
from .slips import begins_with_odd_space, explain, is_left_open

Path = tuple[str | int, ...]

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_VALUES = 50_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})( |$)|^={7}$", re.MULTILINE)
_OTHER_BREAKS = "\u0085\u2028\u2029"
_NUMBER = re.compile(r"[-+]?(\d[\d_]*\.?\d*|\.\d+)(e[-+]?\d+)?|true|false", re.IGNORECASE)
_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass
class Document:
    """What one file says: `value` (None when unreadable), the line of each path, and problems."""

    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    source: list[str] = field(default_factory=list)
    cut: set[Path] = field(default_factory=set)
    """The values after which ` #` begins a comment on the same line: as text, they lost their end."""
    numbers: set[Path] = field(default_factory=set)
    """Values without quotes that are numbers, `true` or `false`: fine where a model wants those."""
    problems: list[Problem] = field(default_factory=list)

    _resting: bytes | None = None

    def rest(self, data: bytes) -> None:
        """Let go of value and lines until a line is asked for; `data` is what they were read from."""
        self._resting, self.value, self.lines, self.source = data, None, {}, []

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it that has one."""
        if self._resting is not None:
            again, self._resting = read(self.file, self._resting), None
            self.lines, self.source = again.lines, again.source
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def line_of_words(self, path: Path, words: str) -> int:
        """The line on which `words` stand inside the value at `path`; its first line if unseen."""
        start = self.line(path)
        end = min((n for n in self.lines.values() if n > start), default=len(self.source) + 1)
        for number in range(start, max(end, start + 1)):
            if number <= len(self.source) and words in self.source[number - 1]:
                return number
        return start

    def problem(self, path: Path, message: messages.Sentence, words: str = "") -> Problem:
        """A problem at a path, or where `words` stand inside its value."""
        return self._at(self.line_of_words(path, words) if words else self.line(path), path, message)

    def add(self, line: int, path: Path, message: messages.Sentence) -> None:
        """Keep a problem of the file."""
        self.problems.append(self._at(line, path, message))

    def _at(self, line: int, path: Path, message: messages.Sentence) -> Problem:
        # The parser may notice an end one line after the last.
        return Problem(self.file, min(line, len(self.source)) if self.source else line, path, message)


def read(file: str, data: bytes) -> Document:
    """Read the bytes of `file` (its name is used in problems only)."""
    document = Document(file)
    if len(data) > MAX_BYTES:
        document.add(1, (), messages.too_large(len(data), MAX_BYTES))
        return document
    line = line_not_utf8(data)
    if line:
        document.add(line, (), messages.not_utf8())
        return document
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    # The parser ends a line at these, no editor does: what is pasted with one in it is one line.
    for mark in _OTHER_BREAKS:
        text = text.replace(mark, " ")
    document.source = text.split("\n")
    conflict = any(mark * 7 in text for mark in "<>|=") and _CONFLICT.search(text)
    if conflict:
        document.add(text.count("\n", 0, conflict.start()) + 1, (), messages.merge_conflict())
        return document
    try:
        document.value = _Reader(document, yaml.parse(text, Loader=_Loader)).document()
    except _Refused as refused:
        document.value = None
        document.add(refused.line, refused.path, refused.message)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        document.value = None
        # What was found before is likely an echo of the same slip.
        document.problems.clear()
        line, message = explain(error, document.source)
        document.add(line, (), message)
    return document


class _Refused(Exception):
    def __init__(self, line: int, message: messages.Sentence, path: Path = ()) -> None:
        super().__init__()
        self.line, self.message, self.path = line, message, path


class _Reader:
    """Builds values from the events of one document."""

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self._document = document
        self._events = events
        self._count = 0

    def document(self) -> Any:
        value: Any = None
        seen = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    raise _Refused(_line(event), messages.two_documents())
                value = self._value(next(self._events), ())
                if not value:
                    # That its one value is empty says no more than what is told of the file below.
                    self._document.problems.clear()
        if not value:
            raise _Refused(1, messages.empty_file())
        return value

    def _value(self, event: Any, path: Path) -> Any:
        line = _line(event)
        self._count += 1
        if len(path) > MAX_DEPTH or self._count > MAX_VALUES:
            raise _Refused(line, messages.too_deep(), path)
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(line, messages.alias(f"*{event.anchor}"), path)
        if event.anchor is not None:
            raise _Refused(line, messages.alias(f"&{event.anchor}"), path)
        if event.tag is not None:
            raise _Refused(line, messages.tag(self._tag_at(event.start_mark) or event.tag), path)
        self._document.lines.setdefault(path, line)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(line, path)
        return self._mapping(line, path)

    def _tag_at(self, start: Any) -> str:
        """A tag as it is written; the parser gives what it stands for."""
        line = "".join(self._document.source[start.line : start.line + 1])
        return "".join(re.findall(r"^!(?:<[^>]*>|[^\s,\[\]{}]*)", line[start.column :]))

    def _scalar(self, event: Any, path: Path) -> str | None:
        if is_left_open(self._document.source, event.start_mark, event.end_mark, event.style):
            raise _Refused(_line(event), messages.open_quote(), path)
        if event.implicit[0] and event.value in _NULLS:
            self._document.add(_line(event), path, messages.no_value())
            return None
        # The C parser calls a plain style "", the other None.
        if not event.style and self._comment_after(event.end_mark):
            self._document.cut.add(path)
        if not event.style and _NUMBER.fullmatch(event.value):
            self._document.numbers.add(path)
        return str(event.value)

    def _comment_after(self, end: Any) -> bool:
        line = "".join(self._document.source[end.line : end.line + 1])
        return "#" in line and re.match(r"\s+#", line[end.column :]) is not None

    def _sequence(self, line: int, path: Path) -> list[Any]:
        values: list[Any] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._value(event, (*path, len(values))))
        if not values:
            self._document.add(line, path, messages.empty_list())
        return values

    def _mapping(self, line: int, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key_line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused(key_line, messages.key_not_text(), path)
            key = str(event.value)
            if begins_with_odd_space(key):
                # The key above it was found empty: an echo.
                self._document.problems.clear()
                raise _Refused(key_line, messages.odd_space(), path)
            here = (*path, key)
            if key in values:
                first = self._document.lines[here]
                self._document.add(key_line, here, messages.duplicate_key(key, first))
                self._value(next(self._events), (*path, f"{key} "))
                continue
            self._document.lines[here] = key_line
            values[key] = self._value(next(self._events), here)
        if not values:
            self._document.add(line, path, messages.no_value())
        return values


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
