"""The reader's own day, whatever the time zone: a review that is due, a tick, a plan, a backup.

UTC is a day ahead of Los Angeles in its evening and a day behind Shanghai in its morning; Kiritimati,
which waits for the audit, is fourteen hours ahead. Each case is a moment at which the day there is not
the day in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.test_store import ITEM, PAGE, ask, document, open_page, put

Contexts = Callable[..., BrowserContext]
FIRST = "team-meetings-calendar"

PLACES = [
    ("America/Los_Angeles", "2026-12-02T05:00:00Z", "2026-12-01"),
    ("Asia/Shanghai", "2026-12-01T17:00:00Z", "2026-12-02"),
    pytest.param("Pacific/Kiritimati", "2026-12-31T10:30:00Z", "2027-01-01", marks=pytest.mark.audit),
]
everywhere = pytest.mark.parametrize(("zone", "moment", "day"), PLACES)


def reader_in(new_context: Contexts, zone: str, moment: str) -> Page:
    page = new_context(timezone_id=zone).new_page()
    page.clock.install(time=moment)
    return page


def due_on(day: str) -> Callable[[Route], None]:
    """Serve a page as if its review were due on a day."""

    def serve(route: Route) -> None:
        answer = route.fetch()
        html = re.sub(r'data-due="[\d-]+"', f'data-due="{day}"', answer.text())
        route.fulfill(response=answer, body=html)

    return serve


@everywhere
def test_a_review_is_due_on_its_day_and_not_before(
    new_context: Contexts, zone: str, moment: str, day: str
) -> None:
    page = reader_in(new_context, zone, moment)
    tomorrow = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    for due, is_due in ((day, True), (tomorrow, False)):
        page.unroute_all()
        page.route(re.compile("elements/goals/$"), due_on(due))
        page.goto("elements/goals/")
        note = page.locator(f'.hb-due[data-due="{due}"]')
        expect(note).to_have_count(1)
        expect(note).to_be_visible(visible=is_due)


@everywhere
def test_a_tick_has_the_readers_day(new_context: Contexts, zone: str, moment: str, day: str) -> None:
    page = reader_in(new_context, zone, moment)
    open_page(page, PAGE["en"])
    page.locator(ITEM).first.check()
    assert ask(page, "store.get('checklist')")[FIRST]["on"] == day
    written = date.fromisoformat(day).strftime("%-d %b %Y")
    expect(page.locator(".hb-checklist__note")).to_contain_text(written)


@everywhere
def test_a_tick_that_only_has_a_moment_comes_back_with_its_day(
    new_context: Contexts, zone: str, moment: str, day: str
) -> None:
    page = reader_in(new_context, zone, moment)
    open_page(page)
    put(page, document({"checklist": {FIRST: {"rev": 1, "at": moment}}}))
    open_page(page)
    page.locator(ITEM).first.uncheck()
    page.locator(".hb-back button").click()
    assert ask(page, "store.get('checklist')")[FIRST]["on"] == day


@everywhere
def test_a_plan_and_a_backup_have_the_readers_day(
    new_context: Contexts, zone: str, moment: str, day: str
) -> None:
    page = reader_in(new_context, zone, moment)
    page.goto(f"onboarding/#start={day}&role=moderator&name=Lin")
    expect(page.locator('[data-say="now"]')).to_contain_text("第 1 天")
    page.goto("progress/")
    page.locator("handbook-progress[data-words]").wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载备份").click()
    assert waiting.value.suggested_filename == f"手册备份-{day}.json"


def test_months_after_a_day_end_in_the_month(page: Page) -> None:
    open_page(page)
    cases = {
        ("2026-01-31", 1): "2026-02-28",
        ("2027-12-31", 2): "2028-02-29",
        ("2026-11-30", 3): "2027-02-28",
        ("2026-05-15", 12): "2027-05-15",
    }
    for (start, months), end in cases.items():
        number = ask(page, "m.parseDay(argument)", start, "days")
        after = ask(page, "m.monthsAfter(...argument)", [number, months], "months")
        assert ask(page, "m.iso(argument)", after, "days") == end
