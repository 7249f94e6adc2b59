"""The relief: hillshade and tint from the heights, as one picture of the frame and as tiles of where the article is.

Everything is drawn in rows of equal Web Mercator height (EPSG:3857), so that it fits the map. The hillshade is that of
several lights at once, so that no slope lies in full shadow (as in R. Mark, "Multidirectional, oblique-weighted,
shaded-relief image", USGS Open-File Report 92-422, 1992); the tint goes by height.
"""

from __future__ import annotations

import io
import math
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from geodata import load
from geodata.build import elevation, inputs
from geodata.build.countries import FRAME
from geodata.build.readers import BASEMAP

EARTH_CIRCUMFERENCE_M = 40_075_017
# Pixels of the one picture to a degree of longitude.
PICTURE_PER_DEGREE = 30
# Azimuth and height above the horizon of each light in degrees, and its share.
LIGHTS = ((315, 40, 0.5), (270, 45, 0.25), (0, 50, 0.25))
# Heights are exaggerated by so much before they are lit.
STEEPER = 1.6
# Where the heights end, they pass into an older picture over so many degrees.
PASSING_DEGREES = 3
QUALITY = 76


@dataclass(frozen=True, slots=True)
class Dress:
    """How a theme colours the ground: colours by height in metres, and the darkest and the brightest light on them."""

    tint: tuple[tuple[float, tuple[int, int, int]], ...]
    shadow: float
    shine: float


DRESSES = {
    "light": Dress(
        (
            (200, (223, 230, 214)),
            (700, (232, 233, 217)),
            (1500, (238, 233, 217)),
            (2500, (237, 228, 212)),
            (3500, (234, 226, 217)),
            (4500, (239, 235, 232)),
            (6000, (252, 252, 253)),
        ),
        0.58,
        1.06,
    ),
    "dark": Dress(
        (
            (200, (30, 36, 38)),
            (700, (36, 41, 42)),
            (1500, (44, 47, 47)),
            (2500, (54, 54, 53)),
            (3500, (66, 65, 64)),
            (4500, (82, 82, 83)),
            (6000, (104, 106, 110)),
        ),
        0.42,
        1.45,
    ),
}


def _mercator(latitude: float) -> float:
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


def _latitudes(north: float, per_degree: float, rows: int) -> np.ndarray:
    """Latitude of the middle of each row, counted from a latitude southwards."""
    middles = _mercator(north) - (np.arange(rows) + 0.5) / per_degree
    return np.asarray(np.degrees(np.arctan(np.sinh(np.radians(middles)))))


def _cubic(places: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Four neighbours of each place on an axis and their weights (Catmull-Rom)."""
    base = np.floor(places).astype(int)
    t = places - base
    weights = np.stack(
        [
            -0.5 * t**3 + t**2 - 0.5 * t,
            1.5 * t**3 - 2.5 * t**2 + 1,
            -1.5 * t**3 + 2 * t**2 + 0.5 * t,
            0.5 * t**3 - 0.5 * t**2,
        ]
    )
    return np.clip(base + np.arange(-1, 3)[:, None], 0, size - 1), weights


def _resampled(grid: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """A grid at other rows and columns (bicubic), after averaging it where it is finer than what is asked for."""
    step = max(1, round((columns[-1] - columns[0]) / (len(columns) - 1)))
    if step > 1:
        height, width = (size // step * step for size in grid.shape[:2])
        grid = grid[:height, :width].reshape(height // step, step, width // step, step, *grid.shape[2:]).mean((1, 3))
        rows, columns = ((places + 0.5) / step - 0.5 for places in (rows, columns))
    near, weights = _cubic(rows, grid.shape[0])
    tall = sum(weights[k].reshape(-1, *[1] * (grid.ndim - 1)) * grid[near[k]] for k in range(4))
    near, weights = _cubic(columns, grid.shape[1])
    wide = np.moveaxis(np.asarray(tall), 1, 0)
    return np.moveaxis(sum(weights[k].reshape(-1, *[1] * (grid.ndim - 1)) * wide[near[k]] for k in range(4)), 0, 1)


def _light(heights: np.ndarray, metres: np.ndarray) -> np.ndarray:
    """Light on each pixel from 0 to 1; ``metres`` is the width of a pixel on the ground, row by row."""
    south, east = np.gradient(heights * STEEPER)
    south, east = south / metres[:, None], east / metres[:, None]
    slope, aspect = np.arctan(np.hypot(south, east)), np.arctan2(-east, south)
    lit = np.zeros_like(heights)
    for azimuth, height, part in LIGHTS:
        up, towards = math.radians(height), math.radians(azimuth)
        facing = np.sin(up) * np.cos(slope) + np.cos(up) * np.sin(slope) * np.cos(towards - aspect)
        lit += part * np.clip(facing, 0, 1)
    return lit


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of the map: its north-western corner in degrees, its scale, and its size in pixels."""

    west: float
    north: float
    per_degree: float
    width: int
    height: int


def _coloured(box: Box, dress: Dress) -> np.ndarray:
    """The piece as colours from 0 to 255, from the heights."""
    edge = 2
    lon = box.west + (np.arange(-edge, box.width + edge) + 0.5) / box.per_degree
    above = math.degrees(math.atan(math.sinh(math.radians(_mercator(box.north) + edge / box.per_degree))))
    lat = _latitudes(above, box.per_degree, box.height + 2 * edge)
    rows, _ = elevation.cell(lon[0], lat)
    _, columns = elevation.cell(lon, lat[0])
    top, bottom = max(int(rows[0]) - 16, 0), min(int(rows[-1]) + 17, elevation.tile().shape[0])
    left, right = max(int(columns[0]) - 16, 0), min(int(columns[-1]) + 17, elevation.tile().shape[1])
    ground = elevation.tile()[top:bottom, left:right].astype(float)
    heights = _resampled(ground, rows - top, columns - left)
    metres = EARTH_CIRCUMFERENCE_M / 360 / box.per_degree * np.cos(np.radians(lat))
    lit = _light(heights, metres)[edge:-edge, edge:-edge]
    heights = heights[edge:-edge, edge:-edge]
    at = [height for height, _ in dress.tint]
    tint = np.stack([np.interp(heights, at, [colour[k] for _, colour in dress.tint]) for k in range(3)], axis=-1)
    # Level ground keeps its tint.
    level = sum(part * math.sin(math.radians(height)) for _, height, part in LIGHTS)
    factor = np.where(
        lit < level,
        dress.shadow + (1 - dress.shadow) * lit / level,
        1 + (dress.shine - 1) * (lit - level) / (1 - level),
    )
    return np.asarray(tint * factor[..., None])


def _written(colours: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.clip(np.rint(colours), 0, 255).astype(np.uint8)).save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


def _older(box: Box, dress: Dress) -> np.ndarray:
    """The piece in the shades of a coarser picture of the world, for where there are no heights."""
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(inputs.package_file(f"{BASEMAP}shadedrelief.jpg")) as world:
        per_degree = world.width / 360
        corner = (math.floor((box.west + 180) * per_degree) - 2, math.floor((90 - box.north) * per_degree) - 2)
        east = box.west + box.width / box.per_degree
        lat = _latitudes(box.north, box.per_degree, box.height)
        far = (math.ceil((east + 180) * per_degree) + 2, math.ceil((90 - lat[-1]) * per_degree) + 2)
        shades = np.asarray(world.crop((*corner, *far)).convert("L")).astype(float)
    lon = box.west + (np.arange(box.width) + 0.5) / box.per_degree
    rows = (90 - lat) * per_degree - 0.5 - corner[1]
    columns = (lon + 180) * per_degree - 0.5 - corner[0]
    found = _resampled(shades, rows, columns)
    faint = 0.35
    factor = np.interp(found, [60, 205, 255], [1 - (1 - dress.shadow) * faint, 1, 1 + (dress.shine - 1) * faint])
    middle = next(colour for height, colour in dress.tint if height == 2500)
    return np.asarray(np.array(middle) * factor[..., None])


def picture(theme: str) -> bytes:
    """The relief of the whole frame.

    Parameters
    ----------
    theme
        One of :data:`DRESSES`.

    Returns
    -------
    bytes
        WebP. Columns are equal steps of longitude and rows equal steps of Web Mercator, so that the picture fits the
        map when it is stretched between the corners of the frame. Towards the eastern edge of the heights it passes
        into an older, coarser picture.
    """
    west, south, east, north = FRAME
    width = round((east - west) * PICTURE_PER_DEGREE)
    height = round((_mercator(north) - _mercator(south)) * PICTURE_PER_DEGREE)
    box = Box(west, north, PICTURE_PER_DEGREE, width, height)
    dress = DRESSES[theme]
    known = round((elevation.EAST - west) * PICTURE_PER_DEGREE)
    passing = np.clip((known - np.arange(known)) / PICTURE_PER_DEGREE / PASSING_DEGREES, 0, 1)
    colours = _older(box, dress)
    own = _coloured(Box(west, north, PICTURE_PER_DEGREE, known, height), dress)
    colours[:, :known] = own * passing[:, None] + colours[:, :known] * (1 - passing[:, None])
    return _written(colours)


def _tile_numbers(level: int, bounds: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Column and row of every tile of a level that touches a box."""
    west, south, east, north = bounds
    size = 360 / 2**level
    for x in range(math.floor((west + 180) / size), math.ceil((east + 180) / size)):
        for y in range(math.floor((180 - _mercator(north)) / size), math.ceil((180 - _mercator(south)) / size)):
            yield x, y


def tiles() -> dict[str, bytes]:
    """The pyramid of tiles that the layer's record describes, see :class:`geodata.model.Tiles`.

    Returns
    -------
    dict
        ``theme/level/column/row.webp`` to content.
    """
    wanted = tomllib.loads((load.LAYERS / "relief.toml").read_text(encoding="utf-8"))["tiles"]
    first, last = wanted["levels"]
    found = {}
    for level in range(first, last + 1):
        per_degree = wanted["size"] * 2**level / 360
        for x, y in _tile_numbers(level, wanted["bounds"]):
            west, down = x * 360 / 2**level - 180, 180 - y * 360 / 2**level
            north = math.degrees(math.atan(math.sinh(math.radians(down))))
            for theme, dress in DRESSES.items():
                box = Box(west, north, per_degree, wanted["size"], wanted["size"])
                found[f"{theme}/{level}/{x}/{y}.webp"] = _written(_coloured(box, dress))
    return found
