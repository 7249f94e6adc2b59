"""Pixels: the piece of the relief that a frame shows, a picture as PNG, its map as WebP. No browser is needed."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import geodata
from geodata import load
from geodata.errors import DamagedFileError
from geodata.model import Layer
from ui.brief.drawing import stylesheet as ink
from ui.brief.drawing.lettering import font_files
from ui.brief.drawing.projection import Camera

if TYPE_CHECKING:
    from PIL import Image

Bounds = tuple[float, float, float, float]
# The best of these qualities is taken at which the piece, written as text, is no longer than this.
QUALITIES, LONGEST = (82, 74, 66, 58, 50, 40, 30, 20), 120_000
FAMILY = "Source Sans Pro"
WEBP_QUALITY = 58


def relief(camera: Camera) -> tuple[tuple[float, float, float, float], str] | None:
    """Return the relief in a frame.

    Returns
    -------
    tuple, str, or None
        Left, top, width and height in pixels of the frame, and a JPEG as ``data:`` address; None if the frame lies
        outside the relief.

    Raises
    ------
    MissingFileError, DamagedFileError
        If the layer's file or record is missing or broken.
    """
    from PIL import Image, UnidentifiedImageError

    record = geodata.layer("relief")
    if record.bounds is None:
        raise DamagedFileError("The file layers/relief.toml does not say where the picture lies.")
    frame = _seen(camera, record.bounds)
    if frame is None:
        return None
    try:
        ground = Image.new("RGB", (frame[2] - frame[0], frame[3] - frame[1]))
        for file, bounds in _pictures(record, camera):
            if seen := _seen(camera, bounds):
                path = load.LAYERS / file
                piece = _piece(_decoded(path, path.stat().st_mtime_ns), camera, bounds, seen)
                ground.paste(piece, (seen[0] - frame[0], seen[1] - frame[1]))
    except (OSError, UnidentifiedImageError, ValueError) as error:
        raise DamagedFileError(f"The file layers/{record.file} cannot be read.") from error
    return (frame[0], frame[1], *ground.size), f"data:image/jpeg;base64,{_jpeg(ground)}"


@lru_cache(maxsize=64)
def _decoded(path: Path, _changed: int) -> Image.Image:
    """A picture of the relief; kept, because neighbouring views see the same (0.2 MB for a tile)."""
    from PIL import Image

    with Image.open(path) as picture:
        return picture.convert("RGB")


def _seen(camera: Camera, bounds: Bounds) -> tuple[int, int, int, int] | None:
    """What the camera sees of a box: left, top, right, bottom, in whole pixels so that nothing is blurred twice."""
    west, south, east, north = bounds
    left, top = camera.pixel(west, north)
    right, bottom = camera.pixel(east, south)
    seen = (max(round(left), 0), max(round(top), 0), min(round(right), camera.width), min(round(bottom), camera.height))
    return seen if seen[0] < seen[2] and seen[1] < seen[3] else None


def _piece(picture: Image.Image, camera: Camera, bounds: Bounds, seen: tuple[int, int, int, int]) -> Image.Image:
    """The part of a picture that is seen, at the camera's scale."""
    from PIL import Image

    west, south, east, north = bounds
    left, top = camera.pixel(west, north)
    right, bottom = camera.pixel(east, south)
    across, down = picture.width / (right - left), picture.height / (bottom - top)
    box = (
        max((seen[0] - left) * across, 0),
        max((seen[1] - top) * down, 0),
        min((seen[2] - left) * across, picture.width),
        min((seen[3] - top) * down, picture.height),
    )
    return picture.resize((seen[2] - seen[0], seen[3] - seen[1]), Image.Resampling.BICUBIC, box)


def _pictures(record: Layer, camera: Camera) -> Iterator[tuple[str, Bounds]]:
    """The picture of the whole, then the tiles that the camera sees, at the level that is just fine enough."""
    whole = record.dark if ink.theme() == "dark" and record.dark else record.file
    yield whole, record.bounds or (0, 0, 0, 0)
    tiles = record.tiles
    if tiles is None:
        return
    per_degree = camera.pixel(1, 0)[0] - camera.pixel(0, 0)[0]
    level = min(max(math.ceil(math.log2(per_degree * 360 / tiles.size) - 0.25), tiles.levels[0]), tiles.levels[1])
    for path in sorted((load.LAYERS / tiles.folder / ink.theme() / str(level)).glob("*/*.webp")):
        bounds = _bounds(int(path.parent.name), int(path.stem), level)
        yield path.relative_to(load.LAYERS).as_posix(), bounds


def _bounds(column: int, row: int, level: int) -> Bounds:
    """West, south, east and north of a tile in degrees."""
    size = 360 / 2**level
    south, north = (math.degrees(math.atan(math.sinh(math.radians(180 - y * size)))) for y in (row + 1, row))
    return column * size - 180, south, (column + 1) * size - 180, north


def _jpeg(piece: object) -> str:
    written = ""
    for quality in QUALITIES:
        file = io.BytesIO()
        piece.save(file, "JPEG", quality=quality, optimize=True)  # type: ignore[attr-defined]
        written = base64.b64encode(file.getvalue()).decode("ascii")
        if len(written) <= LONGEST:
            break
    return written


def png(svg: str, width: int = 1600) -> bytes:
    """Rasterise a picture.

    Parameters
    ----------
    svg
        What :func:`ui.brief.drawing.draw` returns.
    width
        Width of the PNG in pixels; its height follows.

    Returns
    -------
    bytes
        A PNG file. Fonts come from a package, so that it is the same on every machine.
    """
    import resvg_py

    files = [str(path) for path in font_files()]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            skip_system_fonts=True,
            font_files=files,
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )


def webp(svg: str, size: tuple[int, int], width: int) -> bytes:
    """Rasterise the map of a picture, without what stands under it.

    Parameters
    ----------
    svg
        What :func:`ui.brief.drawing.draw` returns.
    size
        Width and height of the map in pixels, as it was drawn.
    width
        Width of the WebP in pixels; its height follows.
    """
    from PIL import Image

    with Image.open(io.BytesIO(png(svg, width))) as picture:
        seen = picture.convert("RGB").crop((0, 0, width, round(width * size[1] / size[0])))
    file = io.BytesIO()
    seen.save(file, "WEBP", quality=WEBP_QUALITY, method=4)
    return file.getvalue()
