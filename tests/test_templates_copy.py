"""Templates: shown as paper, copied for documents, editors, spreadsheets and chats, downloaded."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.data.handbook import Handbook
from macros.data.models.record import Template
from macros.pages import markdown
from tests.conftest import by_turns
from tests.test_checklists import LANGUAGES, ROOT, clipboard
from tests.test_store import Contexts

pytestmark = pytest.mark.one_tab

BUTTONS = {"markdown": ["copy", "markdown", "chat", "download"], "csv": ["copy", "chat", "download"]}
PLACES = {"markdown": "practices/team-meetings/", "csv": "foundations/conduct/"}
WHOLE = {"markdown": "team-meetings-agenda-template", "csv": "conduct-cards-template"}
"""On those pages the templates with all that there can be: headings, tables, gaps; both are folded away."""


def whole(handbook: Handbook, form: str) -> Template:
    """The template of a form that these tests copy."""
    record = PLACES[form].split("/")[1]
    return next(one for one in handbook.by_id[record].templates if one.id == WHOLE[form])


def press(page: Page, form: str, name: str) -> Any:
    block = page.locator(f"#template-{WHOLE[form]} handbook-template")
    # The scripts put their buttons above the fold as well: before that it still moves under the finger.
    expect(block.locator(".hb-tools")).to_have_count(1)
    fold = page.locator("details:has(#more-templates)")
    if not block.is_visible():
        fold.locator("> summary").click()
        expect(fold).to_have_attribute("open", "")
    block.locator(".hb-tools button").nth(BUTTONS[form].index(name)).click()
    expect(block.locator(".hb-said")).not_to_be_empty()
    page.wait_for_timeout(100)
    return block


@pytest.fixture
def copying(new_context: Contexts) -> Page:
    return new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()


@by_turns("zh")
def test_a_document_is_copied_rich_and_as_markdown(copying: Page, handbook: Handbook, language: str) -> None:
    copying.goto(ROOT[language] + PLACES["markdown"])
    source = whole(handbook, "markdown").content.get(language).strip()
    press(copying, "markdown", "copy")
    rich = clipboard(copying)
    assert rich["text/plain"] == source
    assert "<h1" in rich["text/html"] and "<table" in rich["text/html"] and "____" in rich["text/html"]
    assert "class=" not in rich["text/html"] and "hb-" not in rich["text/html"]
    press(copying, "markdown", "markdown")
    assert clipboard(copying) == {"text/plain": source}


def test_the_button_of_today_copies_the_template_below(copying: Page, handbook: Handbook) -> None:
    record = handbook.by_id["team-meetings"].record
    assert record.today
    [template] = [one for one in record.templates if one.id == record.today.template]
    copying.goto(PLACES["markdown"])
    expect(copying.locator(f"#template-{template.id} .hb-tools")).to_be_visible()
    copying.locator(".hb-today button").click()
    expect(copying.locator(".hb-today .hb-said")).to_have_text("已复制。")
    assert clipboard(copying)["text/plain"] == template.content.get("zh").strip()
    assert "#" not in copying.url, "it stays where it is"


@by_turns("en")
@pytest.mark.parametrize("form", ["markdown", "csv"])
def test_for_a_chat_there_are_no_tables_and_no_marks(copying: Page, language: str, form: str) -> None:
    copying.goto(ROOT[language] + PLACES[form])
    press(copying, form, "chat")
    text = clipboard(copying)["text/plain"]
    assert "|" not in text and "<" not in text and "\n\n\n" not in text and "#" not in text
    assert not [line for line in text.split("\n") if line.startswith(("- ", "**"))]
    assert {"zh": "：", "en": ": "}[language] in text


@by_turns("zh")
def test_a_table_is_pasted_into_cells(copying: Page, handbook: Handbook, language: str) -> None:
    copying.goto(ROOT[language] + PLACES["csv"])
    template = whole(handbook, "csv")
    rows = list(csv.reader(template.content.get(language).strip("\n").split("\n")))
    press(copying, "csv", "copy")
    found = clipboard(copying)
    assert [line.split("\t") for line in found["text/plain"].split("\n")] == rows
    assert found["text/html"].count("<th") >= len(rows[0])


@by_turns("zh")
def test_a_csv_opens_right_in_spreadsheets_in_chinese(
    page: Page, handbook: Handbook, language: str, tmp_path: Path
) -> None:
    page.goto(ROOT[language] + PLACES["csv"])
    template = whole(handbook, "csv")
    with page.expect_download() as waiting:
        press(page, "csv", "download")
    title = markdown.plain(template.title.get(language))
    name = waiting.value.suggested_filename
    assert name.endswith(".csv") and name[:2] == title[:2] and not set(name) & set('\\/:*?"<>| ')
    waiting.value.save_as(tmp_path / "got.csv")
    data = (tmp_path / "got.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\n") == data.count(b"\r\n") > 1
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows == list(csv.reader(template.content.get(language).strip("\n").split("\n")))
    assert len({len(row) for row in rows}) == 1


@by_turns("en")
def test_a_document_is_downloaded_as_written(
    page: Page, handbook: Handbook, language: str, tmp_path: Path
) -> None:
    page.goto(ROOT[language] + PLACES["markdown"])
    with page.expect_download() as waiting:
        press(page, "markdown", "download")
    assert waiting.value.suggested_filename.endswith(".md")
    waiting.value.save_as(tmp_path / "got.md")
    written = whole(handbook, "markdown").content.get(language).strip() + "\n"
    assert (tmp_path / "got.md").read_text(encoding="utf-8") == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_shows_all_that_it_says(handbook: Handbook, language: str) -> None:
    for entry in handbook.entries:
        for template in getattr(entry, "templates", []):
            words = template.content.get(language) or ""
            if template.format == "markdown":
                shown = markdown.paper(words)
                visible = re.sub(r"<[^>]+>", "", shown)
                assert visible.count("_") == words.count("_"), f"{template.id}: a gap to write in is lost"
                assert "<h1" not in shown and "\ue000" not in shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a ____ b", "<p>a ____ b</p>"),
        ("____:____", "<p>____:____</p>"),
        ("谁：\n何时：", "<p>谁：<br>\n何时：</p>"),
        ("**谁**\n**何时**", "<p><strong>谁</strong><br>\n<strong>何时</strong></p>"),
        ("# 标题\n正文", '<p class="hb-paper__head" data-level="1">标题</p>\n<p>正文</p>'),
        ("-\n-", "<ul>\n<li>&nbsp;</li>\n<li>&nbsp;</li>\n</ul>"),
        ("```\n__a__\nb\n```", "<pre><code>__a__\nb\n</code></pre>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
    ],
)
def test_paper_keeps_gaps_lines_and_empty_items(written: str, shown: str) -> None:
    assert markdown.paper(written) == shown


def test_lines_for_a_chat(page: Page, site: Path) -> None:
    page.goto(PLACES["markdown"])
    html = """<h2>标题</h2><p>一<br>二　三</p><ol start="3"><li>甲<ul><li>子</li></ul></li><li>乙</li></ol>
      <table><thead><tr><th>谁</th><th>何时</th></tr></thead>
      <tbody><tr><td>小林</td><td>周二</td></tr><tr><td></td><td></td></tr></tbody></table>"""
    text = page.evaluate(
        """async html => {
          const entry = document.querySelector('script[src*="scripts/entry.js"]').src;
          const { forChat } = await import(new URL("lib/chat.js", entry).href);
          const { body } = new DOMParser().parseFromString(html, "text/html");
          return forChat(body, { colon: "：", semicolon: "；" });
        }""",
        html,
    )
    assert text == "标题\n\n一\n二　三\n\n3. 甲\n  • 子\n4. 乙\n\n• 谁：小林；何时：周二"
