"""Names fitted together by the rules of the live map: in order of rank, at the first spot that is free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ui.brief.drawing import lettering
from ui.brief.drawing import stylesheet as ink
from ui.brief.drawing.lettering import attributes
from ui.brief.drawing.projection import Camera
from ui.maps import Label

Box = tuple[float, float, float, float]
# Room around the words that no other words may take, and between a spot and its name, in pixels.
AROUND, GAP = (3.0, 1.0), 7.0
KM_PER_DEGREE = 111.2
# Spots tried across and down the frame for the name of a country, as in labels.js.
GRID = 28
# The glow of the live map's words as a line around the letters.
HALO_WIDTH, HALO_OPACITY = 3.2, 0.88


@dataclass(frozen=True, slots=True)
class Name:
    """A name that has found its place: its record, classes, where it belongs to and its box (pixels)."""

    record: Label
    css: str
    at: tuple[float, float]
    box: Box


def placed(
    records: Sequence[Label],
    camera: Camera,
    selected: str,
    taken: Iterable[Box],
    grounds: Mapping[str, Any] = MappingProxyType({}),
) -> list[Name]:
    """Return the names for which there is room.

    Parameters
    ----------
    records
        Labels of :mod:`ui.labels` that are wanted, in the order in which the map holds them.
    camera
        The frame.
    selected
        Id of the place that is marked; its name goes before all others.
    taken
        Boxes in the frame where no name may stand.
    grounds
        Shapes of countries in the frame (pixels) by id, within which their names stand.
    """
    boxes, found = list(taken), []
    others = [camera.pixel(one["lon"], one["lat"]) for one in records if one.get("id")]
    for record in sorted(records, key=lambda one: (not _is_selected(one, selected), one["rank"])):
        css = f"gate-label {record['kind']}" + (" is-selected" if _is_selected(record, selected) else "")
        if record["spots"] == "within":
            name = _within(record, css, camera, boxes, grounds.get(record["ground"]), others)
        else:
            name = _free(record, css, camera, boxes)
        if name:
            found.append(name)
            boxes += [_widened(name.box), *_dot_box(css, name.at)]
    return found


def _is_selected(record: Label, selected: str) -> bool:
    return bool(selected) and record.get("id") == selected


def _free(record: Label, css: str, camera: Camera, taken: Sequence[Box]) -> Name | None:
    wide, high = _size(record, css)
    x, y = camera.pixel(record["lon"], record["lat"])
    # Unlike on the live map a dot that is cut off or under other words loses its name: nobody can move this map.
    if not all(_has_room(one, camera, taken) for one in _dot_box(css, (x, y))):
        return None
    for dx, dy in _spots(record, camera, wide, high):
        box = (x + dx, y + dy, x + dx + wide, y + dy + high)
        if _has_room(_widened(box), camera, taken):
            return Name(record, css, (x, y), box)
    return None


def _within(
    record: Label, css: str, camera: Camera, taken: Sequence[Box], ground: Any, others: Sequence[tuple[float, float]]
) -> Name | None:
    """A name within what is seen of a country, as in labels.js: where it was set, else where most room is."""
    import numpy
    import shapely

    if ground is None:
        return None
    wide, high = _size(record, css)
    # Squeezed until the words are a square, so that one distance counts for all directions.
    squeeze = high / wide
    seen = shapely.clip_by_rect(ground, 0, 0, camera.width, camera.height)
    squeezed = shapely.transform(seen, lambda points: points * (squeeze, 1))
    x, y = camera.pixel(record["lon"], record["lat"])
    spots = [(x, y)]
    for column in range(GRID):
        left = wide / 2 + 4 + (camera.width - wide - 8) * column / (GRID - 1)
        spots += [(left, high / 2 + 2 + (camera.height - high - 4) * row / (GRID - 1)) for row in range(GRID)]
    points = shapely.points([(one * squeeze, other) for one, other in spots])
    shapely.prepare(squeezed)
    inside = shapely.contains(squeezed, points)
    room = numpy.full(len(points), -1.0)
    room[inside] = shapely.distance(squeezed.boundary, points[inside])
    if others:
        crowd = shapely.multipoints([(one * squeeze, other) for one, other in others])
        room[inside] = numpy.minimum(room[inside], shapely.distance(crowd, points[inside]))
    least = 0 if record["needed"] else high / 2
    order = sorted(range(1, len(spots)), key=lambda one: -room[one])
    for one in [*([0] if room[0] >= high else []), *order]:
        x, y = spots[one]
        box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        if room[one] > least and _has_room(_widened(box), camera, taken):
            return Name(record, css, (x, y), box)
    return None


def _has_room(box: Box, camera: Camera, taken: Iterable[Box]) -> bool:
    inside = box[0] >= 0 and box[1] >= 0 and box[2] <= camera.width and box[3] <= camera.height
    return inside and all(apart(box, other) for other in taken)


def apart(one: Box, other: Box) -> bool:
    """Return whether two boxes (left, top, right, bottom) leave each other alone."""
    return one[2] < other[0] or one[0] > other[2] or one[3] < other[1] or one[1] > other[3]


def _dot_box(css: str, at: tuple[float, float]) -> list[Box]:
    """The box of the dot that belongs to a name; none if it has no dot."""
    mark = ink.sheet().dot(css)
    reach = mark.width / 2 + mark.ring if mark else 0
    return [(at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach)] if mark else []


def _widened(box: Box) -> Box:
    return box[0] - AROUND[0], box[1] - AROUND[1], box[2] + AROUND[0], box[3] + AROUND[1]


def _size(record: Label, css: str) -> tuple[float, float]:
    letters = ink.sheet().letters(css)
    lines = _lines(record, letters)
    return max(_width(line, letters) for line in lines), len(lines) * letters.size * letters.leading


def _lines(record: Label, letters: ink.Letters) -> list[str]:
    text = lettering.clean(record["text"])
    return (text.upper() if letters.upper else text).split("\n")


def _width(line: str, letters: ink.Letters) -> float:
    return lettering.width(line, letters.size, letters.weight, letters.italic, letters.spacing_em * letters.size)


def _spots(record: Label, camera: Camera, wide: float, high: float) -> list[tuple[float, float]]:
    if record["spots"] == "centre":
        return [(-wide / 2, -high / 2)]
    gap = record.get("gap", GAP)
    if record.get("radius_km"):
        rim = camera.pixel(record["lon"], record["lat"] + record["radius_km"] / KM_PER_DEGREE)
        gap = camera.pixel(record["lon"], record["lat"])[1] - rim[1] + 2
    beside = {
        "around": (gap, -high / 2),
        "left": (-gap - wide, -high / 2),
        "above": (-wide / 2, -gap - high),
        "below": (-wide / 2, gap),
    }
    others = [spot for side, spot in beside.items() if side != record["spots"]]
    near = [(-gap - wide, -high), (-gap - wide, 0), (gap, -high), (gap, 0)]
    lines = (-1.4 * high, 0.4 * high) if "id" in record else ()
    return [beside[record["spots"]], *others, *near, *((across, dy) for dy in lines for across in (-gap - wide, gap))]


def drawn(names: Iterable[Name]) -> str:
    """Return names, and the dots that belong to them, as elements of SVG."""
    found = list(names)
    dots = "".join(dot(*name.at, mark) for name in found if (mark := ink.sheet().dot(name.css)))
    halo = attributes(
        stroke_width=HALO_WIDTH, stroke_linejoin="round", stroke_opacity=HALO_OPACITY, paint_order="stroke"
    )
    return f"{dots}<g{halo}>{''.join(_words(name) for name in found)}</g>"


def _words(name: Name) -> str:
    letters = ink.sheet().letters(name.css)
    middle, top = (name.box[0] + name.box[2]) / 2, name.box[1]
    more: dict[str, Any] = {"fill": letters.colour, "stroke": letters.halo, "weight": letters.weight}
    if letters.italic:
        more["italic"] = True
    if letters.opacity != 1:
        more["opacity"] = f"{letters.opacity:g}"
    height = letters.size * letters.leading
    # The words stand in the middle of their line, as a browser sets them.
    rise = (height - (lettering.ASCENDER + lettering.DESCENDER) * letters.size) / 2 + lettering.ASCENDER * letters.size
    return "".join(
        lettering.line(
            text,
            middle - _width(text, letters) / 2,
            top + number * height + rise,
            letters.size,
            spacing=letters.spacing_em * letters.size,
            **more,
        )
        for number, text in enumerate(_lines(name.record, letters))
    )


def dot(x: float, y: float, mark: ink.Dot) -> str:
    """Return the dot of a town at a point of the frame (pixels)."""
    radius = mark.width / 2
    ring = f"<circle{attributes(cx=x, cy=y, r=radius + mark.ring, fill=mark.halo)}/>"
    if not mark.border:
        return f"{ring}<circle{attributes(cx=x, cy=y, r=radius, fill=mark.fill)}/>"
    line = {"fill": mark.fill, "stroke": mark.colour, "stroke_width": mark.border}
    return f"{ring}<circle{attributes(cx=x, cy=y, r=f'{radius - mark.border / 2:g}', **line)}/>"
