"""Any view of the dashboard's map as one SVG: the same records, in the same ink, without a browser or a server."""

from __future__ import annotations

import hashlib

import geodata
from ui import maps
from ui.address import State
from ui.brief.drawing import furniture as key
from ui.brief.drawing import layers as sketch
from ui.brief.drawing import names, raster
from ui.brief.drawing import stylesheet as ink
from ui.brief.drawing.layers import Sketch
from ui.brief.drawing.lettering import FAMILY, attributes, written
from ui.brief.drawing.projection import look
from ui.maps import style

# Pixels between the map and what stands under it, and left and right of that.
UNDER, INSET = 12, 10

png = raster.png


def draw(
    state: State,
    scene: maps.Scene = maps.WHOLE,
    *,
    title: str,
    legend: tuple[tuple[str, str], ...] | None = None,
    size: tuple[int, int] = (960, 600),
    covered: int = 0,
) -> str:
    """Draw a view of the map.

    Parameters
    ----------
    state
        What the reader has chosen. Of an online basemap nothing is fetched: the built-in one is drawn.
    scene
        What the page draws.
    title
        Stands under the map; plain text.
    legend
        Rows of symbol classes and plain words; None for those of what is drawn. Rows of which the frame shows nothing
        are left out.
    size
        Width and height of the map in pixels; what stands under it makes the picture higher.
    covered
        Pixels at the top that something else will cover: what is looked at stands below them.

    Returns
    -------
    str
        One ``<svg>`` element that asks for nothing from elsewhere, the same for the same view. A layer that is missing
        or damaged is named in a sentence in it.
    """
    found = sketch.sketch(state, scene, look(state, scene, size, covered))
    furniture, taken = _furniture(found)
    wanted = [record for record in found.labels if found.wants(record)]
    named = names.placed(wanted, found.camera, found.selected, taken, found.grounds)
    lettered = names.drawn(named)
    seen = found.seen | {name.css for name in named}
    explained = maps.legend(state, scene) if legend is None else legend
    rows = [row for row in explained if any(style.matches(row[0], css) for css in seen)]
    under, bottom = key.below(title, rows, found.problems, _credits(state, scene), size[0] - 2 * INSET)
    return _whole(found, title, "".join(found.drawn) + lettered + furniture, under, bottom)


def height_below(state: State, scene: maps.Scene, title: str, width: int) -> int:
    """Return how much higher than its map a picture without a legend is, if all of it can be drawn (pixels)."""
    return round(UNDER + key.below(title, (), (), _credits(state, scene), width - 2 * INSET)[1])


def _whole(found: Sketch, title: str, inner: str, under: str, bottom: float) -> str:
    width, height = found.camera.width, found.camera.height
    total = round(height + UNDER + bottom)
    told = f"{geodata.atlas().title}. Drawn: {', '.join(dict.fromkeys(found.shown)) or 'no place'}."
    described = " ".join((told, *found.problems))
    frame = "gate-" + hashlib.sha256(f"{written(title)}{inner}{under}".encode()).hexdigest()[:10]
    root = attributes(
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {total}",
        width=width,
        height=total,
        role="img",
        font_family=FAMILY,
    )
    box = attributes(width=width, height=height)
    edge = attributes(x=0.5, y=0.5, width=width - 1, height=height - 1, fill="none", stroke=ink.colour("edge"))
    return (
        f"<svg{root}><title>{written(title)}</title><desc>{written(described)}</desc>"
        f'<defs><clipPath id="{frame}"><rect{box}/></clipPath>{_sides(found)}</defs>'
        f'<rect width="{width}" height="{total}" fill="{ink.colour("halo")}"/>'
        f'<g clip-path="url(#{frame})"><rect{box} fill="{ink.colour("ground")}"/>{inner}</g><rect{edge}/>'
        f'<g transform="translate({INSET} {height + UNDER})">{under}</g></svg>'
    )


def _sides(found: Sketch) -> str:
    """The clips of what lies on one side of a swipe."""
    if not found.scene.swipe:
        return ""
    cut = []
    for side in maps.SIDES:
        left, top, right, bottom = found.camera.beside(side, found.scene.swipe.at)
        box = attributes(x=left, y=top, width=right - left, height=bottom - top)
        cut.append(f'<clipPath id="gate-{side}"><rect{box}/></clipPath>')
    return "".join(cut)


def _furniture(drawing: Sketch) -> tuple[str, list[names.Box]]:
    """Scale bar and notes on the map, and where they stand."""
    found = [key.bar(drawing.camera)]
    if drawing.scene.caption.strip():
        found.append(key.note(drawing.scene.caption, drawing.camera))
    if drawing.unofficial:
        found.append(key.unofficial(drawing.camera, drawing.unofficial, [box for _, box in found]))
    if drawing.scene.swipe:
        found += key.handle(drawing.scene.swipe, drawing.camera)
    return "".join(element for element, _ in found), [box for _, box in found]


def _credits(state: State, scene: maps.Scene) -> str:
    besides = (*(("events",) if scene.events else ()), *scene.built)
    return maps.credits(maps.layers_drawn(state, scene), geodata.atlas().basemap_ids[0], besides)
