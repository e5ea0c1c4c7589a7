"""The schemas that editors use: current, in plain words, and at one with the loader about our data.

What they must refuse stands beside what the loader says of it, in test_errors.py.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
from click.testing import CliRunner

from macros.data import schema
from macros.data.models import FILES, FOLDERS
from macros.data.models.text import Text
from tests.conftest import ROOT

DATA = ROOT / "data"


def files_of(name: str) -> list[Path]:
    return sorted((DATA / FOLDERS[name]).glob("*.yml")) if name in FOLDERS else [DATA / f"{name}.yml"]


def test_they_are_current() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (DATA / "schema").glob("*.json")}
    assert written == schema.schemas(schema.languages_of(DATA)), "run make schema"


OURS = [*FOLDERS, *(name for name in FILES if (DATA / f"{name}.yml").exists())]
"""The kinds of file that there are; one that says which addresses moved need not be there."""


@pytest.mark.parametrize("name", OURS)
def test_they_accept_our_data(name: str) -> None:
    arguments = ["--schemafile", str(DATA / "schema" / f"{name}.json"), *map(str, files_of(name))]
    done = CliRunner().invoke(check_jsonschema.main, arguments)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", OURS)
def test_every_data_file_names_its_schema(name: str) -> None:
    depth = "../" if name in FOLDERS else ""
    for path in files_of(name):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first == f"# yaml-language-server: $schema={depth}schema/{name}.json", path.name


@pytest.mark.parametrize("name", [*FOLDERS, *FILES])
def test_every_key_says_what_it_is_for(name: str) -> None:
    whole: dict[str, Any] = json.loads(schema.schemas()[f"{name}.json"])
    parts = {**whole.get("$defs", {}), name: whole}
    for title, part in parts.items():
        assert part.get("description"), title
        for key, field in part.get("properties", {}).items():
            named = parts.get(field.get("$ref", "").rsplit("/", 1)[-1], {}) if key not in ("zh", "en") else {}
            words = field.get("description") or named.get("description")
            assert words and words.endswith("."), f"{title}.{key}"
            assert '"null"' not in json.dumps(field), f"{title}.{key}"


def test_records_have_examples() -> None:
    for name in FOLDERS:
        properties = json.loads(schema.schemas()[f"{name}.json"])["properties"]
        for key in ("title", "summary", "related", "owner", "reviewed", "review_every"):
            assert properties[key]["examples"], f"{name}.{key}"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Not even root makes a folder of a file.
    (tmp_path / "schema").write_text("", encoding="utf-8")
    assert schema.run(tmp_path) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "schema cannot be written" in line and " / " in line


def test_they_follow_the_languages_of_the_handbook() -> None:
    text = json.loads(schema.schemas(("en", "fr"))["practice.json"])["$defs"]["Text"]
    assert list(text["properties"]) == ["en", "fr"]
    assert text["required"] == ["en"]
    assert json.loads(schema.schemas()["practice.json"])["$defs"]["Text"]["required"] == ["zh"]
    assert Text.schema_languages == ("zh", "en"), "the next handbook is not written for these"
