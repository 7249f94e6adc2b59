"""Where a picture looks, and from degrees to its pixels: Web Mercator, by the rules of the live map.

The projection is that of web maps (EPSG:3857): spherical Mercator of WGS84 degrees, the world 256 pixels wide at zoom
level 0. Scale is reckoned on the ellipsoid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import geodata
from geodata.errors import GeodataError
from ui import maps
from ui.address import State

WORLD = 256
SNAP = 0.25
# The frame that scenes reckon their goals for, and the part of a frame left free around what is looked at.
GOAL_FRAME, MARGIN = (800, 560), 0.06
# WGS84: semi-major axis (km) and first eccentricity squared.
AXIS_KM, ECCENTRICITY_2 = 6378.137, 6.69437999014e-3
Bounds = tuple[float, float, float, float]
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Camera:
    """A frame of ``width`` by ``height`` pixels on the map: its centre (WGS84 degrees) and zoom level."""

    lat: float
    lon: float
    zoom: float
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Width of the world in pixels."""
        return WORLD * math.exp2(self.zoom)

    @property
    def corner(self) -> tuple[float, float]:
        """Pixels of the world that lie west and north of the frame."""
        return easting(self.lon) * self.scale - self.width / 2, northing(self.lat) * self.scale - self.height / 2

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point (WGS84 degrees) lies in the frame, in pixels from its upper left corner."""
        west, north = self.corner
        return easting(lon) * self.scale - west, northing(lat) * self.scale - north

    def beside(self, side: str, at: float) -> tuple[float, float, float, float]:
        """Return the part of the frame ``before`` or ``after`` a handle that stands ``at`` per cent of its width.

        Returns
        -------
        tuple of float
            Left, top, right and bottom in pixels.
        """
        edge = self.width * at / 100
        return (0, 0, edge, self.height) if side == "before" else (edge, 0, self.width, self.height)

    @property
    def km_per_pixel(self) -> float:
        """Kilometres from west to east in one pixel at the centre of the frame, on the WGS84 ellipsoid."""
        sine = math.sin(math.radians(self.lat))
        radius = AXIS_KM / math.sqrt(1 - ECCENTRICITY_2 * sine * sine)
        return 2 * math.pi * radius * math.cos(math.radians(self.lat)) / self.scale


def easting(lon: float) -> float:
    """Return Web Mercator's x as a share of the world's width, from its western edge."""
    return lon / 360 + 0.5


def northing(lat: float) -> float:
    """Return Web Mercator's y as a share of the world's height, from its northern edge."""
    return 0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)


def chosen(state: State) -> str:
    """Return the id of the place or later event that is marked; empty if none is, or none of that id is known."""
    wanted = state.event or state.place
    return wanted if wanted and _bounds(wanted) is not None else ""


def look(state: State, scene: maps.Scene, size: Size, covered: int = 0) -> Camera:
    """Return where the live map would look, were its frame of this size.

    Parameters
    ----------
    state
        What the reader has chosen: the view counts first, then the place or event.
    scene
        What the page draws; its goal counts while nothing is chosen.
    size
        Width and height of the frame in pixels.
    covered
        Pixels at its top that are covered: what is looked at stands in the middle of what is free.
    """
    if covered and not state.view:
        free = look(state, scene, (size[0], size[1] - covered))
        north = northing(free.lat) - covered / 2 / free.scale
        return replace(free, lat=math.degrees(math.atan(math.sinh(math.pi - 2 * math.pi * north))), height=size[1])
    selected = chosen(state)
    if state.view:
        return _kept_in(
            geodata.atlas().frame, state.view.lat, state.view.lon, _allowed(_snapped(state.view.zoom)), size
        )
    if not selected and scene.goal:
        lat, lon, zoom = scene.goal
        room = math.log2(min(size[0] / GOAL_FRAME[0], size[1] / GOAL_FRAME[1], 1))
        return _kept_in(geodata.atlas().bounds, lat, lon, _allowed(_snapped(zoom + room)), size)
    return _fitted(_bounds(selected) or geodata.atlas().overview, size)


def _bounds(record_id: str) -> Bounds | None:
    """West, south, east, north of a place or later event; None if there is none, or it has not been measured."""
    found = next((place.bounds for place in geodata.places() if place.id == record_id), None)
    if found is None:
        try:
            events = {feature["properties"]["id"]: feature["properties"] for feature in geodata.features("events")}
            found = events[record_id]["bounds"] if record_id in events else None
        except (GeodataError, KeyError):
            return None
    if not found or not any(found):
        return None
    west, south, east, north = found
    return west, south, east, north


def _fitted(bounds: Bounds, size: Size) -> Camera:
    """The frame nearest to what has to be seen whole."""
    west, south, east, north = bounds
    margin = round(min(size) * MARGIN)
    wide, high = easting(east) - easting(west), northing(south) - northing(north)
    room = min((length - 2 * margin) / WORLD / max(span, 1e-9) for length, span in zip(size, (wide, high), strict=True))
    zoom = min(_allowed(math.floor(math.log2(room) / SNAP + 1e-9) * SNAP), geodata.atlas().closest)
    middle = math.degrees(math.atan(math.sinh(math.pi - math.pi * (northing(south) + northing(north)))))
    # A frame that the reader has not moved shows no empty ground beside what the built layers cover.
    return _kept_in(geodata.atlas().bounds, middle, (west + east) / 2, zoom, size)


def _kept_in(limits: Bounds, lat: float, lon: float, zoom: float, size: Size) -> Camera:
    """A camera that does not look beyond some limits, if they are wide enough for its frame."""
    west, south, east, north = limits
    scale = WORLD * math.exp2(zoom)
    x = _between(easting(lon), easting(west), easting(east), size[0] / scale / 2)
    y = _between(northing(lat), northing(north), northing(south), size[1] / scale / 2)
    lat, lon = math.degrees(math.atan(math.sinh(math.pi - 2 * math.pi * y))), (x - 0.5) * 360
    return Camera(lat, lon, zoom, *size)


def _between(middle: float, low: float, high: float, half: float) -> float:
    if high - low < 2 * half:
        return (low + high) / 2
    return min(max(middle, low + half), high - half)


def _snapped(zoom: float) -> float:
    return math.floor(zoom / SNAP + 0.5) * SNAP


def _allowed(zoom: float) -> float:
    lowest, highest = geodata.atlas().zoom
    return min(max(zoom, lowest), highest)
