"""Where to look so that everything fits the map. Pure arithmetic in Web Mercator."""

from __future__ import annotations

import math
from collections.abc import Iterable

import geodata

Box = tuple[float, float, float, float]
Goal = tuple[float, float, float]
# Pixels of the frame that goals are reckoned for (the map takes off what a smaller one lacks), the share of it that
# may be filled, and the pixels of the world at zoom 0.
FRAME, FILLED, WORLD = (800, 560), 0.76, 256
# Levels that places known only roughly are looked at from farther away than the closest there is.
FARTHER = 0.5


def goal(boxes: Iterable[Box], closest: float | None = None) -> Goal | None:
    """Return where to look to see all of some boxes, as :class:`~ui.maps.Scene` wants it.

    Parameters
    ----------
    boxes
        West, south, east, north of each (WGS84 degrees).
    closest
        Zoom level beyond which the map does not go, however small the boxes; None for a little less than the atlas's.

    Returns
    -------
    tuple of float or None
        Latitude, longitude (WGS84 degrees) and zoom level; None for no box, or if one is not known (all zeros).
    """
    found = list(boxes)
    if not found or not all(any(box) for box in found):
        return None
    west, east = min(box[0] for box in found), max(box[2] for box in found)
    south, north = _northing(min(box[1] for box in found)), _northing(max(box[3] for box in found))
    spans = ((east - west) / 360, (north - south) / (2 * math.pi))
    fits = [math.log2(size * FILLED / WORLD / max(span, 1e-9)) for size, span in zip(FRAME, spans, strict=True)]
    lat = math.degrees(math.atan(math.sinh((south + north) / 2)))
    nearest = geodata.atlas().closest - FARTHER if closest is None else closest
    return round(lat, 4), round((west + east) / 2, 4), round(min(nearest, *fits), 2)


def _northing(lat: float) -> float:
    """Web Mercator's y on a sphere of radius 1."""
    return math.asinh(math.tan(math.radians(lat)))
