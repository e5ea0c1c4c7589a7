"""What a reviewer is told of a change, and what the report says: in a repository made for it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from macros.commands import changes, report
from macros.pages import handwritten
from tests import small
from tests.conftest import ROOT
from tests.small import PRACTICE


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    stamp = f"{day}T12:00:00+00:00"
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp, "HOME": "/"},
        capture_output=True,
        check=True,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with the small handbook, committed on the first of January."""
    small.write(tmp_path / "data")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path


def edit(root: Path, *pairs: tuple[str, str], file: str = PRACTICE) -> None:
    path = root / "data" / file
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="\n")


def told(root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert changes.run("HEAD", root) == 0
    return capsys.readouterr().out


def test_nothing_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, ("title:\n  zh: 群规", "# a comment\ntitle:\n  zh: 群规"))
    assert "没有变化。 / Nothing." in told(root, capsys)


def test_a_reworded_item_is_told_with_its_rev(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, ("zh: 群公告里有群规。", "zh: 群公告第一条是群规。"))
    text = told(root, capsys)
    assert f"`data/{PRACTICE}` `群规` – #checklist" in text
    assert f"`rules-pinned` (data/{PRACTICE}, rev 1): `群公告里有群规。` → `群公告第一条是群规。`" in text
    assert "原文改了、译文没改" in text and "en: " in text
    edit(root, ("id: rules-pinned\n", "id: rules-pinned\n    rev: 2\n"))
    assert "rev 1 → 2" in told(root, capsys)


def test_an_item_that_is_gone_and_a_page_that_is_new(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, ("id: rules-pinned", "id: rules-on-top"))
    text = small.TEXTS[PRACTICE].replace("rules-", "more-").replace("trust-1", "trust-2")
    (root / "data/practices/more-rules.yml").write_text(text.replace("  en: Group rules\n", ""))
    out = told(root, capsys)
    assert f"`rules-pinned` (data/{PRACTICE})" in out
    assert "New pages (1)\n\n- `data/practices/more-rules.yml`" in out
    assert "Translations now missing (1)\n\n- en: `data/practices/more-rules.yml`: `群规`" in out
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "more")
    (root / "data/practices/more-rules.yml").unlink()
    assert "Pages that are gone (links to them break) (1)" in told(root, capsys)


def test_what_came_to_the_base_since_is_not_this_change(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "switch", "-q", "-c", "mine")
    git(root, "switch", "-q", "main")
    edit(root, ("zh: 群公告里有群规。", "zh: 群公告第一条是群规。"))
    git(root, "commit", "-qam", "theirs")
    git(root, "switch", "-q", "mine")
    assert changes.run("main", root) == 0
    assert "没有变化。 / Nothing." in capsys.readouterr().out


def test_a_page_that_moved_is_not_told_as_a_link_that_breaks(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in root.rglob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("group-rules", "house-rules"), encoding="utf-8")
    (root / "data" / PRACTICE).rename(root / "data/practices/house-rules.yml")
    text = told(root, capsys)
    assert "Pages that are gone (links to them break) (1)" in text and "lead on" not in text
    (root / "data/moved.yml").write_text(
        "moves:\n  - address: practices/group-rules/\n    page: house-rules\n"
    )
    text = told(root, capsys)
    assert "links to them break" not in text and "or old links break" not in text
    assert f"- `data/{PRACTICE}` `群规` → `house-rules`" in text


def write_pages(root: Path, pages: dict[str, str]) -> None:
    for page, text in pages.items():
        (root / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / page).write_text(text, encoding="utf-8")


def test_pages_written_by_hand_are_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pages(root, {"zh/a.md": "# a\n", "en/a.md": "# a\n", "zh/今晚.md": "# b\n", "theme/x.md": "x\n"})
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "pages")
    assert "没有变化。 / Nothing." in told(root, capsys)
    write_pages(
        root, {"en/a.md": "# another\n", "zh/new.md": "# new\n", "theme/x.md": "y\n", "zh/x.txt": "x\n"}
    )
    (root / "docs/zh/今晚.md").unlink()
    out = told(root, capsys)
    assert "Nothing" not in out
    assert "Pages written by hand that changed (1)\n\n- `docs/en/a.md`\n" in out
    assert "New pages written by hand (1)\n\n- `docs/zh/new.md`\n" in out
    assert "Pages written by hand that are gone (1)\n\n- `docs/zh/今晚.md`\n" in out
    assert "theme" not in out and ".txt" not in out


def test_words_from_a_fork_stay_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, ("zh: 群公告里有群规。", 'zh: "`](https://evil.example) @all\\n\\n* x"'))
    out = told(root, capsys)
    # Still one entry, and inside backticks whatever was written.
    assert "→ `'](https://evil.example) @all * x`" in out


def test_a_base_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert changes.run("nothere", root) == 1
    assert changes.run("--output=x", root) == 1
    assert "no such version" in capsys.readouterr().err
    assert not (root / "x").exists()


def test_links_in_the_base_are_never_followed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They may come from anybody's fork, and lead anywhere."""
    (root / "data/practices/else.yml").symlink_to(root / "data" / PRACTICE)
    (root / "data/notes").symlink_to("/etc")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "links")
    (root / "data/practices/else.yml").unlink()
    (root / "data/notes").unlink()
    edit(root, ("zh: 群公告里有群规。", "zh: 群公告第一条是群规。"))
    out = told(root, capsys)
    assert f"`data/{PRACTICE}` `群规` – #checklist" in out and "else.yml" not in out


def test_why_there_is_nothing_to_compare_with(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reason is a sentence of its own, with what to do."""
    (root / "data").rename(root / "kept")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "no data")
    git(root, "tag", "empty")
    (root / "kept").rename(root / "data")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "data")
    git(root.parent, "clone", "-q", "--depth", "1", root.as_uri(), str(root / "cut"))
    small.write(root.parent / "none" / "data")
    tried = {
        (root, "nothere"): "there is no such version",
        (root, "empty"): "that version has no folder data/",
        (root / "cut", "HEAD~1"): "git fetch --unshallow",
        (root.parent / "none", "main"): "this is no git repository",
    }
    for (folder, base), words in tried.items():
        assert changes.run(base, folder) == 1
        [line] = capsys.readouterr().err.splitlines()
        assert line.startswith(f"{base}: ") and words in line and " / " in line
    monkeypatch.setenv("PATH", "")
    assert changes.run("main", root) == 1
    assert "there is no git on this machine" in capsys.readouterr().err


def test_broken_data_is_no_traceback(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, ("element: trust", "element: trsut"))
    assert changes.run("HEAD", root) == 1
    assert report.run(root) == 1
    assert "make check" in capsys.readouterr().err


def test_the_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.run(root, date(2026, 12, 1)) == 0
    out = capsys.readouterr().out
    assert "Missing translations: 没有" in out and "Source changed after its translation: 没有" in out
    # Of the small handbook only the practice was ever reviewed.
    assert "data/elements/trust.yml: 还没有人审阅 / never reviewed" in out
    assert PRACTICE not in out

    edit(root, ("      en: The rules bear a date.\n", ""), ("zh: 写一稿", "zh: 先写一稿"))
    git(root, "commit", "-q", "-a", "-m", "two", day="2026-03-01")
    assert report.run(root, date(2027, 5, 21)) == 0
    out = capsys.readouterr().out
    assert f"Missing translations (1)\n  en: data/{PRACTICE}:55: checklist[2].text\n" in out
    stale = f"en: data/{PRACTICE}:23: steps[1].title (2026-03-01 > 2026-01-01)"
    assert f"Source changed after its translation (1)\n  {stale}\n" in out
    assert f"data/{PRACTICE}: 2027-05-21, lead" in out

    # The translation follows: nothing is left to do.
    edit(root, ("en: Write a draft", "en: First write a draft"))
    git(root, "commit", "-q", "-a", "-m", "three", day="2026-03-02")
    report.run(root, date(2026, 12, 1))
    assert "Source changed after its translation: 没有" in capsys.readouterr().out


def test_words_that_are_the_same_in_both_languages_are_in_the_report(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The form on the site writes the same words where the source language is required, too."""
    edit(root, ("zh: 群规写着日期。", "zh: The rules bear a date."))
    assert report.run(root, date(2026, 12, 1)) == 0
    out = capsys.readouterr().out
    assert f"Missing translations (1)\n  en: data/{PRACTICE}:55: checklist[2].text (" in out
    assert "the same words" in out


def test_pages_written_by_hand_are_in_the_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language, name in (("zh", "index.md"), ("en", "index.md"), ("zh", "only.md")):
        (root / "docs" / language).mkdir(parents=True, exist_ok=True)
        (root / "docs" / language / name).write_text("# x\n")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "pages")
    (root / "docs/zh/index.md").write_text("# y\n")
    git(root, "commit", "-q", "-a", "-m", "y", day="2026-02-01")
    report.run(root, date(2026, 12, 1))
    out = capsys.readouterr().out
    assert "en: docs/en/only.md\n" in out
    assert "en: docs/en/index.md (2026-02-01 > 2026-01-01)" in out


def test_without_history_the_report_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.write(tmp_path / "data")
    (tmp_path / "data/ours").mkdir()
    (tmp_path / "data/ours/group-rules.yml").write_text(
        "status: in-use\nsince: 2026-11-02\nreview: 2026-12-07\nowner: lead\ntext: {zh: 照做。}\n",
        encoding="utf-8",
    )
    for command in ("", "init"):
        if command:
            # A repository in which nothing was ever committed knows as little.
            git(tmp_path, command, "-q")
        assert report.run(tmp_path, date(2026, 12, 1)) == 0
        out = capsys.readouterr().out
        assert "Source changed after its translation: 这里没有完整的 git 历史" in out
        assert "Agreements older than the last change of their page: 这里没有完整的 git 历史" in out


def test_a_page_that_cannot_be_read_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(root, {"zh/a.md": "# a\n", "en/a.md": "# a\n"})
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        # Root may read everything: so the system's refusal is played.
        if path == root / "docs/en/a.md":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    [problem] = handwritten.problems(root=root)
    assert str(problem).startswith("docs/en/a.md:1: ") and "cannot be read" in problem.message.en
    assert handwritten.text_of(root / "docs/en/a.md") == ""
    assert report.run(root) == 1
    assert "make check" in capsys.readouterr().err


def test_the_report_may_be_cut_short() -> None:
    """`make report | head -1`: what nobody reads any more is no failure."""
    made = subprocess.Popen(
        [sys.executable, "-m", "macros", "report"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert made.stdout and made.stderr
    made.stdout.close()
    assert made.stderr.read() == b""
    assert made.wait(60) == 0


def test_a_report_of_a_language_that_there_is_not(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.run(root, language="fr") == 1
    assert "fr is not known here; choose one of: en" in capsys.readouterr().err
    edit(root, ("  - code: en\n    name: English\n    locale: en\n", ""), file="handbook.yml")
    assert report.run(root, language="en") == 1
    told = capsys.readouterr().err
    assert "this handbook has one language (zh)" in told and "choose one of" not in told
