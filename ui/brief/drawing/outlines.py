"""Geometry as paths of SVG: cut to the frame, freed of what is smaller than a pixel, written in few characters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ui.brief.drawing.projection import Camera

# How far beyond the frame shapes are kept, so that the cut edges with their strokes are not seen (pixels).
BEYOND = 20
FINEST = 0.3
# Degrees of latitude up to which the projection is sound.
MERCATOR = 85.0
# Paths are written in tenths of a pixel.
TENTHS = 10
Geometry = Mapping[str, Any]


def in_frame(geometry: Geometry, camera: Camera) -> Any:
    """Return what of a geometry lies in or close to the frame.

    Parameters
    ----------
    geometry
        GeoJSON (WGS84 degrees).
    camera
        The frame.

    Returns
    -------
    shapely geometry
        In pixels of the frame, thinned to 0.3 px (Douglas and Peucker); empty if nothing is there.
    """
    import numpy
    import shapely

    if not geometry["coordinates"]:
        return shapely.GeometryCollection()
    there = _shape(_Held(geometry))
    if _beyond(there.bounds, camera):
        return shapely.GeometryCollection()
    west, north = camera.corner

    def to_pixels(degrees: Any) -> Any:
        x = (degrees[:, 0] / 360 + 0.5) * camera.scale - west
        y = (0.5 - numpy.arcsinh(numpy.tan(numpy.radians(degrees[:, 1]))) / (2 * numpy.pi)) * camera.scale - north
        return numpy.column_stack((x, y))

    there = shapely.transform(there, to_pixels)
    if "Polygon" in there.geom_type and not there.is_valid:
        there = shapely.make_valid(there)
    cut = shapely.clip_by_rect(there, -BEYOND, -BEYOND, camera.width + BEYOND, camera.height + BEYOND)
    return shapely.simplify(cut, FINEST)


class _Held:
    """A geometry by which one it is, whatever it holds: GeoJSON cannot be looked up."""

    def __init__(self, geometry: Geometry) -> None:
        self.geometry = geometry

    def __hash__(self) -> int:
        return id(self.geometry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.geometry is self.geometry


@lru_cache(maxsize=4096)
def _shape(held: _Held) -> Any:
    """A geometry of shapely in degrees; the same records are drawn in every picture."""
    import shapely

    return shapely.force_2d(shapely.geometry.shape(held.geometry))


def _beyond(bounds: Sequence[float], camera: Camera) -> bool:
    """Whether nothing of what lies within some bounds (degrees) is in or close to the frame."""
    west, south, east, north = bounds
    if not -MERCATOR <= south <= north <= MERCATOR:
        return False
    (left, bottom), (right, top) = camera.pixel(west, south), camera.pixel(east, north)
    return right < -BEYOND or left > camera.width + BEYOND or bottom < -BEYOND or top > camera.height + BEYOND


def touches(shape: Any, box: Sequence[float]) -> bool:
    """Return whether a shape reaches into a box (left, top, right, bottom; all in pixels)."""
    import shapely

    return bool(shapely.intersects(shape, shapely.box(*box)))


def path(shape: Any) -> str:
    """Return the lines and rings of a shapely geometry (pixels) as the ``d`` of an SVG path; empty for points."""
    written = []
    for one in _parts(shape):
        if one.geom_type == "Polygon":
            written += [_run(ring.coords, closed=True) for ring in (one.exterior, *one.interiors)]
        elif "Line" in one.geom_type:
            written.append(_run(one.coords, closed=False))
    return "".join(written)


def points(shape: Any) -> list[tuple[float, float]]:
    """Return the points of a shapely geometry (pixels)."""
    return [(one.x, one.y) for one in _parts(shape) if one.geom_type == "Point"]


def _parts(shape: Any) -> Iterable[Any]:
    if shape.is_empty:
        return
    if hasattr(shape, "geoms"):
        for one in shape.geoms:
            yield from _parts(one)
    else:
        yield shape


def _run(coordinates: Iterable[tuple[float, float]], *, closed: bool) -> str:
    """One line or ring: where it begins, then each step from the point before; no step of nothing."""
    places = [(round(x * TENTHS), round(y * TENTHS)) for x, y in coordinates]
    kept = [here for before, here in zip([None, *places], places, strict=False) if here != before]
    if closed and len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    if len(kept) < (3 if closed else 2):
        return ""
    (x, y), *rest = kept
    steps = []
    for there in rest:
        steps.append(_pair(there[0] - x, there[1] - y))
        x, y = there
    return f"M{_pair(*kept[0])}l{_joined(steps)}{'z' if closed else ''}"


def _joined(steps: list[str]) -> str:
    """Steps one after another; a minus sign parts numbers by itself."""
    return "".join(step if number == 0 or step[0] == "-" else f" {step}" for number, step in enumerate(steps))


def _pair(x: int, y: int) -> str:
    second = _tenths(y)
    return _tenths(x) + (second if second[0] == "-" else f" {second}")


def _tenths(value: int) -> str:
    whole, tenth = divmod(abs(value), TENTHS)
    digits = f"{whole or ''}.{tenth}" if tenth else str(whole)
    return f"-{digits}" if value < 0 else digits
