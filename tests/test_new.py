"""`new`: a file that is valid as soon as its TODO texts are replaced, and refused until then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import copy_project, run


@pytest.mark.parametrize(
    "kind,folder", [("practice", "practices"), ("element", "elements"), ("foundation", "foundations")]
)
def test_a_new_record_is_refused_until_its_words_are_written(tmp_path: Path, kind: str, folder: str) -> None:
    project = copy_project(tmp_path)
    made = run("new", kind, "night-shift-tea", folder=project)
    assert made.returncode == 0, made.stderr
    file = project / "data" / folder / "night-shift-tea.yml"
    text = file.read_text(encoding="utf-8")
    refused = run("check", folder=project)
    assert refused.returncode == 1
    assert refused.stdout.count("TODO") >= text.count(": TODO")
    file.write_text(text.replace("TODO", "Words"), encoding="utf-8")
    accepted = run("check", folder=project)
    assert accepted.returncode == 0, accepted.stdout


@pytest.mark.parametrize(
    "kind,identifier,words",
    [
        ("practise", "x", "practice"),
        ("practice", "Night Shift", "lower-case"),
        ("practice", "team-meetings", "team-meetings"),
        ("practice", "trust", "elements/trust.yml"),
        ("practice", "../outside", "lower-case"),
        ("", "", "practice"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_written(
    kind: str, identifier: str, words: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path)
    before = sorted((project / "data").rglob("*.yml"))
    done = run("new", kind, identifier, folder=project)
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted((project / "data").rglob("*.yml")) == before
