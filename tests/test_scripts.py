"""Our scripts as a whole: linted, nothing dead in them, every word there, and light on every page."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, Response

from macros.data.handbook import Handbook
from tests.conftest import ROOT
from tests.html import pages_of

SCRIPTS = ROOT / "docs" / "theme" / "assets" / "scripts"
TEMPLATES = [ROOT / "macros" / "templates", ROOT / "docs" / "theme"]

FIRST_LOAD = 16 * 1024
"""Gzipped bytes of our own scripts that a page may load by itself."""
ON_USE = 24 * 1024
"""The same with all that loads when its reader uses everything on it."""
SEARCH = 10 * 1024
"""The same of the search, which is the same on every page; `make bench` weighs its index."""
MENU = 1024
"""The same of the menu of a phone."""
FOOT = 1536
"""The same of the form at the foot of a page, and of what keeps its draft."""

STATIC = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"]+)";', re.MULTILINE)
DYNAMIC = re.compile(r'import\("(\.[^"]+)"\)')


def sources() -> dict[str, str]:
    """Every script of ours by its path below the scripts' folder."""
    return {p.relative_to(SCRIPTS).as_posix(): p.read_text("utf-8") for p in sorted(SCRIPTS.rglob("*.js"))}


@cache
def loaded_by(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The scripts that a script imports at once, and those that it imports when they are needed."""
    folder = (SCRIPTS / name).parent
    text = (SCRIPTS / name).read_text("utf-8")

    def found(paths: list[str]) -> tuple[str, ...]:
        inside = [(folder / path).resolve() for path in paths]
        return tuple(p.relative_to(SCRIPTS).as_posix() for p in inside if p.is_relative_to(SCRIPTS))

    later = DYNAMIC.findall(text)
    if "import(`./${name}.js`)" in text:  # the parts of a widget that are asked for by name
        later += [f"./{p.name}" for p in folder.glob("*.js") if "export const start" in p.read_text("utf-8")]
    return found([path for _, path in STATIC.findall(text)]), found(later)


def closure(names: set[str], with_later: bool) -> set[str]:
    todo, done = set(names), set[str]()
    while todo:
        name = todo.pop()
        done.add(name)
        now, later = loaded_by(name)
        todo |= {*now, *(later if with_later else ())} - done
    return done


def started() -> list[str]:
    """The widgets that the entry starts where their tag is on a page."""
    [names] = re.findall(r"const widgets = \[([^\]]*)\]", (SCRIPTS / "entry.js").read_text("utf-8"))
    return re.findall(r'"(\w+)"', names)


def widgets_on(page: Path) -> set[str]:
    """The scripts that the entry imports for a page, as `entry.js` says itself."""
    html = page.read_text("utf-8")
    if "data-still" in html:
        return set()
    jumps = {"lib/jumps.js"} if 'class="hb-sections"' in html else set()
    return jumps | {f"{name}/{name}.js" for name in started() if re.search(rf"<handbook-{name}[\s>]", html)}


def weight(site: Path, names: set[str]) -> int:
    folder = next(site.glob("assets/*/scripts"))
    return sum(len(gzip.compress((folder / name).read_bytes(), 9)) for name in names)


def test_no_page_loads_more_than_its_limit(site: Path) -> None:
    heavy = {}
    search = {name for name in sources() if name.startswith("search/")}
    foot = {"wrong/wrong.js", "lib/draft.js"}
    assert weight(site, search) < SEARCH and weight(site, {"lib/menu.js"}) < MENU
    assert weight(site, foot) < FOOT
    for path in pages_of(site):
        own = widgets_on(path)
        first = weight(site, closure({"entry.js", *own}, with_later=False))
        # The row of jumps is no part of a page without one.
        all_used = closure({"entry.js", *own}, with_later=True) - foot
        every = weight(site, all_used - search - {"lib/menu.js"} - ({"lib/jumps.js"} - own))
        if first > FIRST_LOAD or every > ON_USE:
            heavy[path.relative_to(site).as_posix()] = (first, every)
    assert heavy == {}


@pytest.mark.parametrize(
    "path", ["practices/team-meetings/", "assessment/", "assessment/team/", "onboarding/"]
)
def test_what_is_weighed_is_what_the_browser_loads(page: Page, site: Path, path: str) -> None:
    loaded: set[str] = set()

    def note(response: Response) -> None:
        if "/scripts/" in response.url:
            loaded.add(response.url.split("/scripts/")[1])

    page.on("response", note)
    page.goto(path)
    expected = closure({"entry.js", *widgets_on(site / path / "index.html")}, with_later=False)
    for _ in range(200):
        if expected <= loaded:
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(800)  # what should not come has had time to
    assert loaded == expected


def test_the_linter_finds_nothing() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "oxlint"), "docs/theme/assets/scripts"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-500:]


def test_every_widget_is_started() -> None:
    """`entry.js` lists it, or asks for it in another way."""
    entry = (SCRIPTS / "entry.js").read_text("utf-8")
    own = {name.split("/")[0] for name in sources() if re.fullmatch(r"(\w+)/\1\.js", name)}
    forgotten = [name for name in sorted(own - {*started()}) if f"./{name}/{name}.js" not in entry]
    assert forgotten == [], "add to `widgets` in docs/theme/assets/scripts/entry.js"


def test_every_script_says_what_it_is() -> None:
    firsts = [text.split("\n")[0] for text in sources().values()]
    assert [first for first in firsts if not re.match(r"// [A-Z“].{20,}", first)] == []
    assert len(set(firsts)) == len(firsts)


def test_no_arrow_leads_back() -> None:
    """`lib/` knows no widget; a widget knows `lib/` and no other, but the team's page knows the sheets."""
    allowed = {("team", "assessment")}
    back = [
        (name, other)
        for name in sources()
        for other in {*loaded_by(name)[0], *loaded_by(name)[1]}
        if name != "entry.js"
        and other.split("/")[0] not in (name.split("/")[0], "lib")
        and (name.split("/")[0], other.split("/")[0]) not in allowed
    ]
    assert back == []


def test_no_export_is_dead() -> None:
    """Whatever a module offers, another of ours takes, at once or when it is needed."""
    every = sources()
    dead = []
    for name, text in every.items():
        exports = re.findall(r"^export (?:async )?(?:function|const|class) (\w+)", text, re.MULTILINE)
        for export in exports:
            others = [other for path, other in every.items() if path != name]
            taken = [names for other in others for names, _ in STATIC.findall(other)]
            statically = any(re.search(rf"\b{export}\b", names) for names in taken)
            # `(await import(…)).name`, `const { name } = await import(…)`, `report.name`.
            later = any(
                re.search(rf"(?:\.|\{{[^}}\n]*\b|\[\"?){export}\b|\"{export}\"", other)
                for other in others
                if "import(" in other
            )
            if not statically and not later:
                dead.append(f"{name}: {export}")
    assert dead == []


def test_no_property_is_set_that_nobody_reads() -> None:
    everything = "\n".join(sources().values())
    dead = []
    for name in sorted(set(re.findall(r"\b(?:this|host|task)\.(\w+) (?:\?\?)?= ", everything))):
        reads = re.findall(rf"\.{name}\b(?! (?:\?\?)?= )|\{{[^{{}}\n]*\b{name}\b[^{{}}\n]*\}} = ", everything)
        if not reads:
            dead.append(name)
    assert dead == []


# --- words ----------------------------------------------------------------------------------------


def parts_given() -> dict[str, set[str]]:
    """The parts of the interface that each template hands to a script, by the template's name."""
    given: dict[str, set[str]] = {}
    for folder in TEMPLATES:
        for path in folder.rglob("*.html"):
            for call in re.findall(r"script_words\(([^)]*)\)", path.read_text("utf-8")):
                given.setdefault(path.stem, set()).update(re.findall(r"'(\w+)'", call))
    return given


def words_asked_for(text: str) -> tuple[set[str], list[re.Pattern[str]]]:
    """The keys that a script asks for by name, and the patterns of those that it puts together."""
    names = set(re.findall(r"\b[wW]ords\.(\w+)", text))
    for names_taken in re.findall(r"\{([^{}]*)\} = (?:this\.|host\.)?words\b", text):
        names |= set(re.findall(r"\w+", names_taken))
    patterns = [
        re.compile(re.sub(r"\\\$\\\{.*?\\\}", r"\\w+", re.escape(made)))
        for made in re.findall(r"[wW]ords\[`([^`]*)`\]", text)
    ]
    if re.search(r"[wW]ords\[isNamed", text):
        patterns.append(re.compile(r"(?:new_hire|buddy|lead)(?:_anyone)?"))
    # `words[name]` where the names stand in a list or an object of the same script.
    if re.search(r"[wW]ords\[(?:name|section|one|\w+)\]", text):
        names |= set(re.findall(r'"([a-z_]+)"', text)) | set(re.findall(r"\b(\w+): (?:\[|store)", text))
    return names, patterns


def test_every_word_that_a_script_asks_for_is_handed_to_it(handbook: Handbook) -> None:
    words = handbook.interface.words
    given = parts_given()
    missing = []
    for name, text in sources().items():
        folder = name.split("/")[0]
        if folder == "lib" or folder == "entry.js":
            parts = set(words)
        else:
            template = {"wrong": "source-file"}.get(folder, folder)
            parts = given[template] | (given["team"] if folder == "assessment" else set())
            parts |= {"plan_message"} if folder == "onboarding" else set()
        known = {key for part in parts for key in words[part]}
        asked = re.findall(r"\b[wW]ords\.([a-z_]+)\b(?!\()", text)
        missing += [f"{name}: {key}" for key in asked if key not in known]
    assert missing == [], "name them in SCRIPTS of macros/pages/words.py, and hand over their group"


def test_every_word_for_scripts_is_used(handbook: Handbook) -> None:
    """A word that no template shows and no script asks for is dead."""
    asked, patterns = set[str](), list[re.Pattern[str]]()
    for text in sources().values():
        names, made = words_asked_for(text)
        asked |= names
        patterns += made
    # What `forChat` takes apart in its parameters.
    asked |= {"colon", "semicolon"}
    shown = set[tuple[str, str]]()
    files = [p for folder in (ROOT / "macros", ROOT / "docs") for p in folder.rglob("*") if p.is_file()]
    for path in files:
        if path.suffix in (".md", ".html", ".py", ".xml"):
            text = path.read_text("utf-8")
            shown |= set(re.findall(r"\bui\.(\w+)\.(\w+)", text))
            shown |= set(re.findall(r'ui\["(\w+)"\]\["(\w+)"\]', text))
            # Python that took a part of the interface first: `words["text"]`.
            asked |= set(re.findall(r'\bwords\["(\w+)"\]', text))
    dead = [
        f"{part}.{key}"
        for part in sorted({part for parts in parts_given().values() for part in parts})
        for key in handbook.interface.words[part]
        if (part, key) not in shown and key not in asked and not any(p.fullmatch(key) for p in patterns)
    ]
    assert dead == []


# --- as published ---------------------------------------------------------------------------------


def test_our_scripts_may_be_shrunk(site: Path) -> None:
    folder = next(site.glob("assets/*/scripts"))
    assert {p.relative_to(folder).as_posix() for p in folder.rglob("*.js")} == set(sources())
    for path in folder.rglob("*.js"):
        for line in path.read_text("utf-8").splitlines():
            assert not line.startswith(("//", "/**"))
            assert line.count("`") % 2 == 0, f"{path.name}: a template literal over lines: {line}"


def test_the_hook_that_lints_is_the_one_that_is_tested() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert any("oxlint" in hook["entry"] for hook in hooks)
