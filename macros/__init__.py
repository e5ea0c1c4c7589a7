"""The handbook's package; here stands its adapter to mkdocs-macros, and nothing else.

mkdocs-macros calls `define_env` once for each language's build. Templates get the view of the
current page: `view`, `handbook`, `ui` and, on a record's page, `entry`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FILTERS = "inline block plain paper raw name json rows"
MACROS = "link linked task_link heading script_words source_note page_title role terms_by_letter \
sources_by_letter"


def define_env(env: Any) -> None:
    """Give templates the filters and macros: methods of whatever view is the current one."""
    from .pages import assessment
    from .pages.build import builds

    def of_view(name: str) -> Callable[..., Any]:
        return lambda *arguments: getattr(builds.current.view, name)(*arguments)

    for name in FILTERS.split():
        env.filters[name] = of_view(name)
    for name in MACROS.split():
        env.macros[name] = of_view(name)
    build = builds.current
    env.macros["print_as"] = build.print_as
    env.macros["prefix"] = lambda: build.view.prefix
    env.filters["filled"] = lambda text: assessment.filled(build.handbook, text)
    env.macros["assessment_form"] = lambda team=False: assessment.widget(build.view, team)
    env.macros["radar"] = lambda: assessment.radar(build.view)
    env.macros["change_thresholds"] = lambda: assessment.change_thresholds(build.handbook)


def on_pre_page_macros(env: Any) -> None:
    """Before a page is rendered: tell the build where it is, and give the page its values.

    They are set here and not in `define_env` because mkdocs-macros writes out every variable that
    it knows before the build, which takes half a second for a whole handbook.
    """
    from .commands.git import commit_time
    from .data import costs
    from .pages import agreements, failures, forge, propose
    from .pages.build import builds, prepare

    if not env.env.autoescape:
        prepare(env.env)
    build = builds.current
    source = env.page.file.src_uri
    view = build.speak(source)
    identifier = env.page.meta.get("record")
    if identifier:
        failures.told_by(env.env, source)
    else:
        failures.told_by(env.env, build.file_of(source), env.page.markdown)
    # One by one: `update` would first copy every dictionary, down to the last word, for each page.
    for name, value in {
        "view": view,
        "handbook": build.handbook,
        "ui": view.ui,
        "by_id": build.handbook.by_id,
        "team": build.handbook.settings,
        "language": view.language,
        "agreements": agreements,
        "costs": costs,
        "build_day": commit_time().date(),
        "propose": propose,
        "forges": forge.NAMES,
        "entry": build.handbook.by_id[identifier] if identifier else None,
    }.items():
        env.variables[name] = value
