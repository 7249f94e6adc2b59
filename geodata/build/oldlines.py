"""The Tajik-Chinese frontier as three older maps draw it, and Tajikistan as each of them has it there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import shapely
from shapely import LineString, Point
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geodata import measure
from geodata.build import readers
from geodata.derive.write import Shape

NAMES = {
    "ne10m": "Natural Earth 4.1, 1:10m",
    "vmap0": "VMAP0 (Digital Chart of the World)",
    "wdb2": "CIA World Data Bank II",
}

WDB_BOX = (72.0, 36.5, 76.0, 40.5)
"""Where WDB II's lines are made into a polygon; they are lines only, so its western edge closes Tajikistan."""

INSIDE = Point(73.5, 38.2)
CHINA, KYRGYZSTAN, AFGHANISTAN = "0", "380", "3"
"""WDB II's numbers of the lines that meet at the two ends of the frontier."""

UZBEKISTAN = "405"


@dataclass(frozen=True, slots=True)
class OldMap:
    """One older map at the frontier: its line, and the part of Tajikistan that the line bounds."""

    line: BaseGeometry
    tajikistan: BaseGeometry


def _wdb_lines() -> dict[str, LineString]:
    found = readers.runs("countries_f.dat", "countriesmeta_f.dat", (66.0, 36.0, 76.0, 42.0))
    return {run.number: LineString(run.points) for run in found}


def _joined(line: LineString, other: LineString, near: tuple[float, float]) -> tuple[LineString, Point]:
    """Line with its end `near` a point led on to the nearest point of `other`; WDB II leaves gaps of about 100 m."""
    foot = other.interpolate(other.project(Point(near)))
    points = list(line.coords)
    if Point(points[0]).distance(foot) < Point(points[-1]).distance(foot):
        points.reverse()
    return LineString([*points, foot.coords[0]]), foot


def _eastern_end(line: LineString) -> tuple[float, float]:
    x, y = max(line.coords[0], line.coords[-1])
    return float(x), float(y)


def _wdb2() -> OldMap:
    lines = _wdb_lines()
    china = lines[CHINA]
    north, north_end = _joined(lines[KYRGYZSTAN], china, _eastern_end(lines[KYRGYZSTAN]))
    south, south_end = _joined(lines[AFGHANISTAN], china, _eastern_end(lines[AFGHANISTAN]))
    line = substring(china, *sorted((china.project(north_end), china.project(south_end))))
    box = shapely.box(*WDB_BOX)
    network = shapely.union_all([north, south, line, box.boundary])
    faces = shapely.get_parts(shapely.polygonize([network]))
    inside = [face for face in faces if face.contains(INSIDE)]
    if len(inside) != 1:
        msg = "WDB II's lines do not close around eastern Tajikistan."
        raise ValueError(msg)
    return OldMap(line, inside[0])


def _afghan_border_of_wdb2() -> BaseGeometry:
    lines = _wdb_lines()
    afghan = lines[AFGHANISTAN]
    southern_end = min(lines[UZBEKISTAN].coords[0], lines[UZBEKISTAN].coords[-1], key=lambda point: point[1])
    ends = sorted((afghan.project(Point(southern_end)), afghan.project(Point(_eastern_end(afghan)))))
    return substring(afghan, *ends)


@cache
def old_maps() -> dict[str, OldMap]:
    """Each older map by id: WDB II, VMAP0 and Natural Earth 10m."""
    zones = readers.old_zones()
    tajikistan = zones["Asia/Dushanbe"]
    frontier = shapely.line_merge(shapely.intersection(tajikistan.boundary, zones["Asia/Kashgar"].boundary))
    atlas = readers.atlas("10m", ("Tajikistan", "China"))
    return {
        "ne10m": OldMap(atlas.shared("Tajikistan", "China"), atlas.countries["Tajikistan"].polygon),
        "vmap0": OldMap(frontier, tajikistan),
        "wdb2": _wdb2(),
    }


def figures() -> dict[str, float]:
    """Lengths of both borders in the older maps that are not Natural Earth's, in kilometres."""
    zones = readers.old_zones()
    afghan = shapely.line_merge(shapely.intersection(zones["Asia/Dushanbe"].boundary, zones["Asia/Kabul"].boundary))
    maps = old_maps()
    return {
        "afghan-border.vmap0_length_km": measure.length_km(mapping(afghan)),
        "afghan-border.wdb2_length_km": measure.length_km(mapping(_afghan_border_of_wdb2())),
        "chinese-border.vmap0_length_km": measure.length_km(mapping(maps["vmap0"].line)),
        "chinese-border.wdb2_length_km": measure.length_km(mapping(maps["wdb2"].line)),
    }


def shapes(noise: dict[str, float]) -> list[Shape]:
    """Features of the layer `old-lines`.

    Parameters
    ----------
    noise : dict
        Per map, how far it lies from today's line where nothing changed (km).
    """
    return [
        Shape(
            name,
            old.line,
            {
                "name": NAMES[name],
                "length_km": round(measure.length_km(mapping(old.line)), 1),
                "noise_median_km": round(noise[name], 2),
            },
        )
        for name, old in old_maps().items()
    ]
