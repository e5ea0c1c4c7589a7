"""`make shots`: pictures of every kind of page, at four widths, light and dark, in each language.

Into `.cache/shots/`: a picture of each (`practice-390-dark-en.png`) and, for each kind, a sheet with
all of them side by side (`practice.png`). `make shots kinds="home practice"` makes some only.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.conftest import ROOT
from tests.kinds import KINDS, STATES, reach
from tests.opened import opened

FOLDER = ROOT / ".cache" / "shots"
WIDTHS = {320: 640, 390: 844, 768: 1024, 1440: 900}
"""The widths of the window with its height."""
SCREENS = 3
"""How many screens of a long page are kept."""
SHEET = 0.5
"""How large a picture is on the sheet."""


def take(browser: Browser, address: str, name: str) -> list[list[Path]]:
    """The pictures of one kind: a list for each width, of light and dark in each language."""
    rows = []
    for width, height in WIDTHS.items():
        row = []
        for language, root in (("zh", ""), ("en", "en/")):
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, base_url=address
                )
                page = context.new_page()
                reach(page, name, root)
                if name in STATES:
                    picture = page.screenshot()
                else:
                    whole = page.evaluate("document.documentElement.scrollHeight")
                    clip = {"x": 0, "y": 0, "width": width, "height": min(whole, SCREENS * height)}
                    picture = page.screenshot(full_page=True, clip=clip)
                path = FOLDER / f"{name}-{width}-{scheme}-{language}.png"
                path.write_bytes(picture)
                row.append(path)
                context.close()
        rows.append(row)
    return rows


def sheet(rows: list[list[Path]], target: Path) -> None:
    """All pictures of a kind on one, the narrow widths beside each other."""
    pictures = []
    for path in [path for row in rows for path in row]:
        with Image.open(path) as picture:
            size = (round(picture.width * SHEET), round(picture.height * SHEET))
            pictures.append(picture.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    lines = [pictures[:8], pictures[8:12], pictures[12:]]
    width = max(sum(one.width + 8 for one in line) for line in lines)
    heights = [max(one.height for one in line) + 8 for line in lines]
    whole = Image.new("RGB", (width, sum(heights)), "#8a8a8a")
    top = 0
    for line, height in zip(lines, heights, strict=True):
        left = 0
        for one in line:
            whole.paste(one, (left, top))
            left += one.width + 8
        top += height
    whole.save(target)


def main(names: list[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with opened() as (browser, address, *_):
        for name in names or [*KINDS, *STATES]:
            sheet(take(browser, address, name), FOLDER / f"{name}.png")
            print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
