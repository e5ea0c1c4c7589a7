"""Find a Chromium, or get one, or say what to do.

The order: HANDBOOK_CHROMIUM, the usual names, Playwright's own download, and, as root on Debian
(a container, CI), Debian's packages with fonts for Chinese. Never sudo. Where Chromium's headless
shell stands beside it, most tests use that: the same engine without a window's machinery, which
takes two thirds of the time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright

SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)

ADVICE = (
    "No browser for the tests. Install Chromium or Chrome, or set HANDBOOK_CHROMIUM to its path; "
    "on Debian or Ubuntu: apt-get install chromium fonts-noto-cjk"
)

LEFT_OUT = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # What Playwright leaves out: Chromium heeds the last such list alone, and ours comes last.
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
"""Features of Chromium that no page needs. The first two are what opens below its address bar: pages of
four hundred scripts that each new context would load, which takes as long as a page of ours."""


def launch(playwright: Playwright, *, whole: bool = False, **options: Any) -> Browser:
    """Start a Chromium without a window. Options are those of Playwright's `launch`.

    `whole`: not the headless shell, which has no back-forward cache.
    """
    return playwright.chromium.launch(
        executable_path=find_browser(playwright) if whole else find_shell(playwright),
        args=["--no-sandbox", "--disable-gpu", f"--disable-features={','.join(LEFT_OUT)}"],
        **options,
    )


def find_browser(playwright: Playwright) -> str:
    """The path of a Chromium. Raises RuntimeError with advice where none can be had."""
    named = os.environ.get("HANDBOOK_CHROMIUM")
    if named:
        if not Path(named).exists():
            raise RuntimeError(f"HANDBOOK_CHROMIUM names {named}, which does not exist.")
        return named
    return _installed() or _playwrights(playwright) or _debians() or _fail()


def find_shell(playwright: Playwright) -> str:
    """The path of the headless shell, or of a Chromium where there is none. Raises as `find_browser` does."""
    found = find_browser(playwright)
    return found if os.environ.get("HANDBOOK_CHROMIUM") else shutil.which(SHELL) or found


def _installed() -> str | None:
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in PLACES if Path(place).exists()), None)


def _playwrights(playwright: Playwright) -> str | None:
    own = playwright.chromium.executable_path
    if not Path(own).exists():
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False
        )
    return own if Path(own).exists() else None


def _debians() -> str | None:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not is_root or not Path("/etc/debian_version").exists() or not shutil.which("apt-get"):
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", SHELL],
    ):
        subprocess.run(command, capture_output=True, check=False, env=environment)
    return shutil.which("chromium")


def _fail() -> str:
    raise RuntimeError(ADVICE)


if __name__ == "__main__":
    # `make test` calls this once, before several workers would each try to install a browser.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        try:
            print(find_browser(started))
        except RuntimeError as error:
            sys.exit(str(error))
