"""The visual language, in one place: colours for both themes, legend rows.

Colours come from two scales that stay apart under the common forms of colour blindness (checked by lightness: attack
red-brown and ceded violet are dark, training blue and region ochre are mid, the accent is the only saturated orange).
"""

from __future__ import annotations

from pathlib import Path

import geodata

SHEET = Path(__file__).resolve().parent / "map.css"
"""How everything on the map is drawn: the one style sheet of the live map and of pictures."""


# Name -> (light theme, dark theme).
COLOURS: dict[str, tuple[str, str]] = {
    "accent": ("#c2410c", "#ffb066"),
    "attack": ("#7f1d3a", "#ef8fab"),
    "exercise": ("#1f5f8b", "#7cc0ec"),
    "region": ("#8a6d1c", "#d9bd6a"),
    "ceded": ("#5b3a8c", "#bfa2ee"),
    "afghan": ("#3f3a34", "#d8d2c6"),
    "chinese": ("#0f6b5c", "#63cdb9"),
    "later": ("#3f6b1f", "#a5cf7c"),
    "water": ("#4d86ab", "#4f86a8"),
    "province": ("#8b8478", "#6f7780"),
    "country": ("#77706433", "#8c96a033"),
    "edge": ("#9a9386", "#5b656e"),
    "veil": ("#fbfaf7", "#0d1013"),
    "ground": ("#e9e6dc", "#1a1f24"),
    "ink": ("#22282f", "#e9e6df"),
    "halo": ("#fdfcf9", "#12161a"),
    "control": ("#ffffff", "#20272d"),
}


def variables() -> str:
    """Return the palette as CSS custom properties that follow the colour scheme of the element that uses them."""
    return "".join(f"--{name}:light-dark({light},{dark});" for name, (light, dark) in COLOURS.items())


# Not a switch: drawn only where a page asks for later events.
LATER = (("circle later", "After the article: somewhere in the circle"),)


def legend_rows(layer_ids: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the legend of the layers shown, as pairs of symbol name and words, in the order of the switches."""
    return tuple(
        (row.symbol, row.words)
        for switch in geodata.atlas().switches
        if switch.id in layer_ids
        for row in switch.legend
    )


def layers_credited(layer_ids: tuple[str, ...], basemap: str) -> tuple[str, ...]:
    """Return the ids of the built layers that a view draws, outlines of the countries included, each once."""
    shown = [built for switch in geodata.atlas().switches if switch.id in layer_ids for built in switch.built]
    if basemap == "relief":
        shown.append("countries")
    else:
        shown = [built for built in shown if built != "relief"]
    return tuple(dict.fromkeys(shown))
