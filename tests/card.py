"""`make card`: the picture that a chat shows of a link, 1200 × 630, one for each language, and the favicon.

Drawn by the tests' Chromium from the handbook's name, its sentence and the picture of its elements, and
committed as docs/theme/assets/images/card-<language>.png.
Made anew when a name, a colour or an element changes.
"""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import Browser

from macros.commands.repository import load_data
from macros.data.places import ASSETS
from tests.opened import opened

SIZE = {"width": 1200, "height": 630}
STYLE = """
.md-header, .md-tabs, .md-footer, .md-sidebar, .hb-doors, .hb-home__intro, .hb-map, .hb-home ~ *,
.hb-colophon, .headerlink, .md-top, .hb-problems { display: none !important; }
.md-main__inner, .md-content__inner { margin: 0 !important; padding: 0 !important; }
.md-main__inner { max-width: none !important; }
.md-content { position: fixed; inset: 0; background: #f6f5f1; z-index: 9; }
.md-content__inner.md-typeset > h1 { position: fixed !important; left: 80px; top: 110px; width: 8.6em;
  font-size: 64px !important; line-height: 1.25; text-wrap: wrap; }
.md-content__inner.md-typeset > h1:lang(zh) { top: 150px; width: 6.4em; }
.md-typeset .hb-home .hb-lead { position: fixed; left: 80px; bottom: 70px; width: 560px; font-size: 30px; }
.md-typeset .hb-atlas { position: fixed; right: 60px; top: 75px; width: 480px; display: block; }
"""


def draw(browser: Browser, address: str) -> bytes:
    """The picture of the handbook whose home page is at an address."""
    page = browser.new_page(viewport=SIZE)
    page.goto(address)
    page.add_style_tag(content=STYLE)
    picture = page.screenshot()
    page.close()
    return picture


def icon(browser: Browser, address: str) -> bytes:
    """The mark of the header, for the browser's tab: on no ground, for light and dark tabs alike."""
    page = browser.new_page(viewport={"width": 96, "height": 96})
    page.goto(address)
    page.evaluate("""() => {
        const mark = document.querySelector(".md-header .md-logo :is(svg, img)").cloneNode(true);
        mark.style = "position:fixed; inset:0; width:96px; height:96px; fill:#1f8f7d; color:#1f8f7d";
        document.body.replaceChildren(mark);
        document.documentElement.style.background = document.body.style.background = "none";
    }""")
    picture = page.screenshot(omit_background=True)
    page.close()
    return picture


def keep(picture: bytes, name: str, colours: int) -> None:
    """Into the repository, with as many colours as it needs."""
    path = ASSETS / "images" / name
    with Image.open(io.BytesIO(picture)) as whole:
        whole.quantize(colours).save(path, optimize=True)
    print(path)


def main() -> None:
    with opened() as (browser, address, *_):
        handbook = load_data().handbook
        assert handbook
        for language in handbook.languages:
            root = "" if language == handbook.source_language else f"{language}/"
            keep(draw(browser, f"{address}{root}"), f"card-{language}.png", 64)
        keep(icon(browser, address), "favicon.png", 32)


if __name__ == "__main__":
    main()
