"""Words in a picture: how wide they are, where lines break, and text that cannot leave its place.

Widths are those of the font that pictures are rasterised with. Each text says its width, so that a reader's machine
with another font fits the words into the room they were given.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

FAMILY = "'Source Sans 3', 'Source Sans Pro', system-ui, sans-serif"
PACKAGE = "font_source_sans_pro"
# Weight and italics -> file of the font package.
FILES = {
    (400, False): "SourceSansPro-Regular.ttf",
    (600, False): "SourceSansPro-Semibold.ttf",
    (400, True): "SourceSansPro-It.ttf",
    (600, True): "SourceSansPro-SemiboldIt.ttf",
}
# Letters are measured at the font's own units, where nothing is rounded. Ascender and descender as parts of the size.
UNITS, ASCENDER, DESCENDER = 1000, 0.984, 0.273
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def font_files() -> tuple[Path, ...]:
    """Return the font files that words are measured and drawn with.

    Raises
    ------
    ImportError
        If the package that brings them is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(
            "The package font-source-sans-pro is missing; install it with: pip install -r requirements.txt"
        )
    folder = Path(spec.submodule_search_locations[0]) / "files"
    return tuple(folder / name for name in FILES.values())


@cache
def _font(weight: int, italic: bool) -> Any:
    from PIL import ImageFont

    path = font_files()[list(FILES).index((weight, italic))]
    return ImageFont.truetype(str(path), UNITS, layout_engine=ImageFont.Layout.BASIC)


@cache
def width(line: str, size: float, weight: int = 400, italic: bool = False, spacing: float = 0.0) -> float:
    """Return how wide one line of words is, in pixels.

    Parameters
    ----------
    line
        The words.
    size, spacing
        Size of the letters and room added between two of them, in pixels.
    weight, italic
        400 or 600; slanted or not.
    """
    length = float(_font(600 if weight >= 600 else 400, italic).getlength(clean(line)))
    return length * size / UNITS + spacing * max(len(line) - 1, 0)


def wrapped(text: str, room: float, size: float, weight: int = 400) -> list[str]:
    """Break words into lines no wider than ``room`` pixels; a word wider than that is broken too."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _breakable(paragraph.split(), room, size, weight):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size, weight) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def _breakable(words: Iterable[str], room: float, size: float, weight: int) -> Iterable[str]:
    for word in words:
        rest = word
        while len(rest) > 1 and width(rest, size, weight) > room:
            fits = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or width(rest[:n], size, weight) <= room)
            yield rest[:fits]
            rest = rest[fits:]
        yield rest


def clean(text: str) -> str:
    """Return a text without the characters that XML has no place for."""
    return FORBIDDEN.sub("", text)


def written(text: str) -> str:
    """Return words as they stand between two tags."""
    return escape(clean(text))


def attributes(**values: object) -> str:
    """Return attributes of an element, each with a blank before it; ``_`` in a name stands for ``-``."""
    return "".join(f" {name.replace('_', '-')}={quoteattr(clean(_plain(value)))}" for name, value in values.items())


def _plain(value: object) -> str:
    return number(value) if isinstance(value, int | float) else str(value)


def number(value: float) -> str:
    """Return a number to a tenth of a pixel, as short as it can be written."""
    return f"{round(value, 1) + 0:g}" if abs(value) < 1e5 else str(round(value))


def line(
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    weight: int = 400,
    italic: bool = False,
    spacing: float = 0.0,
    **more: object,
) -> str:
    """Return one line of words as an element of SVG, empty if there are none.

    Parameters
    ----------
    text
        The words; escaped here.
    x, y
        Where the baseline begins (pixels).
    size, weight, italic, spacing
        As in :func:`width`.
    more
        Further attributes.
    """
    if not text.strip():
        return ""
    if weight != 400:
        more["font_weight"] = weight
    if italic:
        more["font_style"] = "italic"
    if spacing:
        more["letter_spacing"] = f"{spacing:.3g}"
    # Browsers count the room after the last letter as well.
    length = width(text, size, weight, italic, spacing) + spacing
    room = {"textLength": length} if spacing else {"textLength": length, "lengthAdjust": "spacingAndGlyphs"}
    return f"<text{attributes(x=x, y=y, font_size=size, **more, **room)}>{written(text)}</text>"
