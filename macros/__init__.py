"""The handbook's package; here stands its adapter to mkdocs-macros, and nothing else.

mkdocs-macros calls `define_env` once for each language's build. Templates get the view of the
current page: `view`, `handbook`, `ui` and, on a record's page, `entry`.
"""

from __future__ import annotations

from functools import partial
from typing import Any


def define_env(env: Any) -> None:
    """Give templates the filters and macros of the language that is being built."""
    from .pages import assessment
    from .pages.build import builds

    view = builds.current.view
    for name in ("inline", "block", "plain", "raw", "name", "json", "paper", "rows"):
        env.filters[name] = getattr(view, name)
    macros = "link task_link heading print_as script_words source_note page_title role"
    for name in macros.split():
        env.macros[name] = getattr(view, name)
    env.filters["filled"] = partial(assessment.filled, view.handbook)
    env.macros["assessment_form"] = partial(assessment.widget, view)
    env.macros["radar"] = partial(assessment.radar, view)
    env.macros["change_thresholds"] = partial(assessment.change_thresholds, view.handbook)


def on_pre_page_macros(env: Any) -> None:
    """Before a page is rendered: tell the view where it is, and give the page its values.

    They are set here and not in `define_env` because mkdocs-macros writes out every variable that
    it knows before the build, which takes half a second for a whole handbook.
    """
    from .pages import forge, propose
    from .pages.build import builds, compiled

    env.env.bytecode_cache = compiled
    build = builds.current
    build.turn_to(env.page.file.url)
    identifier = env.page.meta.get("record")
    env.variables.update(
        {
            "view": build.view,
            "handbook": build.handbook,
            "ui": build.view.ui,
            "by_id": build.handbook.by_id,
            "team": build.handbook.settings,
            "language": build.view.language,
            "propose": propose,
            "forges": forge.NAMES,
            "entry": build.handbook.by_id[identifier] if identifier else None,
        }
    )
