"""Blank ground: something at true size over a place that is not on the map, with what else is known to lie there."""

from __future__ import annotations

import base64
import html
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import streamlit as st

from geodata import measure, world
from ui import steady
from ui.address import Point
from ui.borders import ground
from ui.borders.ground import Geometry
from ui.maps import style
from ui.markup import note, page_text

SHEET = Path(__file__).resolve().parent / "blank.css"
WIDE, HIGH = 800, 560
# So many times its own radius is seen from the middle of the shape to the upper edge.
AROUND = 2.3
# Pixels from the edges, and at least between two names.
EDGE, APART = 18, 17
# Degrees between two lines of the grid, and how many of them are wanted from one edge to the other.
STEPS, LINES = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45), 5
# Where a line of the grid is reckoned, as shares of its half; the bar, as a share of the picture.
SHARES = tuple(part / 12 for part in range(-12, 13))
BAR_SHARE = 0.28
Spot = tuple[float, float]


def flat(centre: Point, spots: Iterable[Sequence[float]]) -> list[Spot]:
    """Return spots (longitude, latitude) as kilometres east and north of a centre, in true direction and distance."""
    found = []
    for spot in spots:
        km, azimuth = measure.way(ground.lonlat(centre), spot)
        found.append((km * math.sin(math.radians(azimuth)), km * math.cos(math.radians(azimuth))))
    return found


def drawing(centre: Point, name: str, shape: Geometry, label: str) -> str:
    """Return an SVG picture of a shape around a point, with a scale bar, a grid and the large towns there are.

    Parameters
    ----------
    centre
        Latitude and longitude (WGS84 degrees).
    name
        What lies there.
    shape
        GeoJSON Polygon around the centre.
    label
        What the shape is, for its label and for those who do not see it.
    """
    (ring,) = measure.parts(shape)
    outline = flat(centre, ring)
    reach = AROUND * max(math.hypot(*spot) for spot in outline)
    scale = HIGH / 2 / reach

    def pixels(spot: Spot) -> Spot:
        return WIDE / 2 + spot[0] * scale, HIGH / 2 - spot[1] * scale

    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(pixels, outline))
    top = min(pixels(spot)[1] for spot in outline)
    parts = [
        *(_line([pixels(spot) for spot in line]) for line in _grid(centre, reach)),
        f'<polygon class="shape" points="{points}"/>',
        f'<text class="of-shape" x="{WIDE / 2}" y="{top - 8:.1f}">{html.escape(label)}</text>',
        *_named(name, [(one, pixels(spot)) for one, spot in _near(centre, reach)]),
        _bar(reach, scale),
    ]
    told = html.escape(described(name, label), quote=True)
    return (
        f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{told}" xmlns="http://www.w3.org/2000/svg">'
        f"<style>:root{{{style.variables()}}}{steady.text(SHEET)}</style>{''.join(parts)}</svg>"
    )


def described(name: str, label: str) -> str:
    """Say what the picture shows, for those who do not see it."""
    return f"{label} at true size over {name}, on blank ground; north is up."


def _line(spots: Sequence[Spot]) -> str:
    return f'<path class="grid" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in spots)}"/>'


def _grid(centre: Point, reach: float) -> list[list[Spot]]:
    """Parallels and meridians, as they run there."""
    lat, lon = centre
    half = math.degrees(1.6 * reach / 6371)
    wide = min(half / max(math.cos(math.radians(lat)), 0.01), 90)
    parallels = [[(lon + wide * share, at) for share in SHARES] for at in _stops(lat, half) if abs(at) <= 90]
    meridians = [[(at, min(max(lat + half * share, -90), 90)) for share in SHARES] for at in _stops(lon, wide)]
    return [flat(centre, line) for line in (*parallels, *meridians)]


def _stops(middle: float, around: float) -> list[float]:
    """Round degrees on both sides of a middle."""
    step = next((one for one in STEPS if 2 * around / one <= LINES), STEPS[-1])
    first, last = math.ceil((middle - around) / step), math.floor((middle + around) / step)
    return [number * step for number in range(first, last + 1)]


def _near(centre: Point, reach: float) -> list[tuple[str, Spot]]:
    """The large towns of the world in the picture but in its middle, the nearest first."""
    lat, lon = centre
    half = math.degrees(1.5 * reach / 6371)
    wide = half / max(math.cos(math.radians(lat)), 0.01)
    found = [
        (one.name, (one.lon, one.lat))
        for one in world.towns().values()
        if abs(one.lat - lat) < half and abs((one.lon - lon + 180) % 360 - 180) < wide
    ]
    spots = flat(centre, [spot for _, spot in found])
    placed = [(name, spot) for (name, _), spot in zip(found, spots, strict=True) if math.hypot(*spot) > 1]
    return sorted(placed, key=lambda one: math.hypot(*one[1]))


def _named(name: str, others: Sequence[tuple[str, Spot]]) -> list[str]:
    """Dots with names, that of the middle first; a name that would touch another or the edge is left out."""
    parts: list[str] = []
    rows: list[tuple[float, float, float]] = []
    for number, (one, (x, y)) in enumerate([(name, (WIDE / 2, HIGH / 2)), *others]):
        inside = EDGE < x < WIDE - EDGE and EDGE < y < HIGH - EDGE
        if not inside:
            continue
        width = 7.5 * len(one)
        free = all(abs(y - other_y) > APART or x + width < start or x > end for start, end, other_y in rows)
        kind = "own" if number == 0 else "other"
        parts.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{5 if number == 0 else 3}"/>')
        if free and x + width < WIDE - EDGE:
            rows.append((x, x + width + 12, y))
            parts.append(f'<text class="{kind}" x="{x + 9:.1f}" y="{y + 4.5:.1f}">{html.escape(one)}</text>')
    return parts


def _bar(reach: float, scale: float) -> str:
    """The scale bar: a round number of kilometres, true everywhere in the picture from its middle."""
    wanted = BAR_SHARE * 2 * reach
    power = 10 ** math.floor(math.log10(wanted))
    km = max(one * power for one in (1, 2, 5) if one * power <= wanted)
    left, low = EDGE, HIGH - EDGE
    corners = ((left, low - 7), (left, low), (left + km * scale, low), (left + km * scale, low - 7))
    path = "".join(f"L{x:.1f} {y:.1f}" for x, y in corners)[1:]
    return f'<path class="bar" d="M{path}"/><text class="bar" x="{left + 5}" y="{low - 6}">{km:g} km</text>'


def show(centre: Point, name: str, shape: Geometry, label: str) -> None:
    """Show the picture where the map would stand, and say that there is no map."""
    with st.container(key="borders-blank"):
        # Streamlit takes drawings out of HTML, but not images of them.
        picture = base64.b64encode(drawing(centre, name, shape, label).encode()).decode()
        told = html.escape(described(name, label), quote=True)
        st.html(f'<img alt="{told}" src="data:image/svg+xml;base64,{picture}">')
        none = f"There is no map of {name} here: blank ground, north up, with the large towns that lie on it."
        st.html(page_text(note(none)))
