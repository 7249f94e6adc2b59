"""How far two places can be from each other, given how precisely each is known. Pure: no streamlit here.

The rule: of a *spot* (a point, a circle, a band) only the area is known in which the one true place lies, so a distance
runs from the least to the greatest that it allows. A *thing* (a border, a region, parcels of land) is all there, and
counts with its nearest point.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import geodata
from geodata import text
from ui.address import Point
from ui.borders import ground
from ui.borders.ground import Geometry

SPOTS = ("point", "circle", "band")
# Degrees to which an outline is thinned before each of its points is measured: 0.2 km at most.
THINNED = 0.002
Pair = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a distance: a whole circle or a point (``centre`` and ``radius_km``) or any other ``geometry``."""

    id: str
    name: str
    spot: bool
    geometry: Geometry
    centre: Point | None = None
    radius_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Apart:
    """A distance as a range (km), and the two points between which it is drawn; none if one end holds the other."""

    low_km: float
    high_km: float
    line: Pair | None


def end(end_id: str) -> End:
    """Return a place of the article or a town as the end of a distance."""
    if end_id not in {place.id for place in geodata.places()}:
        lat, lon = ground.town(end_id)
        return End(end_id, ground.towns()[end_id], True, {"type": "Point", "coordinates": [lon, lat]}, (lat, lon))
    place = geodata.place(end_id)
    extent = place.extent
    if extent.lat is not None and extent.lon is not None and place.measures.get("kept_percent", 100.0) == 100:
        point = {"type": "Point", "coordinates": [extent.lon, extent.lat]}
        return End(end_id, place.name, True, point, (extent.lat, extent.lon), extent.radius_km or 0.0)
    layer = "borders" if end_id in geodata.comparison().border_ids else "places"
    return End(end_id, place.name, extent.symbol in SPOTS, ground.feature(layer, end_id)["geometry"])


@cache
def apart(first: str, second: str) -> Apart:
    """Return how far apart two places, borders or towns can be; the order does not matter."""
    if first > second:
        turned = apart(second, first)
        return Apart(turned.low_km, turned.high_km, turned.line and (turned.line[1], turned.line[0]))
    a, b = end(first), end(second)
    if a.centre and b.centre:
        found = _round_round(a, b)
    elif a.centre:
        found = _round_shape(a, b)
    elif b.centre:
        turned = _round_shape(b, a)
        found = Apart(turned.low_km, turned.high_km, turned.line and (turned.line[1], turned.line[0]))
    else:
        found = _shape_shape(a, b)
    return _as_built(a, b, found)


def _as_built(a: End, b: End, found: Apart) -> Apart:
    """The range as the build has it, which other pages show too; a thing counts with its nearest point."""
    figures = geodata.figures()
    for one, other in ((a, b), (b, a)):
        if one.spot and f"{one.id}.{other.id}.low_km" in figures:
            low, high = (figures[f"{one.id}.{other.id}.{end}_km"] for end in ("low", "high"))
            return Apart(low, high, found.line)
    return found


def _round_round(a: End, b: End) -> Apart:
    from geodata import measure

    assert a.centre
    assert b.centre
    between = measure.distance_km(ground.lonlat(a.centre), ground.lonlat(b.centre))
    slack = a.radius_km + b.radius_km
    return Apart(max(0.0, between - slack), between + slack, (a.centre, b.centre))


def _round_shape(a: End, b: End) -> Apart:
    from geodata import measure

    assert a.centre
    to_outline, nearest = measure.nearest_point(ground.lonlat(a.centre), b.geometry)
    inside = _holds(b.geometry, a.centre)
    signed = -to_outline if inside else to_outline
    low = max(0.0, signed - a.radius_km)
    line = None if inside else (a.centre, (nearest[1], nearest[0]))
    if not b.spot:
        return Apart(low, max(0.0, signed + a.radius_km), line)
    farthest = max(measure.distance_km(ground.lonlat(a.centre), point) for point in _points(b.geometry))
    return Apart(low, farthest + a.radius_km, line)


def _shape_shape(a: End, b: End) -> Apart:
    """Two shapes: the least and, of a spot, the greatest distance from any vertex of one to the other."""
    from geodata import measure

    touching = _touch(a.geometry, b.geometry)
    if touching and not (a.spot or b.spot):
        return Apart(0.0, 0.0, None)
    walked, target = (a, b) if a.spot or (not b.spot and _size(a) < _size(b)) else (b, a)
    line = _thin(target.geometry)
    found = [(*measure.nearest_point(point, line), point) for point in _points(walked.geometry)]
    low, (lon, lat), start = min(found)
    pair = ((float(start[1]), float(start[0])), (lat, lon))
    high = max(found)[0] if walked.spot else low
    return Apart(0.0 if touching else low, high, None if touching else pair if walked is a else (pair[1], pair[0]))


def _size(one: End) -> int:
    return len(_points(one.geometry))


def _thin(geometry: Geometry) -> Geometry:
    from geodata import measure

    return measure.simplified(geometry, THINNED)


def _points(geometry: Geometry) -> list[Any]:
    from geodata import measure

    return [point for part in measure.parts(_thin(geometry)) for point in part]


def _holds(geometry: Geometry, point: Point) -> bool:
    from shapely.geometry import Point as Dot
    from shapely.geometry import shape

    return bool(shape(geometry).contains(Dot(ground.lonlat(point)))) if "Polygon" in geometry["type"] else False


def _touch(a: Geometry, b: Geometry) -> bool:
    """Whether two shapes meet, as far as shapes simplified for display can tell (half a kilometre)."""
    from shapely import dwithin
    from shapely.geometry import shape

    return bool(dwithin(shape(a), shape(b), 0.005))


def worded(found: Apart) -> str:
    """Word a distance no more precisely than it is known."""
    if round(found.high_km) == 0:
        return "less than 1 km" if found.high_km else "touching or inside"
    return text.range_text(found.low_km, found.high_km)
