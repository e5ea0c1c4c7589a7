"""Colours that can be read: contrast as WCAG counts it, and the nearest shade that has enough of it.

The surfaces are those of the styles: the ground, the paper and a colour's own tint, in light and in dark.
"""

from __future__ import annotations

ENOUGH = 4.5
"""WCAG AA for text of any size."""
LIGHT = ("#ffffff", "#f6f5f1")
DARK = ("#141817", "#1d2321")
TINTS = {LIGHT: 0.09, DARK: 0.14}
"""How much of a colour its own tint holds, on the first ground of a scheme."""


def contrast(one: str, other: str) -> float:
    """From 1 to 21; colours as `#rrggbb`."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def weakest(colour: str, grounds: tuple[str, str] = LIGHT) -> float:
    """The least contrast that a colour has with the surfaces it stands on."""
    tint = mixed(colour, grounds[0], TINTS[grounds])
    return min(contrast(colour, ground) for ground in (*grounds, tint))


def readable(colour: str, grounds: tuple[str, str] = LIGHT) -> str:
    """The colour itself, or the nearest darker one (on dark ground: lighter) that can be read."""
    towards = "#000000" if grounds == LIGHT else "#ffffff"
    shades = (mixed(towards, colour, step / 50) for step in range(51))
    return next(shade for shade in shades if weakest(shade, grounds) >= ENOUGH)


def mixed(one: str, other: str, share: float) -> str:
    """A colour with `share` (0 to 1) of the first in it, as `color-mix(in srgb, …)` has it."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    shares = (part / 255 for part in _parts(colour))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
