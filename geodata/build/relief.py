"""The relief picture: cropped to the frame, in rows of equal Web Mercator height, muted."""

from __future__ import annotations

import io
import math

import numpy as np
from PIL import Image, ImageEnhance

from geodata.build import inputs
from geodata.build.countries import FRAME
from geodata.build.readers import BASEMAP

WIDTH = 2100
SATURATION, CONTRAST, LIGHTEN = 0.55, 0.82, 0.16
QUALITY = 78


def _mercator(latitude: float) -> float:
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


def _rows(height: int) -> np.ndarray:
    """Latitude of the middle of each row, from north to south."""
    south, north = _mercator(FRAME[1]), _mercator(FRAME[3])
    middles = north - (np.arange(height) + 0.5) * (north - south) / height
    return np.degrees(np.arctan(np.sinh(np.radians(middles))))


def _cubic_weights(places: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Four source rows for each place and their weights (Catmull-Rom)."""
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
    rows = np.clip(base + np.arange(-1, 3)[:, None], 0, size - 1)
    return rows, weights


def picture() -> bytes:
    """The relief as JPEG.

    Returns
    -------
    bytes
        Columns are equal steps of longitude and rows equal steps of Web Mercator, so that the picture fits the map
        (EPSG:3857) when it is stretched between the corners of the frame.
    """
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(inputs.package_file(f"{BASEMAP}shadedrelief.jpg")) as world:
        per_degree = world.width / 360
        left, right = (round((lon + 180) * per_degree) for lon in (FRAME[0], FRAME[2]))
        top, bottom = (round((90 - lat) * per_degree) for lat in (FRAME[3], FRAME[1]))
        crop = world.crop((left, top, right, bottom)).convert("RGB")
    height = round(WIDTH * (_mercator(FRAME[3]) - _mercator(FRAME[1])) / (FRAME[2] - FRAME[0]))
    wide = np.asarray(crop.resize((WIDTH, crop.height), Image.Resampling.BICUBIC)).astype(float)
    places = (FRAME[3] - _rows(height)) * per_degree - 0.5
    rows, weights = _cubic_weights(places, wide.shape[0])
    pixels = sum(weights[k][:, None, None] * wide[rows[k]] for k in range(4))
    image = Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8))
    image = ImageEnhance.Contrast(ImageEnhance.Color(image).enhance(SATURATION)).enhance(CONTRAST)
    image = Image.blend(image, Image.new("RGB", image.size, (255, 255, 255)), LIGHTEN)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling="4:2:0", optimize=True, progressive=True)
    return out.getvalue()
