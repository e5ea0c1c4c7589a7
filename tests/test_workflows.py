"""What runs on the forge: pinned, without rights that it does not need, and open to nobody's code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*-*.yml"))


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_has_rights_beyond_its_job(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    # YAML 1.1 reads the key `on` as true.
    events = set(workflow[True])
    assert workflow["permissions"] == {}
    # Runs with rights on code of a fork.
    assert not events & {"pull_request_target", "workflow_run", "issue_comment"}
    assert "secrets." not in text
    for name, job in workflow["jobs"].items():
        wanted = {"contents": "read"} if name != "deploy" else {"pages": "write", "id-token": "write"}
        assert job["permissions"] == wanted
        assert job["timeout-minutes"] <= 20
        if name == "deploy":
            # The job with rights runs no code of the repository.
            assert all("run" not in step and "checkout" not in step["uses"] for step in job["steps"])
            assert "pull_request" not in events
    for step in steps(workflow):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False
        assert "${{" not in step.get("run", "")


def test_pins_say_which_release_they_are() -> None:
    seen: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for action, pin in re.findall(r"uses: (\S+)@(\S+ # v\d+\.\d+\.\d+)$", path.read_text(), re.MULTILINE):
            seen.setdefault(action, set()).add(pin)
        assert path.read_text().count("uses: ") == len(re.findall(r"@[0-9a-f]{40} # v", path.read_text()))
    assert seen and all(len(pins) == 1 for pins in seen.values()), seen


def test_zizmor_finds_nothing() -> None:
    command = [str(Path(sys.executable).parent / "zizmor"), "--offline", "--pedantic", str(ROOT / ".github")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("schema", "files"),
    [("vendor.github-workflows", WORKFLOWS), ("vendor.github-issue-forms", FORMS)],
    ids=["workflows", "forms"],
)
def test_they_are_what_the_forge_reads(schema: str, files: list[Path]) -> None:
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_forms_come_in_both_languages_with_the_same_fields() -> None:
    names = {path.stem.rsplit("-", 1)[0] for path in FORMS}
    assert names == {"wrong", "practice"}
    for name in names:
        fields = []
        for language in ("zh", "en"):
            form = yaml.safe_load(
                (ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}-{language}.yml").read_text()
            )
            fields.append([(part["type"], part.get("id"), part.get("validations")) for part in form["body"]])
        assert fields[0] == fields[1]
