"""All files of `geodata/layers/`, made in memory."""

from __future__ import annotations

from shapely.geometry.base import BaseGeometry

from geodata.build import (
    borders,
    ceded,
    countries,
    districts,
    elevation,
    heights,
    land,
    oldlines,
    provinces,
    relief,
    towns,
    water,
    worldtowns,
)
from geodata.derive import events, places, write
from geodata.derive.write import DISPLAY, FULL, Shape

Borders = dict[str, BaseGeometry]
Built = dict[str, tuple[list[Shape], int]]


def _layers(simple: dict[str, BaseGeometry], lines: Borders) -> tuple[Built, dict[str, float]]:
    """All layers but the places, each with the decimals of its coordinates, and the figures measured on the way."""
    fitted = provinces.fitted(simple)
    parcels = ceded.parcels()
    along, drawn = heights.profiles(lines), borders.display(simple)
    noise, moved = ceded.displacement()
    numbers = {**borders.figures(lines), **oldlines.figures(), **ceded.figures(parcels), **ceded.edges(parcels)}
    numbers |= {f"{name}.noise_median_km": value for name, value in noise.items()}
    numbers |= {f"{name}.moved_median_km": value for name, value in moved.items()}
    layers = {
        "countries": (countries.shapes(simple), DISPLAY),
        "land": (land.shapes(), land.DECIMALS),
        "borders": (borders.shapes(lines, lines), FULL),
        "borders-display": (borders.shapes(drawn, lines), DISPLAY),
        "provinces": (provinces.shapes(fitted), DISPLAY),
        "districts": (districts.shapes(simple["tajikistan"]), DISPLAY),
        "province-lines": (provinces.lines(fitted), DISPLAY),
        "rivers": (water.rivers(simple), DISPLAY),
        "rivers-fine": (water.rivers(simple, water.AS_SOURCED), DISPLAY),
        "lakes": (water.lakes(), DISPLAY),
        "towns": (towns.shapes(), FULL),
        "ceded": (ceded.shapes(parcels), FULL),
        "border-profiles": (along, FULL),
        "border-rivers": (heights.border_rivers(drawn, along), DISPLAY),
        "old-lines": (oldlines.shapes(noise), FULL),
    }
    numbers |= heights.border_figures(along)
    for shape in layers["countries"][0]:
        if "area_km2" in shape.properties:
            numbers[f"{shape.id}.area_km2"] = shape.properties["area_km2"]
    return layers, numbers


def files() -> dict[str, bytes]:
    """Make every built file.

    Returns
    -------
    dict
        Name within `geodata/layers/` to content. The same inputs give the same bytes.
    """
    simple = countries.display(countries.coverage())
    lines = borders.full()
    layers, numbers = _layers(simple, lines)
    named = {name: {shape.id: shape.geometry for shape in shapes} for name, (shapes, _) in layers.items()}
    ground = places.Ground(named, lines, simple["tajikistan"])
    article = places.shapes(ground, numbers)
    layers["places"] = (article, DISPLAY)
    later = events.shapes(ground)
    layers["events"] = (later, DISPLAY)
    numbers |= places.figures(article) | events.figures(later, ground)
    # A border that was sampled along its full line keeps those heights: its vertices as drawn are too few.
    numbers = heights.area_figures({shape.id: shape.geometry for shape in (*article, *layers["ceded"][0])}) | numbers
    for shape in article:
        shape.properties["measures"] |= heights.told(shape.id, numbers)
    made = {f"{name}.geojson": write.collection(name, shapes, decimals) for name, (shapes, decimals) in layers.items()}
    made |= {"relief.webp": relief.picture("light"), "relief-dark.webp": relief.picture("dark")}
    made |= {f"relief/{name}": content for name, content in relief.tiles().items()}
    made |= {"heights.png": elevation.grid(), "world-towns.json": worldtowns.table()}
    made["figures.json"] = write.figures({name: round(value, 3) for name, value in numbers.items()})
    return made
