"""The land ceded to China, reconstructed: what older maps put in Tajikistan and today's border puts in China.

Three older maps are compared with today's outline in two windows. What is left of each after slivers narrower than
800 m are removed, its largest piece, is that map's parcel; where all three agree is the core, two of three the best
guess, any of them the outer shape. Nothing official shows these outlines.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyproj
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geodata import measure
from geodata.build import oldlines, readers
from geodata.derive.write import Shape

WINDOWS = {"a": (74.0, 38.17, 75.0, 38.75), "b": (73.45, 39.22, 73.75, 39.50)}
"""West, south, east, north of where a parcel is looked for; elsewhere old and new lines differ by their noise."""

PROJECTION = "+proj=laea +lat_0=38.8 +lon_0=74.1 +ellps=WGS84 +units=m"
SLIVER_M = 400.0
STEP_DEGREES = 0.005
"""Spacing of the points of today's line at which the distance of an old line is taken."""

ROUNDNESS = 2e-5
"""Tolerance in degrees, about 2 m, to which the arcs that the removal of slivers leaves are thinned."""

SHAPES = ("core", "best", "outer")
TITLES = {
    "core": "all three old maps agree",
    "best": "two of three old maps agree",
    "outer": "any of the three old maps",
}


def _flat(polygon: BaseGeometry) -> BaseGeometry:
    """Shape in metres, in an equal-area projection centred on the parcels."""
    to = pyproj.Transformer.from_crs("EPSG:4326", PROJECTION, always_xy=True)
    return shapely.transform(polygon, lambda x, y: to.transform(x, y), interleaved=False)


def _projected(change: Callable[[BaseGeometry], BaseGeometry], polygon: BaseGeometry) -> BaseGeometry:
    """Apply a change in metres."""
    to = pyproj.Transformer.from_crs("EPSG:4326", PROJECTION, always_xy=True)
    changed = change(_flat(polygon))
    return shapely.transform(changed, lambda x, y: to.transform(x, y, direction="INVERSE"), interleaved=False)


def _without_slivers(polygon: BaseGeometry) -> BaseGeometry:
    return _projected(lambda flat: flat.buffer(-SLIVER_M).buffer(SLIVER_M), polygon).simplify(ROUNDNESS)


def parcels() -> dict[str, dict[str, BaseGeometry]]:
    """For each window the parcel by each old map (``wdb2``, ``vmap0``, ``ne10m``) and the three shapes made of them.

    Returns
    -------
    dict
        ``{"a": {"wdb2": …, "core": …, …}, "b": {…}}``, polygons in WGS84 degrees.
    """
    china = readers.zone("Asia/Urumqi")
    found: dict[str, dict[str, BaseGeometry]] = {}
    for window, box in WINDOWS.items():
        area = shapely.intersection(china, shapely.box(*box))
        by_map = {}
        for name, old in oldlines.old_maps().items():
            pieces = shapely.get_parts(_without_slivers(shapely.intersection(old.tajikistan, area)))
            by_map[name] = max(pieces, key=lambda piece: piece.area)
        first, second, third = (by_map[name] for name in sorted(by_map))
        pairs = [first & second, first & third, second & third]
        by_map["core"] = _polygons(pairs[0] & third)
        by_map["best"] = _polygons(shapely.union_all(pairs))
        by_map["outer"] = _polygons(first | second | third)
        found[window] = by_map
    return found


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """Areas of an overlay, without the lines and points in which outlines only touch, and without specks."""
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    kept = [p for p in parts if measure.area_km2(mapping(p)) >= 0.01]
    return shapely.union_all(kept)


def displacement() -> tuple[dict[str, float], dict[str, float]]:
    """How far each old map's line lies from today's: the median where nothing changed, and in the two windows.

    Returns
    -------
    noise, moved : dict
        Kilometres by id of the old map, at points of today's line `STEP_DEGREES` apart outside and inside the windows.
    """
    tajikistan = readers.zone("Asia/Dushanbe")
    today = shapely.line_merge(shapely.intersection(tajikistan.boundary, readers.zone("Asia/Urumqi").boundary))
    windows = shapely.union_all([shapely.box(*box) for box in WINDOWS.values()])
    noise: dict[str, float] = {}
    moved: dict[str, float] = {}
    for name, old in oldlines.old_maps().items():
        line = mapping(old.line)
        for result, stretch in ((noise, today.difference(windows)), (moved, today.intersection(windows))):
            distances = [measure.nearest_point(point, line)[0] for point in _points(stretch)]
            result[name] = float(np.median(distances))
    return noise, moved


def edges(found: dict[str, dict[str, BaseGeometry]]) -> dict[str, float]:
    """How sure the edge of each parcel is that old maps give it: median and greatest distance between its shapes.

    Points are taken `STEP_DEGREES` apart on the edge away from today's line (farther from it than a sliver is wide).

    Returns
    -------
    dict
        Kilometres from the best shape's edge to that of the core and of the outer shape, and (``old_lines``) from the
        outer shape's to the core's, by names such as ``ceded-a.core_edge_median_km``.
    """
    frontier = shapely.intersection(readers.zone("Asia/Dushanbe").boundary, readers.zone("Asia/Urumqi").boundary)
    today = _flat(frontier)
    numbers: dict[str, float] = {}
    for window, by_map in found.items():
        for name, start, end in (
            ("core_edge", "best", "core"),
            ("outer_edge", "best", "outer"),
            ("old_lines", "outer", "core"),
        ):
            points = shapely.get_parts(_flat(shapely.MultiPoint(_points(by_map[start].boundary))))
            away = points[shapely.distance(points, today) > 2 * SLIVER_M]
            apart = shapely.distance(away, _flat(by_map[end].boundary)) / 1000
            numbers[f"ceded-{window}.{name}_median_km"] = float(np.median(apart))
            numbers[f"ceded-{window}.{name}_greatest_km"] = float(apart.max())
    return numbers


def _points(line: BaseGeometry) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for part in shapely.get_parts(line):
        steps = np.arange(0.0, part.length, STEP_DEGREES)
        points += [
            (float(x), float(y)) for x, y in shapely.get_coordinates(shapely.line_interpolate_point(part, steps))
        ]
    return points


def figures(found: dict[str, dict[str, BaseGeometry]]) -> dict[str, float]:
    """Areas in square kilometres by parcel and map or shape, and of both parcels together."""
    numbers: dict[str, float] = {}
    for window, shapes_of in found.items():
        for name, polygon in shapes_of.items():
            numbers[f"ceded-{window}.{name}_km2"] = measure.area_km2(mapping(polygon))
    for name in found["a"]:
        numbers[f"ceded-pamir.{name}_km2"] = sum(numbers[f"ceded-{window}.{name}_km2"] for window in found)
    return numbers


def shapes(found: dict[str, dict[str, BaseGeometry]]) -> list[Shape]:
    """Features of the layer `ceded`: core, best and outer of both parcels."""
    return [
        Shape(
            f"ceded-{window}-{name}",
            by_map[name],
            {
                "name": f"Parcel {window.upper()}: {TITLES[name]}",
                "parcel": window,
                "shape": name,
                "area_km2": round(measure.area_km2(mapping(by_map[name])), 1),
            },
        )
        for window, by_map in found.items()
        for name in SHAPES
    ]
