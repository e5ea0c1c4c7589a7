"""`new`: a file that is valid as soon as its TODO texts are replaced, and refused until then."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field

from macros.__main__ import main
from macros.commands import new
from macros.data import blank, messages
from macros.data.load import load
from macros.data.models import KINDS
from macros.data.models.record import Record
from macros.data.models.text import Id, Part, Text, Texts
from tests import small
from tests.conftest import ROOT, copy_project, run


@pytest.mark.parametrize(
    "kind,folder",
    [
        ("practice", "practices"),
        pytest.param("element", "elements", marks=pytest.mark.audit),
        pytest.param("foundation", "foundations", marks=pytest.mark.audit),
    ],
)
def test_a_new_record_is_refused_until_its_words_are_written(tmp_path: Path, kind: str, folder: str) -> None:
    project = copy_project(tmp_path)
    made = run("new", kind, "night-shift-tea", folder=project)
    assert made.returncode == 0, made.stderr
    file = project / "data" / folder / "night-shift-tea.yml"
    text = file.read_text(encoding="utf-8")
    again = run("new", kind, "night-shift-tea", folder=project)
    assert (again.returncode, file.read_text(encoding="utf-8")) == (1, text)
    assert "night-shift-tea" in again.stderr
    refused = run("check", folder=project)
    assert refused.returncode == 1
    assert refused.stdout.count("TODO") >= text.count(": TODO")
    file.write_text(text.replace("TODO", "Words"), encoding="utf-8")
    accepted = run("check", folder=project)
    assert accepted.returncode == 0, accepted.stdout


def test_a_file_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copy_project(tmp_path) / "data"

    def refuse(path: Path, *arguments: object, **options: object) -> None:
        # Root may write everywhere: so the system's refusal is played.
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_text", refuse)
    assert new.run("practice", "tea-round", data) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "practices/tea-round.yml" in line and "cannot be written" in line and " / " in line
    assert not (data / "practices" / "tea-round.yml").exists()


@pytest.mark.parametrize("arguments", [[], ["new"], ["nope"], ["site", "--to"]], ids=" ".join)
def test_a_command_that_is_not_right_is_told(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "the command is not right" in line and " / " in line


@pytest.mark.parametrize(
    "kind,identifier,words",
    [
        ("practise", "x", "practice"),
        ("practice", "Night Shift", "lower-case"),
        ("practice", "team-meetings", "team-meetings"),
        ("practice", "trust", "elements/trust.yml"),
        ("practice", "../outside", "lower-case"),
        ("", "", "practice"),
        ("practice", "index", "taken by /practices/; choose another"),
        ("practice", "tonight", "taken by /tonight/; choose another"),
        ("practice", "ours", "taken by /ours/; choose another"),
        ("practice", "community", "the id community stands in data/glossary.yml:"),
        ("practice", "trust-1", "the id trust-1 stands in data/"),
        ("practice", "locke-latham-2002", "the id locke-latham-2002 stands in data/sources.yml:"),
        ("practice", "a" * 81, "the id has 81 characters, more than 80"),
        ("practice", "a" * 300, "the id has 300 characters, more than 80"),
        ("ours", "a" * 300, "the id has 300 characters, more than 80"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_written(
    kind: str, identifier: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = copy_project(tmp_path) / "data"
    before = sorted(tmp_path.rglob("*.yml"))
    assert new.run(kind, identifier, data) == 1
    assert words in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*.yml")) == before


def test_one_after_another_and_as_long_as_an_id_may_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is still to be written is in nobody's way, and nothing else is wrong with what was made."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    for name in ("aaa", "bbb", f"{'long-' * 15}names"):
        assert new.run("practice", name, data) == 0, capsys.readouterr().err
    problems = load(data).problems
    assert problems and {p.message for p in problems} == {messages.todo()}
    for file in (data / "practices").iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace("TODO", "Words"), encoding="utf-8")
    assert load(data).problems == ()


def test_no_id_of_a_new_file_is_one_that_somebody_has(tmp_path: Path) -> None:
    handbook = load(small.write(tmp_path)).handbook
    assert handbook
    # The small handbook's foundation has purpose-1, purpose-2 and purpose-3.
    text = blank.text("foundation", "purpose", handbook)
    assert "id: purpose-4" in text and "id: purpose-1\n" not in text


def test_other_problems_are_in_the_way_still(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    file = data / "practices" / "team-meetings.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("owner: lead", "owner: laed"), encoding="utf-8")
    assert new.run("practice", "aaa", data) == 1
    assert "run make check and mend them first" in capsys.readouterr().err
    file.write_text(text, encoding="utf-8")
    assert new.run("practice", "aaa", data) == 0


class Guest(Part):
    """A part with an id."""

    id: Id = Field(description="Said once, above the list.")
    name: Text = Field(description="Who.")
    note: str | None = None


class Ritual(Record):
    """A kind with a required field of every sort: the next kind may have any of them."""

    element: Id = Field(description="The element.")
    tone: Literal["loud", "quiet"] = Field(description="How it sounds.")
    often: Annotated[int, Field(ge=3)] = Field(description="How often.")
    share: float = Field(description="How much.")
    fixed: bool | None = Field(description="Whether it stays.")
    guests: list[Guest] = Field(min_length=2, description="Who comes.")
    host: Guest = Field(description="Who asks.")
    says: Texts = Field(description="What one says.")
    tags: list[Literal["a", "b"]] = Field(description="Marks.")
    counts: list[int] = Field(min_length=1, description="Numbers.")
    place: str = Field(description="Where.")


RITUAL = """\
# yaml-language-server: $schema=../schema/ritual.json
# friday-tea: replace every TODO, then run make check. Published ids never change.
# A short name, as people would say it.
title:
  zh: TODO
  en: TODO
# What it is, in one sentence.
summary:
  zh: TODO
  en: TODO
# The element.
# One of: trust
element: trust
# How it sounds.
# One of: loud, quiet
tone: loud
# How often.
often: 3
# How much.
share: 1
# Whether it stays.
fixed: false
# Who comes.
guests:
  - id: friday-tea-1
    name:
      zh: TODO
      en: TODO
  - id: friday-tea-2
    name:
      zh: TODO
      en: TODO
# Who asks.
host:
  id: friday-tea-3
  name:
    zh: TODO
    en: TODO
# What one says.
says:
  - zh: TODO
    en: TODO
# Marks.
tags:
  - a
# Numbers.
counts:
  - 1
# Where.
place: TODO
# More that it may hold: short, symptoms, today, order, why, example, related, sources, owner,
# reviewed, review_every. Look at data/schema/ritual.json for their form.
"""


def test_every_sort_of_field_has_its_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "ritual", Ritual)
    handbook = load(small.write(tmp_path)).handbook
    assert handbook and blank.text("ritual", "friday-tea", handbook) == RITUAL
    # Where there is a record of the kind, it is the one to look at.
    assert "# measures, adapt, items. Look at data/practices/group-rules.yml for their form.\n" in blank.text(
        "practice", "friday-tea", handbook
    )
