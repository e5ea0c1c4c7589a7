"""The builds of this process, one language after the other: the only state there is.

MkDocs is asked for one build, that of the source language. When it is written, the hooks ask MkDocs
for one more for each further language. What those builds share lies here, and not in a module of
hooks, which MkDocs may load as often as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.metadata import version
from logging import Logger
from typing import Any, Protocol

from jinja2 import Environment, FileSystemBytecodeCache

from ..data.entry import Entry
from ..data.handbook import Handbook
from ..data.links import Link, replace_links
from ..data.load import Loaded
from ..data.messages import Problem
from ..data.places import DOCS, ROOT
from . import assets, foreign, markdown, theme
from .anchors import Anchors
from .handwritten import line_in
from .routes import published_at, root_of
from .search.reading import units
from .translations import borrowed
from .view import View


# No repr: mkdocs-macros would write the whole handbook for every macro that is a method of this.
@dataclass(repr=False)
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
    contents: dict[str, str] = field(default_factory=dict)
    """The content of the pages that the search may find, as HTML by their address."""
    also: dict[str, list[str]] = field(default_factory=dict)
    """What hand-written pages say that they are also called, by their address."""

    def __post_init__(self) -> None:
        self.view = self.own
        """The view from the page that is being made."""
        if self.is_further:
            self.borrowed = borrowed(self.handbook, self.language)
        self.anchors = Anchors(self.handbook)
        self.lender = self.own.sibling(self.handbook.source_language)

    @property
    def language(self) -> str:
        """The language that is being built."""
        return self.own.language

    @cached_property
    def folder(self) -> str:
        """Where our assets are published in this build."""
        return assets.folder()

    def turn_to(self, address: str) -> View:
        """From now on the view is that from the page at an address."""
        self.view = self.own.at("" if address in (".", "./") else address)
        return self.view

    def speak(self, source: str) -> View:
        """While the page of a source file speaks: a borrowed one speaks the source language."""
        if self.borrowed.get(source):
            self.view = self.lender.at(self.view.page)
        return self.view

    def with_links(self, text: str, source: str, log: Logger) -> str:
        """A hand-written page with the addresses of its inside links; an unknown one is logged."""
        view, file = self.speak(source), self.file_of(source)
        first = line_in(file, text, 1)

        def resolved(link: Link) -> str:
            line = first + text.count("\n", 0, link.start)
            message = self.anchors.ask(file, line, link, view.page)
            if message:
                log.warning("%s", Problem(file, line, (), message))
                return link.target
            return view.link(link.id, link.section) if link.id else link.target

        return replace_links(text, resolved)

    def title_and_description(
        self, text: str, meta: Mapping[str, Any], source: str
    ) -> tuple[str | None, str | None]:
        """What a page is called and about, from its record or its first heading; None: as it was."""
        if "record" in meta:
            title, about = self.view.title_and_description(self.view.entry(meta["record"]), meta["shows"])
            return str(title), str(about)
        heading = re.search(r"^# (.+?)(?: \{:.*\})?$", text, re.MULTILINE)
        if not heading or not self.view.page:
            return None, None
        words = heading.group(1)
        return foreign.mark(words, self.lender.language) if self.borrowed.get(source) else words, None

    def file_of(self, source: str, record: str | None = None) -> str:
        """Where the file of a page is, from the repository's root."""
        if record:
            return f"data/{self.handbook.by_id[record].file}"
        return f"docs/{self.lender.language if source in self.borrowed else self.language}/{source}"

    def borrowed_files(self) -> dict[str, str]:
        """The borrowed pages by source file, each with the path of its file."""
        return {source: str(DOCS / self.lender.language / source) for source in self.borrowed}

    def content(self, html: str, source: str, meta: Mapping[str, Any]) -> str:
        """A page's content: a borrowed one says what language it is in, and that it is not translated.

        It is kept for the search unless the page's `meta` says otherwise.
        """
        if self.borrowed.get(source):
            note = f'<p class="hb-note" lang="{self.own.locale}">{self.own.ui["page"]["untranslated"]}</p>'
            html = f'<div lang="{self.lender.language}">{html.replace("</h1>", f"</h1>{note}", 1)}</div>'
        if not theme.is_left_out(meta):
            self.contents[self.view.page] = html
            self.also[self.view.page] = meta.get("also", [])
        else:
            self.anchors.see(self.view.page, html)
        return html

    def finish(self, log: Logger) -> None:
        """The language is written: tell what its pages lack, and keep nothing of them during the next."""
        for problem in self.anchors.missing(self.language, self.contents):
            log.warning("%s", problem)
        self.contents.clear()
        markdown.forget()
        units.cache_clear()

    def print_as(self, entry: Entry | None) -> str:
        """On the print page: from here on headings belong to this record. Writes nothing."""
        self.view = self.view.at(self.view.page, entry.id if entry else "")
        return ""

    def publish(self, known: str | None, environment: Mapping[str, str] | None) -> str | None:
        """Where the language is published, with a slash at its end; None where nobody knows.

        `known` is what MkDocs knows; `environment` may say otherwise, and is None under serve.
        """
        if self.is_further:
            return self.site_url + root_of(self.handbook, self.language) if self.site_url else known
        self.site_url = known
        if environment is not None:
            self.site_url = published_at(self.handbook, environment)
        return self.site_url


class Content(Protocol):
    """What a page is made of, as its builder has it."""

    markdown: str | None
    content: str | None


class Builds:
    """Which build is under way, and what outlives it."""

    def __init__(self) -> None:
        self.is_serving = False
        self._current: Build | None = None
        self._further: tuple[str, Build] | None = None
        self._last_good: Handbook | None = None
        self._offered: Loaded | None = None

    @property
    def current(self) -> Build:
        """The build that is under way."""
        if self._current is None:
            raise RuntimeError("no build is under way: MkDocs' hooks have not run")
        return self._current

    def done_with(self, page: Content) -> None:
        """A page is written. A build needs what it was made of no more; `serve` may."""
        if not self.is_serving:
            page.content = page.markdown = None

    def offer(self, loaded: Loaded) -> None:
        """Data that are loaded already, for the build of the source language that begins next."""
        self._offered = loaded

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
        loaded, self._offered = self._offered or load(), None
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
    def only(self, build: Build) -> Iterator[None]:
        """While this lasts, a build that nobody asked MkDocs for is the current one."""
        before, self._current = self._current, build
        try:
            yield
        finally:
            self._current = before

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


@cache
def compiled(what: str) -> FileSystemBytecodeCache | None:
    """Where templates that Jinja has compiled are kept until they change; None where nothing can be.

    `what`: "pages" or "theme". One escapes and the other does not, so the same template is not the
    same code.
    """
    folder = ROOT / ".cache" / f"jinja-{version('jinja2')}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder), f"{what}-%s")


def prepare(environment: Environment) -> None:
    """Make the environment of the pages ours, before the first of them."""
    environment.bytecode_cache = compiled("pages")
    environment.autoescape = True
    # The pages of a thousand records are the same four lines, each of which includes a template.
    environment.from_string = lru_cache(maxsize=8)(environment.from_string)  # type: ignore[assignment]


builds = Builds()
