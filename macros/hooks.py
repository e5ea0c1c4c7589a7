"""The adapter to MkDocs: builds each language from the handbook's pages.

The source language is the build that MkDocs was asked for; when it is done, `on_post_build` runs
MkDocs once more for each further language, into a folder below it.
"""

from __future__ import annotations

import gc
import html
import json
import logging
import os
import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import jieba
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from macros import build, check, contents, export, forge, messages, pages, scripts, texts
from macros.handbook import Handbook
from macros.links import PAGES, Link, replace_links
from macros.site import View

log = logging.getLogger("mkdocs.plugins.handbook")

_inner: dict[str, Any] = {}
"""While a further language is built: its code and the outer build. Lives as long as that call."""


def _remember_cuts() -> None:
    """Let the search's segmenter remember what it has cut.

    The same words stand on several pages, and under `serve` nearly all of them stood there before.
    """
    if not hasattr(jieba.cut, "cache_info"):
        cut = jieba.cut
        jieba.cut = lru_cache(maxsize=200_000)(lambda words: tuple(cut(words)))


_remember_cuts()
_last_good: list[Handbook] = []
_serving = False


def on_startup(*, command: str, dirty: bool) -> None:
    """Under serve bad data must not stop anything; elsewhere it must."""
    global _serving
    _serving = command == "serve"


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """First of all: load the data and make the configuration that of the language."""
    # A build makes much and drops little: the collector would only look for what is not there.
    gc.disable()
    if _inner:
        outer: build.Build = _inner["build"]
        handbook, problems, language = outer.handbook, outer.problems, _inner["language"]
    else:
        handbook, problems = _load()
        language = handbook.source_language
    view = View(handbook, language)
    build.start(build.Build(handbook, view, problems))
    _configure(config, view)
    return config


def _load() -> tuple[Handbook, tuple[messages.Problem, ...]]:
    loaded = build.load_data()
    if loaded.handbook:
        _last_good[:] = [loaded.handbook]
        return loaded.handbook, ()
    check.report(loaded)
    if not _serving or not _last_good:
        raise Abort("data")
    return _last_good[0], loaded.problems


def _configure(config: MkDocsConfig, view: View) -> None:
    handbook, language = view.handbook, view.language
    team = handbook.team
    root = pages.root_of(handbook, language)
    config.site_name = view.plain(team.name)
    config.site_description = view.plain(team.tagline)
    config.copyright = view.inline(team.copyright)
    if not _serving and not _inner:
        address = os.environ.get("HANDBOOK_SITE_URL") or team.site_url
        config.site_url = f"{address.rstrip('/')}/" if address else None
    if _inner and _inner["config"].site_url:
        config.site_url = _inner["config"].site_url + root
    config.docs_dir = str(build.ROOT / "docs" / language)
    theme_language = next(lang.locale for lang in team.languages if lang.code == language)
    config.theme["language"] = "zh" if theme_language.startswith("zh") else theme_language.split("-")[0]
    # The search plugin's segmenter says on every build that it read its dictionary.
    logging.getLogger("jieba").setLevel(logging.WARNING)
    known = _SEARCH.get(config.theme["language"])
    if known:
        search: Any = config.plugins["material/search"].config
        search.lang, search.separator, search.pipeline = known
    ui = view.ui
    config.theme["palette"] = [
        _palette("(prefers-color-scheme)", "default", "brightness-auto", ui["theme"]["to_light"]),
        _palette("(prefers-color-scheme: light)", "default", "weather-sunny", ui["theme"]["to_dark"]),
        _palette("(prefers-color-scheme: dark)", "slate", "weather-night", ui["theme"]["to_auto"]),
    ]
    config.mdx_configs["toc"]["permalink_title"] = ui["theme"]["permalink"]
    config.nav = pages.navigation(handbook, {key: ui["nav"][key] for key in ui["nav"]}, language)
    folder = f"assets/{build.assets_hash()}"
    config.theme["favicon"] = f"{folder}/images/favicon.png"
    styles = sorted(path.name for path in (build.ASSETS / "styles").glob("*.css"))
    config.extra_css = [f"{folder}/styles/{name}" for name in styles]
    entry = ExtraScriptValue(f"{folder}/scripts/entry.js")
    entry.type = "module"
    config.extra_javascript = [entry]
    config.extra["generator"] = False


# The theme's own settings of the search; looking them up costs the plugin three environments.
_SEARCH: dict[str, tuple[list[str], str, list[str]]] = {
    "zh": (["en"], r"[\s\u200b\u3000\-、。，．？！；]+", ["stemmer"]),
    "en": (["en"], r"[\s\-]+", ["stopWordFilter"]),
}


def _palette(media: str, scheme: str, icon: str, name: str) -> dict[str, Any]:
    return {
        "media": media,
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": f"material/{icon}", "name": name},
    }


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add a page for each record, and put our assets below a folder named by their content."""
    handbook = build.current().handbook
    for page in pages.record_pages(handbook):
        files.append(File.generated(config, page.source, content=page.body))
    if not handbook.team.example_team:
        _remove(files, "example-team.md")
    folder = f"assets/{build.assets_hash()}/"
    for file in files:
        if file.abs_src_path and Path(file.abs_src_path).is_relative_to(build.ASSETS):
            file.dest_uri = file.dest_uri.replace("assets/", folder, 1)
            file.url = file.dest_uri
    return files


def _remove(files: Files, source: str) -> None:
    file = files.get_file_from_path(source)
    if file:
        files.remove(file)


@event_priority(100)
def _inside_links(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Before the macros, so that only what the page itself says is read as a link, not the data's words."""
    current = build.current()
    current.turn_to(page.file.url)
    if page.meta.get("record"):
        return markdown
    return replace_links(markdown, lambda link: _resolved(current.view, link, page))


@event_priority(-100)
def _titled(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """After the macros: the page's title, description and dates."""
    current = build.current()
    current.turn_to(page.file.url)
    view = current.view
    identifier = page.meta.get("record")
    if identifier:
        entry = current.handbook.by_id[identifier]
        page.title, page.meta["description"] = view.title_and_description(entry, page.meta["shows"])
        return _shielded(markdown, page)
    heading = re.search(r"^# (.+?)(?: \{:.*\})?$", markdown, re.MULTILINE)
    if heading and not page.is_homepage:
        page.title = heading.group(1)
    return _shielded(markdown, page) if view.on_print else markdown


on_page_markdown = CombinedEvent(_inside_links, _titled)


def _shielded(markdown: str, page: Page) -> str:
    markdown, page.meta["aside"] = texts.shield(markdown)
    return markdown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """After Markdown: the HTML that was set aside comes back."""
    html = texts.unshield(html, page.meta.pop("aside", []))
    if page.meta.get("record"):
        page.toc = get_toc(contents.tokens(html))
    return html


def _resolved(view: View, link: Link, page: Page) -> str:
    if not link.id:
        return link.target
    try:
        return view.link(link.id, link.section)
    except KeyError:
        known = [*view.handbook.by_id, *PAGES]
        message = messages.unknown_reference("页面", "page", link.target, known)
        log.warning("docs/%s/%s: %s", view.language, page.file.src_uri, message)
        return link.target


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """What the theme needs for one page: the switch of languages and the page's own facts."""
    current = build.current()
    current.turn_to(page.file.url)
    view = current.view
    page.update_date = build.commit_time().date().isoformat()
    config.extra["alternate"] = _alternates(view, config)
    identifier = page.meta.get("record")
    entry = current.handbook.by_id[identifier] if identifier else None
    context["entry"] = entry
    source = f"data/{entry.file}" if entry else f"docs/{view.language}/{page.file.src_uri}"
    team_forge = current.handbook.team.forge
    page.edit_url = forge.address(team_forge, "edit", path=source)
    context["source_path"] = source
    context["history_url"] = forge.address(team_forge, "history", path=source)
    context.update(_wrong(view, page, source))
    context["search_excluded"] = bool((page.meta.get("search") or {}).get("exclude"))
    return context


def _wrong(view: View, page: Page, source: str) -> dict[str, Any]:
    """The text that says what is wrong with a page, and where the forge takes it."""
    words = view.handbook.interface.words["wrong"]
    title = html.unescape(str(page.title or ""))
    place = page.canonical_url or f"/{pages.root_of(view.handbook, view.language)}{view.page}"
    facts = {"{title}": title, "{address}": place, "{file}": source, "{day}": page.update_date}
    text = view.words(words["text"])[0]
    for mark, fact in facts.items():
        text = text.replace(mark, fact)
    issue = view.words(words["issue_title"])[0].replace("{title}", title)
    return {
        "wrong_text": texts.escaped(text),
        "wrong_place": place,
        "issue_url": forge.address(
            view.handbook.team.forge, "issue", language=view.language, title=issue, body=text
        ),
    }


def _alternates(view: View, config: MkDocsConfig) -> list[dict[str, str]]:
    """The same page in each language. Absolute where the site's address is known."""
    languages = view.handbook.team.languages
    if len(languages) < 2:
        return []
    site = config.site_url
    if site:
        own_root = pages.root_of(view.handbook, view.language)
        base = site[: -len(own_root)] if own_root else site
    else:
        depth = len(view.page.split("/")) - 1 + (1 if pages.root_of(view.handbook, view.language) else 0)
        base = "../" * depth or "./"
    return [
        {
            "name": language.name,
            "lang": language.locale,
            "link": base + pages.root_of(view.handbook, language.code) + view.page,
        }
        for language in languages
    ]


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Give the theme's own templates the words and the problems to tell."""
    current = build.current()
    env.bytecode_cache = build.compiled
    env.globals.update(
        ui=current.view.ui,
        view=current.view,
        problems=[texts.escaped(str(problem)) for problem in current.problems],
        language_roots={
            language.code: pages.root_of(current.handbook, language.code)
            for language in current.handbook.team.languages
        },
        build_folder=f"assets/{build.assets_hash()}",
    )
    return env


# The theme's search cuts a Chinese query into words of its index but never tries the query as a
# whole, so that 交接 was looked up as 交: its loop ends one character early.
_CUT_SHORT = re.compile(r"(for\(let (\w)=\w\+1;\2)<(\w\.length;\2\+\+\)\w\.slice)")


def _mend_search(site: Path) -> None:
    for worker in site.glob("assets/javascripts/workers/search.*.min.js"):
        text = worker.read_text(encoding="utf-8")
        worker.write_text(_CUT_SHORT.sub(r"\1<=\3", text), encoding="utf-8", newline="")


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """When a language is written: its search; and after the source language the others and the export."""
    _mend_search(Path(config.site_dir))
    if _inner:
        return
    outer = build.current()
    site = Path(config.site_dir)
    for language in outer.handbook.languages[1:]:
        _inner.update(language=language, build=outer, config=config)
        try:
            inner = load_config(config.config_file_path, site_dir=str(site / language), strict=config.strict)
            inner.plugins.on_startup(command="serve" if _serving else "build", dirty=False)
            build_site(inner, serve_url=config.site_url if _serving else None)
        finally:
            _inner.clear()
    build.start(outer)
    scripts.shrink(site)
    gc.enable()
    text = json.dumps(export.handbook(outer.handbook), ensure_ascii=False, indent=1)
    (site / "handbook.json").write_text(text + "\n", encoding="utf-8", newline="\n")


os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
