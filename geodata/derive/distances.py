"""How near and how far a place can be from a border or a town, given how precisely the place is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geodata import measure

SPACING, FINE = 0.02, 0.005
"""Degrees between the points at which an outline or a line is looked at, about 2 km; and that of a cut circle."""

COARSE, COARSE_KM = 0.005, 0.6
"""Tolerance in degrees of the coarse copy of a target, and a distance it cannot exceed in kilometres."""

TOUCHING = 0.005
"""Degrees within which an extent simplified for display counts as touching a border it shares."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A place as far as distances go: its id, its extent as recorded, and the ground the true spot lies on.

    ``cut`` is set for a circle of which a part lies beyond the border of its country.
    """

    id: str
    extent: Mapping[str, Any]
    ground: BaseGeometry
    cut: bool = False


def _points(ground: BaseGeometry, spacing: float) -> list[tuple[float, float]]:
    """Points of a line or an outline, no farther apart than `spacing`, thinned to a tenth of that."""
    thin = ground.simplify(spacing / 10).segmentize(spacing)
    return [(float(x), float(y)) for x, y in shapely.get_coordinates(thin)]


def _extremes(points: list[tuple[float, float]], to: BaseGeometry) -> tuple[float, float]:
    """Least and greatest distance of the points from the target.

    All points are tried against a coarse copy of the target first; only those that can be the nearest or the farthest
    by it are measured against the target itself.
    """
    coarse = mapping(to.simplify(COARSE))
    rough = [measure.nearest_point(point, coarse)[0] for point in points]
    low, high = min(rough) + 2 * COARSE_KM, max(rough) - 2 * COARSE_KM
    line = mapping(to)
    near = [measure.nearest_point(p, line)[0] for p, km in zip(points, rough, strict=True) if km <= low]
    far = [measure.nearest_point(p, line)[0] for p, km in zip(points, rough, strict=True) if km >= high]
    return min(near), max(far)


def spread(place: Spread, target: str, to: BaseGeometry) -> tuple[float, float]:
    """Lowest and highest possible distance of a place from the nearest point of a target.

    The rule: the true spot lies somewhere in the place's extent; low and high are the least and the greatest distance
    that any spot of the extent has from the target, where a border counts with its nearest point. For a point both
    are the same. For a whole circle they are the centre's distance less and plus the radius, never below 0. For a
    circle that is cut at a border, a band, an area, a line or parcels they are taken over points of the outline or
    line (a cut circle's about 0.5 km apart, others 2 km), and low is 0 where extent and target touch. A place is 0
    from itself, a band as far from its border as its record says.

    Parameters
    ----------
    place : Spread
        WGS84 degrees.
    target : str
        Id of the target.
    to : BaseGeometry
        The target: a line at full resolution, or a point.

    Returns
    -------
    low, high : float
        Kilometres, rounded to 0.1.
    """
    if place.id == target:
        return 0.0, 0.0
    if place.extent.get("along") == target:
        return float(place.extent["near_km"]), float(place.extent["far_km"])
    line = mapping(to)
    if place.extent["symbol"] in ("point", "circle") and not place.cut:
        centre = (place.extent["lon"], place.extent["lat"])
        middle = measure.nearest_point(centre, line)[0]
        radius = float(place.extent.get("radius_km", 0.0))
        return round(max(0.0, middle - radius), 1), round(middle + radius, 1)
    near, far = _extremes(_points(place.ground, FINE if place.cut else SPACING), to)
    if shapely.dwithin(place.ground, to, TOUCHING):
        near = 0.0
    elif to.geom_type == "Point":
        near = min(near, measure.nearest_point((to.x, to.y), mapping(place.ground))[0])
    return round(near, 1), round(far, 1)
