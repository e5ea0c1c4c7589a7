"""The adapter to MkDocs: its events, and nothing that remembers. Every event leads into a room.

The source language is the build that MkDocs was asked for; when it is done, `on_post_build` runs
MkDocs once more for each further language, into a folder below it.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from markupsafe import escape
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros.commands import check, export
from macros.commands.git import commit_time
from macros.data import messages
from macros.data.links import PAGES, Link, replace_links
from macros.data.places import ASSETS, DOCS
from macros.pages import assets, contents, failures, foreign, markdown, routes, search, theme
from macros.pages.build import Build, builds, compiled_theme
from macros.pages.redirects import redirects
from macros.pages.view import View

log = logging.getLogger("mkdocs.plugins.handbook")
search.remember_cuts()


def on_startup(*, command: str, dirty: bool) -> None:
    """Under serve bad data must not stop anything; elsewhere it must."""
    builds.is_serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """First of all: load the data and make the configuration that of the language."""
    build = builds.begin(check.loaded)
    if build is None:
        raise Abort("data")
    _locate(config, build)
    for name, value in theme.configuration(build.view).items():
        setattr(config, name, value)
    for name, value in theme.look(build.view).items():
        config.theme[name] = value
    config.mdx_configs["toc"]["permalink_title"] = build.view.ui["theme"]["permalink"]
    entry = ExtraScriptValue(f"{theme.folder()}/scripts/entry.js")
    entry.type = "module"
    config.extra_javascript = [entry]
    config.extra["generator"] = False
    return config


def _locate(config: MkDocsConfig, build: Build) -> None:
    """Where the pages of a language are published."""
    if build.is_further:
        config.site_url = build.site_url + build.root if build.site_url else config.site_url
    else:
        if not builds.is_serving:
            address = os.environ.get("HANDBOOK_SITE_URL") or build.handbook.settings.site_url
            config.site_url = f"{address.rstrip('/')}/" if address else None
        build.site_url = config.site_url


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add a page for each record, and put our assets below a folder named by their content."""
    build = builds.current
    handbook = build.handbook
    for source in build.borrowed:
        path = DOCS / handbook.source_language / source
        files.append(File.generated(config, source, abs_src_path=str(path)))
    for page in routes.record_pages(handbook):
        files.append(File.generated(config, page.source, content=page.body))
    example = files.get_file_from_path("example-team.md")
    if example and not handbook.settings.example_team:
        files.remove(example)
    for file in files:
        if file.abs_src_path and Path(file.abs_src_path).is_relative_to(ASSETS):
            file.dest_uri = file.dest_uri.replace("assets/", f"{theme.folder()}/", 1)
            file.url = file.dest_uri
    for place, html in redirects(build.own, {file.dest_uri for file in files}).items():
        files.append(File.generated(config, place, content=foreign.unmarked(html)))
    return files


@event_priority(100)
def _inside_links(text: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Before the macros, so that only what the page itself says is read as a link, not the data's words."""
    builds.current.turn_to(page.file.url)
    view = builds.current.speak(page.file.src_uri)
    return text if page.meta.get("record") else replace_links(text, lambda link: _resolved(view, link, page))


def _resolved(view: View, link: Link, page: Page) -> str:
    try:
        return view.link(link.id, link.section) if link.id else link.target
    except KeyError:
        known = [*view.handbook.by_id, *PAGES]
        message = messages.unknown_reference("页面", "page", link.target, known)
        log.warning("docs/%s/%s: %s", view.language, page.file.src_uri, message)
        return link.target


@event_priority(-100)
def _titled(text: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """After the macros: the page's title and description; finished HTML is set aside."""
    view = builds.current.view
    identifier = page.meta.get("record")
    heading = re.search(r"^# (.+?)(?: \{:.*\})?$", text, re.MULTILINE)
    if identifier:
        entry = view.entry(identifier)
        title, about = view.title_and_description(entry, page.meta["shows"])
        page.title, page.meta["description"] = str(title), str(about)
    elif heading and not page.is_homepage:
        page.title = builds.current.as_lent(heading.group(1), page.file.src_uri)
    if identifier or view.on_print:
        text, page.meta["aside"] = markdown.shield(text)
    return text


on_page_markdown = CombinedEvent(_inside_links, _titled)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """After Markdown: the HTML that was set aside comes back."""
    html = markdown.unshield(html, page.meta.pop("aside", []))
    if page.meta.get("record"):
        page.toc = get_toc(contents.tokens(html))
    return builds.current.lent(html, page.file.src_uri)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """The page is whole: words of other languages are marked as such."""
    return foreign.marked_up(output)


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """The page for what is not there, too."""
    return foreign.marked_up(output_content)


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """What the theme needs for one page: the switch of languages and the page's own facts."""
    build = builds.current
    view = build.turn_to(page.file.url)
    page.update_date = commit_time().date().isoformat()
    config.extra["alternate"] = theme.alternates(view, config.site_url)
    identifier = page.meta.get("record")
    source = f"data/{view.entry(identifier).file}" if identifier else build.file_of(page.file.src_uri)
    context.update(
        theme.around(view, source, str(page.title or ""), page.canonical_url, page.update_date),
        view=view,
        entry=view.entry(identifier) if identifier else None,
        search_excluded=bool((page.meta.get("search") or {}).get("exclude")),
    )
    page.edit_url = context["edit_url"]
    return context


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Give the theme's own templates the words and the problems to tell."""
    build = builds.current
    env.bytecode_cache = compiled_theme
    failures.told_by(env)
    env.globals.update(
        ui=build.view.ui,
        view=build.view,
        problems=[escape(str(problem)) for problem in build.problems],
        language_roots={code: routes.root_of(build.handbook, code) for code in build.handbook.languages},
        build_folder=theme.folder(),
    )
    return env


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """When a language is written: its search; and after the source language the others and the export."""
    site = Path(config.site_dir)
    search.mend(site)
    build = builds.current
    if build.is_further:
        return
    for language in build.handbook.languages[1:]:
        with builds.further(language):
            inner = load_config(config.config_file_path, site_dir=str(site / language), strict=config.strict)
            inner.plugins.on_startup(command="serve" if builds.is_serving else "build", dirty=False)
            build_site(inner, serve_url=config.site_url if builds.is_serving else None)
    assets.shrink(site)
    text = json.dumps(export.handbook(build.handbook), ensure_ascii=False, indent=1)
    (site / "handbook.json").write_text(text + "\n", encoding="utf-8", newline="\n")


os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
