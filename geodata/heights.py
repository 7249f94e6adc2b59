"""Heights of the ground: what lies between two points.

The layer `heights` is a grid of whole metres, cut from the model that the relief and the profiles of the borders are
made from. Its first value stands at the north-western corner of its bounds and its last at the south-eastern one.
``numpy``, ``pillow`` and ``pyproj`` are imported inside the functions, as in :mod:`geodata.measure`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from geodata import load
from geodata.errors import DamagedFileError
from geodata.measure import Point

LAYER = "heights"
EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Height:
    """The ground at one spot of a path: how far from its start (km), how high (m), and where (WGS84 degrees)."""

    km: float
    height_m: float
    lon: float
    lat: float


def covers(*points: Point) -> bool:
    """Return whether all points (longitude, latitude) lie where there are heights; none do without the layer.

    Examples
    --------
    >>> from geodata import heights
    >>> heights.covers((68.78, 38.54)), heights.covers((68.78, 38.54), (37.62, 55.75))
    (True, False)
    """
    if not load.has_layer(LAYER):
        return False
    west, south, east, north = bounds()
    return all(west <= lon <= east and south <= lat <= north for lon, lat in points)


def bounds() -> tuple[float, float, float, float]:
    """Return west, south, east and north of the grid (WGS84 degrees).

    Examples
    --------
    >>> from geodata import heights
    >>> heights.bounds()
    (66.0, 36.0, 76.0, 41.5)
    """
    found = load.layer(LAYER).bounds
    if found is None:
        raise DamagedFileError(f"layers/{LAYER}.toml: it gives no bounds.")
    return found


def along(start: Point, finish: Point, step_km: float = 1.0) -> tuple[Height, ...]:
    """Return the ground under the geodesic from one point to another, in even steps and at its end.

    Parameters
    ----------
    start, finish : (longitude, latitude)
        WGS84 degrees; both have to lie where there are heights, see :func:`covers`.
    step_km : float
        How far apart the samples are. The model has about one height a kilometre.

    Returns
    -------
    tuple of Height
        Heights between the four nearest values of the grid (bilinear).

    Examples
    --------
    >>> from geodata import heights
    >>> found = heights.along((68.78, 38.54), (69.32, 38.10))
    >>> len(found), round(found[-1].km), max(one.height_m for one in found) > 1000
    (69, 68, True)
    """
    import numpy as np
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    azimuth, _, metres = geod.inv(start[0], start[1], finish[0], finish[1])
    km = np.append(np.arange(0, metres / 1000, step_km), metres / 1000)
    lon, lat, _ = geod.fwd(np.full(len(km), start[0]), np.full(len(km), start[1]), np.full(len(km), azimuth), km * 1000)
    west, _, east, north = bounds()
    grid = _grid(load.layer(LAYER).sha256)
    per_degree = (grid.shape[1] - 1) / (east - west)
    found = between(grid, (north - np.asarray(lat)) * per_degree, (np.asarray(lon) - west) * per_degree)
    return tuple(Height(*(float(value) for value in row)) for row in zip(km, found, lon, lat, strict=True))


def above_sight(found: tuple[Height, ...]) -> tuple[float, float]:
    """Return how far the ground stands above the straight line from the first to the last spot, at most, and where.

    Parameters
    ----------
    found
        Ground under a path. The curve of the earth counts, the bending of light does not.

    Returns
    -------
    float, float
        Metres above the line (0 where nothing stands above it) and kilometres from the start.

    Examples
    --------
    Between two shores 100 km apart the sea itself stands in the way:

    >>> from geodata import heights
    >>> sea = tuple(heights.Height(float(km), 0.0, 0.0, 0.0) for km in range(101))
    >>> metres, km = heights.above_sight(sea)
    >>> round(metres), km
    (196, 50.0)
    """
    first, last = found[0], found[-1]
    if not last.km:
        return 0.0, 0.0
    over = []
    for one in found:
        line = first.height_m + (last.height_m - first.height_m) * one.km / last.km
        bulge = 1000 * one.km * (last.km - one.km) / (2 * EARTH_RADIUS_KM)
        over.append((one.height_m + bulge - line, one.km))
    most, km = max(over)
    return (most, km) if most > 0 else (0.0, 0.0)


def between(grid: Any, rows: Any, columns: Any) -> Any:
    """Return the values of a grid between the four nearest ones (bilinear); whole numbers are its own places.

    Examples
    --------
    >>> from geodata import heights
    >>> import numpy as np
    >>> float(heights.between(np.array([[0, 10], [20, 30]]), np.array([0.5]), np.array([0.5]))[0])
    15.0
    """
    import numpy as np

    top = np.clip(np.floor(rows).astype(int), 0, grid.shape[0] - 2)
    left = np.clip(np.floor(columns).astype(int), 0, grid.shape[1] - 2)
    down, right = rows - top, columns - left
    above = grid[top, left] * (1 - right) + grid[top, left + 1] * right
    below = grid[top + 1, left] * (1 - right) + grid[top + 1, left + 1] * right
    return above * (1 - down) + below * down


@cache
def _grid(checksum: str) -> Any:
    """The grid, once for each state of its file (SHA-256)."""
    import numpy as np
    from PIL import Image

    del checksum
    file = load.layer(LAYER).file
    try:
        with Image.open(load.LAYERS / file) as picture:
            return np.asarray(picture).astype(float)
    except OSError as error:
        raise DamagedFileError(f"The file layers/{file} cannot be read.") from error
