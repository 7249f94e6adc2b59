"""Pixels: the piece of the relief that a frame shows, and a picture as PNG. No browser is needed for either."""

from __future__ import annotations

import base64
import io

import geodata
from geodata import load
from geodata.errors import DamagedFileError
from ui.brief.drawing.lettering import font_files
from ui.brief.drawing.projection import Camera

# The best of these qualities is taken at which the piece, written as text, is no longer than this.
QUALITIES, LONGEST = (82, 74, 66, 58, 50, 40, 30, 20), 120_000
FAMILY = "Source Sans Pro"


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
    west, south, east, north = record.bounds
    left, top = camera.pixel(west, north)
    right, bottom = camera.pixel(east, south)
    # Whole pixels, so that nothing is blurred twice.
    seen = (max(round(left), 0), max(round(top), 0), min(round(right), camera.width), min(round(bottom), camera.height))
    size = (seen[2] - seen[0], seen[3] - seen[1])
    if min(size) < 1:
        return None
    try:
        with Image.open(load.LAYERS / record.file) as picture:
            across, down = picture.width / (right - left), picture.height / (bottom - top)
            box = (
                max((seen[0] - left) * across, 0),
                max((seen[1] - top) * down, 0),
                min((seen[2] - left) * across, picture.width),
                min((seen[3] - top) * down, picture.height),
            )
            piece = picture.convert("RGB").resize(size, Image.Resampling.BICUBIC, box)
    except (OSError, UnidentifiedImageError, ValueError) as error:
        raise DamagedFileError(f"The file layers/{record.file} cannot be read.") from error
    return (seen[0], seen[1], *size), f"data:image/jpeg;base64,{_jpeg(piece)}"


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
