"""Tajikistan's borders with Afghanistan and China: the line that both countries' outlines share."""

from __future__ import annotations

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geodata import measure
from geodata.build import readers
from geodata.derive.write import Shape

NEIGHBOURS = {"afghan-border": "Kabul", "chinese-border": "Urumqi"}
DISPLAYED = {"afghan-border": "afghanistan", "chinese-border": "china-xinjiang"}
NAMES = {"afghan-border": "Tajik-Afghan border", "chinese-border": "Tajik-Chinese border"}
ATLAS_NAMES = {"afghan-border": "Afghanistan", "chinese-border": "China"}
TOLERANCES = {"0_0005": 0.0005, "0_001": 0.001, "0_005": 0.005, "0_01": 0.01}


def _shared(first: BaseGeometry, second: BaseGeometry) -> BaseGeometry:
    return shapely.line_merge(shapely.intersection(first.boundary, second.boundary))


def full() -> dict[str, BaseGeometry]:
    """Both borders with every vertex OpenStreetMap has: the two zones' outlines hold the same nodes there."""
    tajikistan = readers.zone("Asia/Dushanbe")
    return {name: _shared(tajikistan, readers.zone(f"Asia/{zone}")) for name, zone in NEIGHBOURS.items()}


def display(countries: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Both borders as the simplified countries share them, so that line and area match on the map."""
    return {name: _shared(countries["tajikistan"], countries[other]) for name, other in DISPLAYED.items()}


def shapes(lines: dict[str, BaseGeometry], measured: dict[str, BaseGeometry]) -> list[Shape]:
    """Features of either layer; length and vertices are always those of the full line."""
    found = []
    for name, line in lines.items():
        properties = {
            "name": NAMES[name],
            "length_km": round(measure.length_km(mapping(measured[name])), 1),
            "vertices": int(shapely.get_num_coordinates(measured[name])),
        }
        found.append(Shape(name, line, properties))
    return found


def figures(lines: dict[str, BaseGeometry]) -> dict[str, float]:
    """Lengths of both borders by source and by tolerance, in kilometres."""
    numbers: dict[str, float] = {}
    for name, line in lines.items():
        geometry = mapping(line)
        numbers[f"{name}.length_km"] = measure.length_km(geometry)
        for key, tolerance in TOLERANCES.items():
            numbers[f"{name}.simplified_{key}_length_km"] = measure.simplified_length_km(geometry, tolerance)
    for resolution in ("10m", "50m", "110m"):
        atlas = readers.atlas(resolution, ("Tajikistan", *ATLAS_NAMES.values()))
        for name, other in ATLAS_NAMES.items():
            numbers[f"{name}.ne{resolution}_length_km"] = measure.length_km(mapping(atlas.shared("Tajikistan", other)))
        tajikistan = atlas.countries["Tajikistan"].polygon
        numbers[f"tajikistan.ne{resolution}_area_km2"] = measure.area_km2(mapping(tajikistan))
    numbers["tajikistan.area_km2"] = measure.area_km2(mapping(readers.zone("Asia/Dushanbe")))
    return numbers
