"""Search: what readers' queries find, how the dialog is used, and that nothing of it loads before."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from macros.pages.search import han, packing
from macros.pages.search.reading import merged, units
from tests.conftest import ROOT

pytestmark = pytest.mark.one_tab

LISTS = ("queries", "queries_readers")
CASES = {name: yaml.safe_load((ROOT / f"tests/cases/{name}.yml").read_text("utf-8")) for name in LISTS}
ROOTS = {"zh": "", "en": "en/"}
FIRST, THREE = 0.80, 0.95

FIND = """async ([scripts, index, queries]) => {
  const [{ Finder }, { Shelf }] = await Promise.all(
    ["finder", "shelf"].map(name => import(`${scripts}/${name}.js`)));
  const get = path => fetch(index + path).then(answer => answer.text());
  const head = JSON.parse(await get("head.json"));
  const shelf = new Shelf(head, get, async () => {}), finder = new Finder(head, shelf);
  const found = {};
  for (const query of queries) {
    found[query] = [];
    for (const { address, places } of (await finder.find(query)).pages) {
      const anchors = await Promise.all(places.slice(0, 3).map(({ unit }) => shelf.text(unit)));
      found[query].push([address, anchors.map(([anchor]) => anchor)]);
    }
  }
  return found;
}"""

Found = dict[str, list[tuple[str, list[str]]]]


def find(page: Page, site: Path, root: str, queries: list[str]) -> Found:
    """The pages that each query finds in a language, best first, with the places shown of each."""
    scripts = "/" + next(site.glob(f"{root}assets/*/scripts/search")).relative_to(site).as_posix()
    page.goto(f"{root}sources/")
    found: Found = page.evaluate(FIND, [scripts, f"/{root}search/", queries])
    return found


def look_for(page: Page, words: str) -> None:
    """Open the search by its button and type."""
    page.locator(".hb-search-button").click()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.insert_text(words)


def rank(found: list[tuple[str, list[str]]], wants: list[str]) -> int:
    """The place of the first page that is wanted; 99: it is not there."""
    for place, (address, anchors) in enumerate(found):
        for want in wants:
            page, _, anchor = want.partition("#")
            if page == address and (not anchor or anchor in anchors):
                return place
    return 99


@pytest.mark.parametrize("language", ROOTS)
def test_readers_find_what_they_want(page: Page, site: Path, language: str) -> None:
    lists = [CASES[name][language] for name in LISTS]
    found = find(page, site, ROOTS[language], [case["query"] for cases in lists for case in cases])
    for cases in lists:
        assert len(cases) >= 60
        ranks = {case["query"]: rank(found[case["query"]], case["wants"]) for case in cases}
        late = {query: found[query][:3] for query, place in ranks.items() if place > 2}
        assert sum(place < 3 for place in ranks.values()) >= THREE * len(cases), late
        assert sum(place == 0 for place in ranks.values()) >= FIRST * len(cases), ranks


def test_every_part_of_the_handbook_is_found_and_leads_to_its_place(
    page: Page, site: Path, handbook: Any
) -> None:
    """By its own words: titles, symptoms, checklist items, templates, statements, terms, tasks, tonight."""
    wants: dict[str, str] = {}
    for entry in handbook.entries:
        page_of = f"{entry.kind}s/{entry.id}/"
        wants[entry.record.title.root["zh"]] = page_of
        wants |= {symptom.root["zh"]: page_of for symptom in entry.record.symptoms}
        if entry.kind == "practice":
            wants[entry.checklist[0].text.root["zh"]] = f"{page_of}#checklist"
            wants[entry.templates[0].title.root["zh"]] = f"{page_of}#template-{entry.templates[0].id}"
    for task in handbook.onboarding.tasks[::6]:
        wants[task.title.root["zh"]] = f"onboarding/#task-{task.id}"
    for term in handbook.glossary.terms[::9]:
        wants[term.definition.root["zh"].split("。")[0]] = f"glossary/#{term.id}"
    wants[handbook.tonight.must_not[0].root["zh"]] = "tonight/#alone"
    wants[handbook.items_of_element("trust")[0].item.text.root["zh"]] = "elements/trust/#assessment"
    wants = {query: want for query, want in wants.items() if "[" not in query}
    found = find(page, site, "", list(wants))
    missed = {query: found[query][:2] for query, want in wants.items() if rank(found[query], [want]) > 1}
    assert missed == {}


@pytest.mark.own_page
def test_a_first_visit_loads_nothing_of_the_search(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(urlsplit(request.url).path))
    for path in ("", "practices/team-meetings/", "en/glossary/"):
        page.goto(path, wait_until="networkidle")
    page.keyboard.press("ArrowDown")
    page.wait_for_load_state("networkidle")
    assert [path for path in loaded if "search" in path or "lunr" in path] == []
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert [path for path in loaded if path.endswith("/search/head.json")] == ["/en/search/head.json"]


def test_search_by_keyboard(page: Page, address: str) -> None:
    page.goto("practices/team-meetings/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="搜索这本手册")
    expect(field).to_be_focused()
    page.keyboard.insert_text("交接")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("进行内部沟通和信息共享")
    expect(page.locator(".hb-found mark").first).to_have_text("交接")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator('[role="option"][aria-selected="true"]')
    expect(chosen).to_have_count(1)
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    leads = chosen.get_attribute("href")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    # What was typed is still there, and can be typed over.
    page.keyboard.press("/")
    expect(field).to_have_value("交接")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(str(leads))
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert leads and leads.startswith(f"{address}practices/information-sharing/#")
    # A slash is a slash where something is written.
    page.locator(".hb-wrong summary").click()
    page.locator(".hb-wrong textarea").focus()
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_what_is_not_found_leads_on(page: Page) -> None:
    page.goto("en/")
    query = f"xylophone {'z' * 80}"
    look_for(page, query)
    said = page.get_by_role("status").filter(has_text=f"Nothing found for “{query}”")
    expect(said).to_be_visible()
    # What was looked for is told whole, however long.
    assert said.evaluate("said => said.scrollWidth <= said.clientWidth")
    options = page.get_by_role("option")
    expect(options).to_have_count(4)
    options.last.click()
    expect(page.get_by_role("heading", level=1, name="Practices")).to_be_visible()


def test_a_query_that_overtakes_another_is_the_one_that_is_answered(page: Page) -> None:
    page.goto("")
    page.get_by_role("button", name="搜索").click()
    field = page.get_by_role("combobox")
    for words in ("周", "周会", "周会议", "会议纪要", "交接"):
        field.fill(words)
    expect(page.get_by_role("option").first).to_contain_text("进行内部沟通和信息共享")
    expect(page.get_by_role("option").first).not_to_contain_text("会议纪要")


@pytest.mark.parametrize(
    "root,query,scheme",
    [
        ("", "禁言", "light"),
        pytest.param("en/", "handover", "dark", marks=pytest.mark.audit),
    ],
)
def test_axe_is_content_with_the_open_search(
    new_context: Callable[..., BrowserContext], root: str, query: str, scheme: str
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.goto(root)
    look_for(page, query)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    results = Axe().run(page)
    assert results.response["violations"] == [], json.dumps(results.response["violations"])[:3000]
    box = page.get_by_role("dialog").bounding_box()
    assert box and box["width"] == 390


def test_without_a_script_the_search_is_the_index_of_practices(
    new_context: Callable[..., BrowserContext],
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("en/practices/team-meetings/")
    page.locator(".hb-search-button").click()
    expect(page.get_by_role("heading", level=1, name="Practices")).to_be_visible()


def test_print_is_not_found_and_each_language_finds_itself(page: Page, site: Path) -> None:
    for root in ROOTS.values():
        found = json.loads((site / root / "search" / "head.json").read_text(encoding="utf-8"))["pages"]
        addresses = [address for address, *_ in found]
        assert "practices/team-meetings/" in addresses and "print/" not in addresses
        assert all((site / root / address / "index.html").is_file() for address in addresses)
    other = find(page, site, "en/", ["KOC", "团队会议", "handover"])
    assert [address for pages in other.values() for address, _ in pages if address.startswith("en/")] == []
    titles = {
        title for _, title, *_ in json.loads((site / "en/search/head.json").read_text("utf-8"))["pages"]
    }
    assert not [title for title in titles if packing.folded(title) > "\u3400"]


def test_units_are_the_places_of_a_page() -> None:
    html = """<h1 id="top">Title<a class="headerlink" href="#top">¶</a></h1><p>Lead, <b>bold</b>.</p>
      <h2 id="steps">Steps</h2><ol><li id="one"><p>First</p><p>do it</p></li></ol><p>After</p>
      <details><summary><h2 data-section="why">Why</h2></summary>
      <div id="why">It helps<br>much</div></details>
      <p hidden>gone</p><p data-search-exclude>out <i>in</i></p><button>No</button>"""
    found = {unit.anchor: (unit.title, unit.lines) for unit in merged(units(html))}
    assert found == {
        "": ("Title", ["Lead, bold."]),
        "steps": ("Steps", ["After"]),
        "one": ("First", ["do it"]),
        "why": ("Why", ["It helps", "much"]),
    }


def test_words_and_characters() -> None:
    found = packing.words_of("周会议程，Café ＯＫＲ-2 群")
    assert found == {"周会", "会议", "议程", "cafe", "okr", "2", "群"}
    assert packing.words_of("a" * 31) == set()
    assert han.readings("会行") == "hang 行 hui 会 xing 行"
    assert "會会" in han.traditional("会")
    assert [packing.number(n) for n in (0, 31, 32, 1100)] == ["0", "v", "B0", "BCc"]
