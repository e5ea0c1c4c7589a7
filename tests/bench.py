"""`make bench`: what the scripts weigh and how soon a tick is stored and shown. Prints; asserts nothing.

The limits of the design: 16 KB gzipped of our own scripts on any page, and 50 ms from the tick
under a processor slowed six times.
"""

from __future__ import annotations

import gzip
import statistics
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests import bench_assessment, bench_search, bench_weight
from tests.opened import opened

PAGES = (
    "", "elements/trust/", "foundations/conduct/", "practices/team-meetings/", "checklists/", "progress/",
    "assessment/", "assessment/team/", "onboarding/", "contribute/", "print/",
)  # fmt: skip
WEIGHT, DELAY, SLOWDOWN, TICKS = 16 * 1024, 50, 6, 20

TICK = """async count => {
  const boxes = [...document.querySelectorAll("handbook-checklist input")];
  const key = Object.keys(localStorage).find(name => name.startsWith("handbook:"));
  const times = [];
  for (let n = 0; n < count; n += 1) {
    const box = boxes[n % boxes.length], before = localStorage.getItem(key ?? "handbook:/");
    const start = performance.now();
    box.click();
    await new Promise(done => requestAnimationFrame(() => { const c = new MessageChannel();
      c.port1.onmessage = done; c.port2.postMessage(0); }));
    if (localStorage.getItem(key ?? "handbook:/") === before) throw new Error("not stored");
    times.push(performance.now() - start);
    await new Promise(done => setTimeout(done, 60));
  }
  return times;
}"""


def weigh(browser: Browser, address: str, site: Path) -> None:
    """The gzipped bytes of our own scripts that each page loads."""
    every = list(site.glob("assets/*/scripts/**/*.js"))
    for path in PAGES:
        if not (site / path / "index.html").exists():
            continue
        page = browser.new_page()
        loaded: list[str] = []
        page.on("request", lambda r, into=loaded: into.append(urlsplit(r.url).path))  # type: ignore[misc]
        page.goto(address + path, wait_until="networkidle")
        page.wait_for_timeout(1500)  # the network is idle for a while before the widgets are asked for
        ours = [f for f in every if any(name.endswith(f.relative_to(site).as_posix()) for name in loaded)]
        sizes = {f"{f.parent.name}/{f.name}": len(gzip.compress(f.read_bytes(), 9)) for f in ours}
        total = sum(sizes.values())
        mark = "over" if total > WEIGHT else "ok"
        print(f"{total:6} B {mark:4} /{path}  " + " ".join(f"{k} {v}" for k, v in sizes.items()))
        page.close()
    print(f"{sum(len(gzip.compress(f.read_bytes(), 9)) for f in every):6} B      all scripts together")


def time_ticks(browser: Browser, address: str) -> None:
    """From the click to the frame in which the tick is stored and shown."""
    for path in ("practices/team-meetings/", "checklists/"):
        page = browser.new_page()
        page.goto(address + path, wait_until="networkidle")
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        times = sorted(page.evaluate(TICK, TICKS))
        median = statistics.median(times)
        print(
            f"tick on /{path} at {SLOWDOWN}x: median {median:.0f} ms, quickest {times[0]:.0f}, "
            f"slowest {times[-1]:.0f}; limit {DELAY}: {'over' if median > DELAY else 'ok'}"
        )
        page.close()


def main() -> None:
    with opened() as (browser, address, site, folder):
        for line in bench_weight.table(browser, address):
            print(line)
        weigh(browser, address, site)
        time_ticks(browser, address)
        context = browser.new_context(base_url=address)
        for name, milliseconds, verdict in bench_assessment.measure(context.new_page(), address):
            print(f"{name}: {milliseconds:.0f} ms: {verdict}")
        bench_search.report(browser, site, folder)


if __name__ == "__main__":
    main()
