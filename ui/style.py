"""The visual language, in one place: layers and their symbols, colours for both themes, legend rows.

Colours come from two scales that stay apart under the common forms of colour blindness (checked by lightness: attack
red-brown and ceded violet are dark, training blue and region ochre are mid, the accent is the only saturated orange).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MapLayer:
    """One switch of the map: what it is called, which built layers it draws and what the legend says of it."""

    id: str
    label: str
    built: tuple[str, ...]
    legend: tuple[tuple[str, str], ...]


LAYERS: tuple[MapLayer, ...] = (
    MapLayer("attack", "Attack", ("places",), (("circle attack", "Attack of 2018: the true spot lies in the circle"),)),
    MapLayer(
        "exercises",
        "Exercises and training",
        ("places",),
        (
            ("circle exercise", "Training or exercise: somewhere in the circle"),
            ("band exercise", "Known only by its distance from the border"),
        ),
    ),
    MapLayer(
        "borders",
        "Tajik borders",
        ("borders-display",),
        (("line afghan", "Border with Afghanistan"), ("line chinese", "Border with China")),
    ),
    MapLayer(
        "ceded",
        "Ceded Pamir land",
        ("ceded",),
        (("parcels", "Land ceded to China, reconstructed, not official: solid = all old maps agree, dots = any"),),
    ),
    MapLayer("regions", "Regions named", ("places",), (("area region", "Region the article names"),)),
    MapLayer("towns", "Towns", ("towns",), (("dot capital", "Capital"), ("dot town", "Town"))),
    MapLayer("water", "Rivers and lakes", ("rivers", "lakes"), (("line water", "River, lake"),)),
    MapLayer("provinces", "Provinces", ("province-lines",), (("line province", "Province boundary"),)),
    MapLayer("relief", "Relief", ("relief",), ()),
)
LAYER_IDS = tuple(layer.id for layer in LAYERS)


@dataclass(frozen=True, slots=True)
class Basemap:
    """What lies under the map's own layers; ``url`` and ``credit`` are empty for the one that is built in."""

    id: str
    label: str
    provider: str = ""
    max_zoom: int = 12


BASEMAPS: tuple[Basemap, ...] = (
    Basemap("relief", "Built in (offline)"),
    Basemap("street", "Street map (online)", "OpenStreetMap.Mapnik"),
    Basemap("topo", "Topographic map (online)", "OpenTopoMap"),
    Basemap("satellite", "Satellite pictures (online)", "Esri.WorldImagery"),
)
BASEMAP_IDS = tuple(basemap.id for basemap in BASEMAPS)

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
    return tuple(row for layer in LAYERS if layer.id in layer_ids for row in layer.legend)


def layers_credited(layer_ids: tuple[str, ...], basemap: str) -> tuple[str, ...]:
    """Return the ids of the built layers that a view draws, outlines of the countries included, each once."""
    shown = [built for layer in LAYERS if layer.id in layer_ids for built in layer.built]
    if basemap == "relief":
        shown.append("countries")
    else:
        shown = [built for built in shown if built != "relief"]
    return tuple(dict.fromkeys(shown))
