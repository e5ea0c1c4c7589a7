"""The site page by page, for `serve`: a page is made when it is asked for, by MkDocs' own functions.

MkDocs' `build` does two things: it prepares (configuration, files, navigation, templates), then makes
every page. Here the first half is done after a change, for a language that is asked for, and the
second for one page at a time. All plugins' and hooks' events run as they do in a build.

A page shows other pages' titles in its navigation. They are known before those pages are made: a
record's from the data, a hand-written page's from its text up to its first heading.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from ..data.load import Loaded
from ..pages import markdown, routes
from ..pages.build import Build, builds
from .extras import extras

_HEAD = re.compile(r"\A(?:(?!# )[^\n{]*\n)*# [^\n]*(?:\n|\Z)")
"""A text up to its first heading, where nothing before it is made by a template."""


class Edition:
    """One language of the site, prepared: its pages are made one by one."""

    def __init__(self, config: MkDocsConfig, theme: ThemeFiles) -> None:
        """Prepare the build of a language; which one says `builds`. As `mkdocs.commands.build.build`."""
        config.plugins.on_startup(command="serve", dirty=False)
        self._config = config = config.plugins.on_config(config)
        self.build: Build = builds.current
        config.plugins.on_pre_build(config=config)
        files = get_files(config)
        env = config.theme.get_env()
        theme.add_to(files, env, config)
        self._files = files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        self._nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        self._pages = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        records = {page.source: page for page in routes.record_pages(self.build.handbook)}
        for file in self._pages:
            page = file.page or Page(None, file, config)
            try:
                self._announce(page, records)
            except (Exception, SystemExit):
                # It is told where it is asked for, and hinders no other; until then its file names it.
                page.title = file.name
        self._env = config.plugins.on_env(env, config=config, files=files)
        self._by_address: dict[str, File] = {
            file.dest_uri: file for file in files if file.inclusion.is_in_serve()
        }
        self._extras = extras(self.build, self._text, self._read_all)
        self._made: dict[str, bytes | None] = {}

    def _announce(self, page: Page, records: dict[str, routes.Page]) -> None:
        """Let a page be known by its title, as in MkDocs' build all are before the first is written."""
        file = page.file
        if file.src_uri in records:
            self.build.turn_to(file.url)
            page.meta = records[file.src_uri].meta
            page.title, _ = self.build.title_and_description("", page.meta, file.src_uri)
            return
        page.read_source(self._config)
        head = _HEAD.match(page.markdown or "")
        if head:
            event = self._config.plugins.on_page_markdown
            page.markdown = event(head.group(), page=page, config=self._config, files=self._files)
        else:
            self._read(page)

    def get(self, address: str) -> bytes | None:
        """What stands at an address below the language's root (`x/index.html`); None: nothing does.

        Raises what a failing template or page raises.
        """
        if address not in self._made:
            with builds.only(self.build):
                self._made[address] = self._make(address)
        return self._made[address]

    def _make(self, address: str) -> bytes | None:
        file = self._by_address.get(address)
        for place, make in self._extras.items():
            if address == place or (place.endswith("/") and address.startswith(place)):
                # A whole folder is made at once: what it has not is not there.
                if place not in self._made:
                    self._made |= {place: None, **make()}
                return self._made.get(address)
        if file and file.page:
            excluded = file.inclusion.is_excluded()
            self._read(file.page)
            _build_page(file.page, self._config, self._pages, self._nav, self._env, excluded=excluded)
        elif file:
            return bytes(file.content_bytes)
        elif address.removesuffix(".gz") in self._config.theme.static_templates:
            name = address.removesuffix(".gz")
            _build_theme_template(name, self._env, self._files, self._config, self._nav)
        else:
            # Nothing else is looked for on this machine: an address may climb out of the site.
            return None
        written = Path(self._config.site_dir, address)
        return written.read_bytes() if written.is_file() else None

    @property
    def address(self) -> str:
        """Where the language is published, with a slash at its end; empty where nobody knows."""
        return self._config.site_url or ""

    def others(self) -> Iterator[tuple[str, bytes]]:
        """What stands beside the pages and comes neither from the theme nor from the pages."""
        for address, file in self._by_address.items():
            ours = not file.page and (file.generated_by or address.startswith(self.build.folder))
            if ours:
                yield address, bytes(file.content_bytes)

    def pages(self) -> Iterator[tuple[Page, str]]:
        """Every page, with its Markdown as it is when templates have made it."""
        with builds.only(self.build):
            for file in self._pages:
                page = file.page or Page(None, file, self._config)
                page.read_source(self._config)
                event = self._config.plugins.on_page_markdown
                text = event(page.markdown or "", page=page, config=self._config, files=self._files)
                yield page, markdown.whole(text, page.meta.pop("aside", []))

    def _read(self, page: Page) -> None:
        """Let a page be what it will hold, if it is not."""
        if page.content is None:
            _populate_page(page, self._config, self._files)

    def _read_all(self) -> None:
        for file in self._pages:
            if file.page:
                self._read(file.page)

    def _text(self, address: str) -> str | None:
        found = self.get(address)
        return None if found is None else found.decode()


class ThemeFiles:
    """The theme's files, found once: there are thousands, and only ours among them ever change."""

    def __init__(self) -> None:
        self._found: dict[str, list[File]] = {}

    def forget(self) -> None:
        """Look anew the next time."""
        self._found = {}

    def add_to(self, files: Files, env: Any, config: MkDocsConfig) -> None:
        """As MkDocs' `files.add_files_from_theme`."""
        if config.site_dir not in self._found:
            theme = Files([])
            theme.add_files_from_theme(env, config)
            self._found[config.site_dir] = list(theme)
        for file in self._found[config.site_dir]:
            if files.get_file_from_path(file.src_uri) is None:
                files.append(copy(file))


class NoData(Exception):
    """There are no good data yet, and so no site."""


class Preview:
    """The whole site as it would be built from what the files say now, made as it is asked for."""

    def __init__(self, config_file: Path, address: str) -> None:
        """`address`: where it is served, with a slash at its end; empty where nobody knows."""
        self._config_file, self._address = config_file, address
        self._folder = Path(tempfile.mkdtemp(prefix="handbook-"))
        self._theme = ThemeFiles()
        self._loaded = Loaded(None, ())
        self._editions: dict[str, Edition] = {}

    def change(self, loaded: Loaded, *, theme: bool) -> None:
        """From now on the files say something else; `theme`: files of the theme may be others."""
        self._loaded = loaded
        self._editions = {}
        # Systems clean up after some days; the folder may be gone.
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(exist_ok=True)
        if theme:
            self._theme.forget()

    def close(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def get(self, address: str) -> bytes | None:
        """What stands at an address of the site (`en/x/index.html`); None: nothing does.

        Raises NoData where no good data were ever seen, and what a page raises that cannot be made.
        """
        source = self.edition("")
        first, _, rest = address.partition("/")
        if rest and first in source.build.handbook.languages[1:]:
            return self.edition(first).get(rest)
        return source.get(address)

    def edition(self, language: str) -> Edition:
        """A further language by its code, or the source language (empty). Raises as `get`."""
        if language not in self._editions:
            folder = str(self._folder / language)
            config = load_config(str(self._config_file), site_dir=folder)
            if language:
                outer = self._editions[""].build
                with builds.only(outer), builds.further(language):
                    self._editions[language] = Edition(config, self._theme)
            else:
                config.site_url = self._address or None
                builds.offer(self._loaded)
                try:
                    self._editions[""] = Edition(config, self._theme)
                except Abort as error:
                    raise NoData from error
        return self._editions[language]
