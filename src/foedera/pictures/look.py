"""How pictures look: colours for light and dark, the font, a shape for every status.

Colours are those of Okabe and Ito, which colour-blind readers tell apart, darkened or lightened until they stand out
from the paper. Colour never speaks alone: every status has a shape, every lane a name, every kind of edge a dash.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from foedera.codebook.groups import GROUP_COLOURS
from foedera.pictures.records import THEMES, PictureError
from foedera.types import Status

Spec: TypeAlias = dict[str, Any]
Datum: TypeAlias = dict[str, Any]

FONT = "Liberation Sans, Arial, Helvetica, Noto Sans, DejaVu Sans, sans-serif"
"""Liberation Sans comes with vl-convert and is as wide as Arial, so that text fits wherever either is found."""

LIGHT: dict[str, str] = {
    "paper": "#ffffff",
    "band": "#f5f5f2",
    "ink": "#1b1b1b",
    "dim": "#595959",
    "rule": "#d8d8d3",
    "sea": "#eef3f7",
    "land": "#fbfaf6",
    "border": "#b9b6ab",
    "tint1": "#e6ecd9",
    "tint2": "#cbdab4",
    "tint3": "#a9c48a",
    "blue": "#0072b2",
    "orange": "#b87400",
    "green": "#008360",
    "red": "#d0510a",
    "pink": "#b0558a",
    "sky": "#2b87bd",
    "gold": "#857500",
    "grey": "#666666",
}
DARK: dict[str, str] = {
    "paper": "#161616",
    "band": "#1e1e1e",
    "ink": "#ececec",
    "dim": "#a8a8a8",
    "rule": "#3a3a3a",
    "sea": "#12181d",
    "land": "#262624",
    "border": "#5a5850",
    "tint1": "#2f3a27",
    "tint2": "#3f5331",
    "tint3": "#56733f",
    "blue": "#4aa8e8",
    "orange": "#f0a830",
    "green": "#2fcf9f",
    "red": "#ff8a4d",
    "pink": "#e29bc6",
    "sky": "#9ad4f5",
    "gold": "#e8dc4a",
    "grey": "#aaaaaa",
}
LIGHT |= {group: light for group, (light, _) in GROUP_COLOURS.items()}
DARK |= {group: dark for group, (_, dark) in GROUP_COLOURS.items()}
PALETTES = dict(zip(THEMES, (LIGHT, LIGHT, DARK), strict=True))
HUES: tuple[str, ...] = ("blue", "red", "green", "pink", "orange", "sky", "gold")
"""Colours given to what a picture tells apart, in order; what is left over is grey."""
OTHER_HUE = "grey"


@dataclass(frozen=True, slots=True)
class Glyph:
    """How a status is drawn: a shape in the box from -1 to 1, filled or hollow, and the dash of its bar."""

    shape: str
    filled: bool
    dash: tuple[int, ...]
    words: str


_CIRCLE = "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
_DIAMOND = "M0,-1.15L1.15,0L0,1.15L-1.15,0Z"
GLYPHS: dict[Status, Glyph] = {
    "occurred": Glyph(_CIRCLE, filled=True, dash=(), words="occurred"),
    "ongoing": Glyph("M-0.9,-1.05L1.15,0L-0.9,1.05Z", filled=True, dash=(), words="ongoing, or holds now"),
    "planned": Glyph(_CIRCLE, filled=False, dash=(), words="planned"),
    "expected": Glyph("M-0.9,-0.9H0.9V0.9H-0.9Z", filled=False, dash=(6, 3), words="expected"),
    "possible": Glyph(_DIAMOND, filled=False, dash=(2, 2), words="possible"),
    "conditional": Glyph("M0,-1.1L1.1,0.85L-1.1,0.85Z", filled=False, dash=(7, 2, 2, 2), words="conditional"),
    "denied": Glyph("M-0.9,-0.9L0.9,0.9M-0.9,0.9L0.9,-0.9", filled=False, dash=(1, 3), words="denied"),
    "cancelled": Glyph(_CIRCLE + "M-0.7,0.7L0.7,-0.7", filled=False, dash=(1, 3), words="cancelled"),
}
HATCHED = _CIRCLE + "".join(
    # chords of the circle at 45 degrees, at these distances from its middle
    f"M{-half * 0.7071 + off * 0.7071:.3f},{half * 0.7071 + off * 0.7071:.3f}"
    f"L{half * 0.7071 + off * 0.7071:.3f},{-half * 0.7071 + off * 0.7071:.3f}"
    for off, half in ((-0.66, 0.751), (-0.33, 0.944), (0.0, 1.0), (0.33, 0.944), (0.66, 0.751))
)
"""A disc with hatching: somewhere in a country."""


def palette(theme: str) -> dict[str, str]:
    """Return the colours of a theme by name.

    Raises:
        PictureError: There is no such theme.
    """
    if theme not in PALETTES:
        raise PictureError(f"no theme {theme!r}: choose {', '.join(THEMES[:-1])} or {THEMES[-1]}")
    return PALETTES[theme]


def dark_style(scope: str) -> str:
    """Return the rules that turn a light drawing dark where the reader's system is: programs without CSS see it light.

    Args:
        scope: The selector of the drawing's outermost element.
    """
    rules = "".join(
        f'{scope} [{name}="{colour}"]{{{name}:{DARK[key]}}}'
        for key, colour in LIGHT.items()
        for name in ("fill", "stroke")
    )
    return f"@media (prefers-color-scheme:dark){{{rules}}}"


def ink(name: str) -> Spec:
    """Return a reference to a colour by name, which a page can change after drawing."""
    return {"signal": f"c_{name}"}


def colour_signals(theme: str) -> list[Spec]:
    """Return the signals that colours are read from."""
    return [{"name": f"c_{name}", "value": colour} for name, colour in palette(theme).items()]


def hue_scale(name: str, hues: dict[str, str]) -> Spec:
    """Return a scale that gives each key its colour by name."""
    return {
        "name": name,
        "type": "ordinal",
        "domain": list(hues),
        "range": {"signal": f"[{', '.join(f'c_{hue}' for hue in hues.values())}]"},
    }


def paint_scale() -> Spec:
    """Return the scale that turns a datum's colour name into the colour."""
    return hue_scale("paint", {name: name for name in LIGHT})
