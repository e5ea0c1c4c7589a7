"""What the theme around a page needs: its settings, the switch of languages, what to do when it is wrong."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import escape

from ..data.messages import Problem
from ..data.places import ASSETS, DOCS
from . import assets, colours, foreign, forge
from .navigation import navigation
from .routes import root_of
from .view import View

Around = dict[str, Any]


def configuration(view: View, folder: str) -> dict[str, Any]:
    """What MkDocs' own configuration holds for the view's language, by its names; `folder`: our assets."""
    settings = view.handbook.settings
    return {
        "site_name": str(view.plain(settings.name)),
        "site_description": foreign.unmarked(view.plain(settings.tagline)),
        "copyright": str(view.inline(settings.copyright)),
        "nav": navigation(view),
        "docs_dir": str(DOCS / view.language),
        "extra_css": [f"{folder}/{assets.STYLES}"],
    }


def look(view: View, folder: str) -> dict[str, Any]:
    """What the theme's configuration holds, by its names."""
    words = view.ui["theme"]
    return {
        "language": language_of(view),
        "favicon": f"{folder}/images/favicon.png",
        # Light, dark and as the device likes, each with the words of the button that leaves it.
        "palette": [
            _palette("(prefers-color-scheme)", "default", "brightness-auto", words["to_light"]),
            _palette("(prefers-color-scheme: light)", "default", "weather-sunny", words["to_dark"]),
            _palette("(prefers-color-scheme: dark)", "slate", "weather-night", words["to_auto"]),
        ],
    }


def language_of(view: View) -> str:
    """The theme's name for the view's language."""
    return "zh" if view.locale.startswith("zh") else view.locale.split("-")[0]


def _palette(media: str, scheme: str, icon: str, name: str) -> dict[str, Any]:
    return {
        "media": media,
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": f"material/{icon}", "name": name},
    }


def alternates(view: View, site_url: str | None) -> list[dict[str, str]]:
    """The same page in each language. Absolute where the address of the view's language is known."""
    languages = view.handbook.settings.languages
    if len(languages) < 2:
        return []
    own_root = root_of(view.handbook, view.language)
    if site_url:
        base = site_url[: -len(own_root)] if own_root else site_url
    else:
        depth = len(view.page.split("/")) - 1 + (1 if own_root else 0)
        base = "../" * depth or "./"
    return [
        {
            "name": escape(language.name),
            "lang": language.locale,
            "link": base + root_of(view.handbook, language.code) + view.page,
        }
        for language in languages
    ]


def everywhere(view: View, problems: Iterable[Problem], folder: str) -> Around:
    """What the theme's templates may ask for on any page."""
    return {
        "ui": view.ui,
        "view": view,
        "problems": [escape(str(problem)) for problem in problems],
        "language_roots": {code: root_of(view.handbook, code) for code in view.handbook.languages},
        "build_folder": folder,
        "has_card": (ASSETS / "images" / f"card-{view.language}.png").is_file(),
        "team_colours": colours.style(view.handbook),
    }


def around(
    view: View, meta: Mapping[str, Any], source: str, title: str | None, address: str | None, day: str
) -> Around:
    """What the theme shows around a page.

    `meta` is what the page says of itself; `source` its file; `title` its title as HTML; `address`
    where it is published, if that is known; `day` that of the build.
    """
    place = view.handbook.settings.forge
    return {
        "view": view,
        "entry": view.handbook.by_id.get(meta.get("record", "")),
        "search_excluded": is_left_out(meta),
        "source_path": source,
        "edit_url": forge.address(place, "edit", path=source),
        "history_url": forge.address(place, "history", path=source),
        **_wrong(view, html.unescape(foreign.unmarked(title or "")), address, source, day),
    }


def is_left_out(meta: Mapping[str, Any]) -> bool:
    """Whether a page says that no search is to find it."""
    return bool((meta.get("search") or {}).get("exclude"))


def _wrong(view: View, title: str, address: str | None, source: str, day: str) -> Around:
    """The text that says what is wrong with a page, and where the forge takes it."""
    words = view.handbook.interface.words["wrong"]
    place = address or f"/{root_of(view.handbook, view.language)}{view.page}"
    text = view.words(words["text"])[0]
    for mark, fact in {"{title}": title, "{address}": place, "{file}": source, "{day}": day}.items():
        text = text.replace(mark, fact)
    issue = view.words(words["issue_title"])[0].replace("{title}", title)
    return {
        "wrong_text": escape(text),
        "wrong_place": place,
        "issue_url": forge.address(
            view.handbook.settings.forge, "issue", language=view.language, title=issue, body=text
        ),
    }
