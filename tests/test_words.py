"""A word of the interface that somebody asks for and that is missing is told by the check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from macros.data.handbook import Handbook
from macros.data.load import load
from macros.data.places import DATA
from macros.pages import words
from tests.conftest import ROOT
from tests.small import write


def test_our_own_words_are_all_there_and_templates_are_read_for_them() -> None:
    asked = set(words.asked())
    # One that a template asks for, one of a page, one of Python's and one of a script's.
    assert {"page.edit", "wrong.issue", "nav.about", "checklist.undo"} <= asked


def test_every_word_is_asked_for(handbook: Handbook) -> None:
    held = {f"{group}.{key}" for group, part in handbook.interface.words.items() for key in part}
    assert held - set(words.asked()) == set()


def test_what_python_asks_for_stands_in_its_table() -> None:
    asked = re.compile(r"""ui\[['"](\w+)['"]\]\[['"](\w+)['"]\]""")
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "macros").rglob("*.py")]
    found = [pair for source in sources for pair in asked.findall(source)]
    assert len(found) > 5
    assert [f"{g}.{k}" for g, k in found if k not in words.PYTHON[g].split()] == []


def test_the_table_holds_no_word_that_python_does_not_ask_for() -> None:
    """By its name, or by the beginning that several share, as in `f"every_{…}"`."""
    paths = [path for path in (ROOT / "macros").rglob("*.py") if path.name != "words.py"]
    source = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    named, begun = set(re.findall(r"""["'](\w+)["']""", source)), tuple(re.findall(r'f"(\w+_)\{', source))
    listed = {group: set(keys.split()) for group, keys in words.PYTHON.items() if group != "pages"}
    dead = {
        f"{g}.{k}" for g, keys in listed.items() for k in keys if k not in named and not k.startswith(begun)
    }
    assert dead == set()


@pytest.mark.parametrize("group,key", [("page", "edit"), ("nav", "about"), ("checklist", "undo")])
def test_a_missing_word_is_told_by_its_name(group: str, key: str, tmp_path: Path) -> None:
    folder = write(tmp_path)
    raw = yaml.safe_load((DATA / "interface.yml").read_text(encoding="utf-8"))
    target = folder / "interface.yml"
    target.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    assert load(folder, words_used=words.asked()).problems == ()
    del raw["words"][group][key]
    target.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    [problem] = load(folder, words_used=words.asked()).problems
    assert problem.file == "data/interface.yml" and f"{group}.{key}" in str(problem)


def test_a_group_that_no_table_knows_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_sources", lambda: ["{{ script_words('marks', 'no_such') }}"])
    assert "no_such.*" in words.asked()


def test_templates_are_read_anew_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under `serve` a template may ask for one more word while it runs."""
    monkeypatch.setattr(words, "TEMPLATES", tmp_path)
    page = tmp_path / "page.html"
    page.write_text("{{ ui.page.one }}", encoding="utf-8")
    assert "page.one" in words.asked() and "page.two" not in words.asked()
    page.write_text("{{ ui.page.one }} {{ ui.page.two }}", encoding="utf-8")
    assert "page.two" in words.asked()


def test_groups_that_are_handed_over_together_share_no_key(handbook: Handbook) -> None:
    """The later of two would stand on the button of the earlier."""
    together = [
        re.findall(r"'(\w+)'", call) for text in words._sources() for call in words._HANDED.findall(text)
    ]
    assert any(len(groups) > 2 for groups in together)
    held = handbook.interface.words
    clashes = {
        f"{one}.{key} and {other}.{key}"
        for groups in together
        for place, one in enumerate(groups)
        for other in groups[place + 1 :]
        for key in held[one].keys() & held[other].keys()
    }
    assert clashes == set()
