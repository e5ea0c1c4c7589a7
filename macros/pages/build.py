"""The builds of this process, one language after the other: the only state there is.

MkDocs is asked for one build, that of the source language. When it is written, the hooks ask MkDocs
for one more for each further language. What those builds share lies here, and not in a module of
hooks, which MkDocs may load as often as it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from jinja2.bccache import Bucket, BytecodeCache

from ..data.entry import Entry
from ..data.handbook import Handbook
from ..data.load import Loaded
from ..data.messages import Problem
from . import foreign
from .routes import root_of
from .translations import borrowed
from .view import View


@dataclass
class Build:
    """One language's build: the handbook, its view, and problems that the pages must tell."""

    handbook: Handbook
    own: View
    """The view in the build's language, from no page in particular."""
    problems: tuple[Problem, ...] = ()
    is_further: bool = False
    """Whether it is built inside the build of the source language."""
    site_url: str | None = None
    """Where the source language is published; None where nobody knows."""
    borrowed: dict[str, bool] = field(default_factory=dict)
    """The pages taken from the source language, by source file, and whether each has words of its own."""

    def __post_init__(self) -> None:
        self.view = self.own
        """The view from the page that is being made."""
        if self.is_further:
            self.borrowed = borrowed(self.handbook, self.language)
        self.lender = self.own.sibling(self.handbook.source_language)

    @property
    def language(self) -> str:
        """The language that is being built."""
        return self.own.language

    def turn_to(self, address: str) -> View:
        """From now on the view is that from the page at an address."""
        self.view = self.own.at("" if address in (".", "./") else address)
        return self.view

    def speak(self, source: str) -> View:
        """While the page of a source file speaks: a borrowed one speaks the source language."""
        if self.borrowed.get(source):
            self.view = self.lender.at(self.view.page)
        return self.view

    def file_of(self, source: str) -> str:
        """Where the file of a hand-written page is, from the repository's root."""
        return f"docs/{self.lender.language if source in self.borrowed else self.language}/{source}"

    def as_lent(self, words: str, source: str) -> str:
        """Words of a page, marked where the page is borrowed."""
        return foreign.mark(words, self.lender.language) if self.borrowed.get(source) else words

    def lent(self, html: str, source: str) -> str:
        """A page's content: a borrowed one says what language it is in, and that it is not translated."""
        if not self.borrowed.get(source):
            return html
        note = f'<p class="hb-note" lang="{self.own.locale}">{self.own.ui["page"]["untranslated"]}</p>'
        return f'<div lang="{self.lender.language}">{html.replace("</h1>", f"</h1>{note}", 1)}</div>'

    def print_as(self, entry: Entry | None) -> str:
        """On the print page: from here on headings belong to this record. Writes nothing."""
        self.view = self.view.at(self.view.page, entry.id if entry else "")
        return ""

    @property
    def root(self) -> str:
        """The folder of its language."""
        return root_of(self.handbook, self.language)


class Builds:
    """Which build is under way, and what outlives it."""

    def __init__(self) -> None:
        self.is_serving = False
        self._current: Build | None = None
        self._further: tuple[str, Build] | None = None
        self._last_good: Handbook | None = None

    @property
    def current(self) -> Build:
        """The build that is under way."""
        if self._current is None:
            raise RuntimeError("no build is under way: MkDocs' hooks have not run")
        return self._current

    def begin(self, load: Callable[[], Loaded]) -> Build | None:
        """Begin the build that MkDocs asks for now; None where bad data leave nothing to build.

        `load` is called for the source language only. Under serve the last good handbook is built
        in the place of one with problems.
        """
        if self._further:
            language, outer = self._further
            view = View(outer.handbook, language)
            self._current = Build(outer.handbook, view, outer.problems, True, outer.site_url)
            return self._current
        loaded = load()
        if loaded.handbook:
            self._last_good = loaded.handbook
        elif not self.is_serving:
            return None
        if self._last_good is None:
            return None
        handbook = self._last_good
        self._current = Build(handbook, View(handbook, handbook.source_language), loaded.problems)
        return self._current

    @contextmanager
    def further(self, language: str) -> Iterator[None]:
        """While this lasts, what MkDocs builds is a further language of the current build."""
        outer = self.current
        self._further = (language, outer)
        try:
            yield
        finally:
            self._further = None
            self._current = outer


class _Compiled(BytecodeCache):
    """Jinja's templates, compiled once for all languages and builds of a process."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key + bucket.checksum in self._code:
            bucket.bytecode_from_string(self._code[bucket.key + bucket.checksum])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


builds = Builds()
# With and without escaping: the same template is not the same code.
compiled_pages = _Compiled()
compiled_theme = _Compiled()
