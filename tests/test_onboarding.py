"""Onboarding as its readers meet it: links, dates, states, copies, calendar files, hostile addresses."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
from base64 import b64decode
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import icalendar
import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, Response, Route, expect

from macros.data.handbook import Handbook
from macros.data.models.onboarding import Task
from tests.conftest import watch

pytestmark = pytest.mark.one_tab(sets_day=True)

NewContext = Callable[..., BrowserContext]
MOMENT = "2026-12-03T09:00:00"
LINK = {"start": "2026-12-01", "role": "moderator", "name": "小林", "buddy": "阿禾"}


def fragment(**parameters: str) -> str:
    return "#" + urlencode(parameters, quote_via=quote)


def go(page: Page, path: str = "onboarding/", at: str = MOMENT, **parameters: str) -> Page:
    """Open the page at a fixed time, from elsewhere, so that the address is read anew."""
    page.clock.set_fixed_time(at)
    page.goto("about:blank")
    page.goto(path + (fragment(**parameters) if parameters else ""))
    page.wait_for_selector(".hb-jump", state="attached")
    unfold(page)
    return page


def unfold(page: Page) -> None:
    """Open every stage and every task, as a reader may; what is folded at first has a test of its own."""
    page.evaluate("for (const fold of document.querySelectorAll('.hb-stage details')) fold.open = true")


def task(page: Page, identifier: str) -> Locator:
    return page.locator(f'[data-task="{identifier}"]')


def shown_days(page: Page) -> dict[str, str]:
    """The day of each task that is seen and has one."""
    script = """all => Object.fromEntries(all.filter(li => li.checkVisibility()
        && li.querySelector('time') && !li.querySelector('.hb-tasks__due').hidden)
        .map(li => [li.dataset.task, li.querySelector('time').dateTime]))"""
    return page.locator("[data-task]").evaluate_all(script)


def module(page: Page, site: Path, name: str, script: str, argument: Any = None) -> Any:
    """Run `script` (a function of the module and an argument) with one of our pure modules."""
    page.goto("onboarding/")
    path = next(site.glob(f"assets/*/scripts/{name}.js")).relative_to(site).as_posix()
    days = f"/{path.split('/scripts/')[0]}/scripts/lib/days.js"
    return page.evaluate(
        f"async ([path, argument, DAYS]) => ({script})(await import(path), argument)",
        [f"/{path}", argument, days],
    )


def copied(page: Page, button: str, nth: int = 0) -> str:
    """What a button puts on the clipboard."""
    page.evaluate("navigator.clipboard.writeText('')")
    page.get_by_role("button", name=button, exact=True).nth(nth).click()
    for _ in range(100):
        text = str(page.evaluate("navigator.clipboard.readText()"))
        if text:
            return text.replace("\r\n", "\n")
        page.wait_for_timeout(50)
    raise AssertionError(f"{button} copied nothing")


@pytest.fixture
def reader(new_context: NewContext) -> Page:
    """A phone whose clipboard may be used."""
    return new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()


# --- dates ----------------------------------------------------------------------------------------


def is_worked(day: date, calendar: dict[str, list[str]]) -> bool:
    if day.isoformat() in calendar["extra_workdays"]:
        return True
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    return names[day.weekday()] in calendar["workdays"] and day.isoformat() not in calendar["days_off"]


def expected_day(start: date, workday: int | None, day: int | None, calendar: dict[str, list[str]]) -> date:
    """The rule once more, in other words: list the days and count."""
    if day:
        found = start + timedelta(days=day - 1)
        return next(d for n in range(400) if is_worked(d := found + timedelta(days=n), calendar))
    assert workday
    step = 1 if workday > 0 else -1
    first = 0 if workday > 0 else 1
    days = (start + timedelta(days=step * n) for n in range(first, 2000))
    worked = (d for d in days if is_worked(d, calendar))
    return [next(worked) for _ in range(abs(workday))][-1]


PLAIN = {"workdays": ["mon", "tue", "wed", "thu", "fri"], "days_off": [], "extra_workdays": []}
# The first days of October off, a Sunday and a Saturday worked in exchange.
GOLDEN = PLAIN | {
    "days_off": [f"2026-10-0{n}" for n in range(1, 8)],
    "extra_workdays": ["2026-09-27", "2026-10-10"],
}
CASES = [
    ("2026-12-01", 1, None, PLAIN, "2026-12-01"),
    ("2026-12-05", 1, None, PLAIN, "2026-12-07"),  # a Saturday: the first working day after it
    ("2026-12-05", 2, None, PLAIN, "2026-12-08"),
    ("2026-12-05", -1, None, PLAIN, "2026-12-04"),
    ("2026-12-01", -5, None, PLAIN, "2026-11-24"),  # over the month's beginning
    ("2026-12-01", None, 30, PLAIN, "2026-12-30"),
    ("2026-12-01", None, 60, PLAIN, "2027-01-29"),  # over the year's end
    ("2026-12-05", None, 1, PLAIN, "2026-12-07"),
    ("2026-12-04", None, 30, PLAIN, "2027-01-04"),  # 2 January is a Saturday
    ("2028-01-31", None, 30, PLAIN, "2028-02-29"),  # a leap day
    ("2028-02-29", 2, None, PLAIN, "2028-03-01"),
    ("2027-01-30", None, 30, PLAIN, "2027-03-01"),  # 28 February 2027 is a Sunday
    ("2100-02-26", 2, None, PLAIN, "2100-03-01"),  # 2100 is no leap year
    ("2026-09-30", 2, None, GOLDEN, "2026-10-08"),
    ("2026-10-01", 1, None, GOLDEN, "2026-10-08"),
    ("2026-10-08", 3, None, GOLDEN, "2026-10-10"),  # the Saturday that is worked
    ("2026-09-28", -1, None, GOLDEN, "2026-09-27"),  # the Sunday that is worked
    ("2026-09-10", None, 25, GOLDEN, "2026-10-08"),
]
DUE = """async ({ due, workCalendar }, cases) => {
    const { parseDay, iso } = await import(DAYS);
    return cases.map(([start, workday, day, days]) =>
        iso(due(parseDay(start), { workday, day }, workCalendar(days))));
}"""


def test_dates_over_month_and_year_ends_leap_days_and_exchanged_days(page: Page, site: Path) -> None:
    asked = [list(case[:4]) for case in CASES]
    assert module(page, site, "onboarding/due", DUE, asked) == [case[4] for case in CASES]


def test_dates_agree_with_counting_on_fingers(page: Page, site: Path) -> None:
    draw = random.Random(7)
    cases = []
    for _ in range(400):
        start = date(1999, 1, 1) + timedelta(days=draw.randrange(40_000))
        near = [(start + timedelta(days=draw.randrange(-20, 100))).isoformat() for _ in range(16)]
        calendar = {
            "workdays": draw.sample(PLAIN["workdays"] + ["sat", "sun"], draw.randrange(1, 8)),
            "days_off": near[:10],
            "extra_workdays": near[10:],
        }
        kind = (
            (draw.choice([-9, -2, -1, 1, 2, 5, 30]), None)
            if draw.random() < 0.6
            else (None, draw.randrange(1, 100))
        )
        cases.append([start.isoformat(), *kind, calendar])
    expected = [expected_day(date.fromisoformat(s), w, d, c).isoformat() for s, w, d, c in cases]
    assert module(page, site, "onboarding/due", DUE, cases) == expected


def test_a_calendar_without_a_working_day_still_ends(page: Page, site: Path) -> None:
    cases = [["2026-12-01", 3, None, {"workdays": []}], ["2026-12-01", None, 30, {"workdays": []}]]
    assert len(module(page, site, "onboarding/due", DUE, cases)) == 2


def days_of_handbook(handbook: Handbook, start: str, tasks: list[Task]) -> dict[str, str]:
    calendar = handbook.settings.calendar.model_dump(mode="json")
    first = date.fromisoformat(start)
    return {t.id: expected_day(first, t.workday, t.day, calendar).isoformat() for t in tasks}


def tasks_for(handbook: Handbook, role: str, view: str) -> list[Task]:
    found = [t for t in handbook.onboarding.tasks if not t.roles or role in t.roles]
    if view == "new-hire":
        return [t for t in found if t.who == view or not (t.workday and t.workday < 0)]
    return [t for t in found if t.who == view]


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"])
def test_every_time_zone_has_the_same_dates(new_context: NewContext, handbook: Handbook, zone: str) -> None:
    page = go(new_context(timezone_id=zone).new_page(), at="2026-12-03T20:00:00Z", **LINK)
    tasks = tasks_for(handbook, "moderator", "new-hire")
    assert shown_days(page) == days_of_handbook(handbook, "2026-12-01", tasks)
    today = "2026-12-03" if "America" in zone else "2026-12-04"
    day = (date.fromisoformat(today) - date(2026, 12, 1)).days + 1
    assert f"今天是第 {day} 天" in page.locator('[data-say="now"]').inner_text()


def test_starts_in_the_past_and_the_far_future(page: Page) -> None:
    said = {
        "2026-12-10": "还有 7 天开始",
        "2026-12-04": "明天开始",
        "2020-02-29": "九十天已经过去了",
        "9998-12-31": "天开始",
        "2026/12/1": "今天是第 3 天",
        "2026年12月1日": "今天是第 3 天",
        "２０２６－１２-０１": "今天是第 3 天",
    }
    for start, says in said.items():
        go(page, start=start)
        assert says in page.locator('[data-say="now"]').inner_text(), start
        assert len(shown_days(page)) > 10, start


def test_a_start_that_is_no_day_is_shown_as_text(page: Page) -> None:
    for start in ("2026-02-30", "2026-13-01", "0000-00-00", "10000-01-01", "1/12/2026", "<b>1</b>"):
        go(page, start=start, role="moderator", name="Lin")
        notice = page.locator('[data-say="notice"]').inner_text()
        assert start in notice and "2026-12-01" in notice, "it is told, and how to write it"
        assert shown_days(page) == {}, start
        assert task(page, "day1-look").is_visible(), start


# --- a plan ---------------------------------------------------------------------------------------


def test_a_lead_makes_a_link_and_a_new_hire_works_with_it(
    new_context: NewContext, reader: Page, handbook: Handbook
) -> None:
    lead = go(new_context(permissions=["clipboard-read", "clipboard-write"]).new_page())
    lead.locator("#make-link").click()
    lead.get_by_label("新人怎么称呼").fill("小林")
    lead.get_by_role("combobox", name="岗位").select_option("moderator")
    lead.get_by_label("开始日期").fill("2026-12-01")
    lead.get_by_label("带教怎么称呼").fill("阿禾")
    # What is written is there after a reload, in a fold that stands open.
    expect(lead.get_by_role("button", name="复制链接")).to_be_visible()
    lead.reload()
    expect(lead.get_by_label("新人怎么称呼")).to_be_visible()
    # The same where the fold is opened before its script has come.
    late: list[Route] = []
    lead.route("**/onboarding/onboarding.js", lambda route: late.append(route))
    with lead.expect_request("**/onboarding/onboarding.js"):
        lead.reload(wait_until="commit")
    lead.locator("#make-link").click()
    late[0].continue_()
    link = copied(lead, "复制链接")
    assert link.endswith("/onboarding/" + fragment(**LINK))

    errors = watch(reader)
    reader.clock.set_fixed_time(MOMENT)
    reader.goto(link)
    reader.get_by_role("heading", name="小林，你好").wait_for()
    facts = reader.locator(".hb-plan .hb-facts").inner_text()
    assert all(words in facts for words in ("版主", "阿禾", "12月1日"))
    unfold(reader)
    tasks = tasks_for(handbook, "moderator", "new-hire")
    assert shown_days(reader) == days_of_handbook(handbook, "2026-12-01", tasks)
    now = reader.locator('[data-list="now"] [data-task]').evaluate_all(
        "all => all.map(li => li.dataset.task)"
    )
    assert now == ["day1-limits", "day1-look", "day1-handover"]
    assert "过期 2 天" in task(reader, "day1-look").inner_text()

    task(reader, "day1-look").get_by_role("checkbox").check()
    task(reader, "day1-handover").get_by_role("button", name="卡住了").click()
    task(reader, "day1-handover").get_by_role("textbox").fill("没有记录的权限")
    reader.locator("article").get_by_role("link", name="第一天", exact=True).first.click()
    reader.wait_for_url("**/first-day/")

    go(reader)
    assert reader.get_by_role("heading", name="小林，你好").is_visible()
    assert task(reader, "day1-look").get_by_role("checkbox").is_checked()
    assert task(reader, "day1-handover").get_by_role("textbox").input_value() == "没有记录的权限"
    assert "1/" in reader.locator(".hb-plan .hb-facts").inner_text()
    assert task(reader, "day1-look").locator("xpath=ancestor::section[@data-stage]").count() == 1
    assert errors == []


def test_buddy_and_lead_see_what_is_theirs(page: Page, handbook: Handbook) -> None:
    for view in ("buddy", "lead"):
        go(page, **LINK, **{"as": view})
        expected = {t.id for t in tasks_for(handbook, "moderator", view)}
        assert set(shown_days(page)) == expected
    page.locator(".hb-plan__options summary").click()
    page.get_by_label("全部", exact=True).check()
    everyone = [t.id for t in handbook.onboarding.tasks if not t.roles or "moderator" in t.roles]
    assert set(shown_days(page)) == set(everyone)
    # The choice is the plan's: the same link without `as` keeps it.
    go(page, **LINK)
    assert set(shown_days(page)) == set(everyone)


def test_several_plans_stand_side_by_side_with_what_is_overdue_first(page: Page) -> None:
    go(page, start="2027-03-01", role="data", name="Future", **{"as": "lead"})
    go(page, start="2026-12-01", role="events", name="Late", **{"as": "lead"})
    task(page, "before-buddy").get_by_role("checkbox").check()
    go(page, start="2026-12-08", role="events", name="Soon", **{"as": "lead"})
    names = page.locator("[data-plan] > p > a").all_inner_texts()
    assert names == ["Late 的入职计划", "Soon 的入职计划", "Future 的入职计划"]
    assert "找好带教" not in page.locator("[data-plan]").nth(0).inner_text()
    assert "写一页" in page.locator("[data-plan]").nth(0).inner_text()
    assert not task(page, "before-buddy").get_by_role("checkbox").is_checked()
    page.get_by_role("link", name="Late 的入职计划").click()
    page.get_by_role("heading", name="Late 的入职计划").wait_for()
    assert task(page, "before-buddy").get_by_role("checkbox").is_checked()
    page.go_back()
    page.get_by_role("heading", name="Soon 的入职计划").wait_for()
    assert not task(page, "before-buddy").get_by_role("checkbox").is_checked()
    page.get_by_role("button", name="从这个浏览器删掉：Late 的入职计划").click()
    expect(page.get_by_text("删掉“Late 的入职计划”和它的全部状态？")).to_be_visible()
    expect(page.get_by_role("button", name="不删")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.locator("[data-plan]").count() == 3, "a second press keeps it"
    page.get_by_role("button", name="从这个浏览器删掉：Late 的入职计划").click()
    page.get_by_role("button", name="删除", exact=True).click()
    assert page.locator("[data-plan]").count() == 2


def test_a_plan_that_is_left_can_be_opened_again(page: Page) -> None:
    go(page, **LINK)
    page.locator(".hb-plan__options summary").click()
    page.get_by_role("button", name="不看计划").click()
    assert page.url.endswith("/onboarding/")
    assert not page.locator("#plan").is_visible()
    unfold(page)
    assert page.locator("[data-task]:visible").count() == page.locator("[data-task]").count()
    page.get_by_role("link", name="小林 的入职计划").click()
    expect(page.get_by_role("heading", name="小林，你好")).to_be_visible()


def test_ones_own_lines_come_first_and_the_rest_is_one_line_each(page: Page) -> None:
    page.clock.set_fixed_time(MOMENT)
    page.goto("onboarding/")
    page.locator(".hb-jump").wait_for(state="attached")
    assert page.locator("[data-task]:visible").count() == 0
    page.goto("about:blank")
    page.goto("onboarding/" + fragment(**LINK))
    page.locator("#plan").wait_for()
    open_stages = page.locator(".hb-stage:has(> details[open])")
    assert open_stages.evaluate_all("all => all.map(one => one.dataset.stage)") == ["day-1"]
    whose = page.locator("[data-task]:visible").evaluate_all("all => all.map(one => one.dataset.who)")
    assert "new-hire" in whose
    others = open_stages.locator(".hb-others")
    assert others.locator('[data-who="new-hire"]').count() == 0
    others.locator("> summary").click()
    assert others.locator("[data-task]:visible").count() > 0
    # The whole plan is a few screens, and what is to be done now stands on the first two.
    assert page.evaluate("document.documentElement.scrollHeight") < 7 * 844


def test_a_changed_plan_keeps_its_states_and_says_so_in_its_link(reader: Page) -> None:
    go(reader, **LINK)
    task(reader, "day1-look").get_by_role("checkbox").check()
    uids = calendar_uids(copied(reader, "复制日历内容"))
    reader.locator(".hb-plan__options summary").click()
    reader.get_by_role("button", name="改日期、岗位或称呼").click()
    reader.get_by_label("开始日期").fill("2026-12-07")
    # After a reload it is still a change of the open plan.
    reader.reload()
    reader.get_by_role("button", name="保存到打开的计划").click()
    assert task(reader, "day1-look").locator("time").get_attribute("datetime") == "2026-12-07"
    assert task(reader, "day1-look").get_by_role("checkbox").is_checked()
    assert calendar_uids(copied(reader, "复制日历内容")) == uids
    changed = reader.url
    # The first link is the same plan, and does not undo the change; the new one brings it.
    go(reader, **LINK)
    assert task(reader, "day1-look").locator("time").get_attribute("datetime") == "2026-12-07"
    reader.goto("about:blank")
    reader.goto(changed)
    reader.get_by_role("heading", name="小林，你好").wait_for()
    assert task(reader, "day1-look").get_by_role("checkbox").is_checked()
    assert not reader.get_by_role("heading", name="这个浏览器里的入职计划").is_visible(), "it is the only one"


def test_a_change_keeps_what_its_form_cannot_show(page: Page) -> None:
    odd = {"start": "next Monday", "role": "chef", "name": "Li", "buddy": "Wang"}
    go(page, **odd)
    page.locator(".hb-plan__options summary").click()
    page.get_by_role("button", name="改日期、岗位或称呼").click()
    page.get_by_label("带教怎么称呼").fill("Zhao")
    page.get_by_role("button", name="保存到打开的计划").click()
    assert fragment(**odd | {"buddy": "Zhao"}) in page.url
    facts = page.locator(".hb-plan .hb-facts").inner_text()
    assert all(words in facts for words in ("next Monday", "chef", "Zhao"))
    # What is touched is changed, also to nothing.
    page.get_by_role("combobox", name="岗位").select_option("")
    page.get_by_label("开始日期").fill("2026-12-01")
    page.get_by_role("button", name="保存到打开的计划").click()
    assert fragment(start="2026-12-01", name="Li", buddy="Zhao") in page.url


def test_ticks_without_a_plan_say_so_and_come_along_to_one(page: Page) -> None:
    go(page)
    said = page.locator('[data-part="no-plan"]')
    assert not said.is_visible()
    task(page, "day1-look").get_by_role("checkbox").check()
    assert task(page, "day1-look").get_by_text("离开这一页就没了").is_visible()
    task(page, "day1-limits").get_by_role("checkbox").check()
    said.get_by_role("button", name="做一份计划").click()
    expect(page.get_by_label("新人怎么称呼")).to_be_focused()
    page.get_by_label("开始日期").fill("2026-12-01")
    page.get_by_role("button", name="在这里打开这份计划").click()
    page.locator("#plan").wait_for()
    assert not said.is_visible()
    go(page)
    for one in ("day1-look", "day1-limits"):
        assert task(page, one).get_by_role("checkbox").is_checked()


def test_a_reworded_task_says_so(page: Page) -> None:
    go(page, **LINK)
    task(page, "day1-look").get_by_role("checkbox").check()

    def raised(route: Any) -> None:
        html = route.fetch().text()
        old = 'data-task="day1-look" data-rev="1"'
        assert old in html
        route.fulfill(body=html.replace(old, old.replace('"1"', '"2"')), content_type="text/html")

    page.route("**/onboarding/", raised)
    go(page)
    assert task(page, "day1-look").get_by_role("checkbox").is_checked()
    assert task(page, "day1-look").get_by_text("这一条改过内容").is_visible()
    assert not task(page, "day1-limits").get_by_text("这一条改过内容").is_visible()
    task(page, "day1-look").get_by_role("checkbox").uncheck()
    task(page, "day1-look").get_by_role("checkbox").check()
    assert not task(page, "day1-look").get_by_text("这一条改过内容").is_visible()


def test_two_tabs_stay_in_step(new_context: NewContext) -> None:
    context = new_context()
    one, two = go(context.new_page(), **LINK), go(context.new_page(), **LINK)
    task(one, "day1-look").get_by_role("checkbox").check()
    two.wait_for_function("document.querySelector('[data-task=\"day1-look\"] input').checked")
    # What is being written is kept as it is written, and goes on in the other tab from there.
    task(one, "day1-limits").get_by_role("button", name="卡住了").click()
    answers = [tab.locator('[data-feedback="day-30"] textarea').first for tab in (one, two)]
    notes = [task(tab, "day1-limits").get_by_role("textbox") for tab in (one, two)]
    for here, there in (answers, notes):
        here.press_sequentially("no a")
        expect(there).to_have_value("no a")
        there.press("End")
        there.press_sequentially("dmin")
        expect(here).to_have_value("no admin")
    go(one)
    for field in (answers[0], notes[0]):
        expect(field).to_have_value("no admin")


def test_the_other_language_has_the_same_plan(page: Page) -> None:
    go(page, **LINK)
    task(page, "day1-look").get_by_role("checkbox").check()
    page.goto("en/onboarding/")
    page.get_by_role("heading", name="Hello 小林").wait_for()
    assert task(page, "day1-look").get_by_role("checkbox").is_checked()
    assert "Tue 1 December" in page.locator(".hb-plan .hb-facts").inner_text().replace(",", "")


@pytest.mark.audit  # test_store.py has the like in each run
@pytest.mark.keeps_pages
def test_it_starts_under_instant_navigation_and_from_the_back_forward_cache(page: Page) -> None:
    go(page, **LINK)
    page.locator("article").get_by_role("link", name="第一天", exact=True).first.click()
    page.wait_for_url("**/first-day/")
    page.get_by_role("link", name="看完整的九十天").click()
    page.get_by_role("heading", name="小林，你好").wait_for()
    task(page, "day1-look").get_by_role("checkbox").check()
    page.evaluate("window.addEventListener('pageshow', e => { window.wasKept = e.persisted })")
    page.goto("about:blank")
    page.go_back(wait_until="commit")
    page.get_by_role("heading", name="小林，你好").wait_for()
    assert page.evaluate("window.wasKept") is True
    assert task(page, "day1-look").get_by_role("checkbox").is_checked()


def test_without_storage_it_works_for_the_visit_and_says_so(new_context: NewContext) -> None:
    page = new_context().new_page()
    refuse = "get() { throw new DOMException('no', 'SecurityError') }"
    page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ {refuse} }})")
    go(page, **LINK)
    task(page, "day1-look").get_by_role("checkbox").check()
    assert task(page, "day1-look").get_by_role("checkbox").is_checked()
    assert page.locator(".hb-kept").is_visible()


def test_storage_that_somebody_edited_breaks_nothing(page: Page) -> None:
    go(page, **LINK)
    page.evaluate("""() => {
        const key = Object.keys(localStorage).find(name => name.startsWith('handbook:'));
        const kept = JSON.parse(localStorage[key]);
        const id = Object.keys(kept.sections.plans)[0];
        Object.assign(kept.sections.plans[id], { name: 7, as: 'x', tasks: {
            'day1-look': { state: 'flying' }, 'day1-limits': null,
            'day1-handover': { state: 'done', rev: {}, at: 'x' } } });
        kept.sections.plans.odd = { start: [], tasks: [1] };
        localStorage[key] = JSON.stringify(kept);
    }""")
    go(page)
    assert task(page, "day1-handover").get_by_role("checkbox").is_checked()
    task(page, "day1-look").get_by_role("checkbox").check()
    go(page)
    assert task(page, "day1-look").get_by_role("checkbox").is_checked()
    assert page.locator("[data-plan]").count() == 2


# --- what is taken along --------------------------------------------------------------------------


def test_a_link_with_its_state_goes_on_in_another_browser(new_context: NewContext, reader: Page) -> None:
    go(reader, **LINK)
    task(reader, "day1-look").get_by_role("checkbox").check()
    task(reader, "day1-handover").get_by_role("button", name="卡住了").click()
    task(reader, "day1-handover").get_by_role("textbox").fill("没有权限 & 100% = ？")
    link = copied(reader, "复制带状态的链接")
    assert not re.search(r"[^!-~]", link)

    other = new_context().new_page()
    other.clock.set_fixed_time(MOMENT)
    other.goto(link)
    other.get_by_text("已从链接带来 2 件任务的状态").wait_for()
    assert task(other, "day1-look").get_by_role("checkbox").is_checked()
    assert task(other, "day1-handover").get_by_role("textbox").input_value() == "没有权限 & 100% = ？"

    # Where the plan is known already, nothing changes without being asked.
    other.clock.set_fixed_time("2026-12-04T09:00:00")
    task(other, "day1-look").get_by_role("checkbox").uncheck()
    task(other, "day1-limits").get_by_role("checkbox").check()
    reader.clock.set_fixed_time("2026-12-05T09:00:00")
    task(reader, "day1-limits").get_by_role("button", name="卡住了").click()
    task(reader, "day1-limits").get_by_role("textbox").fill("看不懂")
    newer = copied(reader, "复制带状态的链接")
    other.clock.set_fixed_time("2026-12-06T09:00:00")
    other.goto("about:blank")
    other.goto(newer)
    other.get_by_text("带来了 1 处").wait_for()
    assert task(other, "day1-limits").get_by_role("checkbox").is_checked()
    other.get_by_role("button", name="用链接里的").click()
    assert task(other, "day1-limits").get_by_role("textbox").input_value() == "看不懂"
    assert not task(other, "day1-look").get_by_role("checkbox").is_checked()


def calendar_uids(text: str) -> set[str]:
    return {
        str(event["UID"]) for event in icalendar.Calendar.from_ical(text.replace("\n", "\r\n")).walk("VEVENT")
    }


@pytest.mark.parametrize(
    ("path", "button"),
    [("onboarding/", "下载日历（.ics）"), ("en/onboarding/", "Download the calendar (.ics)")],
)
@pytest.mark.parametrize("view", ["new-hire", "lead"])
def test_the_calendar_holds_what_the_page_shows(page: Page, path: str, button: str, view: str) -> None:
    name = "小林,;\\ 🎉" * 5
    go(page, path, start="2026-12-01", role="moderator", name=name, **{"as": view})
    texts = []
    for _ in range(2):
        with page.expect_download() as download:
            page.get_by_role("button", name=button, exact=True).click()
        texts.append(Path(download.value.path()).read_bytes())
        page.clock.set_fixed_time("2026-12-03T10:00:00")
    assert download.value.suggested_filename.endswith(".ics")
    assert all(len(line) <= 75 for line in texts[0].split(b"\r\n"))
    assert b"\n" not in texts[0].replace(b"\r\n", b"")
    expect(page.locator('[data-list="share-copies"] .hb-said')).to_have_text(
        re.compile("已交给浏览器下载|Handed to the browser")
    )
    before, after = (
        {str(e["UID"]): e for e in icalendar.Calendar.from_ical(t).walk("VEVENT")} for t in texts
    )
    assert before.keys() == after.keys()
    assert all(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] for uid in before)
    days = shown_days(page)
    titles = {i: task(page, i).locator(".hb-tasks__title").inner_text() for i in days}
    assert {uid.split(".")[1].split("@")[0]: e["DTSTART"].dt.isoformat() for uid, e in before.items()} == days
    for uid, event in before.items():
        identifier = uid.split(".")[1].split("@")[0]
        assert titles[identifier] in str(event["SUMMARY"])
        assert not re.search("十件要紧事|One of the ten", str(event["SUMMARY"]))
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
        if view == "lead":
            assert str(event["SUMMARY"]).startswith("小林,;\\ 🎉")


def test_escapes_and_folds_as_the_standard_says(page: Page, site: Path) -> None:
    texts = [
        "",
        "a;b,c\\d\ne",
        "字" * 60,
        "🎉" * 40,
        "x" * 74 + "é",
        "\x00\x07tab\there",
        "\\n;",
        "BEGIN:VEVENT\r\nEND",
    ]
    made = module(
        page,
        site,
        "onboarding/ics",
        "(ics, texts) => texts.map(text => ics.makeCalendar({ name: text, maker: text, now: new Date(0),"
        " events: [{ uid: 'a@b', day: 20000, title: text, text, url: '' }] }))",
        texts,
    )
    for text, calendar in zip(texts, made, strict=True):
        (event,) = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
        expected = re.sub(r"[\x00-\x08\x0b-\x1f]", "", text.replace("\r\n", "\n"))
        assert str(event["SUMMARY"]) == expected
        assert str(event["DESCRIPTION"]) == expected


def test_copies_for_chat_markdown_and_issue(reader: Page) -> None:
    go(reader, start="2026-12-01", role="moderator", name="*Lin* [x](y)")
    task(reader, "day1-look").get_by_role("checkbox").check()
    task(reader, "day1-handover").get_by_role("button", name="卡住了").click()
    task(reader, "day1-handover").get_by_role("textbox").fill("没权限")
    chat = copied(reader, "复制为聊天文字")
    assert "✓ 看三个群一小时，写五条观察（12月1日周二，新人）" in chat
    assert "【卡住】 旁听一次交接" in chat and "卡在：没权限" in chat
    assert "](" not in chat.replace("[x](y)", "") and "**" not in chat
    markdown = copied(reader, "复制为 Markdown")
    assert markdown.startswith("# \\*Lin\\* \\[x\\](y)")
    assert "- [x] **看三个群一小时，写五条观察** · 2026-12-01" in markdown
    issue = copied(reader, "复制为议题（任务列表）")
    shown = reader.locator("[data-task]:visible").count()
    assert len(re.findall(r"^- \[[ x]\] ", issue, re.MULTILINE)) == shown
    assert re.search(r"^- \[x\] \[看三个群一小时，写五条观察\]\(http", issue, re.MULTILINE)
    status = copied(reader, "复制进度")
    assert "卡住：\n• 旁听一次交接" in status and "：没权限" in status
    assert "过期：\n• 读完行为准则" in status and "看三个群" not in status
    keys = reader.locator("[data-task]:visible:has(.hb-tag--key)")
    whose = keys.evaluate_all(
        "all => all.map(li => [li.querySelector('.hb-tasks__title').innerText, li.dataset.who])"
    )
    said = {"new-hire": "新人", "buddy": "带教", "lead": "团队负责人"}
    assert {who for _, who in whose} == set(said)
    for title, who in whose:
        assert re.search(rf"{re.escape(title)}（[^）]*，{said[who]}）", chat), title
        assert re.search(rf"{re.escape(title)}\S* · [0-9-]+ · {said[who]}", markdown), title
    assert not any("十件要紧事" in text for text in (markdown, issue, status))
    # The note of what is no longer blocked is handed to nobody, and waits.
    mine = task(reader, "day1-handover")
    mine.get_by_role("textbox").fill("没权限 $&")
    assert "卡在：没权限 $&" in copied(reader, "复制为聊天文字")
    for press in (mine.get_by_role("button", name="卡住了"), mine.get_by_role("checkbox")):
        press.click()
        assert "没权限" not in copied(reader, "复制为聊天文字")
        assert quote("没权限") not in copied(reader, "复制带状态的链接")
    mine.get_by_role("button", name="卡住了").click()
    assert mine.get_by_role("textbox").input_value() == "没权限 $&"


@pytest.mark.own_page
def test_the_qr_code_is_the_link(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    go(page)
    page.locator("#make-link").click()
    page.get_by_label("新人怎么称呼").fill("欧阳" * 20)
    page.get_by_label("带教怎么称呼").fill("阿禾'()*~!")
    page.get_by_label("开始日期").fill("2026-12-01")
    assert loaded and not any("qrcode" in url for url in loaded)
    page.get_by_role("button", name="显示二维码").click()
    picture = page.locator("img.hb-qr")
    picture.wait_for()
    assert any("vendored/qrcode-generator" in url for url in loaded)
    image = Image.open(io.BytesIO(b64decode(str(picture.get_attribute("src")).split(",")[1])))
    (code,) = zxingcpp.read_barcodes(image)
    assert code.text == page.get_by_label("链接", exact=True).input_value()
    page.get_by_label("带教怎么称呼").fill("另一位")
    assert picture.count() == 0


def test_messages_stand_in_both_languages_with_their_own_links(page: Page) -> None:
    go(page, "en/onboarding/")
    page.locator("#make-link").click()
    page.get_by_label("What the new hire is called").fill("Lin")
    page.get_by_label("Start date").fill("2026-12-01")
    expect(page.locator('[data-message="en"] textarea')).to_have_value(re.compile("^Welcome, Lin!"))
    english = page.locator('[data-message="en"] textarea').input_value()
    chinese = page.locator('[data-message="zh"] textarea').input_value()
    assert english.startswith("Welcome, Lin!") and "/en/onboarding/#start=2026-12-01&name=Lin\n" in english
    assert chinese.startswith("Lin，欢迎加入！") and "/onboarding/#start=2026-12-01&name=Lin\n" in chinese
    assert "/en/" not in chinese and "12月1日" in chinese
    page.get_by_label("Buddy", exact=True).last.check()
    assert "as=buddy" in page.get_by_label("Link", exact=True).input_value()
    for url in re.findall(r"http\S+", english + "\n" + chinese):
        assert page.request.get(url.split("#")[0]).ok


def test_answers_on_onboarding_are_copied_and_not_sent(reader: Page, handbook: Handbook) -> None:
    [stage] = [stage for stage in handbook.onboarding.stages if stage.id == "day-30"]
    go(reader, **LINK)
    asked: list[str] = []
    reader.locator('[data-feedback="day-30"]').scroll_into_view_if_needed()
    reader.on("request", lambda request: asked.append(request.url))
    field = reader.locator('[data-feedback="day-30"] textarea').nth(1)
    field.fill("第三天，值班的是谁")
    text = copied(reader, "复制写好的回答")
    assert text.startswith(f"说说入职安排：{stage.title.root['zh']}\n\n哪一次你不知道该找谁？")
    assert text.endswith("第三天，值班的是谁")
    assert text.count("？") == 2
    assert [url for url in asked if not re.search(r"/assets/\w+/scripts/[\w/-]+\.js$", url)] == []
    go(reader)
    assert field.input_value() == "第三天，值班的是谁"
    link = copied(reader, "复制带状态的链接")
    assert quote("值班") not in link


# --- addresses that nobody of ours made -----------------------------------------------------------

READ = """({ parseLink }, fragments) => fragments.map(fragment => {
    const link = parseLink(fragment);
    return link && { ...link, states: Object.fromEntries(link.states) };
})"""


def test_what_chats_do_to_links(page: Page, site: Path) -> None:
    whole = fragment(**LINK)
    mangled = [
        whole,
        whole + "&appinstall=0",
        whole + "&from=singlemessage&isappinstalled=0",
        whole + "。",
        whole + quote("。”"),
        whole + "）",
        whole + ").",
        "#" + whole[1:].replace("%", "%25"),
        "#" + quote(whole[1:]),
        "#" + quote(quote(whole[1:])),
        whole.replace("&", "&amp;"),
        "#" + "&".join(f"{key}={value}" for key, value in LINK.items()),
        whole + "&name=other&__proto__=x&constructor=y",
    ]
    for link in module(page, site, "onboarding/plan", READ, mangled):
        assert link["plan"] == LINK
    ids = {link["id"] for link in module(page, site, "onboarding/plan", READ, mangled)}
    assert len(ids) == 1
    # Cut inside a character: all before it is read.
    name = "#start=2026-12-01&name=" + quote("李小明")
    cut = [name[:-3], name[:-4], name[:-5], name[:-8], name[:-1].replace("%", "%25")]
    cut_links = module(page, site, "onboarding/plan", READ, cut)
    assert [link["plan"]["name"] for link in cut_links] == ["李小"] * len(cut)


def test_fragments_that_are_no_plan(page: Page, site: Path) -> None:
    plain = ["", "#", "#day-30", "#make-link", "#%", "#=&=&", "#start=&name="]
    plain += ["#appinstall=0", "#__proto__=1", "#plan=abcdefgh"]
    assert module(page, site, "onboarding/plan", READ, plain) == [None] * len(plain)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=60), min_size=40, max_size=40))
def test_any_name_survives_a_round_trip(page: Page, site: Path, names: list[str]) -> None:
    script = """({ clean, parseLink, makeFragment }, names) => names.map(name => {
        const link = parseLink('#' + makeFragment({ name, buddy: name, start: '2026-12-01', role: 'x' }));
        return [clean(name), link.plan.name, clean(clean(name))];
    })"""
    names = [*names, "0 \u200e 0", "e\u200e\u0301"]
    for once, read, twice in module(page, site, "onboarding/plan", script, names):
        assert read == once == twice
        assert len(once) <= 80


PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *[
                "start=",
                "role=",
                "name=",
                "buddy=",
                "as=",
                "plan=",
                "state=",
                "note.day1-look=",
                "&",
                "=",
                "#",
                "%",
                "%25",
                "\\",
                "'",
                "\u202e",
            ],
            *["javascript:alert(1)", "__proto__", "2026-12-01", "9999-99-99", "moderator", "&appinstall=0"],
            *["day1-look.1.d.zzzzzzz", "day1-look.1.b.t_", "%E0%A4%A", "%00", "%0A", "{name}", "$&"],
            *("<img src=x onerror=alert(1)>", "<script>alert(1)</script>", '"]'),
            *("e\u0301" * 40, "W" * 200),
        ]
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=12))
def test_hostile_fragments_run_nothing_and_break_nothing(page: Page, pieces: list[str]) -> None:
    if page.url == "about:blank":
        page.clock.set_fixed_time(MOMENT)
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.goto("onboarding/")
        page.wait_for_selector(".hb-jump", state="attached")
    text = "".join(pieces).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    state = page.evaluate(
        """async fragment => {
            location.hash = fragment;
            await new Promise(done => setTimeout(done, 20));
            const host = document.querySelector('handbook-onboarding');
            return {
                wide: document.documentElement.scrollWidth > innerWidth,
                markup: host.querySelectorAll('img, script, iframe, [onerror]').length,
                tasks: host.querySelectorAll('[data-task]').length,
                greeting: host.querySelector('#plan').textContent.length,
            };
        }""",
        text,
    )
    assert not state["wide"]
    assert state["markup"] == 0
    assert state["tasks"] > 40
    assert state["greeting"] < 90


def test_a_fragment_of_a_hundred_thousand_letters(page: Page) -> None:
    go(page, name="x" * 100_000, start="2026-12-01", state="_".join(["day1-look.1.d.abc"] * 5000))
    # What stands behind the limit is not read.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --- without JavaScript, print, sizes -------------------------------------------------------------


@pytest.mark.parametrize("path", ["onboarding/", "en/onboarding/"])
def test_without_javascript_the_path_is_complete(
    new_context: NewContext, handbook: Handbook, path: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(path)
    for stage in page.locator(".hb-stage > details > summary").all():
        stage.click()
    assert page.locator("[data-task]:visible").count() == len(handbook.onboarding.tasks)
    assert page.locator("[data-question]:visible").count() == sum(
        len(part.questions) for part in handbook.onboarding.feedback
    )
    # No control that needs the script, and nothing said that only it makes true.
    host = page.locator("handbook-onboarding")
    assert host.locator("button:visible, select:visible, input:not([type=checkbox]):visible").count() == 0
    page.emulate_media(media="print")
    assert page.locator("[data-task]:visible").count() == len(handbook.onboarding.tasks)


def test_the_print_page_has_the_path_without_the_widget(new_context: NewContext, handbook: Handbook) -> None:
    page = new_context().new_page()
    page.goto("print/", wait_until="commit")
    page.locator("#glossary").wait_for(state="attached")
    assert page.locator("[data-task]:visible").count() == len(handbook.onboarding.tasks)
    assert page.locator("handbook-onboarding").count() == 0


def test_the_first_day_is_one_tap_from_home_and_five_minutes_long(page: Page) -> None:
    for path, speed in (("", 400), ("en/", 230)):
        page.goto(path)
        page.locator('.hb-ways a[href*="first-day"]').click()
        page.wait_for_url("**/onboarding/first-day/")
        text = page.locator("article").inner_text()
        length = len(re.findall(r"[\u4e00-\u9fff]|[A-Za-z0-9’'-]+", text))
        assert length / speed <= 5


def test_readers_of_a_screen_jump_by_the_titles_of_the_first_day(page: Page, handbook: Handbook) -> None:
    for root, language in (("", "zh"), ("en/", "en")):
        page.goto(f"{root}onboarding/first-day/")
        titles = re.findall(
            r"^\*\*([^*\n]+)\*\*$", handbook.onboarding.first_day.root[language], re.MULTILINE
        )
        assert titles and page.locator(".hb-first-day h2").all_inner_texts() == titles


@pytest.mark.own_page
def test_scripts_are_small_and_the_qr_code_waits(page: Page) -> None:
    loaded: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if "/scripts/" in response.url or "/vendored/" in response.url:
            loaded[response.url] = len(gzip.compress(response.body()))

    page.on("response", weigh)
    go(page, **LINK)
    page.wait_for_timeout(300)
    assert loaded and not any("qr" in url for url in loaded)
    assert sum(loaded.values()) <= 16 * 1024, loaded


@pytest.mark.audit  # in each run test_face.py sees the like
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
def test_a_plan_passes_axe_and_fits(new_context: NewContext, width: int, scheme: str) -> None:
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    go(page, start="2026-12-01", role="moderator", name="W" * 40)
    go(page, **LINK)
    task(page, "day1-look").get_by_role("button", name="卡住了").click()
    assert not page.locator("#make-link").is_visible(), "a new hire makes no links"
    page.locator(".hb-plan__options summary").click()
    page.get_by_role("button", name="改日期、岗位或称呼").click()
    page.get_by_label("新人怎么称呼").fill("x")
    page.get_by_role("button", name="显示二维码").click()
    page.locator("img.hb-qr").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    result = Axe().run(page, context="handbook-onboarding")
    assert result.violations_count == 0, json.dumps(result.response["violations"], ensure_ascii=False)[:2000]
