"""What stands on and under the map of a picture: scale bar, notes, title, legend and credits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import geodata
from ui.brief.drawing import lettering, names, outlines
from ui.brief.drawing import stylesheet as ink
from ui.brief.drawing.lettering import attributes
from ui.brief.drawing.names import Box
from ui.brief.drawing.projection import Camera
from ui.maps import Swipe, style

# Everything in pixels. The scale bar and notes keep this far from the edge of the map.
EDGE = 10
BAR_LONGEST, BAR_SIZE, BAR_HIGH = 130, 11, 18
NOTE_SIZE, NOTE_LEADING, NOTE_WIDEST, NOTE_PADDING = 12, 16, 300, 9
TITLE_SIZE, TITLE_LEADING = 18, 23
ROW_SIZE, ROW_LEADING, ROW_GAP, COLUMN_NARROWEST, COLUMN_GAP = 12.5, 16, 4, 230, 22
SWATCH, SWATCH_HIGH, SWATCH_GAP = 24, 13, 8
CREDIT_SIZE, CREDIT_LEADING = 10.5, 14
RECONSTRUCTED = "Reconstructed"
HANDLE = 3.0
# Middle of the small letters above the baseline, as a part of their size: where a symbol beside them has its middle.
MIDDLE = 0.3


def bar(camera: Camera) -> tuple[str, Box]:
    """Return the scale bar and its box: a round number of kilometres, true at the centre of the frame."""
    length_km = _round(camera.km_per_pixel * min(BAR_LONGEST, camera.width / 3))
    long = length_km / camera.km_per_pixel
    left, bottom = EDGE, camera.height - EDGE
    box = (left, bottom - BAR_HIGH, left + long, bottom)
    paper = attributes(x=left, y=box[1], width=long, height=BAR_HIGH, fill=ink.colour("control"), fill_opacity="0.8")
    rule = f"M{left} {bottom - 6}v6h{long:.2f}v-6"
    text = lettering.line(f"{length_km:g} km", left + 5, bottom - 6, BAR_SIZE, fill=ink.colour("ink"))
    line = attributes(d=rule, fill="none", stroke=ink.colour("ink"), stroke_width=1.6, data_km=f"{length_km:g}")
    return f"<g><rect{paper}/><path{line}/>{text}</g>", box


def _round(most: float) -> float:
    """The largest of 1, 2, 3, 5 times a power of ten that is not above ``most``."""
    power = 10 ** math.floor(math.log10(most))
    return float(power * max(step for step in (1, 2, 3, 5) if step * power <= most * (1 + 1e-9)))


def note(text: str, camera: Camera) -> tuple[str, Box]:
    """Return a note in the upper right corner of the map, and its box."""
    lines = lettering.wrapped(text, min(NOTE_WIDEST, camera.width * 0.62) - 2 * NOTE_PADDING, NOTE_SIZE)
    wide = max(lettering.width(line, NOTE_SIZE) for line in lines) + 2 * NOTE_PADDING
    high = len(lines) * NOTE_LEADING + 8
    left, top = camera.width - EDGE - wide, float(EDGE)
    return _paper(left, top, wide, high) + _lines(lines, left + NOTE_PADDING, top + 16, NOTE_SIZE, NOTE_LEADING), (
        left,
        top,
        left + wide,
        top + high,
    )


def unofficial(camera: Camera, shapes: Sequence[Any], taken: Sequence[Box]) -> tuple[str, Box]:
    """Return the words that no picture of reconstructed land goes without, and their box.

    Parameters
    ----------
    camera
        The frame.
    shapes
        What they are about (pixels): they stand in a corner where they do not hide it, if there is one.
    taken
        Boxes where something else stands.
    """
    parcels = geodata.comparison().parcels
    warning, colour = parcels.warning if parcels else RECONSTRUCTED, style.reconstructed() or "edge"
    wide, high = lettering.width(warning, NOTE_SIZE, 600) + 2 * NOTE_PADDING, float(NOTE_LEADING + 8)
    right, bottom = camera.width - EDGE - wide, camera.height - EDGE - high
    corners = [(right, bottom), (float(EDGE), float(EDGE)), (right, float(EDGE))]
    boxes = [(left, top, left + wide, top + high) for left, top in corners]
    free = [box for box in boxes if not any(outlines.touches(shape, box) for shape in shapes)]
    box = next((one for one in free if all(names.apart(one, other) for other in taken)), boxes[0])
    words = lettering.line(warning, box[0] + NOTE_PADDING, box[1] + 16, NOTE_SIZE, weight=600, fill=ink.colour(colour))
    return _paper(box[0], box[1], wide, high, colour) + words, box


def handle(swipe: Swipe, camera: Camera) -> list[tuple[str, Box]]:
    """Return the line between before and after, and beside it what either side is where that has room; their boxes."""
    x = camera.width * swipe.at / 100
    line = f"M{x:g} 0v{camera.height}"
    drawn = "".join(
        f"<path{attributes(d=line, fill='none', stroke=ink.colour(colour), stroke_width=wide)}/>"
        for colour, wide in (("halo", HANDLE + 2.5), ("ink", HANDLE))
    )
    found = [(drawn, (x - HANDLE, 0.0, x + HANDLE, float(camera.height)))]
    for side, lines in (("before", swipe.before), ("after", swipe.after)):
        widths = [lettering.width(text, NOTE_SIZE, weight) for text, weight in zip(lines, (600, 400), strict=True)]
        wide, high = max(widths) + 2 * NOTE_PADDING, 2 * NOTE_LEADING + 8.0
        left = x - EDGE - wide if side == "before" else x + EDGE
        top = camera.height - EDGE - BAR_HIGH - EDGE - high
        if left < 0 or left + wide > camera.width:
            continue
        paper = attributes(x=left, y=top, width=wide, height=high, fill=ink.colour("control"), fill_opacity="0.88")
        words = "".join(
            lettering.line(
                text,
                left + NOTE_PADDING,
                top + 16 + row * NOTE_LEADING,
                NOTE_SIZE,
                weight=weight,
                fill=ink.colour("ink"),
            )
            for row, (text, weight) in enumerate(zip(lines, (600, 400), strict=True))
        )
        found.append((f"<rect{paper}/>{words}", (left, top, left + wide, top + high)))
    return found


def _paper(left: float, top: float, wide: float, high: float, colour: str = "accent") -> str:
    sheet = attributes(x=left, y=top, width=wide, height=high, fill=ink.colour("control"), fill_opacity="0.88")
    stripe = attributes(x=left, y=top, width=3, height=high, fill=ink.colour(colour))
    return f"<rect{sheet}/><rect{stripe}/>"


def _lines(
    lines: Sequence[str], x: float, y: float, size: float, leading: float, weight: int = 400, colour: str = "ink"
) -> str:
    fill = ink.colour(colour)
    return "".join(
        lettering.line(text, x, y + n * leading, size, weight=weight, fill=fill) for n, text in enumerate(lines)
    )


def below(
    title: str, rows: Sequence[tuple[str, str]], problems: Sequence[str], credits: str, width: float
) -> tuple[str, float]:
    """Set everything that stands under the map.

    Parameters
    ----------
    title, credits
        Words, empty for none.
    rows
        The legend: classes of a symbol and its words.
    problems
        Sentences on what could not be drawn.
    width
        How much room there is (pixels).

    Returns
    -------
    str, float
        Elements of SVG, from the upper left corner, and how high they are (pixels).
    """
    parts, y = [], 0.0
    for text, size, leading, weight, colour in (
        (title, TITLE_SIZE, TITLE_LEADING, 600, "ink"),
        ("\n".join(problems), ROW_SIZE, ROW_LEADING, 400, "accent"),
    ):
        if text.strip():
            lines = lettering.wrapped(text, width, size, weight)
            parts.append(_lines(lines, 0, y + leading, size, leading, weight, colour))
            y += len(lines) * leading + 8
    drawn, y = _legend(rows, y, width)
    parts.append(drawn)
    if credits:
        lines = lettering.wrapped(credits, width, CREDIT_SIZE)
        parts.append(_lines(lines, 0, y + CREDIT_LEADING + 4, CREDIT_SIZE, CREDIT_LEADING))
        y += len(lines) * CREDIT_LEADING + 4
    return "".join(parts), y + 8


def _legend(rows: Sequence[tuple[str, str]], top: float, width: float) -> tuple[str, float]:
    """Rows in columns of about the same height, read from top to bottom."""
    if not rows:
        return "", top
    columns = max(1, min(len(rows), int((width + COLUMN_GAP) // (COLUMN_NARROWEST + COLUMN_GAP))))
    room = (width - (columns - 1) * COLUMN_GAP) / columns
    words = [lettering.wrapped(text, room - SWATCH - SWATCH_GAP, ROW_SIZE) for _, text in rows]
    heights = [len(lines) * ROW_LEADING + ROW_GAP for lines in words]
    parts, column, y, lowest = [], 0, top, top
    for (symbol, _), lines, high in zip(rows, words, heights, strict=True):
        if y > top and y + high - top > _column_height(heights, columns) + 1e-6:
            column, y = column + 1, top
        x = column * (room + COLUMN_GAP)
        baseline = y + ROW_LEADING - 3
        parts.append(swatch(symbol, x, baseline - MIDDLE * ROW_SIZE))
        parts.append(_lines(lines, x + SWATCH + SWATCH_GAP, baseline, ROW_SIZE, ROW_LEADING))
        y += high
        lowest = max(lowest, y)
    return "".join(parts), lowest


def _column_height(heights: Sequence[int], columns: int) -> int:
    """The least height at which the rows, taken in order, fit the columns."""
    for height in range(max(heights), sum(heights) + 1):
        used, filled = 1, 0
        for one in heights:
            used, filled = (used + 1, one) if filled + one > height else (used, filled + one)
        if used <= columns:
            return height
    return sum(heights)


def swatch(symbol: str, x: float, y: float) -> str:
    """Return a symbol of the legend; ``x`` is its left edge and ``y`` its middle (pixels).

    Raises
    ------
    ui.brief.drawing.stylesheet.InkError
        If the map draws nothing by that name.
    """
    form, _, rest = symbol.partition(" ")
    middle = x + SWATCH / 2
    if form == "line":
        return f"<path{attributes(d=f'M{x:g} {y:.1f}h{SWATCH}', **_ink(_line_classes(rest)))}/>"
    if form == "dot":
        mark = ink.sheet().dot(f"gate-label town dot {rest}")
        return names.dot(middle, y, mark) if mark else ""
    if form == "parcels":
        return "".join(
            f"<ellipse{attributes(cx=middle, cy=y, rx=across, ry=down, **_ink(f'gate-place {rest} parcel-{part}'))}/>"
            for part, across, down in (("outer", 12, 6.5), ("best", 9, 5), ("core", 6, 3.2))
        )
    if form == "selected":
        return f"<circle{attributes(cx=middle, cy=y, r=4.5, **_ink('gate-halo') | {'stroke_width': '5'})}/>"
    if form == "point":
        return f"<circle{attributes(cx=middle, cy=y, r=5, **_ink(f'gate-place {rest} point'))}/>"
    if form == "circle":
        return f"<circle{attributes(cx=middle, cy=y, r=6.5, **_ink(f'gate-place {rest} circle'))}/>"
    classes = {"band": f"gate-place {rest} band", "area": f"gate-place {rest} area", "drawn": f"gate-drawing {rest}"}
    if form not in classes:
        raise ink.InkError(f"The map draws nothing called “{symbol}”.")
    high = 9 if form == "band" else SWATCH_HIGH
    return f"<rect{attributes(x=x, y=y - high / 2, width=SWATCH, height=high, **_ink(classes[form]))}/>"


def _line_classes(rest: str) -> str:
    kind = rest.removeprefix("drawn ")
    if kind != rest:
        old = "old " if kind in geodata.comparison().old_ids else ""
        return f"gate-drawing {old}{kind}"
    ground = {"water": "gate-river", "province": "gate-province"}
    return ground.get(rest, f"gate-place line {rest}")


def _ink(classes: str) -> dict[str, str]:
    return {name.replace("-", "_"): value for name, value in ink.sheet().shape(classes).items()}
