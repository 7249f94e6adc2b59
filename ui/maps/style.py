"""The visual language, in one place: colours for both themes, legend rows.

The accent is the only saturated orange; the colours of kinds and lines are the atlas's own, and have to stay apart
from it and from each other under the common forms of colour blindness.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import geodata
from geodata.design import Colour, Comparison, OtherMap
from geodata.errors import GeodataError
from geodata.model import Place, Stroke

SHEET = Path(__file__).resolve().parent / "map.css"
"""How everything on the map is drawn: the one style sheet of the live map and of pictures."""


# Name -> (light theme, dark theme).
ACCENT = ("#c2410c", "#ffb066")
GROUND: dict[str, Colour] = {
    "later": ("#3f6b1f", "#a5cf7c"),
    "water": ("#4d86ab", "#4f86a8"),
    "water-name": ("#2f6c93", "#86bbdc"),
    "province": ("#8b8478", "#6f7780"),
    "country": ("#77706433", "#8c96a033"),
    "edge": ("#9a9386", "#5b656e"),
    "veil": ("#fbfaf7", "#0d1013"),
    "ground": ("#e9e6dc", "#1a1f24"),
    "ink": ("#22282f", "#e9e6df"),
    "halo": ("#fdfcf9", "#12161a"),
    "control": ("#ffffff", "#20272d"),
}


def palette() -> dict[str, Colour]:
    """Return every colour by its name: the accent, those of the article's kinds and lines, those of the ground."""
    return {"accent": ACCENT, **geodata.atlas().colours, **GROUND}


def variables() -> str:
    """Return the palette as CSS custom properties that follow the colour scheme of the element that uses them."""
    return "".join(f"--{name}:light-dark({light},{dark});" for name, (light, dark) in palette().items())


def sheet() -> str:
    """Return the style sheet of the map: rules for the article's kinds, lines and old maps, then those for all."""
    rules = [
        f".gate-place.{kind.id} {{ --own: var(--{kind.colour}); }}" for kind in geodata.atlas().kinds if kind.colour
    ]
    rules += [f".gate-place.circle.{kind} {{ stroke-width: 2.6; stroke-dasharray: 8 4; }}" for kind in _heavy()]
    rules += [
        f".gate-label.{name} span {{ color: var(--{name}); }}"
        for name in dict.fromkeys(_named_colours())
        if name != "ink"
    ]
    for side, colour in _tints().items():
        rules += [f"{one}.{side} {{ --own: var(--{colour}); }}" for one in (".gate-place", ".gate-side")]
    for stroke in _strokes():
        dash = f" stroke-dasharray: {stroke.dash};" if stroke.dash else ""
        rules.append(f".gate-place.line.{stroke.colour} {{ stroke: var(--{stroke.colour});{dash} }}")
    for one in _old_maps():
        width = f" stroke-width: {one.width:g};" if one.width else ""
        dash = f" stroke-dasharray: {one.dash};" if one.dash else ""
        rules.append(f".gate-drawing.old.{one.id} {{ stroke: var(--{one.colour});{width}{dash} }}")
    if colour := reconstructed():
        rules.append(f".gate-label.drawing.parcel span {{ color: var(--{colour}); }}")
    return "\n".join([*rules, SHEET.read_text(encoding="utf-8")])


def swatches() -> str:
    """Return the rules of the legend's symbols on a page that differ by kind, line and old map."""
    rules = [f".swatch.{kind.id}{{--own:var(--{kind.colour})}}" for kind in geodata.atlas().kinds if kind.colour]
    rules += [f".swatch.circle.{kind}{{border-width:2.4px}}" for kind in _heavy()]
    rules += [f".swatch.parcels.{side}{{--own:var(--{colour})}}" for side, colour in _tints().items()]
    for stroke in _strokes():
        rules.append(f".swatch.{stroke.colour}{{--own:var(--{stroke.colour})}}")
        if stroke.dash:
            rules.append(f".swatch.line.{stroke.colour}{{border-top-style:dashed}}")
    for one in _old_maps():
        rules.append(f".swatch.drawn.{one.id}{{--own:var(--{one.colour});border-top-style:{_edge(one.dash)}}}")
    return "".join(rules)


def line_class(place: Place) -> str:
    """Return the class of the style sheet that a line is drawn by."""
    return place.stroke.colour if place.stroke else ""


def _edge(dash: str) -> str:
    """The nearest that CSS has to a dash: dots where the dash is no longer than the line is wide."""
    return "solid" if not dash else "dotted" if float(dash.split(maxsplit=1)[0]) < 3 else "dashed"


def _heavy() -> Iterator[str]:
    return (kind.id for kind in geodata.atlas().kinds if kind.heavy)


def _named_colours() -> Iterator[str]:
    yield from (kind.colour for kind in geodata.atlas().kinds if kind.colour)
    yield from (place.label.colour for place in _places() if place.label and place.label.colour)


def _strokes() -> tuple[Stroke, ...]:
    return tuple(place.stroke for place in _places() if place.stroke)


def _places() -> tuple[Place, ...]:
    try:
        return geodata.places()
    except GeodataError:
        return ()


def _old_maps() -> tuple[OtherMap, ...]:
    return _compared().old_maps


def _compared() -> Comparison:
    """What the article compares; nothing if that cannot be read, which the page that needs it says."""
    try:
        return geodata.comparison()
    except GeodataError:
        return Comparison()


def _tints() -> dict[str, str]:
    """Names of the colours of land that changed hands, by the side of the change."""
    parcels = _compared().parcels
    return {"before": parcels.before.colour, "after": parcels.after.colour} if parcels else {}


def reconstructed() -> str:
    """Return the name of the colour of reconstructed land; empty if the article has none."""
    parcels = _compared().parcels
    kinds = {place.id: place.kind for place in _places()}
    return geodata.atlas().kind(kinds.get(parcels.place, "")).colour if parcels else ""


# Not a switch: drawn only where a page asks for later events.
LATER = (("circle later", "After the article: somewhere in the circle"),)
SELECTED = (("selected", "Selected"),)
# What pages draw themselves, old maps apart.
DRAWN = ("line drawn coarse", "line drawn distance", "drawn scale")


def symbols() -> tuple[str, ...]:
    """Return the symbols that a legend may have, each once."""
    rows = [row.symbol for switch in geodata.atlas().switches for row in switch.legend]
    others = [symbol for symbol, _ in (*LATER, *SELECTED)]
    tinted = (f"parcels {side}" for side in _tints())
    return tuple(dict.fromkeys((*rows, *others, *tinted, *DRAWN, *(f"line drawn {one.id}" for one in _old_maps()))))


def token(symbol: str) -> str:
    """Return a symbol of the legend as one word, by which page and map speak of its row."""
    return symbol.replace(" ", "-")


def selector(symbol: str) -> str:
    """Return what a symbol of the legend stands for on the map, as a selector of the classes drawn there."""
    form, _, rest = symbol.partition(" ")
    if symbol in ("line water", "line province", "selected"):
        return {"water": ".gate-river, .gate-lake", "province": ".gate-province", "": ".gate-halo"}[rest]
    if "drawn" in symbol.split():
        return f".gate-drawing.{symbol.rsplit(maxsplit=1)[-1]}"
    if form == "dot":
        return f".gate-label.dot.{rest}" + ("" if rest == "capital" else ":not(.capital)")
    return f".gate-place.{'parcel-outer' if form == 'parcels' else form}.{rest}"


def matches(symbol: str, classes: str) -> bool:
    """Return whether a symbol of the legend stands for what is drawn by some classes, as the browser would."""
    own = set(classes.split())
    for one in selector(symbol).split(", "):
        wanted, _, unwanted = one.partition(":not(.")
        if set(wanted.split(".")[1:]) <= own and unwanted.rstrip(")") not in own:
            return True
    return False


def hidden_rows() -> str:
    """Return the rules by which a page hides the rows of its legend of which the map says that nothing is seen."""
    rows = (token(symbol) for symbol in symbols())
    return ",".join(f':root[data-drawn]:not([data-drawn~="{one}"]) .legend [data-row="{one}"]' for one in rows) + (
        "{display:none !important}"
    )


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
    if basemap == geodata.atlas().basemap_ids[0]:
        shown.append("countries")
    else:
        shown = [built for built in shown if built != "relief"]
    return tuple(dict.fromkeys(shown))
