"""How high places and borders lie, from the height model, and where the Afghan border is a river."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import groupby

import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.build import elevation, readers
from geodata.derive.write import Shape

STEP_KM = 1.0
"""How far apart the samples of a profile are, as the line runs."""

RIVER_KM = 2.0
"""A border counts as a river where one of WDB II runs no farther from it: that source's own error there is 0.6 km."""

AHEAD = 60
"""How many points of a profile ahead the next vertex of its line as drawn is looked for (one a step)."""

BANDS_M = (500, 1000, 2000, 3000, 4000)
"""Heights below which the length of a border is counted."""

_GEOD = pyproj.Geod(ellps="WGS84")


def sampled(line: BaseGeometry) -> tuple[np.ndarray, np.ndarray]:
    """A line at even steps along it, from its western end.

    Parameters
    ----------
    line
        One run, WGS84 degrees.

    Returns
    -------
    array (n,), array (n, 2)
        Kilometres from the western end, and longitude and latitude.
    """
    parts = [np.asarray(part.coords) for part in shapely.get_parts(line)]
    points = max(parts, key=len)
    if points[0, 0] > points[-1, 0]:
        points = points[::-1]
    _, _, steps = _GEOD.inv(points[:-1, 0], points[:-1, 1], points[1:, 0], points[1:, 1])
    along = np.concatenate([[0.0], np.cumsum(steps) / 1000])
    at = np.append(np.arange(0, along[-1], STEP_KM), along[-1])
    return at, np.stack([np.interp(at, along, points[:, axis]) for axis in (0, 1)], axis=1)


def _rivers(line: BaseGeometry) -> BaseGeometry:
    """All rivers of WDB II near a line."""
    west, south, east, north = line.bounds
    frame = (west - 0.2, south - 0.2, east + 0.2, north + 0.2)
    runs = [run.points for run in readers.runs("rivers_f.dat", "riversmeta_f.dat", frame) if len(run.points) > 1]
    return shapely.union_all([shapely.LineString(points) for points in runs])


def on_river(points: np.ndarray, rivers: BaseGeometry) -> np.ndarray:
    """Whether each point is no farther than :data:`RIVER_KM` from a river (laid out flat around the middle)."""
    middle = points.mean(axis=0)
    crs = f"+proj=aeqd +lat_0={middle[1]:.4f} +lon_0={middle[0]:.4f} +ellps=WGS84 +units=m"
    to = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    flat = shapely.transform(rivers, lambda x, y: to.transform(x, y), interleaved=False)
    found: np.ndarray = shapely.distance(shapely.points(*to.transform(*points.T)), flat) <= RIVER_KM * 1000
    return found


def profiles(lines: Mapping[str, BaseGeometry]) -> list[Shape]:
    """Features of the layer `border-profiles`: each border from west to east with a height for every step.

    Parameters
    ----------
    lines
        Borders at full resolution by id, WGS84 degrees.
    """
    found = []
    for name, line in lines.items():
        km, points = sampled(line)
        metres = np.rint(elevation.heights(points[:, 0], points[:, 1])).astype(int)
        river = on_river(points, _rivers(line))
        properties = {
            "km": [round(float(value), 1) for value in km],
            "height_m": metres.tolist(),
            "river": river.astype(int).tolist(),
        }
        found.append(Shape(name, shapely.LineString(points), properties))
    return found


def border_rivers(lines: Mapping[str, BaseGeometry], found: list[Shape]) -> list[Shape]:
    """Features of the layer `border-rivers`: the stretches of borders along which their profiles have a river.

    Parameters
    ----------
    lines
        Borders as they are drawn, by id, WGS84 degrees: the stretches are theirs, so that river and border agree.
    found
        The layer `border-profiles`, which only says which parts a river follows.
    """
    made = []
    for profile in found:
        line = max((np.asarray(part.coords) for part in shapely.get_parts(lines[profile.id])), key=len)
        runs = _wet(line, np.asarray(profile.geometry.coords), profile.properties["river"])
        if runs:
            made.append(Shape(f"{profile.id}-river", shapely.MultiLineString(runs)))
    return made


def _wet(line: np.ndarray, points: np.ndarray, river: list[int]) -> list[np.ndarray]:
    """The stretches of a line whose vertices lie nearest to points of its profile with a river."""
    if ((points[0] - line[0]) ** 2).sum() > ((points[-1] - line[0]) ** 2).sum():
        points, river = points[::-1], river[::-1]
    at, wet = 0, []
    for vertex in line:
        at += int(((points[at : at + AHEAD] - vertex) ** 2).sum(axis=1).argmin())
        wet.append(bool(river[at]))
    runs = [list(run) for flows, run in groupby(range(len(line)), key=wet.__getitem__) if flows]
    return [line[run] for run in runs if len(run) > 1]


def border_figures(found: list[Shape]) -> dict[str, float]:
    """Heights of each border (m), how much lies below each of :data:`BANDS_M`, and how much along a river (km)."""
    numbers: dict[str, float] = {}
    for shape in found:
        km, metres = (np.asarray(shape.properties[name]) for name in ("km", "height_m"))
        river = np.asarray(shape.properties["river"]).astype(bool)
        steps = np.diff(km)
        middle = (metres[:-1] + metres[1:]) / 2
        numbers |= _spread(shape.id, metres)
        for band in BANDS_M:
            numbers[f"{shape.id}.below_{band}_m_km"] = float(steps[middle < band].sum())
        numbers[f"{shape.id}.river_km"] = float(steps[river[:-1] & river[1:]].sum())
    return numbers


def area_figures(shapes: Mapping[str, BaseGeometry]) -> dict[str, float]:
    """Least, median and greatest height inside each shape, in metres; on a line at its vertices, and a point has one.

    Every height that stands inside counts once, so that a larger shape has no narrower range than one within it. What
    reaches beyond the heights has none.
    """
    numbers: dict[str, float] = {}
    for name, shape in shapes.items():
        west, south, east, north = shape.bounds
        if east > elevation.EAST or north > elevation.NORTH:
            continue
        if shape.area == 0:
            points = shapely.get_coordinates(shape)
            numbers |= _spread(name, elevation.heights(points[:, 0], points[:, 1]))
            continue
        (top, bottom), (left, right) = elevation.cell(np.array([west, east]), np.array([north, south]))
        rows = np.arange(math.ceil(top), math.floor(bottom) + 1)
        columns = np.arange(math.ceil(left), math.floor(right) + 1)
        lat, lon = elevation.NORTH - rows / elevation.CELLS_PER_DEGREE, columns / elevation.CELLS_PER_DEGREE
        inside = shapely.contains_xy(shape, *np.meshgrid(lon, lat))
        numbers |= _spread(name, elevation.tile()[np.ix_(rows, columns)][inside])
    return numbers


def told(name: str, numbers: Mapping[str, float]) -> dict[str, float]:
    """What of these figures belongs to the measures of a place: its least and its greatest height in metres."""
    found = {f"height_{end}_m": numbers.get(f"{name}.{end}_m") for end in ("low", "high")}
    return {key: value for key, value in found.items() if value is not None}


def _spread(name: str, metres: np.ndarray) -> dict[str, float]:
    values = {"low": metres.min(), "median": np.median(metres), "high": metres.max()}
    return {f"{name}.{end}_m": float(round(value)) for end, value in values.items()}
