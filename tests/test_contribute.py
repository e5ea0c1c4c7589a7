"""Contributing without git: the foot of a page, and the form that writes a practice's file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, Route, expect

from macros.data.handbook import Handbook
from macros.data.load import load
from macros.data.models.settings import Forge
from macros.data.models.text import ID_PATTERN, TEXT_LIMIT
from macros.data.walk import texts_of
from macros.pages import forge, markdown, propose
from tests import small
from tests.conftest import ROOT, by_turns, copy_project, make, run

pytestmark = pytest.mark.one_tab

LANGUAGES = ["zh", "en"]

NASTY = [
    "注意: 先看“群规”，再说'话'，说 \"慢\" 点",
    "- 开头是横线\n- 第二行",
    "# 开头是井号 #中间也有",
    "emoji 🐟👩🏽‍🚀 和全角ＡＢＣ：，　空格",
    "C:\\新建\\路径 \\n 不是换行 {{ 1 + 1 }} {% raw %}",
    "第一行\r\n第二行\r\n\r\n\r\n\r\n隔了三行\t制表符",
    "[目标](purpose) [没有](no-such-page) [外面](https://example.com) [坏](javascript:alert(1))",
    "<b>粗</b> <script>alert(1)</script> `<code>` <https://example.com> a < b",
    "TODO 以后再写",
    "*星号* &锚 !标签 @人 %百分 `反引号` | 竖线 > 大于 ? 问 ~",
    "null",
    "2026-11-22",
    "yes",
    "  首尾都有空格  ",
    "--- ... <<<<<<< HEAD ======= >>>>>>>",
    "\u00a0不断行空格\u200b零宽\ufeff标记\u0007响铃\u2028分行",
    "    四格缩进\n  两格",
    "```\n<代码块>\n```",
    "｛全角｝【方】《书》「引」：冒号；分号",
    "'",
    '"',
    "\\",
]


def fill_in(page: Page, language: str, identifier: str, words: list[str]) -> str:
    """Fill in the form as a person would; gives the file that it shows."""
    page.goto("/contribute/" if language == "zh" else f"/{language}/contribute/")
    form = page.locator("handbook-propose form")
    form.locator(".hb-button--main").wait_for()
    form.locator('[name="element"]').select_option("trust")
    form.locator('[name="owner"]').select_option(index=1)
    for _ in range(3):
        page.locator('[data-list="steps"] > .hb-button').click()
        page.locator('[data-list="checklist"] > .hb-button').click()
    # All at once: a call for each of some forty fields takes a second or two.
    form.evaluate(
        """(form, [words, id]) => {
          const fields = [...form.querySelectorAll("input:not([type=checkbox]), textarea")];
          fields.forEach((field, index) => { field.value = words[index % words.length]; });
          form.elements.namedItem("id").value = id;
          form.dispatchEvent(new Event("input"));
        }""",
        [words, identifier],
    )
    page.locator("handbook-propose summary").click()
    form.locator('[name="related"]').first.check()
    form.locator(".hb-button--main").click()
    page.locator(".hb-propose__result h3").wait_for()
    return page.locator(".hb-propose__result pre").text_content() or ""


@pytest.mark.slow
@by_turns("zh")
def test_what_the_form_gives_builds_the_site(language: str, page: Page, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    # Rotated, so that each answer stands in fields of each sort.
    for turn in (0, 7, 15):
        words = NASTY[turn:] + NASTY[:turn]
        text = fill_in(page, language, f"from-form-{turn}-x", words)
        page.evaluate("sessionStorage.clear()")  # the next form is another person's
        file = project / "data" / "practices" / f"from-form-{turn}-x.yml"
        file.write_text(text, encoding="utf-8", newline="\n")
    checked = run("check", folder=project)
    assert checked.returncode == 0, checked.stdout
    root = "" if language == "zh" else f"{language}/"
    page_of_form = f"{root}practices/from-form-0-x/index.html"
    make(project, page_of_form, "print/index.html", "handbook.json", "search/head.json")
    whole = (project / "site" / page_of_form).read_text(encoding="utf-8")
    shown = "".join(html5lib.parse(whole, namespaceHTMLElements=False).find(".//article").itertext())
    assert "🐟👩🏽‍🚀" in shown and "{{ 1 + 1 }}" in shown
    assert "注意: 先看“群规”" in shown
    assert "<script>alert(1)</script>" not in whole.split("<article", 1)[1].split("</article>", 1)[0]


@by_turns("en")
def test_the_file_is_in_the_language_of_the_page(language: str, page: Page, tmp_path: Path) -> None:
    text = fill_in(page, language, "plain-words", ["Plain words", "Two lines\nof words"])
    path = tmp_path / "plain-words.yml"
    path.write_text(text, encoding="utf-8", newline="\n")
    project = copy_project(tmp_path / "project")
    (project / "data" / "practices" / path.name).write_text(text, encoding="utf-8", newline="\n")
    handbook = load(project / "data").handbook
    assert handbook
    record = handbook.by_id["plain-words"].record
    assert record.title.get(language) == "Plain words"
    # The source language is required: on other pages their words stand in for it, and say so.
    assert ("stand in" in text) == (language != "zh")
    assert record.title.root == dict.fromkeys(["zh"] if language == "zh" else LANGUAGES, "Plain words")
    assert "      zh: |\n        Two lines\n        of words\n" in text
    # An editor with the schema finds nothing to mark either.
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile"]
    schema = str(ROOT / "data" / "schema" / "practice.json")
    assert subprocess.run([*command, schema, str(path)], capture_output=True, check=False).returncode == 0


@by_turns("zh")
def test_the_limits_are_the_models(language: str, page: Page) -> None:
    page.goto("/contribute/" if language == "zh" else f"/{language}/contribute/")
    limits: dict[str, Any] = propose.limits()
    assert limits["required"] == ["title", "summary", "element", "steps", "checklist"]
    identifier = page.locator('[name="id"]')
    assert f"^{identifier.get_attribute('pattern')}$" == ID_PATTERN
    assert identifier.get_attribute("maxlength") == "80"
    assert page.locator('[name="step-do"]').first.get_attribute("maxlength") == str(TEXT_LIMIT)
    assert page.locator('[name="check"][required]').count() == limits["least"]["checklist"] == 3
    assert page.locator('[name="step-title"][required]').count() == limits["least"]["steps"] == 1
    # Nothing is made while something required is missing, or an id is taken or no id.
    page.locator(".hb-button--main").click()
    assert page.locator(".hb-propose__result").count() == 0
    for wrong in ("Team Meetings", "群规", "team-meetings", "moderator", "contribute", "trust"):
        identifier.fill(wrong)
        assert not identifier.evaluate("field => field.checkValidity()"), wrong
    identifier.fill("handover-tea")
    assert identifier.evaluate("field => field.checkValidity()")


def test_words_of_blanks_are_no_words(page: Page) -> None:
    page.goto("/contribute/")
    page.wait_for_load_state("networkidle")
    title = page.locator('[name="title"]')
    title.fill(" \u3000 ")
    assert not title.evaluate("field => field.checkValidity()")


def test_the_file_follows_the_form_and_can_be_copied_and_saved(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill_in(page, "en", "handover-tea", ["Words"])
    page.locator('[name="title"]').fill("Other words")
    assert 'en: "Other words"' in (page.locator(".hb-propose__result pre").text_content() or "")
    tools = page.locator(".hb-propose__result .hb-tools")
    tools.get_by_role("button", name="Copy").click()
    page.locator(".hb-said", has_text="Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == page.locator(".hb-propose__result pre").text_content()
    # While the form is not whole there is no file of before to take for the present one.
    page.locator('[name="summary"]').fill("")
    expect(tools).to_be_hidden()
    expect(page.locator("handbook-propose > .hb-said")).to_contain_text("the file is put away")
    page.locator('[name="title"]').fill("Last words")
    page.locator('[name="summary"]').fill("Words")
    expect(page.locator(".hb-propose__result pre")).to_contain_text('en: "Last words"')
    expect(page.locator("handbook-propose > .hb-said")).to_contain_text("ready below")
    with page.expect_download() as saving:
        tools.get_by_role("button", name="Download").click()
    assert saving.value.suggested_filename == "handover-tea.yml"
    assert (
        saving.value.path().read_text(encoding="utf-8")
        == page.locator(".hb-propose__result pre").text_content()
    )


def drafts(page: Page) -> list[str]:
    """The pages whose forms hold what was not handed on."""
    return page.evaluate(
        "Object.keys(sessionStorage).filter(k => k.startsWith('handbook:draft:')).map(k => k.slice(15))"
    )


def test_what_is_written_stays_until_it_is_handed_on(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/contribute/")
    form, foot = page.locator("handbook-propose form"), page.locator(".hb-wrong textarea")
    form.locator(".hb-button--main").wait_for()
    related, told = form.locator('[name="related"]'), form.locator(".hb-propose__most")

    def stays() -> None:
        expect(form.locator('[name="check"]')).to_have_count(5)
        expect(form.locator('[name="check"]').last).to_have_value("第五条")
        expect(form.locator('[name="step-do"]').last).to_have_value("先问\n再做")
        expect(form.locator('[name="element"]')).to_have_value("trust")
        expect(related.nth(2)).to_be_visible()  # in its fold
        assert related.evaluate_all("all => all.filter(one => one.checked).length") == 3
        expect(foot).to_be_visible()
        expect(foot).to_have_value("这里写错了")

    form.locator('[name="title"]').fill("交接茶")
    form.locator('[name="id"]').fill("team-meetings")
    form.locator('[name="element"]').select_option("trust")
    # In a list a slash looks for an entry.
    form.locator('[name="element"]').press("/")
    for name in ("steps", "checklist", "checklist"):
        page.locator(f'[data-list="{name}"] > .hb-button').click()
    form.locator('[name="check"]').last.fill("第五条")
    form.locator('[name="step-do"]').last.fill("先问\n再做")
    page.locator("handbook-propose summary").click()
    for number in range(4):
        related.nth(number).click()
    expect(told).to_contain_text("已经选了三项")
    expect(related.nth(3)).not_to_be_checked()
    page.locator(".hb-wrong summary").click()
    expect(page.locator(".hb-wrong button")).to_have_count(1)
    foot.fill("这里写错了")
    stays()
    expect(page.locator("dialog")).to_have_count(0)
    page.reload()
    stays()
    assert not form.locator('[name="id"]').evaluate("field => field.checkValidity()"), "it is taken still"
    # By a page that is swapped, and back.
    page.evaluate("window.same = true")
    page.locator(".md-footer a, nav a[href$='sources/'], article a[href$='progress/']").first.evaluate(
        "one => one.click()"
    )
    page.wait_for_url(lambda url: "contribute" not in url)
    page.go_back()
    stays()
    assert page.evaluate("window.same") is True
    # Handed on, or emptied: forgotten.
    page.locator(".hb-wrong button").click()
    page.locator(".hb-wrong .hb-said", has_text="已复制").wait_for()
    assert drafts(page) == ["/contribute/"]
    form.evaluate(
        """form => {
          form.reset();
          for (const field of form.querySelectorAll("[data-row] *")) field.value = "";
          form.dispatchEvent(new Event("input"));
        }"""
    )
    assert drafts(page) == []
    page.reload()
    form.locator(".hb-button--main").wait_for()
    expect(form.locator('[name="check"]')).to_have_count(3)
    expect(foot).to_be_hidden()


def test_without_a_script_there_is_a_form_to_print_and_no_dead_control(new_context: Any) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/en/contribute/")
    assert page.locator("handbook-propose button, handbook-propose [type=submit]").count() == 0
    assert page.locator("handbook-propose noscript pre").count() == 1
    assert "title:" in (page.locator("handbook-propose noscript pre").text_content() or "")
    page.locator(".hb-wrong summary").click()
    assert page.locator(".hb-wrong textarea").is_visible()
    assert page.locator(".hb-wrong button").count() == 0


@given(st.lists(st.text(max_size=60), min_size=13, max_size=13))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_whatever_is_written_passes_the_check(page: Page, words: list[str]) -> None:
    if "/contribute/" not in page.url:
        page.goto("/contribute/")
    solid = [text if text.strip() else "字" for text in words]
    text = page.evaluate(
        """async ([words, linkable]) => {
          const entry = document.querySelector('script[src$="scripts/entry.js"]').src;
          const { fileOf, tidy } = await import(entry.replace("entry.js", "propose/proposal.js"));
          const w = words.map((word) => (tidy(word) ? word : "字"));
          return fileOf({ id: "any-words", title: w[0], summary: w[1], element: "trust", owner: "",
            helps: w[2], steps: [{ title: w[3], do: w[4], done: w[5] }], checklist: w.slice(6, 9),
            example: { title: w[9], body: w[10] }, template: { title: w[9], body: w[11] },
            pitfall: { sign: w[12], move: w[1] }, related: [] },
            { language: "zh", source: "zh", linkable, note: "" });
        }""",
        [solid, ["trust", "purpose"]],
    )
    folder = small.write(Path(tempfile.gettempdir()) / f"any-words-{os.getpid()}")
    (folder / "practices" / "any-words.yml").write_text(text, encoding="utf-8", newline="\n")
    loaded = load(folder)
    assert loaded.handbook, "\n".join(map(str, loaded.problems)) + "\n" + text
    # And what passes builds: a heading inside a text would break the search index.
    for path, part in texts_of(loaded.handbook.by_id["any-words"].record):
        if path[0] != "templates":
            assert "<h" not in markdown.block(part.root["zh"]).replace("<hr", "")


# --- the foot of a page ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_foot_holds_the_text_to_send(language: str, site: Path, address: str, handbook: Handbook) -> None:
    reviewed = handbook.by_id["recognition"].record.reviewed
    assert reviewed
    root = "" if language == "zh" else "en/"
    path = site / root / "practices" / "recognition" / "index.html"
    page = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    foot = page.find(".//footer[@class='hb-colophon']")
    # Without a forge there is nothing to click that leads nowhere.
    assert [a.get("href") for a in foot.iter("a")] == ["../../contribute/"]
    text = "".join(foot.find(".//textarea").itertext())
    assert f"{address}{root}practices/recognition/" in text
    assert "data/practices/recognition.yml" in text
    assert ("表彰和奖励优秀表现" if language == "zh" else "Recognise and reward good work") in text
    words = "".join(foot.itertext())
    assert ("发给团队负责人" if language == "zh" else "to the team lead") in words
    for fact in (reviewed.isoformat(), "负责人" if language == "zh" else "Team lead"):
        assert fact in words


@by_turns("en")
def test_the_text_to_send_can_be_filled_in_and_copied(language: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/{'' if language == 'zh' else 'en/'}sources/")
    foot = page.locator(".hb-colophon")
    foot.locator("summary").click()
    text = foot.locator("textarea").input_value()
    foot.locator("textarea").fill(text + "第 3 步")
    foot.get_by_role("button").click()
    foot.locator(".hb-said:not(:empty)").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == text + "第 3 步"


def test_the_foot_works_after_instant_navigation(page: Page) -> None:
    page.goto("/sources/")
    page.locator(".hb-wrong summary").click()
    # The button comes with the script, above the link.
    expect(page.locator(".hb-wrong").get_by_role("button")).to_have_count(1)
    page.locator(".hb-wrong").get_by_role("link").click()
    # The address is there before the page.
    page.wait_for_function("document.querySelector('.hb-wrong textarea').value.includes('contribute.md')")
    page.locator(".hb-wrong summary").click()
    expect(page.locator(".hb-wrong").get_by_role("button")).to_have_count(1)
    page.locator(".hb-propose .hb-button--main").wait_for()
    page.go_back()
    page.wait_for_url("**/sources/")
    page.wait_for_function("document.querySelector('.hb-wrong textarea').value.includes('sources.md')")
    expect(page.locator(".hb-wrong button")).to_have_count(1)


@pytest.mark.parametrize("path", ["practices/team-meetings/", "contribute/"])
def test_a_form_opened_before_the_scripts_came_gets_its_button(page: Page, path: str) -> None:
    late: list[Route] = []
    page.route("**/entry.js", lambda route: late.append(route))
    page.goto(path, wait_until="commit")
    page.locator(".hb-wrong summary").click()
    assert page.locator(".hb-wrong button").count() == 0
    late[0].continue_()
    expect(page.locator(".hb-wrong").get_by_role("button")).to_have_count(1)


FORGES = {
    "github": "https://github.com/a/b",
    "gitlab": "https://gitlab.example/group/sub/b",
    "gitee": "https://gitee.com/a/b",
    "gitea": "https://codeberg.org/a/b/",
}

WANTED = {
    "github": {
        "edit": "https://github.com/a/b/edit/main/data/practices/recognition.yml",
        "history": "https://github.com/a/b/commits/main/data/practices/recognition.yml",
        "new": "https://github.com/a/b/new/main/data/practices?filename=NAME",
        "issue": ("https://github.com/a/b/issues/new", "title", "page"),
    },
    "gitlab": {
        "edit": "https://gitlab.example/group/sub/b/-/edit/main/data/practices/recognition.yml",
        "history": "https://gitlab.example/group/sub/b/-/commits/main/data/practices/recognition.yml",
        "new": "https://gitlab.example/group/sub/b/-/new/main/data/practices?file_name=NAME",
        "issue": ("https://gitlab.example/group/sub/b/-/issues/new", "issue[title]", "issue[description]"),
    },
    "gitee": {
        "edit": "https://gitee.com/a/b/edit/main/data/practices/recognition.yml",
        "history": "https://gitee.com/a/b/commits/main/data/practices/recognition.yml",
        "new": "https://gitee.com/a/b/new/main/data/practices",
        "issue": ("https://gitee.com/a/b/issues/new", "issue[title]", "issue[description]"),
    },
    "gitea": {
        "edit": "https://codeberg.org/a/b/_edit/main/data/practices/recognition.yml",
        "history": "https://codeberg.org/a/b/commits/branch/main/data/practices/recognition.yml",
        "new": "https://codeberg.org/a/b/_new/main/data/practices?filename=NAME",
        "issue": ("https://codeberg.org/a/b/issues/new", "title", "body"),
    },
}


@pytest.mark.parametrize("kind", FORGES)
def test_each_kind_of_forge_has_its_addresses(kind: str) -> None:
    there = Forge(kind=kind, repository=FORGES[kind])
    file = "data/practices/recognition.yml"
    wanted: dict[str, Any] = WANTED[kind]
    assert forge.address(there, "edit", path=file) == wanted["edit"]
    assert forge.address(there, "history", path=file) == wanted["history"]
    assert forge.address(there, "new", folder="data/practices", name="NAME") == wanted["new"]
    issue = urlsplit(forge.address(there, "issue", language="zh", title="题目", body="正文") or "")
    place, title, body = wanted["issue"]
    query = parse_qs(issue.query)
    assert f"{issue.scheme}://{issue.netloc}{issue.path}" == place
    assert (query[title], query[body]) == (["题目"], ["正文"])


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["github", *(pytest.param(kind, marks=pytest.mark.audit) for kind in FORGES if kind != "github")]
)
def test_with_a_forge_the_pages_lead_to_it(kind: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    team = project / "data" / "handbook.yml"
    team.write_text(
        team.read_text(encoding="utf-8") + f"forge:\n  kind: {kind}\n  repository: {FORGES[kind]}\n",
        encoding="utf-8",
    )
    pages = ("practices/recognition/index.html", "contribute/index.html")
    english = (f"en/{page}" for page in pages)
    make(project, *pages, *english, "handbook.json", site_url="https://handbook.example/x/")
    wanted: dict[str, Any] = WANTED[kind]
    for root in ("", "en/"):
        path = project / "site" / root / "practices" / "recognition" / "index.html"
        foot = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False).find(
            ".//footer[@class='hb-colophon']"
        )
        links = [a.get("href") for a in foot.iter("a") if "external" in a.get("rel", "")]
        assert links[:2] == [wanted["edit"], wanted["history"]]
        issue = urlsplit(links[2])
        place, title, body = wanted["issue"]
        assert f"{issue.scheme}://{issue.netloc}{issue.path}" == place
        query = parse_qs(issue.query)
        assert query[title] == [
            "有误：表彰和奖励优秀表现" if not root else "Wrong: Recognise and reward good work"
        ]
        assert f"https://handbook.example/x/{root}practices/recognition/" in query[body][0]
        assert "data/practices/recognition.yml" in query[body][0]
        assert len(links[2]) < 2000
        if kind == "github":
            assert (ROOT / ".github" / "ISSUE_TEMPLATE" / query["template"][0]).is_file()
        # Readers without an account still get the text and whom to send it to.
        assert foot.find(".//textarea") is not None
        contribute = (project / "site" / root / "contribute" / "index.html").read_text(encoding="utf-8")
        page = html5lib.parse(contribute, namespaceHTMLElements=False)
        form = page.find(".//handbook-propose")
        assert form.get("data-address") == wanted["new"]
        assert forge.NAMES[kind] in "".join(page.find(".//article").itertext())
    export = json.loads((project / "site" / "handbook.json").read_text(encoding="utf-8"))
    record = next(r for r in export["records"] if r["id"] == "recognition")
    assert record["edit_url"] == wanted["edit"]


def test_addresses_are_encoded() -> None:
    made = forge.address(
        Forge(kind="gitea", repository="https://git.example/a/b.git/", branch="docs/next"),
        "issue",
        language="zh",
        title="a&b=c #1",
        body="行\n行",
    )
    assert made == "https://git.example/a/b/issues/new?title=a%26b%3Dc%20%231&body=%E8%A1%8C%0A%E8%A1%8C"
    edit = forge.address(
        Forge(kind="github", repository="https://github.com/a/b", branch="docs/next"),
        "edit",
        path="data/群 规.yml",
    )
    assert edit and unquote(edit) == "https://github.com/a/b/edit/docs/next/data/群 规.yml"
    assert " " not in edit
    assert forge.address(None, "edit", path="x") is None
