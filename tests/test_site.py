"""The built site as files: pages, links, words, addresses, the export."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from macros.data.handbook import Handbook
from macros.data.links import PAGES
from macros.pages.routes import PLACES
from tests.html import pages_of, parsed

HAN = re.compile(r"[\u3400-\u9fff]")


def test_both_languages_have_the_same_pages(site: Path) -> None:
    all_pages = {path.relative_to(site).as_posix() for path in pages_of(site)}
    english = {name.removeprefix("en/") for name in all_pages if name.startswith("en/")}
    chinese = {name for name in all_pages if not name.startswith("en/")}
    assert chinese == english


def test_every_address_that_the_design_fixes_exists(site: Path, handbook: Handbook) -> None:
    addresses = [*PAGES.values(), *(f"{PLACES[e.kind]}/{e.id}/" for e in handbook.entries)]
    for root in ("", "en/"):
        for address in addresses:
            assert (site / root / address / "index.html").is_file(), root + address
        assert (site / root / "404.html").is_file()
    assert (site / "handbook.json").is_file()
    assert not (site / "en" / "handbook.json").exists()


def test_every_inside_link_and_anchor_resolves(site: Path) -> None:
    broken = []
    for path in pages_of(site):
        here = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        for link in parsed(path).links:
            if re.match(r"(https?|mailto|tel|javascript):", link) or link == "":
                continue
            target = urlsplit(urljoin(here, link))
            file = site / unquote(target.path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                broken.append((here, link))
            elif target.fragment and file.suffix == ".html":
                ids = parsed(file).ids
                if unquote(target.fragment) not in ids and not target.fragment.startswith("__"):
                    broken.append((here, link))
    assert broken == []


def test_ids_are_unique_on_a_page(site: Path) -> None:
    for path in pages_of(site):
        ids = parsed(path).ids
        assert len(ids) == len(set(ids)), (path, sorted({i for i in ids if ids.count(i) > 1}))


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for path in pages_of(site):
        for load in parsed(path).loads:
            assert not re.match(r"(https?:)?//", load), (path, load)


def test_our_assets_lie_under_a_folder_named_by_their_content(site: Path) -> None:
    folders = [path for path in (site / "assets").iterdir() if re.fullmatch(r"[0-9a-f]{12}", path.name)]
    assert len(folders) == 1
    assert (folders[0] / "scripts" / "entry.js").is_file()
    home = (site / "index.html").read_text(encoding="utf-8")
    assert f"assets/{folders[0].name}/scripts/entry.js" in home
    assert f"assets/{folders[0].name}/styles/handbook.css" in home
    assert [path.name for path in (folders[0] / "styles").glob("*.css")] == ["handbook.css"]


def test_english_pages_hold_chinese_only_where_it_is_marked(site: Path) -> None:
    for path in pages_of(site / "en"):
        for language, words in parsed(path).texts:
            if HAN.search(words) and not language.startswith("zh"):
                raise AssertionError((path, words))


def test_every_page_of_a_record_leads_on(site: Path, handbook: Handbook) -> None:
    for entry in handbook.entries:
        page = parsed(site / PLACES[entry.kind] / entry.id / "index.html")
        if entry.kind == "practice":
            wanted = [f"elements/{entry.element}/", *(f"foundations/{f}/" for f in entry.record.foundations)]
        elif entry.kind == "foundation":
            wanted = [f"elements/{element}/" for element in entry.record.carries]
        else:
            wanted = [f"practices/{p.id}/" for p in handbook.practices_of(entry.id)]
        wanted += [f"sources/#{source}" for source in handbook.cited[entry.id]]
        for target in wanted:
            assert any(link.endswith(target) for link in page.links), (entry.id, target)


def test_checklists_items_and_tasks_are_whole_in_the_html(site: Path, handbook: Handbook) -> None:
    from macros.pages.markdown import plain

    def squeezed(text: str) -> str:
        return re.sub(r"\s", "", text)

    for language, root in (("zh", ""), ("en", "en/")):
        for entry in handbook.entries:
            words = squeezed(parsed(site / root / PLACES[entry.kind] / entry.id / "index.html").text)
            # Statements stand on the page of their element: other pages lead there.
            stated = handbook.items_of_element(entry.id) if entry.kind == "element" else []
            for item in [*entry.checklist, *(stated_item.item for stated_item in stated)]:
                assert squeezed(plain(item.text.root[language])) in words, item.id
        words = squeezed(parsed(site / root / "onboarding" / "index.html").text)
        for task in handbook.onboarding.tasks:
            assert squeezed(plain(task.title.root[language])) in words, task.id


def test_print_holds_every_record_and_stays_out_of_the_sitemap(site: Path, handbook: Handbook) -> None:
    page = parsed(site / "print" / "index.html")
    for entry in handbook.entries:
        assert entry.id in page.ids
        if entry.checklist:
            assert f"{entry.id}-checklist" in page.ids
    assert "/print/" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_sitemaps_name_their_own_language_only(site: Path, address: str) -> None:
    chinese = re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    english = re.findall(r"<loc>(.*?)</loc>", (site / "en" / "sitemap.xml").read_text(encoding="utf-8"))
    assert chinese and len(chinese) == len(english)
    assert all(loc.startswith(address) and not loc.startswith(address + "en/") for loc in chinese)
    assert all(loc.startswith(address + "en/") for loc in english)


@pytest.mark.parametrize("root,language", [("", "zh"), ("en/", "en")])
def test_pages_name_their_language_and_the_other(site: Path, root: str, language: str, address: str) -> None:
    text = (site / root / "practices" / "team-meetings" / "index.html").read_text(encoding="utf-8")
    assert re.search(rf'<html lang="{language}"', text)
    alternates = dict(re.findall(r'<link rel="alternate " href="([^"]+)" hreflang="([^"]+)">', text))
    assert alternates == {
        f"{address}practices/team-meetings/": "zh-CN",
        f"{address}en/practices/team-meetings/": "en",
    }
    # The theme's own line, without the blank, would let its script fetch a sitemap for each language.
    assert 'rel="alternate"' not in text


def test_the_export_says_what_the_data_say(site: Path, handbook: Handbook) -> None:
    exported = json.loads((site / "handbook.json").read_text(encoding="utf-8"))
    assert exported["schema"] == 1
    assert exported["languages"] == ["zh", "en"]
    records = {record["id"]: record for record in exported["records"]}
    assert list(records) == [entry.id for entry in handbook.entries]
    for record in records.values():
        for language in ("zh", "en"):
            assert (site / record["url"][language].lstrip("/") / "index.html").is_file()
            assert record["title"][language] and record["summary"][language]
        keys = {"kind", "id", "url", "title", "summary", "checklist", "items", "sources", "related"}
        assert keys | {"owner", "reviewed", "review_by", "updated", "edit_url"} <= set(record)
        assert ("element" in record) == (record["kind"] == "practice")
    for entry in handbook.entries:
        own = entry.record
        due = own.reviewed + timedelta(days=own.review_every)
        told = records[entry.id]
        assert (told["reviewed"], told["review_by"]) == (own.reviewed.isoformat(), due.isoformat())
    assert len(exported["assessment"]["items"]) == 30
    assert exported["onboarding"]["tasks"] and exported["sources"] and exported["glossary"]


def test_no_page_shows_work_that_is_not_done(site: Path) -> None:
    """Only the empty file for a new practice, which is there to be filled in, may say TODO."""
    found = [path for path in site.rglob("*.html") if "TODO" in path.read_text(encoding="utf-8")]
    assert {path.parent.name for path in found} <= {"contribute"}


def test_the_site_is_not_too_large(site: Path) -> None:
    """It is 17 MB, the theme's own files included: what doubles it is a mistake."""
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 22_000_000


def test_the_themes_labels_are_in_the_language_of_the_page(site: Path, handbook: Handbook) -> None:
    for language, root in (("zh", ""), ("en", "en/")):
        words = {key: text.root[language] for key, text in handbook.interface.words["theme"].items()}
        for path in ("index.html", "practices/team-meetings/index.html"):
            page = (site / root / path).read_text(encoding="utf-8")
            labels = re.findall(r'<label class="md-header__button md-icon" title="([^"]+)"', page)
            assert labels == [words["to_light"], words["to_dark"], words["to_auto"]], (root, path)
        links = set(re.findall(r'<a class="headerlink" [^>]*title="([^"]+)"', page))
        assert links == {words["permalink"]}


def test_every_page_says_what_it_is_in_words_of_its_own(site: Path, address: str) -> None:
    for root in ("", "en/"):
        seen: dict[str, str] = {}
        for path in pages_of(site / root):
            place = path.relative_to(site / root).as_posix()
            text = path.read_text("utf-8")
            if place.startswith("en/") or place == "404.html" or "http-equiv" in text:
                continue
            told = re.search(r'<meta name="description" content="([^"]+)"', text)
            assert told and told[1] not in seen, (place, seen.get(told[1] if told else ""))
            seen[told[1]] = place
            assert f'property="og:description" content="{told[1]}"' in text
            assert f'property="og:image" content="{address}{root}assets/' in text
        facts = re.search(r'ld\+json">(.*?)</script>', (site / root / "index.html").read_text("utf-8"))
        assert facts and json.loads(facts[1])["@type"] == "WebSite"
    for language in ("zh", "en"):
        [card] = site.glob(f"assets/*/images/card-{language}.png")
        assert card.read_bytes()[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)
