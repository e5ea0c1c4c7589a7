"""The loader never raises, whatever the files hold, and never takes long to say no."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.commands import changes
from macros.data import messages, yamlfile
from macros.data.load import Loaded, load
from macros.data.yamlfile import MAX_BYTES, read
from tests import small
from tests.conftest import ROOT, copy_project
from tests.small import PRACTICE

FILES = [*small.TEXTS, "assessment.yml"]


def loaded_with(file: str, data: bytes) -> Loaded:
    """The small handbook with one file's bytes put in the place of its own."""
    path = _folder() / file
    before = path.read_bytes()
    try:
        path.write_bytes(data)
        return load(_folder())
    finally:
        path.write_bytes(before)


@cache
def _folder() -> Path:
    """The small handbook, written once: examples change one file and put it back."""
    return small.write(Path(tempfile.mkdtemp()))


def check(loaded: Loaded) -> None:
    """Either a handbook or problems that a person can go to."""
    assert (loaded.handbook is None) == bool(loaded.problems)
    for problem in loaded.problems:
        assert problem.file.startswith("data/") and problem.line >= 1
        assert problem.message.zh and problem.message.en


CLOSING = """
import sys
from pathlib import Path
from macros.commands import check, new
from macros.commands.repository import load_data

for name in sys.argv[1:]:
    mode, path = Path(name).stat().st_mode, Path(name)
    path.chmod(0)
    loaded, refused = load_data(), new.refused("practice", "new-one", Path("data"))
    path.chmod(mode)
    print(loaded.handbook, refused, *loaded.problems, sep="|")

# A folder in one that is closed can be told from none as little as what it holds.
Path("data").chmod(0)
check.run(Path("data", "practices"))
Path("data").chmod(0o755)
"""


def test_what_may_not_be_read_is_told_as_that(tmp_path: Path) -> None:
    """A file or a folder: neither missing, which would ask for a new one, nor empty. One sentence each."""
    root = os.geteuid() == 0
    if root and not shutil.which("setpriv"):
        pytest.skip("root may read everything, and there is no setpriv to give that up with")
    rights = "-dac_override,-dac_read_search"
    giving_up = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"] if root else []
    project = copy_project(tmp_path)
    (project / "data" / "ours").mkdir(exist_ok=True)
    names = [
        *("data/glossary.yml", "data/practices/team-meetings.yml", "data/ours", "data/practices", "data"),
        *("docs/zh", "docs/zh/index.md", "macros/templates/practice.md"),
    ]
    done = subprocess.run(
        [*giving_up, sys.executable, "-c", CLOSING, *names],
        cwd=project,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(project)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    told = [f"None|None|{name}:1: {messages.unreadable(name)}" for name in names]
    assert done.stdout.splitlines() == told, done.stderr
    assert done.stderr == f"{messages.unreadable('data/practices')}\n"


@given(st.sampled_from(FILES), st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes(file: str, data: bytes) -> None:
    check(loaded_with(file, data))


SIGNS = [
    *(
        "- ",
        ": ",
        ":",
        "：",
        "\n",
        "\n  ",
        "\n\t",
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        ">-\n",
        "#",
        " #",
        "&a",
        "*a",
    ),
    *("!x", "---\n", "...\n", "%", "@", "`", "<<: ", "? ", "zh", "en", "群规"),
]
ODD = ["|\n", "\ufeff", "\u3000", "\x00", "\x85", "~", "null", "2026-02-30", "1e999", "0x1F", ".inf", "<b>"]
PIECES = st.sampled_from([*SIGNS, *ODD, "[x](y)", "```", "\U0001f41f", "\ud7ff", "\\"])


@given(st.sampled_from(FILES), st.lists(PIECES, max_size=40))
@settings(max_examples=100, deadline=None)
def test_anything_that_looks_like_yaml(file: str, pieces: list[str]) -> None:
    check(loaded_with(file, "".join(pieces).encode()))


@given(st.integers(0, 2000), st.integers(0, 60), st.lists(PIECES, max_size=3))
@settings(max_examples=120, deadline=None)
def test_a_good_file_with_a_piece_cut_out_or_put_in(start: int, length: int, pieces: list[str]) -> None:
    text = small.TEXTS[PRACTICE]
    start = min(start, len(text))
    made = text[:start] + "".join(pieces) + text[start + length :]
    loaded = loaded_with(PRACTICE, made.encode())
    check(loaded)
    lines = made.count("\n") + 1
    for problem in loaded.problems:
        assert problem.file != f"data/{PRACTICE}" or problem.line <= lines


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["zh", "en", "id", "text"]), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = [line.split(":")[0] for line in small.TEXTS[PRACTICE].splitlines() if line[:1].isalpha()]


@given(st.sampled_from(KEYS), VALUES)
@settings(max_examples=100, deadline=None)
def test_any_value_in_the_place_of_a_good_one(key: str, value: Any) -> None:
    good = yaml.safe_load(small.TEXTS[PRACTICE])
    made = yaml.safe_dump({**good, key: value}, allow_unicode=True)
    check(loaded_with(PRACTICE, made.encode("utf-8", "replace")))


@given(st.lists(st.text(max_size=30), max_size=5))
@settings(max_examples=100, deadline=None)
def test_what_is_shown_to_reviewers_is_one_line(words: list[str]) -> None:
    shown = changes._shown(" ".join(words))
    assert "\n" not in shown and shown.count("`") in (0, 2) and len(shown) <= 62


def test_hostile_files_are_refused_quickly() -> None:
    bombs = [
        b"a: &a [x,x]\n" + b"".join(b"b%d: &b%d [*a,*a,*a]\n" % (n, n) for n in range(500)),
        b"[" * 200_000,
        b"{a: " * 100_000,
        b"- " * 100_000,
        b"zh: '" + b"x" * (MAX_BYTES - 10),
        b"? " * 50_000,
        b"a:\n" * 200_000,
        b"x: |\n" + b"  y\n" * 400_000,
        b"title:\n  zh: " + b"`" * 60_000 + b"\n",
        b"title:\n  zh: " + b"[" * 30_000 + b"]" * 30_000 + b"\n",
        ("title:\n  zh: " + "[a](" * 4_000 + "\n").encode(),
        ("title:\n  zh: " + "<a " * 6_000 + "\n").encode(),
        ("title:\n  zh: |\n    " + "- " * 9_000 + "#\n").encode(),
    ]
    for bomb in bombs:
        start = time.process_time()  # and not the clock, which runs on while others work
        check(loaded_with(PRACTICE, bomb))
        assert time.process_time() - start < 5, bomb[:40]


def test_good_data_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """To ask where something stands reads its file once more: that is for what is told."""

    def again(file: str, data: bytes) -> None:
        raise AssertionError(f"{file} was read twice")

    monkeypatch.setattr(yamlfile, "read", again)
    assert load(ROOT / "data").problems == ()


def test_lines_are_counted_as_editors_count_them() -> None:
    document = read("data/x.yml", "a: 1\n# 群\r\nb:\r\n  - c\r  - d\n".encode())
    assert document.lines == {(): 1, ("a",): 1, ("b",): 3, ("b", 0): 4, ("b", 1): 5}


@pytest.mark.parametrize("sign", ["\u0085", "\u2028", "\u2029"])
def test_a_line_ends_where_an_editor_shows_it(sign: str) -> None:
    """What is pasted may hold what the parser takes for the end of a line: it is a space."""
    text = f"# x{sign}y\na: x{sign}y\nb: |\n  x{sign}y\nc: 'x{sign}y'\nd: [\n"
    document = read("data/x.yml", text.replace("[", "z").encode())
    assert document.value == {"a": "x y", "b": "x y\n", "c": "x y", "d": "z"}
    assert document.lines == {(): 2, ("a",): 2, ("b",): 3, ("c",): 5, ("d",): 6}
    [problem] = read("data/x.yml", text.replace("d: [", "d: &").encode()).problems
    assert problem.line == 6
