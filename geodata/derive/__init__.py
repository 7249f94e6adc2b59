"""What follows from the records and the other layers: the layers of places and later events, and their figures.

``python -m geodata.derive`` writes them for an article that has no build of its own; ``geodata.build`` uses the same
functions. Needs shapely and pyproj.
"""

from __future__ import annotations

import json

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata import load, measure
from geodata.check.records import extent as extent_problems
from geodata.derive import events, places, write
from geodata.derive.write import DISPLAY
from geodata.errors import DamagedFileError
from geodata.model import Feature

__all__ = ["files"]
DERIVED = ("places", "events")


def files() -> dict[str, bytes]:
    """Make the derived files of the article's folder.

    Returns
    -------
    dict
        Name within the folder ``layers`` to content: ``places.geojson``, ``events.geojson`` if that layer has a
        record, and ``figures.json`` with lengths, areas and distances; other figures that stand there are kept.
    """
    _extents()
    layers = {
        layer.id: {feature["properties"]["id"]: feature for feature in load.features(layer.id)}
        for layer in (load.layer(one) for one in load.layer_ids() if one not in DERIVED)
        if layer.file.endswith(".geojson")
    }
    shapes: dict[str, dict[str, BaseGeometry]] = {
        name: {one: shape(feature["geometry"]) for one, feature in features.items()}
        for name, features in layers.items()
    }
    home = shapes.get("countries", {}).get(load.atlas().home)
    ground = places.Ground(shapes, shapes.get("borders", {}), home)
    numbers = _measured(layers)
    made = places.shapes(ground, numbers)
    found = {"places.geojson": write.collection("places", made, DISPLAY)}
    numbers |= places.figures(made)
    if load.has_layer("events"):
        later = events.shapes(ground)
        found["events.geojson"] = write.collection("events", later, DISPLAY)
        numbers |= events.figures(later, ground)
    found["figures.json"] = write.figures({**_kept(), **{name: round(value, 3) for name, value in numbers.items()}})
    return found


def _extents() -> None:
    """Read the records, which says what is wrong with them, before anything is made from their extents."""
    named = [(f"Place {place.id}", place.extent) for place in load.places()]
    named += [(f"Event {event.id}", event.extent) for event in load.events() if event.extent]
    for name, extent in named:
        for problem in extent_problems(name, extent):
            raise DamagedFileError(problem)


def _measured(layers: dict[str, dict[str, Feature]]) -> dict[str, float]:
    """Lengths of borders and of places that are lines, areas of countries and of parcels."""
    numbers = {
        f"{one}.length_km": measure.length_km(feature["geometry"]) for one, feature in layers.get("borders", {}).items()
    }
    numbers |= {
        f"{one}.area_km2": measure.area_km2(feature["geometry"]) for one, feature in layers.get("countries", {}).items()
    }
    for record in places.records():
        extent = record["extent"]
        if extent["symbol"] == "line" and f"{record['id']}.length_km" not in numbers:
            lines = [places.feature(layers, extent["layer"], one) for one in extent["features"]]
            numbers[f"{record['id']}.length_km"] = sum(measure.length_km(one["geometry"]) for one in lines)
        if extent["symbol"] == "parcels":
            for name, feature in layers.get(extent["layer"], {}).items():
                kind = feature["properties"]["shape"]
                area = measure.area_km2(feature["geometry"])
                numbers[f"{name.removesuffix(f'-{kind}')}.{kind}_km2"] = area
                whole = f"{record['id']}.{kind}_km2"
                numbers[whole] = numbers.get(whole, 0.0) + area
    return numbers


def _kept() -> dict[str, float]:
    path = load.LAYERS / "figures.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}
