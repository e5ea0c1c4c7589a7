"""A team's colours: readable everywhere or told, with the shade that would be."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.data import colours
from macros.data.colours import DARK, ENOUGH, LIGHT
from macros.data.handbook import Handbook
from macros.data.models.settings import Look
from macros.pages.colours import style
from tests.conftest import ROOT

STYLES = (ROOT / "docs" / "theme" / "assets" / "styles" / "identity.css").read_text("utf-8")
COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def named(block: str) -> dict[str, str]:
    return dict(re.findall(r"--hb-(brand|warm|ink|quiet|e\d): (#[0-9a-f]{6})", block))


def test_contrast_is_what_wcag_says() -> None:
    assert round(colours.contrast("#000000", "#ffffff"), 1) == 21
    assert round(colours.contrast("#777777", "#ffffff"), 2) == 4.48
    assert colours.mixed("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize(("grounds", "block"), [(LIGHT, 0), (DARK, 1)])
def test_our_own_colours_can_be_read_on_every_surface(grounds: tuple[str, str], block: int) -> None:
    light, dark = STYLES.split('[data-md-color-scheme="slate"]', 1)
    own = named(dark if block else light)
    assert {"brand", "warm", "ink", "quiet", *(f"e{n}" for n in range(1, 9))} <= set(own)
    assert {name: c for name, c in own.items() if colours.weakest(c, grounds) < ENOUGH} == {}
    for ground in grounds:
        assert ground in STYLES or ground == "#ffffff", (
            "the surfaces of the styles are those that are checked"
        )


@given(COLOUR)
def test_for_every_colour_there_is_a_shade_that_can_be_read(colour: str) -> None:
    for grounds in (LIGHT, DARK):
        shade = colours.readable(colour, grounds)
        assert colours.weakest(shade, grounds) >= ENOUGH
        assert shade == colour or colours.weakest(colour, grounds) < ENOUGH


def test_a_teams_colours_reach_the_page_in_both_schemes(handbook: Handbook) -> None:
    assert style(handbook) == "", "ours are in the styles"
    look = Look(colour="#5a2ca0", warm="#8a3b00")
    adopted = replace(handbook, settings=handbook.settings.model_copy(update={"look": look}))
    light, dark = style(adopted).split(":root [data-md-color-scheme")
    assert "--hb-brand:#5a2ca0;" in light and "--hb-warm:#8a3b00;" in light
    shades = re.findall(r"#[0-9a-f]{6}", dark)
    assert len(shades) == 2 and all(colours.weakest(shade, DARK) >= ENOUGH for shade in shades)
