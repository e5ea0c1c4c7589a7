"""The adapter to MkDocs: its events, and nothing that remembers. Every event leads into a room.

The source language is the build that MkDocs was asked for; when it is done, `on_post_build` runs
MkDocs once more for each further language, into a folder below it.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros.commands import check, extras
from macros.commands.git import commit_time
from macros.pages import assets, contents, environment, foreign, markdown, routes, theme
from macros.pages.build import builds
from macros.pages.redirects import redirects

log = logging.getLogger("mkdocs.plugins.handbook")
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def on_startup(*, command: str, dirty: bool) -> None:
    """Under serve bad data must not stop anything; elsewhere it must."""
    builds.is_serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """First of all: load the data and make the configuration that of the language."""
    build = builds.begin(check.loaded)
    if build is None:
        raise Abort("data")
    config.site_url = build.publish(config.site_url, None if builds.is_serving else os.environ)
    config.update(theme.configuration(build.own, build.folder))
    config.theme.update(theme.look(build.own, build.folder))
    get_env = config.theme.get_env
    config.theme.get_env = lambda: environment.prepared(get_env())  # type: ignore[method-assign]
    config.mdx_configs["toc"]["permalink_title"] = build.own.ui["theme"]["permalink"]
    entry = ExtraScriptValue(f"{build.folder}/scripts/entry.js")
    entry.type = "module"
    config.extra_javascript = [entry]
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages that are no files of this language, and put our assets where their content says."""
    build = builds.current
    for source, path in build.borrowed_files().items():
        files.append(File.generated(config, source, abs_src_path=path))
    for page in routes.record_pages(build.handbook):
        files.append(File.generated(config, page.source, content=page.body))
    left_out = [*routes.left_out(build.handbook, files.src_uris), *assets.joined()]
    for file in list(files):
        if file.src_uri in left_out:
            files.remove(file)
        assets.publish(file, build.folder)
    for place, html in redirects(build.own, {file.dest_uri for file in files}).items():
        files.append(File.generated(config, place, content=html))
    return files


@event_priority(100)
def _inside_links(text: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Before the macros, so that only what the page itself says is read as a link, not the data's words."""
    builds.current.turn_to(page.file.url)
    return text if page.meta.get("record") else builds.current.with_links(text, page.file.src_uri, log)


@event_priority(-100)
def _titled(text: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """After the macros: the page's title and description; finished HTML is set aside."""
    title, about = builds.current.title_and_description(text, page.meta, page.file.src_uri)
    page.title = title or page.title
    page.meta.update({"description": about} if about else {})
    by_templates = page.meta.get("record") or builds.current.view.on_print
    text, page.meta["aside"] = (markdown.shield if by_templates else markdown.shield_blocks)(text)
    return text


on_page_markdown = CombinedEvent(_inside_links, _titled)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """After Markdown: the HTML that was set aside comes back."""
    html = markdown.unshield(html, page.meta.pop("aside", []))
    if "toc" not in page.meta.get("hide", []):
        page.toc = get_toc(contents.tokens(html))
    return builds.current.content(html, page.file.src_uri, page.meta)


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """What the theme needs for one page: the switch of languages and the page's own facts."""
    build = builds.current
    view = build.turn_to(page.file.url)
    page.update_date = commit_time().date().isoformat()
    config.extra["alternate"] = theme.alternates(view, config.site_url)
    source = build.file_of(page.file.src_uri, page.meta.get("record"))
    context |= theme.around(view, page.meta, source, page.title, page.canonical_url, page.update_date)
    page.edit_url = context["edit_url"]
    return context


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Give the theme's own templates the words and the problems to tell."""
    build = builds.current
    env.globals.update(theme.everywhere(build.own, build.problems, build.folder))
    return env


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """The page is whole: words of other languages are marked as such; what it was made of is let go."""
    config.extra.pop("alternate", None)
    builds.done_with(page)
    return foreign.marked_up(output)


def on_post_template(output_content: str, **about: object) -> str:
    """The same for what is no page: the one for addresses that are not there."""
    return foreign.marked_up(output_content)


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """When a language is written: what it has beside its pages; and after the source language the others."""
    site, build = Path(config.site_dir), builds.current
    extras.write(build, site)
    build.finish(log)
    if build.is_further:
        return
    for language in build.handbook.languages[1:]:
        with builds.further(language):
            inner = load_config(config.config_file_path, site_dir=str(site / language), strict=config.strict)
            inner.plugins.on_startup(command="build", dirty=False)
            build_site(inner)
