"""What a team has agreed, from nothing to stopped: what every page, the calendar and the commands say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import icalendar
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from macros.commands import changes, export, report
from macros.commands import git as history
from macros.commands.preview import Preview
from macros.data.blank import GAP
from macros.data.handbook import Handbook
from macros.data.load import load
from macros.data.walk import texts_of
from tests import small
from tests.conftest import ROOT
from tests.test_changes import git

FILE = "ours/group-rules.yml"
MORE = """\
symptoms:
  - zh: 天天吵架。
    en: Quarrels every day.
effort:
  setup: {zh: 一小时, en: An hour}
  round: {zh: 二十分钟, en: Twenty minutes}
  cadence: {zh: 每周, en: Every week}
  leads: {zh: 负责人, en: The lead}
  takes_part: {zh: 全体, en: Everybody}
  setup_minutes: 60
  lead_minutes: 20
  each_minutes: 5
  every: week
"""

TRYING = """\
status: trying
since: 2026-10-05
until: 2026-11-02
owner: lead
text:
  zh: 三条群规，月底一起看。
links:
  - label: {zh: 群规全文, en: The rules}
    address: https://docs.example.com/rules
"""
IN_USE = """\
status: in-use
since: 2026-11-03
owner: lead
review: 2027-02-02
text:
  zh: 三条群规，月底一起看。
round: {weekday: tue, time: 10:00, minutes: 20}
changes:
  - day: 2026-11-03
    text: {zh: 试行过了，留下。, en: The trial is over and it stays.}
"""
REWORDED = IN_USE.replace("三条群规，月底一起看。", "四条群规，每周二看。") + (
    "  - day: 2026-11-20\n    text: {zh: 加了第四条。, en: A fourth rule.}\n"
)
STOPPED = """\
status: stopped
since: 2026-12-01
reason:
  zh: 没有人再吵了。
  en: Nobody quarrels any more.
"""

Get = Callable[[str], str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with the small handbook, whose first day and one task lead to its practice."""
    data = small.write(tmp_path / "data")
    practice = small.TEXTS[small.PRACTICE] + MORE
    (data / small.PRACTICE).write_text(practice, encoding="utf-8")
    first = small.TEXTS["onboarding.yml"].replace("看群规。", "看[群规](group-rules)。")
    first = first.replace("Read the rules.", "Read the [rules](group-rules).")
    (data / "onboarding.yml").write_text(first, encoding="utf-8")
    words = (ROOT / "data" / "interface.yml").read_text(encoding="utf-8")
    (data / "interface.yml").write_text(words, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "2026-10-01")
    return tmp_path


@pytest.fixture
def preview(monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    """The site page by page, as `serve` makes it, built on 1 December 2026."""
    monkeypatch.setattr(history, "commit_time", lambda: datetime(2026, 12, 1, tzinfo=UTC))
    made = Preview(ROOT / "mkdocs.yml", "https://handbook.example.com/")
    yield made
    made.close()


def commit(root: Path, day: str) -> None:
    git(root, "add", ".")
    git(root, "commit", "-q", "--allow-empty", "-m", day, day=day)


def loaded(root: Path) -> Handbook:
    found = load(root / "data")
    assert found.handbook, "\n".join(map(str, found.problems))
    return found.handbook


def words_of(html: str) -> str:
    """What an article says, without tags and attributes."""
    article = re.search(r"<article.*?</article>", html, re.DOTALL)
    assert article
    inside = re.sub(r"</?(?:a|b|span|small|strong|time)\b[^>]*>", "", article.group())
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", inside)))


def shown(preview: Preview, root: Path, *, first: bool) -> Get:
    preview.change(load(root / "data"), theme=first)

    def get(address: str) -> str:
        found = preview.get(address)
        assert found is not None, address
        return found.decode()

    return get


def block(get: Get, language: str) -> str:
    """The block on the practice's page: above the act of today, or what stands for it here, the steps."""
    html = get(f"{language}practices/group-rules/index.html")
    start = html.index('id="ours"')
    assert start < html.index('id="steps"')
    found = re.search(r'<section class="hb-ours.*?</section>', html, re.DOTALL)
    assert found
    return unescape(re.sub(r"\s+", " ", found.group()))


# What each page says at each step of the life: in Chinese, in English; what it no longer says.
LIFE: list[tuple[str, str, dict[str, tuple[list[str], list[str]]]]] = [
    ("", "2026-10-02", {
        "block": (["还没约定", "data/ours/group-rules.yml", "status: trying", "发给负责人。"], [">在用<"]),
        "en/block": (["Not agreed yet", "Send it to the lead."], [">In use<"]),
        "ours": (["团队还没有写下约定", "群规：每周牵头的人多花 20 分钟，其他人各 5 分钟；"], ["日历"]),
        "en/ours": (["The team has not written down anything yet", "20 minutes a week more"], ["Calendar"]),
        "first": (["看群规（还没写下来，问你的团队负责人）。"], ["我们的约定"]),
        "en/first": (["rules (not written down yet: ask your lead)"], ["What we have agreed"]),
        "onboarding": (["看：群规"], ["我们的约定"]),
        "home": (["天天吵架。群规"], ["在用", "我们的约定"]),
        "assessment": (["写一稿"], ["在用"]),
    }),
    (TRYING, "2026-10-05", {
        "block": (["试行中", "2026-10-05 起", "负责人", "2026-11-02 决定", "三条群规，月底一起看。",
                   'href="https://docs.example.com/rules"', 'data-due="2026-11-02" hidden'], ["还没约定"]),
        "en/block": (["On trial", "since 2026-10-05", "Lead", "to decide by 2026-11-02", "The rules",
                      '<span lang="zh">三条群规，月底一起看。</span>'], ["Not agreed yet"]),
        "ours": (["试行中 ", "三条群规，月底一起看。", "2026-11-02 群规",
                  "角色 在用 试行中 合计 负责人 0 20 20"], ["停了"]),
        "en/ours": (["On trial", "The rules", "Lead 0 20 20"], ["Stopped"]),
        "first": (["看群规。", "我们的约定：这个团队现在怎么做"], ["问你的团队负责人"]),
        "en/first": (["What we have agreed: how this team works now."], ["ask your lead"]),
        "onboarding": (["先读我们的约定：群规 怎么做"], ["问你的团队负责人"]),
        "home": (["我们的约定"], ["起在用"]),
        "assessment": (["写一稿"], ["起在用"]),
    }),
    (IN_USE, "2026-11-03", {
        "block": (["在用", "2026-11-03 起", "2027-02-02 再看", 'data-due="2027-02-02" hidden'],
                  ["试行中", "决定"]),
        "en/block": (["In use", "since 2026-11-03", "next look 2027-02-02"], ["On trial"]),
        "ours": (["在用", "负责人 20 0 20", "2026-11-03 群规：试行过了，留下。"], ["停了", "决定留不留"]),
        "en/ours": (["In use", "2026-11-03 Group rules: The trial is over and it stays."], ["Stopped"]),
        "first": (["看群规。"], ["问你的团队负责人"]),
        "onboarding": (["先读我们的约定：群规 怎么做"], []),
        "home": (["天天吵架。群规 2026-11-03 起在用，看看清单"], []),
        "en/home": (["in use since 2026-11-03, look at the checklist"], []),
        "assessment": (["2026-11-03 起在用，看看清单"], ["写一稿"]),
        "en/assessment": (["in use since 2026-11-03, look at the checklist"], ["Write a draft"]),
    }),
    (REWORDED, "2026-11-20", {
        "block": (["四条群规，每周二看。"], ["三条群规"]),
        "ours": (["四条群规，每周二看。", "2026-11-20 群规：加了第四条。 2026-11-03 群规：试行过了"],
                 ["三条群规"]),
        "en/ours": (["2026-11-20 Group rules: A fourth rule."], []),
    }),
    (STOPPED, "2026-12-01", {
        "block": (["停了", "2026-12-01 起", "没有人再吵了。"], ["在用", "四条群规"]),
        "en/block": (["Stopped", "Nobody quarrels any more."], ["In use"]),
        "ours": (["停了", "没有人再吵了。", "2026-12-01 群规：停了"], ["在用 ", "一周花多少分钟"]),
        "en/ours": (["Stopped", "Nobody quarrels any more."], ["Minutes a week"]),
        "first": (["看群规（还没写下来，问你的团队负责人）。"], []),
        "onboarding": (["看：群规"], ["先读我们的约定"]),
        "home": (["天天吵架。群规"], ["起在用"]),
        "assessment": (["写一稿"], ["起在用"]),
    }),
]  # fmt: skip

PLACES = {
    "ours": "ours/",
    "first": "onboarding/first-day/",
    "onboarding": "onboarding/",
    "home": "",
    "assessment": "assessment/",
}


def test_the_life_of_an_agreement(root: Path, preview: Preview, capsys: pytest.CaptureFixture[str]) -> None:
    statuses = ["–"]
    for number, (text, day, pages) in enumerate(LIFE):
        if text:
            (root / "data" / "ours").mkdir(exist_ok=True)
            (root / "data" / FILE).write_text(text, encoding="utf-8")
        assert changes.run("HEAD", root) == 0
        told = capsys.readouterr().out
        if text:
            now = text.split("\n")[0].split(": ")[1]
            move = f"{statuses[-1]} → {now}" if now != statuses[-1] else f"{now}: text, changes"
            assert f"- `data/{FILE}` {move}\n" in told, told
            statuses.append(now)
        else:
            assert "没有变化。" in told
        commit(root, day)
        get = shown(preview, root, first=number == 0)
        for name, (said, not_said) in pages.items():
            language, _, place = name.rpartition("/")
            prefix = f"{language}/" if language else ""
            if place == "block":
                found = block(get, prefix)
            else:
                found = words_of(get(f"{prefix}{PLACES[place]}index.html"))
            assert [words for words in said if words not in found] == [], (day, name, found[:3000])
            assert [words for words in not_said if words in found] == [], (day, name)
        rounds = {
            language: icalendar.Calendar.from_ical(get(f"{language}ours/calendar.ics")).walk("VEVENT")
            for language in ("", "en/")
        }
        assert [len(events) for events in rounds.values()] == [int("in-use" in text)] * 2, day
    assert statuses == ["–", "trying", "in-use", "in-use", "stopped"]


def test_the_calendar_says_when_where_and_what_to_look_at(root: Path, preview: Preview) -> None:
    (root / "data" / "ours").mkdir()
    (root / "data" / FILE).write_text(IN_USE, encoding="utf-8")
    get = shown(preview, root, first=True)
    text = get("en/ours/calendar.ics")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")) and text.endswith("\r\n")
    [event] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("DTSTART") == datetime(2026, 11, 3, 10)
    assert event.decoded("DURATION").total_seconds() == 20 * 60
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    assert event["SUMMARY"] == "Group rules" and event["UID"] == "group-rules@handbook.example.com"
    page = "https://handbook.example.com/en/practices/group-rules/"
    assert event["URL"] == page
    assert event["DESCRIPTION"].split("\n") == [
        "□ The rules are pinned.", "□ The rules bear a date.", "□ The rules fit on one screen.", page
    ]  # fmt: skip
    [chinese] = icalendar.Calendar.from_ical(get("ours/calendar.ics")).walk("VEVENT")
    assert chinese["SUMMARY"] == "群规" and "群公告里有群规。" in chinese["DESCRIPTION"]


def test_the_report_lists_what_somebody_has_to_look_at(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(day: date) -> str:
        # A program sees one commit; here there are several.
        history.last_changes.cache_clear()
        assert report.run(root, day) == 0
        return capsys.readouterr().out

    # Who has agreed on nothing yet is not told of agreements.
    assert "agreements" not in told(date(2026, 11, 1)).lower()
    (root / "data" / "ours").mkdir()
    (root / "data" / FILE).write_text(TRYING, encoding="utf-8")
    commit(root, "2026-10-05")
    assert "Trials that ended: decide whether they stay: 没有" in told(date(2026, 11, 1))
    assert f"whether they stay (1)\n  data/{FILE}: 2026-11-02, lead\n" in told(date(2026, 11, 2))
    (root / "data" / FILE).write_text(IN_USE, encoding="utf-8")
    commit(root, "2026-11-03")
    out = told(date(2027, 2, 1))
    assert "Agreements to look at again: 没有" in out and "last change of their page: 没有" in out
    assert f"Agreements to look at again (1)\n  data/{FILE}: 2027-02-02, lead\n" in told(date(2027, 2, 2))
    practice = root / "data" / small.PRACTICE
    practice.write_text(
        practice.read_text(encoding="utf-8").replace("先写五条", "先写六条"), encoding="utf-8"
    )
    commit(root, "2026-11-30")
    older = f"data/{FILE}: 2026-11-03 < data/{small.PRACTICE}: 2026-11-30"
    assert f"older than the last change of their page (1)\n  {older}\n" in told(date(2026, 12, 1))


@pytest.mark.parametrize(
    ("kind", "start", "name"),
    [
        ("github", "https://forge.example.com/a/b/new/main/data/ours?", "filename"),
        ("gitlab", "https://forge.example.com/a/b/-/new/main/data/ours?", "file_name"),
        ("gitee", "https://forge.example.com/a/b/new/main/data/ours", ""),
        ("gitea", "https://forge.example.com/a/b/_new/main/data/ours?", "filename"),
    ],
)
def test_one_press_opens_the_forges_form(
    root: Path, preview: Preview, kind: str, start: str, name: str
) -> None:
    settings = root / "data" / "handbook.yml"
    place = f"forge:\n  kind: {kind}\n  repository: https://forge.example.com/a/b\n"
    settings.write_text(settings.read_text(encoding="utf-8") + place, encoding="utf-8")
    get = shown(preview, root, first=True)
    none = block(get, "")
    link = re.search(r'data-part="new" href="([^"]+)"', none)
    assert link and link.group(1).startswith(start)
    given = parse_qs(urlsplit(link.group(1)).query)
    assert given.get(name, [""])[0] == ("group-rules.yml" if name else "")
    fills = kind in ("github", "gitea")
    assert ("data-copies" in none) != fills
    if fills:
        # The file is right as soon as its two days are filled in.
        text = given["value"][0].replace(GAP, "2026-12-01", 1).replace(GAP, "2026-12-29", 1)
        (root / "data" / "ours").mkdir()
        (root / "data" / FILE).write_text(text, encoding="utf-8")
        assert loaded(root).ours["group-rules"].until == date(2026, 12, 29)
        get = shown(preview, root, first=False)
        agreed = unquote(block(get, "en/"))
        assert re.search(r"(edit|_edit)/main/data/ours/group-rules\.yml", agreed)
        assert re.search(r"commits/(branch/)?main/data/ours/group-rules\.yml", agreed)


def test_nothing_of_a_text_or_a_link_runs(root: Path, preview: Preview) -> None:
    (root / "data" / "ours").mkdir()
    text = '"`<script>alert(1)</script>` {{ 7 * 7 }} {% raw %} &amp; <https://a.example/>"'
    nasty = TRYING.replace("三条群规，月底一起看。", text)
    address = "https://docs.example.com/"
    nasty = nasty.replace(f"{address}rules", f"{address}?a='b'&c=javascript:alert(1)")
    (root / "data" / FILE).write_text(nasty, encoding="utf-8")
    get = shown(preview, root, first=True)
    for address in ("practices/group-rules/index.html", "ours/index.html", "print/index.html"):
        html = get(address)
        assert "<script>alert" not in html and "{{ 7 * 7 }}" in html and "49" not in words_of(html)
        assert 'href="https://docs.example.com/?a=&#39;b&#39;&amp;c=javascript:alert(1)"' in html


def test_other_programs_get_it_too(root: Path) -> None:
    assert "ours" not in json.dumps(export.handbook(loaded(root)))
    (root / "data" / "ours").mkdir()
    (root / "data" / FILE).write_text(REWORDED, encoding="utf-8")
    [record] = [r for r in export.handbook(loaded(root))["records"] if "ours" in r]
    assert record["id"] == "group-rules"
    own = json.loads(json.dumps(record["ours"]))
    assert own["status"] == "in-use" and own["since"] == "2026-11-03" and own["owner"] == "lead"
    assert own["text"] == {"zh": "四条群规，每周二看。"} and own["round"]["time"] == "10:00"
    assert [change["day"] for change in own["changes"]] == ["2026-11-03", "2026-11-20"]


# --- the published example ----------------------------------------------------------------------------


def test_the_example_shows_every_status_in_both_languages_and_says_that_it_is_invented(
    handbook: Handbook, site: Path
) -> None:
    if not handbook.ours:
        pytest.skip("this team has no agreements yet")
    if not all(agreement.invented for agreement in handbook.ours.values()):
        pytest.skip("these are a team's own")
    assert {a.status for a in handbook.ours.values()} == {"trying", "in-use", "stopped", "not-now"}
    for identifier, agreement in handbook.ours.items():
        assert all(set(text.root) == {"zh", "en"} for _, text in texts_of(agreement)), identifier
        folder = {"practice": "practices", "foundation": "foundations"}[handbook.by_id[identifier].kind]
        for language, words in (("", "虚构的例子"), ("en/", "Invented example")):
            for place in (f"{folder}/{identifier}", "ours"):
                html = (site / language / place / "index.html").read_text(encoding="utf-8")
                assert f">{words}</a>" in html and 'href="../../example-team/"' in html.replace(
                    'href="../example-team/"', 'href="../../example-team/"'
                )


def test_the_browser_compares_with_today(
    new_context: Callable[..., BrowserContext], handbook: Handbook
) -> None:
    days = sorted(day for a in handbook.ours.values() if (day := a.looked_at))
    if not days:
        pytest.skip("this team has no agreements yet")
    for moment, come in ((date(2026, 11, 24), 0), (days[0], 1), (date(2040, 1, 1), len(days))):
        page = new_context().new_page()
        page.clock.install(time=f"{moment}T08:00:00Z")
        page.goto("ours/")
        page.locator("#looks").wait_for()
        expect(page.locator("#looks ~ .hb-ours-desk .hb-due:visible").first).to_be_visible() if come else None
        assert page.locator("#looks + .hb-ours-desk .hb-due:visible").count() == come
    assert page.locator("[data-last]:visible").count() == 0
    expect(page.get_by_text("没有改动。")).to_be_visible()


def test_the_file_is_copied_with_todays_days(
    new_context: Callable[..., BrowserContext], handbook: Handbook
) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.install(time="2026-12-01T08:00:00Z")
    none = next(e for e in handbook.of_kind("practice") if e.id not in handbook.ours)
    page.goto(f"en/practices/{none.id}/")
    page.get_by_role("button", name="Copy a draft agreement").click()
    expect(page.locator("handbook-agree .hb-said")).to_have_text(re.compile("Copied"))
    text = page.evaluate("navigator.clipboard.readText()")
    assert "since: 2026-12-01\n" in text and "until: 2026-12-29\n" in text and GAP not in text


@pytest.mark.audit  # in each run test_face.py sees the like
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
def test_the_pages_pass_axe_and_fit(
    new_context: Callable[..., BrowserContext], handbook: Handbook, width: int, scheme: str
) -> None:
    page: Page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    none = next(e for e in handbook.of_kind("practice") if e.id not in handbook.ours)
    own = [f"practices/{i}/" for i in handbook.ours if handbook.by_id[i].kind == "practice"]
    for address in ("ours/", f"practices/{none.id}/", *own[:1]):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('.hb-ours details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        result = Axe().run(page, context="article")
        assert result.violations_count == 0, json.dumps(result.response["violations"], ensure_ascii=False)[
            :2000
        ]


def test_on_paper_it_is_the_teams_short_handbook(page: Page, handbook: Handbook) -> None:
    if not handbook.ours:
        pytest.skip("this team has no agreements yet")
    page.goto("ours/")
    page.emulate_media(media="print")
    for agreement in handbook.ours.values():
        for text in (agreement.text, agreement.reason):
            if text:
                line = text.root["zh"].strip().split("\n")[0]
                expect(page.get_by_text(line).first).to_be_visible()
    for gone in ("#costs", "#open", "#looks", ".hb-ours__edit", ".hb-ours-desk"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
