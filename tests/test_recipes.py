"""The recipes of CONTRIBUTING, each followed to the letter in one copy of the tree, which is then built."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import BrowserContext

from tests.conftest import ROOT, copy_project, run, serve_folder, watch
from tests.html import parsed

pytestmark = pytest.mark.slow


def put(file: Path, before: str, new: str) -> None:
    """Write something new before the first place where some words stand."""
    text = file.read_text(encoding="utf-8")
    assert before in text, (file.name, before)
    file.write_text(text.replace(before, new + before, 1), encoding="utf-8")


def a_field(project: Path) -> None:
    put(
        project / "macros/data/models/practice.py",
        "    steps: list[Step]",
        '    saying: Text | None = Field(default=None, description="A sentence to remember.")\n',
    )
    put(
        project / "macros/templates/practice.md",
        '{{ heading(2, "steps"',
        '{% if entry.saying %}{{ heading(2, "saying", ui.practice.saying) }}\n\n'
        "<p>{{ entry.saying | inline }}</p>{% endif %}\n\n",
    )
    put(
        project / "macros/data/sections.py",
        '        Section("steps"',
        '        Section("saying", "saying"),\n',
    )
    put(
        project / "data/practices/team-meetings.yml",
        "steps:\n",
        "saying:\n  zh: 说完就散。\n  en: Say it and go.\n",
    )
    put(
        project / "data/interface.yml",
        "    steps:\n",
        "    saying:\n      zh: 记一句\n      en: To remember\n",
    )


def a_kind(project: Path) -> None:
    (project / "macros/data/models/ritual.py").write_text(
        '"""A ritual: `data/rituals/<id>.yml`."""\n\nfrom __future__ import annotations\n\n'
        "from pydantic import Field\n\nfrom .record import Record\nfrom .text import Text\n\n\n"
        'class Ritual(Record):\n    """Something small that comes again."""\n\n'
        '    how: Text = Field(description="How it goes.")\n',
        encoding="utf-8",
    )
    models = project / "macros/data/models/__init__.py"
    put(models, "from .settings", "from .ritual import Ritual\n")
    put(models, '}\n"""The kinds of record', '    "ritual": Ritual,\n')
    put(models, '"practice": "practices"}', '"ritual": "rituals", ')
    put(
        project / "macros/data/sections.py",
        '    "element": (',
        '    "ritual": (_TODAY, Section("how", "how"), _WHY, _SOURCES),\n',
    )
    put(project / "macros/data/links.py", '"practice": "practices"}', '"ritual": "rituals", ')
    (project / "macros/templates/ritual.md").write_text(
        '{%- import "parts.html" as parts with context -%}\n'
        '{{ heading(1, "top", entry.title | plain) }}\n\n{{ parts.lead(entry) }}\n\n'
        '{{ heading(2, "how", ui.ritual.how) }}\n\n<div>{{ entry.how | block }}</div>\n',
        encoding="utf-8",
    )
    (project / "macros/templates/lists/rituals.html").write_text(
        '{%- import "parts.html" as parts with context -%}\n'
        '<div>{{ parts.cards(handbook.of_kind("ritual")) }}</div>\n',
        encoding="utf-8",
    )
    for language in ("zh", "en"):
        folder = project / "docs" / language / "rituals"
        folder.mkdir()
        (folder / "index.md").write_text(
            '# {{ ui.pages.rituals }} {: #top }\n\n{% include "lists/rituals.html" %}\n', encoding="utf-8"
        )
    put(project / "macros/data/links.py", '    "tonight"', '    "rituals": "rituals/",\n')
    put(
        project / "macros/pages/navigation.py",
        '        {titles["onboarding"]',
        '        {titles["rituals"]: ["rituals/index.md", *sources(handbook.of_kind("ritual"))]},\n',
    )
    put(project / "macros/pages/words.py", ' checklists about"', " rituals")
    words = project / "data/interface.yml"
    put(words, "  nav:\n", "  ritual:\n    how:\n      zh: 怎么做\n      en: How it goes\n")
    for group in ("nav", "pages"):
        text = words.read_text(encoding="utf-8")
        words.write_text(
            text.replace(
                f"\n  {group}:\n", f"\n  {group}:\n    rituals:\n      zh: 仪式\n      en: Rituals\n", 1
            ),
            encoding="utf-8",
        )


def a_record_of_that_kind(project: Path) -> None:
    done = run("new", "ritual", "friday-tea", folder=project)
    assert done.returncode == 0, done.stdout + done.stderr
    file = project / "data/rituals/friday-tea.yml"
    assert "How it goes." in file.read_text(encoding="utf-8")
    # There is no other to look at yet.
    assert "data/schema/ritual.json for their" in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace("TODO", "Friday tea 周五茶"), encoding="utf-8")


def a_language(project: Path) -> None:
    put(
        project / "data/handbook.yml",
        "contact:\n",
        "  - code: ja\n    name: 日本語\n    locale: ja\n",
    )
    (project / "docs/ja").mkdir()
    (project / "docs/ja/checklists.md").write_text(
        (project / "docs/en/checklists.md").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (project / "docs/ja/glossary.md").write_text(
        '# {{ ui.pages.glossary }} {: #top }\n\n言葉の一覧です。\n\n{% include "lists/glossary.html" %}\n',
        encoding="utf-8",
    )
    text = (project / "data/interface.yml").read_text(encoding="utf-8")
    found = re.search(r"\n  nav:\n(?:.*\n)*?    home:\n", text)
    assert found
    text = text[: found.end()] + "      ja: ホーム\n" + text[found.end() :]
    (project / "data/interface.yml").write_text(text, encoding="utf-8")


def a_page(project: Path) -> None:
    for language, words in (("zh", "一页新的。"), ("en", "A new page.")):
        (project / "docs" / language / "letters.md").write_text(
            f"# {{{{ ui.pages.letters }}}} {{: #top }}\n\n{words} [x](team-meetings)\n", encoding="utf-8"
        )
    put(project / "macros/data/links.py", '    "tonight"', '    "letters": "letters/",\n')
    put(
        project / "macros/pages/navigation.py",
        '                "contribute.md",',
        '                "letters.md",\n',
    )
    text = (project / "data/interface.yml").read_text(encoding="utf-8")
    (project / "data/interface.yml").write_text(
        text.replace("\n  pages:\n", "\n  pages:\n    letters:\n      zh: 来信\n      en: Letters\n", 1),
        encoding="utf-8",
    )


def an_address(project: Path) -> None:
    (project / "data/moved.yml").write_text(
        "# yaml-language-server: $schema=schema/moved.json\n"
        "moves:\n  - address: practices/weekly/\n    page: team-meetings\n",
        encoding="utf-8",
    )


def a_widget(project: Path) -> None:
    widgets = project / "macros/templates/widgets"
    (widgets / "bell.html").write_text(
        '<div><handbook-bell data-words="{{ script_words(\'bell\') }}"><p data-part="said"></p>'
        "</handbook-bell></div>\n",
        encoding="utf-8",
    )
    (widgets / "bell.yml").write_text(
        "about: A bell to ring.\ntakes: {}\nexamples:\n  - name: bell\n    shows: [data-part]\n",
        encoding="utf-8",
    )
    scripts = project / "docs/theme/assets/scripts"
    (scripts / "bell").mkdir()
    (scripts / "bell/bell.js").write_text(
        'import { Widget } from "../lib/widget.js";\n\n'
        'customElements.define("handbook-bell", class extends Widget {\n'
        '  build() {\n    this.part("said").textContent = this.words.rung;\n  }\n});\n',
        encoding="utf-8",
    )
    entry = (scripts / "entry.js").read_text(encoding="utf-8")
    (scripts / "entry.js").write_text(
        entry.replace("const widgets = [", 'const widgets = ["bell", '), "utf-8"
    )
    put(project / "macros/pages/words.py", '    "deleting"', '    "bell": "rung",\n')
    put(project / "data/interface.yml", "  nav:\n", "  bell:\n    rung:\n      zh: 叮\n      en: Ding\n")
    for language in ("zh", "en"):
        page = project / "docs" / language / "letters.md"
        page.write_text(page.read_text("utf-8") + '\n{% include "widgets/bell.html" %}\n', encoding="utf-8")


RECIPES = (a_field, a_kind, a_record_of_that_kind, a_language, a_page, an_address, a_widget)


def files_of(project: Path) -> dict[str, bytes]:
    """Every file but records: to show something, a recipe may write into any of them."""
    found = [path for path in project.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    names = {path.relative_to(project).as_posix(): path.read_bytes() for path in found}
    return {name: text for name, text in names.items() if not re.match(r"data/(?!schema/)\w+/", name)}


FINISH = """
from macros.__main__ import main
from macros.commands import check
from macros.pages.promises import promises
assert main(["schema"]) == 0
handbook = check.loaded().handbook
assert handbook
print("promised", *promises(handbook), sep="\\n")
"""


def finished(project: Path) -> str:
    """Write the schemas of a copy and check it; gives what its `tests/addresses.txt` must hold."""
    command = [sys.executable, "-c", FINISH]
    done = subprocess.run(command, cwd=project, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.partition("promised\n")[2]


@pytest.fixture(scope="module")
def touched() -> dict[str, list[str]]:
    """The files that each recipe touched, by the name of its function; filled by `project`."""
    return {}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, touched: dict[str, list[str]]) -> Path:
    """A copy of the tree in which every recipe was followed, with its site built."""
    copy = copy_project(tmp_path_factory.mktemp("recipes"))
    addresses = finished(copy)
    for recipe in RECIPES:
        before = files_of(copy)
        recipe(copy)
        found = finished(copy)
        after = files_of(copy)
        touched[recipe.__name__] = [name for name in after if after[name] != before.get(name)]
        if found != addresses:
            addresses = found
            touched[recipe.__name__].append("tests/addresses.txt")
    done = run("site", folder=copy)
    assert done.returncode == 0, done.stdout + done.stderr
    return copy


def test_a_field_is_in_the_schema_on_its_page_and_may_be_linked_to(project: Path) -> None:
    schema = json.loads((project / "data/schema/practice.json").read_text(encoding="utf-8"))
    assert "A sentence to remember." in json.dumps(schema)
    for root, words in (("", "说完就散。"), ("en/", "Say it and go.")):
        page = parsed(project / "site" / root / "practices/team-meetings/index.html")
        assert words in page.text and "saying" in page.ids
        assert "saying" not in parsed(project / "site" / root / "practices/clear-roles/index.html").ids


def test_a_kind_has_its_pages_its_list_its_place_and_its_export(project: Path) -> None:
    for root in ("", "en/"):
        page = parsed(project / "site" / root / "rituals/friday-tea/index.html")
        assert {"top", "how"} <= set(page.ids)
        listed = (project / "site" / root / "rituals/index.html").read_text(encoding="utf-8")
        assert 'href="friday-tea/"' in listed
        assert "friday-tea" in (project / "site" / root / "print/index.html").read_text(encoding="utf-8")
    exported = json.loads((project / "site/handbook.json").read_text(encoding="utf-8"))
    assert [r["id"] for r in exported["records"] if r["kind"] == "ritual"] == ["friday-tea"]


def test_a_kind_is_found_by_the_search(project: Path) -> None:
    head = json.loads((project / "site/search/head.json").read_text(encoding="utf-8"))
    [kind] = [kind for address, _, kind, _ in head["pages"] if address == "rituals/friday-tea/"]
    assert head["kinds"][kind] == head["kinds"]["page"]


def test_a_language_shows_the_source_where_it_has_no_words_and_says_so(project: Path) -> None:
    html = (project / "site/ja/practices/team-meetings/index.html").read_text(encoding="utf-8")
    assert '<html lang="ja"' in html and "ホーム" in html
    page = parsed(project / "site/ja/practices/team-meetings/index.html")
    title = yaml.safe_load((project / "data/practices/team-meetings.yml").read_text("utf-8"))["title"]["zh"]
    shown = [language for language, words in page.texts if words.strip() == title]
    assert shown and set(shown) == {"zh"}
    # Kanji are not Chinese where the page is Japanese.
    own = parsed(project / "site/ja/glossary/index.html")
    assert {language for language, words in own.texts if "言葉の一覧" in words} == {"ja"}
    switch = re.findall(r'hreflang="([\w-]+)" lang="[\w-]+" class="md-select__link"', html)
    assert switch == ["zh-CN", "en", "ja"]


def test_the_switch_leads_on_where_nobody_knows_the_sites_address(project: Path) -> None:
    site = project / "site"
    for path in ("index.html", "practices/team-meetings/index.html"):
        for root in ("", "en/", "ja/"):
            html = (site / root / path).read_text(encoding="utf-8")
            links = re.findall(
                r'<a href="([^"]+)" hreflang="[\w-]+" lang="[\w-]+" class="md-select__link"', html
            )
            places = [((site / root / path).parent / link / "index.html").resolve() for link in links]
            assert places == [(site / other / path).resolve() for other in ("", "en/", "ja/")], (root, path)


def test_what_a_language_still_lacks_is_counted_and_listed(project: Path) -> None:
    checked = run("check", folder=project).stdout
    assert re.search(r"ja: .*?\d{4} texts to translate", checked)
    listed = run("report", "--language", "ja", folder=project).stdout
    lines = [line.strip() for line in listed.splitlines() if re.match(r" *(en|ja): ", line)]
    assert lines and all(line.startswith("ja: ") for line in lines)
    # A copy of the English page is no translation, and the English page is none of the Japanese one.
    assert "docs/en/:" not in checked
    assert any("docs/ja/checklists.md (" in line for line in lines)
    assert not any("docs/ja/glossary.md" in line for line in lines)


def test_a_page_has_its_address_and_its_place(project: Path) -> None:
    for root, words in (("", "来信"), ("en/", "Letters")):
        page = parsed(project / "site" / root / "letters/index.html")
        assert words in page.text
        beside = (project / "site" / root / "glossary/index.html").read_text(encoding="utf-8")
        assert 'href="../letters/"' in beside


def test_an_old_address_leads_on(project: Path) -> None:
    for root in ("", "en/", "ja/"):
        html = (project / "site" / root / "practices/weekly/index.html").read_text(encoding="utf-8")
        assert "team-meetings/" in html


@pytest.fixture
def published(project: Path) -> Iterator[str]:
    server = serve_folder(project / "site")
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_a_widget_starts_with_the_words_of_its_language(
    new_context: Callable[..., BrowserContext], published: str
) -> None:
    page = new_context(base_url=published).new_page()
    errors = watch(page)
    for root, words in (("", "叮"), ("en/", "Ding")):
        page.goto(f"{root}letters/")
        page.get_by_text(words, exact=True).wait_for()
    assert errors == []


def recipes() -> dict[str, str]:
    """The recipes of CONTRIBUTING by what they add."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\*\*(An? .+?)\.\*\* (.+?)$", text, re.MULTILINE))


def is_named(file: str, recipe: str) -> bool:
    """Whether a recipe names a file: by its name, or by the folder in which there is one for each thing."""
    file = file.replace("docs/ja/", "docs/<code>/")
    folders = [f"`{'/'.join(file.split('/')[:n])}/" for n in range(1, file.count("/") + 1)]
    if file.startswith("data/schema/"):
        return "`make schema`" in recipe
    return Path(file).name in recipe or any(f"{folder}`" in recipe for folder in folders)


@pytest.mark.parametrize(
    "name,function",
    [
        ("A field", a_field),
        ("A kind of record", a_kind),
        ("A language", a_language),
        ("A page", a_page),
        ("An address", an_address),
        ("A widget", a_widget),
    ],
    ids=lambda part: part if isinstance(part, str) else part.__name__,
)
def test_contributing_names_every_file_that_a_recipe_touches(
    project: Path, touched: dict[str, list[str]], name: str, function: Callable[[Path], None]
) -> None:
    """What this test had to touch is what the recipe says, file by file."""
    unnamed = [file for file in touched[function.__name__] if not is_named(file, recipes()[name])]
    assert unnamed == [], f"{name}: name them in CONTRIBUTING.md"


def test_contributing_names_nothing_that_is_not_there() -> None:
    """Every file, folder and verb that it names; those that need not be there excepted."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    folders = ("macros", "docs", "data", "tests")
    there = [p.relative_to(ROOT).as_posix() for folder in folders for p in (ROOT / folder).rglob("*")]
    there += [p.relative_to(ROOT).as_posix() for p in ROOT.glob("*.*")]
    optional = {"data/moved.yml", "data/ours/", ".cache/components/", "site/"}
    named = [
        name for name in re.findall(r"`([^`\s]+)`", text) if re.search(r"/|\.(py|yml|js|txt|html|md)$", name)
    ]
    gone = [
        name
        for name in named
        if not re.search(r"[<{*…]|^https?:|^\{", name)
        and name not in optional
        and not any(f"/{name.strip('/')}/" in f"/{path}/" for path in there)
    ]
    assert gone == []
    assert {verb for verb in re.findall(r"`make ([a-z]+)", text) if f"\n{verb}:" not in makefile} == set()


def test_the_table_of_rooms_names_every_module() -> None:
    """Each module of the three rooms of Python: who looks for a thing begins there."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w/]+/)` \| (.+) \|$", text, re.MULTILINE))
    for room in ("macros/data/", "macros/pages/", "macros/commands/"):
        modules = [path.name for path in sorted((ROOT / room).glob("*.py")) if path.name != "__init__.py"]
        assert [name for name in modules if f"`{name}`" not in rows[room]] == [], room
