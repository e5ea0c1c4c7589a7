"""Every widget and block of the pages, by the examples that stand beside its template.

A contract is a YAML file: `about`, `takes` (what the template asks for) and `examples` (a name, what
is given `with` it, and `shows`: words that the reader must find). The same examples are tested, go
through axe, and stand on the page that `make components` writes.

A value of an example is as it stands, or `{like: practice, …}` for the handbook's first record of a
kind with other fields, `{is: Template, …}` for a part of a record, `{all: assessed element}` for records.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import markdown
import yaml

from .. import define_env
from ..data import costs
from ..data.handbook import Handbook
from ..data.models.practice import Step
from ..data.models.record import Template
from ..data.models.text import Part
from ..data.places import ROOT
from ..pages import agreements, forge, propose
from ..pages import markdown as texts
from ..pages.build import Build, builds
from ..pages.view import View
from . import site, targets
from .repository import load_data

PARTS: dict[str, type[Part]] = {"Step": Step, "Template": Template}
"""The parts of a record that an example may give."""
TEMPLATES = ROOT / "macros" / "templates"


@dataclass(frozen=True)
class Example:
    """One example of a component: what is given, and what the reader must find."""

    name: str
    given: dict[str, Any]
    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Component:
    """A widget or a block: how it is called in a template, what it takes, and its examples."""

    name: str
    call: str
    about: str
    takes: dict[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()


def components() -> list[Component]:
    """Every contract: one file a widget, and the blocks of `parts.html` in one file."""
    found = []
    for path in sorted((TEMPLATES / "widgets").glob("*.yml")):
        found.append(_component(path.stem, f'{{% include "widgets/{path.stem}.html" %}}', _read(path)))
    for name, contract in _read(TEMPLATES / "parts.yml").items():
        arguments = ", ".join(contract.get("takes", {}))
        found.append(_component(name, f"{{{{ parts.{name}({arguments}) }}}}", contract))
    return found


def _read(path: Path) -> dict[str, Any]:
    contract: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return contract


def _component(name: str, call: str, contract: dict[str, Any]) -> Component:
    examples = tuple(
        Example(one["name"], one.get("with", {}), tuple(one.get("shows", ()))) for one in contract["examples"]
    )
    return Component(name, call, contract["about"], contract.get("takes", {}), examples)


def value(given: Any, handbook: Handbook) -> Any:
    """What an example gives, as a template takes it."""
    if isinstance(given, list):
        return [value(one, handbook) for one in given]
    if not isinstance(given, dict):
        return given
    if "all" in given:
        if given["all"] == "assessed element":
            return handbook.assessed_elements
        return handbook.of_kind(given["all"])
    if "like" in given:
        entry = handbook.of_kind(given["like"])[0]
        changes = {key: part for key, part in given.items() if key != "like"}
        raw = {**entry.record.model_dump(mode="json", exclude_defaults=True), **changes}
        return replace(entry, record=type(entry.record).model_validate(raw))
    if "is" in given:
        return PARTS[given["is"]].model_validate({k: v for k, v in given.items() if k != "is"})
    return given


def address(component: Component, example: Example) -> str:
    """The address of an example's page."""
    return f"component-{component.name}-{re.sub(r'[^a-z0-9]+', '-', example.name.lower())}/"


def render(component: Component, example: Example, view: View) -> str:
    """An example as HTML, as it would stand on the page at its address."""
    handbook = view.handbook
    view = replace(view, page=address(component, example), prefix="")
    with builds.only(Build(handbook, view)):
        return _rendered(component, example, view)


def _rendered(component: Component, example: Example, view: View) -> str:
    handbook = view.handbook
    known = SimpleNamespace(filters={}, macros={}, variables={})
    define_env(known)
    loader = jinja2.FileSystemLoader(TEMPLATES)
    env = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined, autoescape=True)
    env.filters.update(known.filters)
    env.globals.update(
        known.macros,
        view=view,
        handbook=handbook,
        ui=view.ui,
        by_id=handbook.by_id,
        team=handbook.settings,
        language=view.language,
        agreements=agreements,
        costs=costs,
        propose=propose,
        forges=forge.NAMES,
    )
    source = f'{{% import "parts.html" as parts with context %}}{component.call}'
    given = {name: value(one, handbook) for name, one in example.given.items()}
    page, aside = texts.shield(env.from_string(source).render(given))
    html = texts.unshield(markdown.markdown(page, extensions=["attr_list"]), aside).strip()
    # A step is an item of the list of steps, which the page brings.
    return f'<ol class="hb-steps">{html}</ol>' if html.startswith("<li") else html


def pages(handbook: Handbook) -> Iterator[tuple[Component, Example, str, str]]:
    """Every example in every language: component, example, language, HTML."""
    for component in components():
        for example in component.examples:
            for language in handbook.languages:
                yield component, example, language, render(component, example, View(handbook, language))


_ARTICLE = re.compile(r'(<article class="md-content__inner[^>]*>).*?(</article>)', re.DOTALL)


def write(folder: Path, handbook: Handbook) -> Path:
    """Put a page for each example, and one with all, beside a built site; returns the page of all."""
    listed: list[str] = []
    for component, example, language, html in pages(handbook):
        root = folder / ("" if language == handbook.source_language else language)
        shell = (root / "progress" / "index.html").read_text(encoding="utf-8")
        target = root / address(component, example) / "index.html"
        target.parent.mkdir(exist_ok=True)
        title = escape(f"{component.name}: {example.name}")
        below = escape(example.name)
        inner = f'<h1>{title}</h1>\n<h2 class="hb-visually-hidden">{below}</h2>\n{html}'
        shell = re.sub(r"<title>.*?</title>", f"<title>{title}</title>", shell, count=1)
        page = _ARTICLE.sub(lambda m, inner=inner: m[1] + inner + m[2], shell, count=1)  # type: ignore[misc]
        target.write_text(page, encoding="utf-8")
        if language == handbook.source_language:
            takes = "".join(
                f"<li><code>{escape(name)}</code>: {escape(what)}</li>"
                for name, what in component.takes.items()
            )
            if example is component.examples[0]:
                listed.append(f"<h2>{component.name}</h2><p>{escape(component.about)}</p><ul>{takes}</ul>")
            links = "".join(
                f' <a href="../{folder}{address(component, example)}">{code}</a>'
                for code in handbook.languages
                for folder in ["" if code == handbook.source_language else f"{code}/"]
            )
            listed.append(
                f'<h3>{escape(example.name)}{links}</h3><iframe loading="lazy" width="100%" height="640"'
                f' title="{title}" src="../{address(component, example)}"></iframe>'
            )
    index = folder / "components" / "index.html"
    index.parent.mkdir(exist_ok=True)
    head = '<!doctype html><html lang="en"><meta charset="utf-8">'
    head += '<meta name="viewport" content="width=device-width">'
    head += '<link rel="icon" href="data:,">'
    style = "<style>body{font-family:sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}</style>"
    body = f"<title>Components</title>{style}<h1>Components</h1>{''.join(listed)}"
    index.write_text(head + body, encoding="utf-8")
    return index


def run(target: Path) -> int:
    """Build the site into a folder of its own and put the components beside it."""
    loaded = load_data()
    if site.run(target) or loaded.handbook is None:
        return 1
    try:
        page = write(targets.place_of(target), loaded.handbook)
    except OSError as error:
        print(f"components: {targets.told(error, target)}", file=sys.stderr)
        return 1
    print(f"components: {page}; python -m http.server --directory {target}", file=sys.stdout)
    return 0
