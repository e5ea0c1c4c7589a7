"""Files of what the team has agreed that hold a slip: each is told at its line, with a cure that works."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from macros.commands import new
from macros.data.load import load
from tests import small
from tests.conftest import ROOT

FILE = "ours/group-rules.yml"

WHOLE = """\
# yaml-language-server: $schema=../schema/ours.json
status: trying
since: 2026-11-02
until: 2026-11-30
owner: lead
review: 2026-12-07
text:
  zh: |
    群公告里放三条。

    - 月底一起看[群规](group-rules#steps)
round:
  every: month
  weekday: fri
  week: last
  time: 16:30
  minutes: 30
links:
  - label: {zh: 群规, en: Rules}
    address: https://docs.example.com/rules?id=1#top
changes:
  - day: 2026-11-02
    text: {zh: 开始试行。}
  - day: 2026-11-09
    text: {en: Three rules instead of five.}
"""

# What is written in the place of what, the line at which it is told, and words of the message.
SLIPS = [
    ("status: trying", "status: used", 2, "choose one of: trying, in-use, stopped, not-now"),
    ("status: trying", "status: 试行", 2, "choose one of"),
    ("status: trying\n", "", 2, "needs the key status"),
    ("status: trying", "staus: trying", 2, "the nearest is status"),
    ("since: 2026-11-02\n", "", 2, "needs the key since"),
    ("since: 2026-11-02", "since: 2026-11-31", 3, "write it as 2026-11-22"),
    ("since: 2026-11-02", "since: 2.11.2026", 3, "write it as 2026-11-22"),
    ("since: 2026-11-02", "since: TODO", 3, "write it as 2026-11-22"),
    ("since: 2026-11-02", "since: 2026-12-02", 4, "until must be later than since (2026-12-02)"),
    ("until: 2026-11-30", "until: 2026-11-02", 4, "until must be later than since"),
    ("until: 2026-11-30\n", "", 2, "the status trying needs the key until"),
    ("status: trying", "status: in-use", 4, "until does not go with the status in-use"),
    ("status: trying\nsince", "status: not-now\nreason: {zh: 忙。}\nsince", 5, "until does not go with"),
    ("status: trying", "status: stopped", 2, "the status stopped needs the key reason"),
    ("owner: lead\n", "", 2, "the status trying needs the key owner"),
    ("owner: lead", "owner: laed", 5, "the nearest is lead"),
    ("owner: lead", "owner: Shen Lan", 5, "lower-case letters"),
    ("owner: lead", "owner: [lead]", 5, ""),
    ("review: 2026-12-07", "review: 2026-11-01", 6, "review must be later than since"),
    ("review: 2026-12-07", "review: soon", 6, "write it as 2026-11-22"),
    ("text:\n", "reason: {zh: 忙。}\ntext:\n", 7, "reason does not go with the status trying"),
    ("    群公告里放三条。", "    <b>群公告</b>里放三条。", 9, "there is HTML in the text: <b>"),
    ("    群公告里放三条。", "    <img src=x onerror=alert(1)>", 9, "there is HTML"),
    ("    群公告里放三条。", "    # 群公告", 9, "would become a heading"),
    ("    群公告里放三条。", "    TODO", 9, "still says TODO"),
    ("    群公告里放三条。", "    " + "长" * 1500, 8, "more than 1500"),
    ("(group-rules#steps)", "(javascript:alert(1))", 11, "javascript:alert(1) cannot be used"),
    ("(group-rules#steps)", "(data:text/html,x)", 11, "cannot be used"),
    ("(group-rules#steps)", "(grup-rules)", 11, "the nearest is group-rules"),
    ("(group-rules#steps)", "(group-rules#stpes)", 11, "steps"),
    ("  zh: |\n", "  fr: |\n", 8, "fr is not a language"),
    ("text:\n  zh: |", "text: |", 7, "write zh: …"),
    ("  every: month", "  every: monthly", 13, "the nearest is month"),
    ("  every: month\n", "", 12, "write every below round"),
    ("  every: month", "  every: week", 15, "week does not go with week"),
    ("  every: month\n  weekday: fri\n  week: last", "  every: day\n  weekday: fri", 14, "takes no weekday"),
    ("  every: month", "  every: event", 12, "has no fixed days"),
    ("  weekday: fri", "  weekday: friday", 14, "choose one of: mon"),
    ("  week: last", "  week: 5", 15, "choose one of: 1"),
    ("  time: 16:30", "  time: 4pm", 16, "write it as 09:30"),
    ("  time: 16:30", "  time: 24:00", 16, "write it as 09:30"),
    ("  time: 16:30\n", "", 16, "minutes need a time"),
    ("  minutes: 30", "  minutes: 600", 17, "at most 480"),
    ("https://docs.example.com/rules?id=1#top", "javascript:alert(1)", 20, "begin it with https://"),
    ("https://docs.example.com/rules?id=1#top", "docs/rules.docx", 20, "begin it with https://"),
    ("https://docs.example.com/rules?id=1#top", '"https://x/\\" onclick=\\"y"', 20, "begin it with https://"),
    ("    address: https://docs.example.com/rules?id=1#top\n", "", 19, "needs the key address"),
    ("{zh: 群规, en: Rules}", "群规", 19, "write zh: …"),
    ("  - day: 2026-11-09", "  - day: 2026-11-01", 24, "put the oldest first"),
    ("    text: {zh: 开始试行。}", '    text: {zh: "开始\\n试行。"}', 23, "write it on one"),
    ("    text: {zh: 开始试行。}", "    words: {zh: 开始试行。}", 23, "there is no key words"),
    ("changes:\n", "changes: []\nmore:\n", 21, "the list is empty"),
    ("owner: lead", "owner: lead\nowner: lead", 6, "stands twice"),
    ("owner: lead", "owner：lead", 5, ""),
    ("since: 2026-11-02", "since: 9999-12-31", 3, "the year must be between 1900 and 2199"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = small.write(tmp_path_factory.mktemp("data"))
    (made / "ours").mkdir()
    return made


def problems(folder: Path, text: str) -> list[tuple[str, int, str]]:
    (folder / FILE).write_text(text, encoding="utf-8")
    return [(p.file, p.line, str(p.message)) for p in load(folder).problems]


def test_a_whole_file_is_taken_as_it_is(folder: Path) -> None:
    assert problems(folder, WHOLE) == []
    handbook = load(folder).handbook
    assert handbook and list(handbook.ours) == ["group-rules"]
    agreement = handbook.ours["group-rules"]
    assert agreement.is_alive and agreement.looked_at == date(2026, 11, 30), (
        "a trial ends before the next look"
    )
    # One language is enough: nothing is missing.
    assert handbook.untranslated() == {"en": {}}
    schema = json.loads((ROOT / "data/schema/ours.json").read_text(encoding="utf-8"))
    plain = json.loads(json.dumps(yaml.load(WHOLE, yaml.BaseLoader)))
    plain["round"]["minutes"] = 30
    assert [e.message for e in Draft202012Validator(schema).iter_errors(plain)] == []


def test_what_is_in_use_is_looked_at_on_its_review_and_may_change_twice_a_day(folder: Path) -> None:
    used = WHOLE.replace("status: trying", "status: in-use").replace("until: 2026-11-30\n", "")
    assert problems(folder, used.replace("  - day: 2026-11-09", "  - day: 2026-11-02")) == []
    handbook = load(folder).handbook
    assert handbook and handbook.ours["group-rules"].looked_at == date(2026, 12, 7)


@pytest.mark.parametrize(("old", "slip", "line", "words"), SLIPS)
def test_a_slip_is_told_at_its_line_with_its_cure(
    folder: Path, old: str, slip: str, line: int, words: str
) -> None:
    assert WHOLE.count(old) == 1, old
    told = problems(folder, WHOLE.replace(old, slip))
    assert told, slip
    assert (f"data/{FILE}", line) in [(file, at) for file, at, _ in told], told
    assert any(words in message for _, _, message in told), told
    # Chinese first, then English: what is wrong, and what to do.
    assert all(" / " in message and any("\u4e00" <= c <= "\u9fff" for c in message) for *_, message in told)
    assert problems(folder, WHOLE) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("grup-rules.yml", "the nearest is group-rules"),
        ("trust.yml", "there is no practice or foundation"),
        ("Group Rules.yml", "cannot be an id"),
        ("group-rules.yaml", "cannot be an id"),
    ],
)
def test_a_file_for_what_is_not_there(tmp_path: Path, name: str, words: str) -> None:
    folder = small.write(tmp_path)
    (folder / "ours").mkdir()
    (folder / "ours" / name).write_text(WHOLE, encoding="utf-8")
    [problem] = load(folder).problems
    assert problem.file == f"data/ours/{name}"
    assert words in problem.message.en


@pytest.mark.parametrize("name", ["grup-rules.yml", "trust.yml"])
def test_what_is_not_there_is_not_asked_how_often_it_comes(name: str, tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    (folder / "ours").mkdir()
    (folder / "ours" / name).write_text(WHOLE.replace("  every: month\n", ""), encoding="utf-8")
    [problem] = load(folder).problems
    assert "there is no practice or foundation" in problem.message.en


def test_an_empty_folder_and_none_are_the_same(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    (folder / "ours").mkdir()
    (folder / "ours" / ".gitkeep").touch()
    handbook = load(folder).handbook
    assert handbook and handbook.ours == {}


def test_a_new_file_is_right_at_once_and_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("ours"))
    assert new.run("ours", "values", folder) == 0
    handbook = load(folder).handbook
    assert handbook and handbook.ours["values"].status == "trying"
    written = (folder / "ours/values.yml").read_text(encoding="utf-8")
    assert new.run("ours", "values", folder) == 1
    assert (folder / "ours/values.yml").read_text(encoding="utf-8") == written
    assert "data/ours/values.yml exists and was left alone; edit that file" in capsys.readouterr().err
    assert new.run("ours", "trust", folder) == 1
    assert "there is no practice or foundation" in capsys.readouterr().err
    assert new.run("ours", "", folder) == 1
    assert "this needs an id; write lower-case letters" in capsys.readouterr().err


def test_a_page_that_cannot_be_read_is_told_alone(tmp_path: Path) -> None:
    """What was agreed on it says nothing of its own: its cadence stands on that page."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    file = folder / "practices" / "team-meetings.yml"
    file.write_text(file.read_text(encoding="utf-8") + "nonsense: 1\n", encoding="utf-8")
    [problem] = load(folder).problems
    assert problem.file == "data/practices/team-meetings.yml"
