"""Pages written by hand: what is wrong with one is told by its file and line, before a site is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.data.handbook import Handbook
from macros.data.places import DOCS
from macros.pages import handwritten

WHOLE = '---\ndescription: "A page: this one."\nalso:\n  - one\nsearch: {exclude: true}\n---\n\n# Page\n'


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder of pages with none in it."""
    (tmp_path / "docs" / "en").mkdir(parents=True)
    return tmp_path / "docs"


def told(docs: Path, text: str) -> list[tuple[str, int, str]]:
    (docs / "en" / "page.md").write_text(text, encoding="utf-8")
    return [(p.file, p.line, p.message.en) for p in handwritten.problems(root=docs.parent)]


@pytest.mark.parametrize(
    "text", [WHOLE, "\ufeff" + WHOLE, WHOLE.replace("\n", "\r\n"), "# Page\n", "Words.\n\n---\n\nMore.\n"]
)
def test_a_whole_page_is_told_nothing_of(text: str, docs: Path) -> None:
    assert told(docs, text) == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (WHOLE.replace("also:\n  - one", "also: ["), 5, "bracket"),
        (WHOLE.replace('"A page: this one."', "A page: this one."), 2, "straight quotes"),
        (WHOLE.replace("also:\n  - one", "also: one"), 3, "a list"),
        (WHOLE.replace("  - one", "  - one: two"), 4, "as keys"),
        (WHOLE.replace("{exclude: true}", "none"), 5, "keys with their contents"),
        (WHOLE.replace('"A page: this one."', "[one]"), 2, "as a list"),
        (WHOLE.replace("---\n\n#", "\n#"), 1, "no second ---"),
        ("---\njust words\n---\n# Page\n", 2, "no colon"),
        ("---\n# a remark\n---\n# Page\n", 1, "no “key: content”"),
        ("", 1, "empty"),
        ("\n \n", 1, "empty"),
        (WHOLE.removesuffix("\n# Page\n"), 6, "nothing follows"),
        (WHOLE.removesuffix("\n\n# Page\n"), 6, "nothing follows"),
    ],
)
def test_what_is_wrong_with_a_page_is_told_at_its_line(text: str, line: int, words: str, docs: Path) -> None:
    [(file, at, said)] = told(docs, text)
    assert (file, at) == ("docs/en/page.md", line) and words in said


def test_a_page_that_the_source_language_has_not_is_told(docs: Path, handbook: Handbook) -> None:
    assert [p.file for p in handwritten.problems(handbook, docs.parent)] == ["docs/zh/"]
    for path in (DOCS / "zh").rglob("*.md"):
        copy = docs / path.relative_to(DOCS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    assert list(handwritten.problems(handbook, docs.parent)) == []
    (docs / "zh" / "contribute.md").unlink()
    [problem] = handwritten.problems(handbook, docs.parent)
    assert (problem.file, problem.line) == ("docs/zh/contribute.md", 1)
    assert "docs/zh/contribute.md" in problem.message.zh and "missing" in problem.message.en
