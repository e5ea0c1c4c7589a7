"""A tab that tests use one after another, each as a reader who comes for the first time.

A page in a process of its own, with nothing read yet, takes most of the time of a small test. Here
the process stays, and what a reader leaves in it goes: what is kept, and the page. What cannot be
taken back, such as another clock, spoils the tab: the next test gets a new one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

OUTLAST = {
    "page": ("add_init_script", "emulate_media", "on", "once", "route", "set_default_timeout"),
    "clock": ("install", "pause_at", "set_fixed_time", "set_system_time"),
    "context": ("add_init_script", "grant_permissions", "new_cdp_session", "on", "route", "set_offline"),
}
"""What outlasts the test that calls it, of a page, its clock and its context. A window's size does too,
but is put back."""


class Tab:
    """A page that is alone in its context, the address of the site, and the errors it told so far.

    `sets_day`: every test of this tab that asks for the day has set it before.
    """

    def __init__(self, page: Page, address: str, errors: list[str], *, sets_day: bool) -> None:
        self.page, self.errors = page, errors
        self._address, self._size = address, page.viewport_size
        self._protocol = page.context.new_cdp_session(page)
        self._spoilt = False
        for thing, names in zip((page, page.clock, page.context), OUTLAST.values(), strict=True):
            for name in names:
                if not (sets_day and name == "set_fixed_time"):
                    setattr(thing, name, self._noting(getattr(thing, name)))

    def _noting(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*arguments: Any, **options: Any) -> Any:
            self._spoilt = True
            return method(*arguments, **options)

        return noted

    @property
    def is_good(self) -> bool:
        """Whether the next test may have it."""
        return not self._spoilt and self.page.context.pages == [self.page]

    def clear(self) -> None:
        """Take away what the last reader left, and the errors."""
        if self.page.url.startswith(self._address):
            self.page.evaluate("sessionStorage.clear()")
        self.page.goto("about:blank")
        everything = {"origin": self._address, "storageTypes": "all"}
        self._protocol.send("Storage.clearDataForOrigin", everything)
        if self._size and self.page.viewport_size != self._size:
            self.page.set_viewport_size(self._size)
        self.errors.clear()
