"""Every widget and block by the examples of its contract: rendered, started, through axe."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2
import pytest
from axe_playwright_python.sync_playwright import Axe
from jinja2 import meta, nodes
from playwright.sync_api import BrowserContext

from macros.commands import components
from macros.data.handbook import Handbook
from macros.pages.view import View
from tests.conftest import serve_folder, watch
from tests.test_scripts import started

CONTRACTS = components.components()
BY_NAME = {component.name: component for component in CONTRACTS}
FILTERS = ["inline", "block", "plain", "raw", "name", "json", "paper", "rows", "filled"]
ENV = jinja2.Environment()
ENV.filters.update(dict.fromkeys(FILTERS, str))
ALWAYS = {
    *(
        "handbook",
        "view",
        "ui",
        "team",
        "language",
        "propose",
        "parts",
        "marks",
        "by_id",
        "agreements",
        "forges",
    ),
    *("link", "linked", "script_words", "role", "page_title", "task_link", "assessment_form", "radar"),
}
"""What every template is given: see `define_env` and `on_pre_page_macros`."""


def test_every_widget_has_a_contract() -> None:
    widgets = {path.stem for path in (components.TEMPLATES / "widgets").glob("*.html")}
    assert widgets <= set(BY_NAME)
    assert {"example", "today", "step", "template"} <= set(BY_NAME)


@pytest.mark.parametrize("component", CONTRACTS, ids=lambda one: one.name)
def test_a_contract_says_what_the_template_takes(component: components.Component) -> None:
    file = components.TEMPLATES / "widgets" / f"{component.name}.html"
    if file.exists():
        template = ENV.parse(file.read_text("utf-8"))
        own = {
            one.target.name for one in template.find_all(nodes.Assign) if isinstance(one.target, nodes.Name)
        }
        asked = meta.find_undeclared_variables(template) - ALWAYS - (own - set(component.takes))
    else:
        parts = ENV.parse((components.TEMPLATES / "parts.html").read_text("utf-8"))
        [macro] = [m for m in parts.find_all(nodes.Macro) if m.name == component.name]
        asked = {argument.name for argument in macro.args}
    assert asked == set(component.takes)
    assert component.about and all(component.takes.values())
    for example in component.examples:
        assert set(example.given) <= set(component.takes), example.name


def test_every_example_renders_in_every_language(handbook: Handbook) -> None:
    rendered = list(components.pages(handbook))
    assert len(rendered) == sum(len(c.examples) for c in CONTRACTS) * len(handbook.languages)
    for component, example, language, html in rendered:
        place = (component.name, example.name, language)
        assert len(re.sub(r"<[^>]+>|\s", "", html)) > 1, place
        for words in example.shows:
            assert words in html, (place, words)


def test_a_block_without_its_part_shows_nothing(handbook: Handbook) -> None:
    entry = {"like": "practice", "today": None}
    none = components.Example("none", {"entry": entry})
    assert components.render(BY_NAME["today"], none, View(handbook, "zh")).strip() == ""


@pytest.fixture(scope="module")
def shown(site: Path, handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the components beside it."""
    copy = tmp_path_factory.mktemp("components") / "site"
    shutil.copytree(site, copy, copy_function=os.link)
    components.write(copy, handbook)
    server = serve_folder(copy)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.mark.audit
def test_no_component_is_published(site: Path, shown: str) -> None:
    assert shown and not list(site.glob("**/component*"))


@pytest.mark.audit
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_example_starts_and_axe_is_content(
    new_context: Callable[..., BrowserContext], shown: str, handbook: Handbook, language: str
) -> None:
    """What of it stands on pages starts, and is seen by axe, in each run (test_face.py)."""
    page = new_context().new_page()
    errors = watch(page)
    root = shown + ("" if language == handbook.source_language else f"{language}/")
    found: list[tuple[str, str, str, str]] = []
    for component in CONTRACTS:
        for example in component.examples:
            page.goto(root + components.address(component, example))
            tags = page.locator(f".md-content :is({', '.join(f'handbook-{name}' for name in started())})")
            for tag in set(tags.evaluate_all("all => all.map(e => e.localName)")):
                page.wait_for_function("tag => customElements.get(tag)", arg=tag)
            results = Axe().run(page, context="article", options={"resultTypes": ["violations"]})
            found += [
                (component.name, example.name, violation["id"], violation["nodes"][0]["html"][:160])
                for violation in results.response["violations"]
            ]
    assert found == []
    assert errors == []


@pytest.mark.audit
def test_all_examples_are_listed_on_one_page(new_context: Callable[..., BrowserContext], shown: str) -> None:
    page = new_context().new_page()
    errors = watch(page)
    page.goto(shown + "components/", wait_until="load")
    assert page.locator("iframe").count() == sum(len(component.examples) for component in CONTRACTS)
    assert page.locator("h2").all_inner_texts() == [component.name for component in CONTRACTS]
    for link in page.locator("h3 a").all():
        assert page.request.get(link.evaluate("a => a.href")).ok
    assert errors == []
