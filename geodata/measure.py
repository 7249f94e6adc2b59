"""Geodesic lengths, areas and distances on the WGS84 ellipsoid.

Everything takes and gives plain numbers and GeoJSON geometries (dicts of ``type`` and ``coordinates``, WGS84 decimal
degrees, longitude first). Lengths and distances are in kilometres, areas in square kilometres. The geodesic problem is
solved by ``pyproj.Geod`` (GeographicLib: C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87, 2013).

``numpy``, ``pyproj`` and ``shapely`` are imported inside the functions, so that importing this module costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from geodata.errors import GeodataError

Point = Sequence[float]
Geometry = Mapping[str, Any]

SEGMENT_DEGREES = 0.02
"""Longest piece, in degrees, into which segments are cut before the nearest point on them is looked for."""


class UnsuitableGeometryError(GeodataError):
    """A geometry of a type that has no such measure, such as the area of a line."""


@cache
def _geod() -> Any:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def parts(geometry: Geometry) -> Iterator[list[Point]]:
    """Every run of coordinates of a geometry: its points, lines or rings.

    Parameters
    ----------
    geometry : mapping
        GeoJSON geometry of any type but GeometryCollection.

    Yields
    ------
    list of (longitude, latitude)
        A point comes as a list of one.

    Raises
    ------
    UnsuitableGeometryError
        If the type is none of the six.

    Examples
    --------
    >>> from geodata import measure
    >>> list(measure.parts({"type": "MultiPoint", "coordinates": [[70, 37], [71, 38]]}))
    [[[70, 37]], [[71, 38]]]
    """
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        yield [coordinates]
    elif kind == "MultiPoint":
        yield from ([point] for point in coordinates)
    elif kind == "LineString":
        yield list(coordinates)
    elif kind in ("MultiLineString", "Polygon"):
        yield from (list(part) for part in coordinates)
    elif kind == "MultiPolygon":
        yield from (list(ring) for polygon in coordinates for ring in polygon)
    else:
        msg = f"A geometry of type {kind} cannot be measured."
        raise UnsuitableGeometryError(msg)


def distance_km(first: Point, second: Point) -> float:
    """Length of the shortest path over the ellipsoid between two points.

    Parameters
    ----------
    first, second : (longitude, latitude)
        WGS84 decimal degrees.

    Returns
    -------
    float
        Kilometres.

    Examples
    --------
    From the equator to the pole along a meridian:

    >>> from geodata import measure
    >>> round(measure.distance_km((69, 0), (69, 90)), 3)
    10001.966
    """
    return way(first, second)[0]


def way(first: Point, second: Point) -> tuple[float, float]:
    """Length and first direction of the shortest path over the ellipsoid from one point to another.

    Parameters
    ----------
    first, second : (longitude, latitude)
        WGS84 decimal degrees.

    Returns
    -------
    float, float
        Kilometres, and degrees from north over east.

    Examples
    --------
    >>> from geodata import measure
    >>> km, azimuth = measure.way((69, 0), (70, 0))
    >>> round(km, 1), round(azimuth)
    (111.3, 90)
    """
    azimuth, _, metres = _geod().inv(first[0], first[1], second[0], second[1])
    return float(metres) / 1000, float(azimuth)


def length_km(geometry: Geometry) -> float:
    """Length of a line, or of the outline of an area, as geodesics from vertex to vertex.

    Parameters
    ----------
    geometry : mapping
        GeoJSON geometry. Points have length 0.

    Returns
    -------
    float
        Kilometres, summed over all parts and rings.

    Examples
    --------
    >>> import geodata
    >>> from geodata import measure
    >>> afghan, chinese = geodata.features("borders")
    >>> round(measure.length_km(chinese["geometry"]), 3) == geodata.figures()["chinese-border.length_km"]
    True
    """
    total = 0.0
    for part in parts(geometry):
        if len(part) > 1:
            total += float(_geod().line_length([p[0] for p in part], [p[1] for p in part]))
    return total / 1000


def _ring_km2(ring: Sequence[Point]) -> float:
    area, _ = _geod().polygon_area_perimeter([p[0] for p in ring], [p[1] for p in ring])
    return abs(float(area)) / 1e6


def area_km2(geometry: Geometry) -> float:
    """Area on the ellipsoid of a polygon whose edges are geodesics.

    Parameters
    ----------
    geometry : mapping
        GeoJSON Polygon or MultiPolygon. The direction and the first vertex of a ring do not matter; rings after the
        first of a polygon are holes.

    Returns
    -------
    float
        Square kilometres.

    Raises
    ------
    UnsuitableGeometryError
        If the geometry is neither.

    Examples
    --------
    >>> from geodata import measure
    >>> round(measure.area_km2(measure.square((73.5, 38.5), half_diagonal_km=1)), 3)
    2.0
    """
    kind = geometry["type"]
    if kind == "Polygon":
        polygons = [geometry["coordinates"]]
    elif kind == "MultiPolygon":
        polygons = geometry["coordinates"]
    else:
        msg = f"A {kind} has no area."
        raise UnsuitableGeometryError(msg)
    return sum(_ring_km2(rings[0]) - sum(_ring_km2(hole) for hole in rings[1:]) for rings in polygons if rings)


def _cut(part: Sequence[Point], step: float = SEGMENT_DEGREES) -> list[tuple[float, float]]:
    """Return the part with segments longer than `step` degrees cut, straight in degrees as RFC 7946 has them."""
    cut = [(float(part[0][0]), float(part[0][1]))]
    for (x0, y0, *_), (x1, y1, *_) in pairwise(part):
        pieces = max(1, math.ceil(max(abs(x1 - x0), abs(y1 - y0)) / step))
        cut += [(x0 + (x1 - x0) * k / pieces, y0 + (y1 - y0) * k / pieces) for k in range(1, pieces + 1)]
    return cut


def _nearest_on(flat: Any) -> tuple[float, int, float]:
    """Squared distance of the origin from a chain of points, the nearest segment, and the share along it."""
    import numpy as np

    starts, steps = flat[:-1], np.diff(flat, axis=0)
    spans = (steps**2).sum(axis=1)
    shares = -(starts * steps).sum(axis=1) / np.where(spans == 0, 1.0, spans)
    shares = np.clip(shares, 0.0, 1.0)
    squared = ((starts + shares[:, None] * steps) ** 2).sum(axis=1)
    k = int(squared.argmin())
    return float(squared[k]), k, float(shares[k])


def nearest_point(point: Point, geometry: Geometry) -> tuple[float, tuple[float, float]]:
    """Nearest point of a line, of an outline or of several points, and how far it is.

    The geometry is laid out around the point by true distance and azimuth (azimuthal equidistant, exact from the
    centre); segments are cut to a fiftieth of a degree, which
    keeps the error below a metre.

    Parameters
    ----------
    point : (longitude, latitude)
        WGS84 decimal degrees.
    geometry : mapping
        GeoJSON geometry; of an area only the outline counts.

    Returns
    -------
    distance : float
        Kilometres.
    nearest : (longitude, latitude)
        The point of the geometry.

    Raises
    ------
    UnsuitableGeometryError
        If the geometry has no coordinates.

    Examples
    --------
    >>> from geodata import measure
    >>> equator = {"type": "LineString", "coordinates": [[60, 0], [80, 0]]}
    >>> distance, nearest = measure.nearest_point((70, 1), equator)
    >>> round(distance, 3), [round(degrees, 3) for degrees in nearest]
    (110.574, [70.0, 0.0])
    """
    import numpy as np

    best, where = math.inf, (math.nan, math.nan)
    for part in parts(geometry):
        cut = _cut(part)
        cut = cut if len(cut) > 1 else cut * 2
        lons, lats = np.array(cut).T
        azimuths, _, metres = _geod().inv(np.full(len(cut), point[0]), np.full(len(cut), point[1]), lons, lats)
        angles = np.radians(azimuths)
        flat = np.stack([metres * np.sin(angles), metres * np.cos(angles)], axis=1)
        squared, k, share = _nearest_on(flat)
        if squared < best:
            best = squared
            (x0, y0), (x1, y1) = cut[k], cut[k + 1]
            where = (x0 + share * (x1 - x0), y0 + share * (y1 - y0))
    if math.isinf(best):
        msg = "A geometry without coordinates is no distance from anything."
        raise UnsuitableGeometryError(msg)
    return math.sqrt(best) / 1000, where


def towards(first: Point, second: Point, km: float) -> tuple[float, float]:
    """Point at a distance from one point, on the way to another.

    Parameters
    ----------
    first, second : (longitude, latitude)
        WGS84 decimal degrees.
    km : float
        Geodesic distance from the first; a negative one is gone away from the second.

    Returns
    -------
    (longitude, latitude)

    Examples
    --------
    From the equator due north, and due south:

    >>> from geodata import measure
    >>> [round(measure.towards((69, 0), (69, 40), km)[1], 3) for km in (110.574, -110.574)]
    [1.0, -1.0]
    """
    if not km:
        return float(first[0]), float(first[1])
    azimuth = _geod().inv(first[0], first[1], second[0], second[1])[0]
    lon, lat, _ = _geod().fwd(first[0], first[1], azimuth, 1000 * km)
    return float(lon), float(lat)


def path(first: Point, second: Point, pieces: int = 24) -> dict[str, Any]:
    """Shortest path over the ellipsoid between two points, as a line to draw.

    Parameters
    ----------
    first, second : (longitude, latitude)
        WGS84 decimal degrees.
    pieces : int
        Into how many equal pieces the path is cut.

    Returns
    -------
    dict
        GeoJSON LineString.

    Examples
    --------
    >>> from geodata import measure
    >>> measure.path((69, 0), (71, 0), pieces=2)["coordinates"]
    [[69.0, 0.0], [70.0, 0.0], [71.0, 0.0]]
    """
    between = _geod().npts(first[0], first[1], second[0], second[1], pieces - 1) if first != second else []
    points = [first, *between, second]
    return {"type": "LineString", "coordinates": [[float(point[0]), float(point[1])] for point in points]}


def square(centre: Point, half_diagonal_km: float) -> dict[str, Any]:
    """Square with geodesic sides, two of them running from west to east as nearly as an ellipsoid allows.

    Parameters
    ----------
    centre : (longitude, latitude)
        WGS84 decimal degrees.
    half_diagonal_km : float
        Kilometres from the centre to each corner.

    Returns
    -------
    dict
        GeoJSON Polygon, counter-clockwise, closed.

    Examples
    --------
    >>> from geodata import measure
    >>> corner = measure.square((73.5, 38.5), half_diagonal_km=10)["coordinates"][0][0]
    >>> round(measure.distance_km((73.5, 38.5), corner), 6)
    10.0
    """
    azimuths, metres = [45.0, -45.0, -135.0, 135.0], [half_diagonal_km * 1000] * 4
    lons, lats, _ = _geod().fwd([centre[0]] * 4, [centre[1]] * 4, azimuths, metres)
    corners = [[float(lon), float(lat)] for lon, lat in zip(lons, lats, strict=True)]
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def circle(centre: Point, radius_km: float, vertices: int = 72) -> dict[str, Any]:
    """Geodesic circle: all points at one distance from the centre.

    Parameters
    ----------
    centre : (longitude, latitude)
        WGS84 decimal degrees.
    radius_km : float
        Kilometres.
    vertices : int
        How many different points the ring has.

    Returns
    -------
    dict
        GeoJSON Polygon, counter-clockwise, closed.

    Examples
    --------
    Of 1,000 vertices it is as good as round:

    >>> from geodata import measure
    >>> round(measure.length_km(measure.circle((70, 0), radius_km=1, vertices=1000)), 3)
    6.283
    """
    azimuths = [-360.0 * k / vertices for k in range(vertices)]
    lons, lats, _ = _geod().fwd([centre[0]] * vertices, [centre[1]] * vertices, azimuths, [radius_km * 1000] * vertices)
    ring = [[float(lon), float(lat)] for lon, lat in zip(lons, lats, strict=True)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def simplified(geometry: Geometry, tolerance_degrees: float) -> dict[str, Any]:
    """The geometry with fewer vertices, none of the dropped ones farther than the tolerance from what is left.

    Method of Douglas and Peucker (1973) in plain longitude and latitude, as GEOS does it.

    Parameters
    ----------
    geometry : mapping
        GeoJSON geometry.
    tolerance_degrees : float
        Degrees; 0.001 is about 110 m from north to south. 0 gives the geometry back as it is.

    Returns
    -------
    dict
        GeoJSON geometry of the same kind.

    Examples
    --------
    >>> from geodata import measure
    >>> nearly_straight = {"type": "LineString", "coordinates": [[70, 37], [71, 37.001], [72, 37]]}
    >>> measure.simplified(nearly_straight, 0.01)["coordinates"]
    ((70.0, 37.0), (72.0, 37.0))
    """
    if tolerance_degrees <= 0:
        return dict(geometry)
    from shapely.geometry import mapping, shape

    return dict(mapping(shape(geometry).simplify(tolerance_degrees)))


def simplified_length_km(geometry: Geometry, tolerance_degrees: float) -> float:
    """Length of a line after simplification: how long a border is depends on how finely it is drawn.

    Parameters
    ----------
    geometry : mapping
        GeoJSON LineString or MultiLineString.
    tolerance_degrees : float
        As for `simplified`.

    Returns
    -------
    float
        Kilometres.

    Examples
    --------
    >>> import geodata
    >>> from geodata import measure
    >>> afghan = geodata.features("borders")[0]["geometry"]
    >>> [round(measure.simplified_length_km(afghan, tolerance)) for tolerance in (0, 0.01)]
    [1344, 1220]
    """
    return length_km(simplified(geometry, tolerance_degrees))
