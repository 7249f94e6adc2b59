"""The earth as it is seen from far above one point: the small globe that shows where the map lies. Pure.

The browser projects the map's view onto it by the same formula, see ``locator.js``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from geodata.model import Feature

RADIUS = 100
"""Of the globe, in the units of its picture."""

BEHIND = 1.05
"""Where what lies beyond the horizon is drawn, in radii: outside the globe, so that it is cut off with the rest."""

STEP = math.radians(30)
"""Between two points out there, so that the line from one to the other stays outside as well."""

Vector = tuple[float, float, float]
Ring = Sequence[Sequence[float]]


def land(features: Iterable[Feature], lat: float, lon: float) -> str:
    """Return land on a globe as the path of an SVG picture, y downwards, to be filled by the rule of even and odd.

    Parameters
    ----------
    features
        Polygons (WGS84 degrees) that end where the longitude jumps.
    lat, lon
        The middle of the globe.

    Returns
    -------
    str
        Whole numbers about 0; what lies outside the circle of :data:`RADIUS` has to be cut off.
    """
    # The other side of the earth then lies on no meridian where land has been cut.
    lon += 1e-6
    drawn = [(ring, _outline(ring, lat, lon)) for feature in features for ring in _rings(feature["geometry"])]
    path = "".join(_path(points) for _, points in drawn)
    # Pushed out to the horizon away from the other side of the earth, land that holds that point is turned inside out.
    if sum(_holds(ring, -lat, lon - 180 if lon > 0 else lon + 180) for ring, points in drawn if points) % 2:
        far = round(BEHIND * RADIUS) + 1
        path += f"M{-far} {-far}h{2 * far}v{2 * far}h{-2 * far}z"
    return path


def _rings(geometry: dict[str, object]) -> Iterable[Ring]:
    coordinates: Sequence[Sequence[Ring]] = geometry["coordinates"]  # type: ignore[assignment]
    polygons = coordinates if geometry["type"] == "MultiPolygon" else [coordinates]
    for polygon in polygons:
        yield from polygon  # type: ignore[misc]


def _outline(ring: Ring, lat: float, lon: float) -> list[tuple[int, int]]:
    """Points of a ring on the globe; none if all of it is beyond the horizon."""
    turned = [_turned(one[1], one[0], lat, lon) for one in ring]
    if all(depth < 0 for _, _, depth in turned):
        return []
    points = [_drawn(turned[0])]
    for start, end in pairwise(turned):
        if (start[2] < 0) != (end[2] < 0):
            share = start[2] / (start[2] - end[2])
            rim = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share, -1.0)
            way = (*_along(start, rim), *_along(rim, end))
        else:
            way = _along(start, end)
        points += [_drawn(one) for one in way]
    return [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]


def _along(start: Vector, end: Vector) -> tuple[Vector, ...]:
    """The way from one point to the next without the first; beyond the horizon it runs round the globe."""
    if start[2] >= 0 or end[2] >= 0:
        return (end,)
    angle = math.atan2(start[1], start[0])
    turn = math.remainder(math.atan2(end[1], end[0]) - angle, math.tau)
    steps = max(1, math.ceil(abs(turn) / STEP))
    angles = (angle + turn * step / steps for step in range(1, steps + 1))
    return tuple((math.cos(one), math.sin(one), -1.0) for one in angles)


def _turned(lat: float, lon: float, middle_lat: float, middle_lon: float) -> Vector:
    """A point of the unit sphere as seen from above the middle: to the right, up, towards the eye."""
    north, east = math.radians(lat), math.radians(lon - middle_lon)
    tilt = math.radians(middle_lat)
    return (
        math.cos(north) * math.sin(east),
        math.cos(tilt) * math.sin(north) - math.sin(tilt) * math.cos(north) * math.cos(east),
        math.sin(tilt) * math.sin(north) + math.cos(tilt) * math.cos(north) * math.cos(east),
    )


def _drawn(point: Vector) -> tuple[int, int]:
    right, up, depth = point
    scale = RADIUS if depth >= 0 else RADIUS * BEHIND / (math.hypot(right, up) or 1)
    return round(right * scale), round(-up * scale)


def _path(points: list[tuple[int, int]]) -> str:
    if len(points) < 3:
        return ""
    (x, y), *_ = points
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{x} {y}l{steps}z".replace(" -", "-")


def _holds(ring: Ring, lat: float, lon: float) -> bool:
    """Whether a ring surrounds a point, on the plane of latitude and longitude."""
    inside = False
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (x2 - x1) * (lat - y1) / (y2 - y1):
            inside = not inside
    return inside
