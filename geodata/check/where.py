"""Where circles and points lie: in the country, province and district that their records name, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from geodata import load
from geodata.check.common import MAKES, Problems, geometries
from geodata.errors import GeodataError
from geodata.model import Extent

# Features of a layer by id, as geometries.
Shapes = Callable[[str], dict[str, Any]]
# The layer in which each of these fields of an extent names a feature.
LAYERS = {"country": "countries", "province": "provinces", "district": "districts"}
# Degrees that rounding for display may carry a vertex across a border: 20 m.
ROOM = 0.0002
# Radius in kilometres above which a place is not known to about a kilometre.
EXACT_KM = 1.0


def located() -> Problems:
    """Check where the centres of circles and points lie, and that no shape that is drawn leaves its country."""
    # Each layer is made into shapes once in a check, however many records lie in it.
    shapes = cache(_shapes)
    around = cache(lambda country: _around(shapes("countries").get(country)))
    for name, layer, record_id, extent, precision in _spots():
        yield from _centre(name, extent, shapes)
        yield from _drawn(name, extent.country, around(extent.country), shapes(layer).get(record_id))
        if precision == 1 and (extent.radius_km or 0) > EXACT_KM:
            told = f"a circle of {extent.radius_km:g} km is not known to a kilometre"
            yield f"{name}: {told}, as its precision of 1 says."


def _spots() -> Iterator[tuple[str, str, str, Extent, int | None]]:
    """Records with a centre: what to call each, its layer, its id, its extent and its precision."""
    for place in load.places():
        if place.extent.lat is not None and place.extent.lon is not None:
            yield f"Place {place.id}", "places", place.id, place.extent, place.precision
    for event in load.events():
        if event.extent and event.extent.lat is not None and event.extent.lon is not None:
            yield f"Event {event.id}", "events", event.id, event.extent, event.precision


def _centre(name: str, extent: Extent, shapes: Shapes) -> Problems:
    for field, layer in LAYERS.items():
        named, known = getattr(extent, field), shapes(layer)
        if named and named not in known:
            yield f"{name}: it names the {field} “{named}”, which the layer {layer} does not hold."
        elif known and (named or field == "country"):
            found = [one for one, shape in known.items() if shape.covers(_point(extent))]
            if named not in (found or [""]):
                lies = f"its centre lies in {' and '.join(found)}" if found else f"its centre lies in no {field} known"
                says = f"its record says {named}" if named else f"its record names no {field}"
                yield f"{name}: {lies}, but {says}."
    if extent.anchor and extent.anchor not in shapes("towns"):
        yield f"{name}: it is reckoned from “{extent.anchor}”, which the layer towns does not hold."


def _point(extent: Extent) -> Any:
    from shapely import Point

    return Point(extent.lon, extent.lat)


def _drawn(name: str, country: str, around: Any, drawn: Any) -> Problems:
    if around and drawn and not around.covers(drawn):
        yield f"{name}: what is drawn leaves {country}; make it again with: {MAKES}."


def _around(country: Any) -> Any:
    """A country with room for rounding, ready to be asked many times; none if it is not known."""
    from shapely import prepare

    around = country.buffer(ROOM) if country else None
    prepare(around)
    return around


def _shapes(layer: str) -> dict[str, Any]:
    """Features of a layer by id, as geometries; nothing for a layer that is not there, or that cannot be read."""
    try:
        features = load.features(layer)
    except GeodataError:
        return {}
    found = zip(features, geometries(layer), strict=True)
    # Of the others the check of layers tells.
    return {str(feature["properties"].get("id")): shape for feature, shape in found if shape is not None}
