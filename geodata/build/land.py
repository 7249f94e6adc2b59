"""The land of the earth, as coarse as a small globe beside the map needs it."""

from __future__ import annotations

from itertools import pairwise

import shapely
from shapely import Polygon
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from geodata.build import readers
from geodata.derive.write import Shape

TOLERANCE = 0.7
"""Degrees: less than a pixel of a globe a hundred pixels wide."""

LEAST = 5.0
"""Square degrees, as they lie: islands and lakes below it would be a speck."""

DECIMALS = 1
POLE = 90.0


def shapes() -> list[Shape]:
    """The one feature of the layer `land`; its borders are coasts alone, so that it takes no side in any dispute."""
    parts = [piece.simplify(TOLERANCE) for part in readers.land("110m").geoms for piece in _flat(part)]
    return [Shape("land", shapely.union_all(parts, grid_size=10.0**-DECIMALS))]


def _flat(part: Polygon) -> list[BaseGeometry]:
    """A polygon of the sphere on the plane, cut where the longitude jumps; nothing if it is too small."""
    shell = Polygon(_unrolled(part.exterior.coords))
    if shell.area < LEAST:
        return []
    lakes = shapely.union_all([hole for hole in map(Polygon, part.interiors) if hole.area >= LEAST])
    cut = (shapely.intersection(translate(shell, turn), shapely.box(-180, -90, 180, 90)) for turn in (-360, 0, 360))
    return [shapely.difference(piece, lakes) for piece in cut if piece.area > 0]


def _unrolled(ring: shapely.coords.CoordinateSequence) -> list[tuple[float, float]]:
    """A ring whose longitudes go on beyond 180 degrees instead of jumping; one round the south pole is led to it."""
    points, turn = [(ring[0][0], ring[0][1])], 0.0
    for (before, _), (lon, lat) in pairwise(ring):
        turn += -360 if lon - before > 180 else 360 if lon - before < -180 else 0
        points.append((lon + turn, lat))
    return [*points, (points[-1][0], -POLE), (points[0][0], -POLE)] if turn else points
