"""A statement and the line that leads it, set large beside a bar of colour: what stands over the map of a preview."""

from __future__ import annotations

from ui.brief.drawing import stylesheet as ink
from ui.brief.drawing.lettering import FAMILY, attributes, line, wrapped

# Pixels: the bar, the margins, the size of the lead, and those tried for the statement, largest first.
BAR, MARGIN, LEAD, SIZES, LEADING = 18, 36, 34, (46, 42, 38, 34, 30, 26, 22), 1.24


def banner(lead: str, statement: str, colour: str, width: int, lowest: int, highest: int) -> tuple[str, int]:
    """Set a statement under what leads it, as large as it fits.

    Parameters
    ----------
    lead, statement
        Plain words.
    colour
        Of the bar and of the lead.
    width, lowest, highest
        Pixels: how wide it is, and how high it has to be and may be.

    Returns
    -------
    str, int
        An SVG, and its height in pixels.
    """
    room = width - BAR - 2 * MARGIN
    top = MARGIN + LEAD
    for size in SIZES:
        lines = wrapped(statement, room, size, 600)
        height = round(top + (len(lines) + 0.25) * size * LEADING + MARGIN / 2)
        if height <= highest:
            break
    height = max(height, lowest)
    left = BAR + MARGIN
    words = [line(lead, left, top, LEAD, weight=600, fill=colour)]
    words += [
        line(words, left, top + number * size * LEADING + 8, size, weight=600, fill=ink.colour("ink"))
        for number, words in enumerate(lines, 1)
    ]
    root = attributes(
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        font_family=FAMILY,
    )
    ground = attributes(width=width, height=height, fill=ink.colour("halo"))
    bar = attributes(width=BAR, height=height, fill=colour)
    return f"<svg{root}><rect{ground}/><rect{bar}/>{''.join(words)}</svg>", height
