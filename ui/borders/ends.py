"""How far two places can be from each other, given how precisely each is known. Pure: no streamlit here.

The rule: of a *spot* (a point, a circle, a band) only the area is known in which the one true place lies, so a distance
runs from the least to the greatest that it allows. A *thing* (a border, a region, parcels of land) is all there, and
counts with its nearest point.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import geodata
from geodata import text
from ui.address import Point, parse_point
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
    """A distance as a range (km), and between which two points it is drawn.

    ``line`` is the shortest path, none if one end holds or meets the other; ``longest`` the longest that what is known
    of the ends allows, none if there is but one.
    """

    low_km: float
    high_km: float
    line: Pair | None
    longest: Pair | None = None

    @property
    def turned(self) -> Apart:
        """The same, seen from the other end."""
        return replace(self, line=_swapped(self.line), longest=_swapped(self.longest))


def _swapped(pair: Pair | None) -> Pair | None:
    return pair and (pair[1], pair[0])


def end(end_id: str) -> End:
    """Return a place of the article, a town, or a point of the reader's own as the end of a distance."""
    if own := parse_point(end_id):
        name = f"Your point {ground.degrees(own)}"
        return End(end_id, name, True, {"type": "Point", "coordinates": list(ground.lonlat(own))}, own)
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
        return apart(second, first).turned
    a, b = end(first), end(second)
    if a.centre and b.centre:
        found = _round_round(a, b)
    elif a.centre:
        found = _round_shape(a, b)
    elif b.centre:
        found = _round_shape(b, a).turned
    else:
        found = _shape_shape(a, b)
    return _as_built(a, b, found)


def _as_built(a: End, b: End, found: Apart) -> Apart:
    """The range as the build has it, which other pages show too; a thing counts with its nearest point."""
    figures = geodata.figures()
    for one, other in ((a, b), (b, a)):
        if one.spot and f"{one.id}.{other.id}.low_km" in figures:
            low, high = (figures[f"{one.id}.{other.id}.{end}_km"] for end in ("low", "high"))
            return replace(found, low_km=low, high_km=high)
    return found


def _towards(start: Point, finish: Point, km: float) -> Point:
    from geodata import measure

    lon, lat = measure.towards(ground.lonlat(start), ground.lonlat(finish), km)
    return lat, lon


def _round_round(a: End, b: End) -> Apart:
    from geodata import measure

    assert a.centre
    assert b.centre
    between = measure.distance_km(ground.lonlat(a.centre), ground.lonlat(b.centre))
    slack = a.radius_km + b.radius_km
    near, far = (
        (_towards(a.centre, b.centre, sign * a.radius_km), _towards(b.centre, a.centre, sign * b.radius_km))
        for sign in (1, -1)
    )
    return Apart(max(0.0, between - slack), between + slack, near if between > slack else None, far if slack else None)


def _round_shape(a: End, b: End) -> Apart:
    from geodata import measure

    assert a.centre
    to_outline, nearest = measure.nearest_point(ground.lonlat(a.centre), b.geometry)
    inside = _holds(b.geometry, a.centre)
    signed = -to_outline if inside else to_outline
    low = max(0.0, signed - a.radius_km)
    foot = (nearest[1], nearest[0])
    line = (_towards(a.centre, foot, a.radius_km), foot) if low else None
    if not b.spot:
        high = max(0.0, signed + a.radius_km)
        # Of a circle that lies inside, what reaches out is on the way over the nearest point of the outline.
        out = _towards(a.centre, foot, a.radius_km if inside else -a.radius_km)
        return Apart(low, high, line, (out, foot) if a.radius_km and high else None)
    farthest, (lon, lat) = max((measure.distance_km(ground.lonlat(a.centre), one), one) for one in _points(b.geometry))
    corner = (float(lat), float(lon))
    return Apart(low, farthest + a.radius_km, line, (_towards(a.centre, corner, -a.radius_km), corner))


def _shape_shape(a: End, b: End) -> Apart:
    """Two shapes: the least and, of a spot, the greatest distance from any vertex of one to the other."""
    from geodata import measure

    touching = _touch(a.geometry, b.geometry)
    if touching and not (a.spot or b.spot):
        return Apart(0.0, 0.0, None)
    walked, target = (a, b) if a.spot or (not b.spot and _size(a) < _size(b)) else (b, a)
    line = _thin(target.geometry)
    found = [(*measure.nearest_point(point, line), point) for point in _points(walked.geometry)]
    (low, *near), (high, *far) = min(found), max(found)
    shortest, longest = (_pair(start, foot) for foot, start in (near, far))
    apart = Apart(
        0.0 if touching else low,
        high if walked.spot else low,
        None if touching else shortest,
        longest if walked.spot else None,
    )
    return apart if walked is a else apart.turned


def _pair(start: Any, finish: Any) -> Pair:
    return (float(start[1]), float(start[0])), (float(finish[1]), float(finish[0]))


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
