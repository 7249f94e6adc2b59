"""What a page makes of the one map, and the message that brings a mounted map there. Pure: no streamlit, no folium."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

import geodata
from geodata.errors import GeodataError
from ui.address import State
from ui.maps import ground, style

SIDES = ("before", "after")


@dataclass(frozen=True, slots=True)
class Drawing:
    """Something a page draws on the map itself: not clickable, gone with the next message that leaves it out.

    ``css`` are classes of the style sheet, ``geometry`` GeoJSON in WGS84 degrees; a ``label`` stands ``at`` a latitude
    and longitude. ``side`` is that of a change (``before`` or ``after``) on which it is drawn, if there is one.
    """

    css: str
    geometry: dict[str, Any]
    label: str = ""
    at: tuple[float, float] | None = None
    side: str = ""


@dataclass(frozen=True, slots=True)
class Swipe:
    """Before and after on one map, left and right of a handle.

    The handle stands ``at`` per cent of the map's width and is called ``label``; ``before`` and ``after`` are what
    stands beside it: a heading and a line under it. ``today`` is the place whose line is drawn after alone.
    """

    at: int
    label: str
    before: tuple[str, str]
    after: tuple[str, str]
    today: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What a page makes of the one map.

    ``only`` these places are drawn (None: all) and these later ``events``; ``goal`` is where to look (latitude,
    longitude, zoom) while nothing is chosen (None: the whole country). ``drawings`` are the page's own, from the
    layers ``built``; ``caption`` stands on the map, so that a screenshot keeps it. With ``point`` a click is a point
    on the ground and chooses no place. Reconstructed land is tinted as it was on one ``side`` of a change (``before``
    or ``after``), or as on both with a ``swipe`` between them. The ``wheel`` zooms the map only where it is the page's
    main thing; elsewhere it scrolls the page. Without ``beyond`` the map does not point to what lies outside its frame.

    A story has ``steps``, each a scene of its own with a ``title`` for the browser's tab: the page scrolls through them
    without a run, and the map takes the one in view. ``step`` is the one to begin with, counted from 1, and also the
    one to return to while a page of steps shows something else.
    """

    only: tuple[str, ...] | None = None
    events: tuple[str, ...] = ()
    goal: tuple[float, float, float] | None = None
    drawings: tuple[Drawing, ...] = ()
    built: tuple[str, ...] = ()
    caption: str = ""
    point: bool = False
    wheel: bool = False
    beyond: bool = True
    side: str = ""
    swipe: Swipe | None = None
    steps: tuple[Scene, ...] = ()
    step: int = 0
    title: str = ""

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides of a change that are drawn; one without a name where there is no change."""
        return SIDES if self.swipe else (self.side,)


WHOLE = Scene(wheel=True)


def message(state: State, scene: Scene, visit: int, heard: int) -> str:
    """Return the script that brings a mounted map to a state.

    Parameters
    ----------
    state
        What the reader has chosen; every value in it has been validated.
    scene
        What the page draws.
    visit
        Counts the addresses opened: the map takes over the view of the state when it changes.
    heard
        Time stamp of the last click that reached Python, so that an older answer does not undo a newer click.
    """
    view = [state.view.lat, state.view.lon, state.view.zoom] if state.view else None
    chosen = {
        "place": state.event or state.place,
        **_shown(state, scene),
        "point": scene.point,
        "wheel": scene.wheel,
        "beyond": scene.beyond,
        "side": scene.side,
        "swipe": asdict(scene.swipe) | {"usual": State().swipe} if scene.swipe else None,
        "layers": state.layers,
        "basemap": state.basemap,
        "view": view,
        "visit": visit,
        "heard": heard,
        "step": scene.step,
        "steps": [{**_shown(state, one), "title": one.title} for one in scene.steps],
    }
    return f"gate.apply({json.dumps(chosen, ensure_ascii=True)});"


def _shown(state: State, scene: Scene) -> dict[str, Any]:
    """What of a message is a step's own where a page has steps."""
    globe = ("land",) if geodata.atlas().locator else ()
    besides = (*(("events",) if scene.events else ()), *scene.built, *globe)
    return {
        "only": scene.only,
        "events": scene.events,
        "goal": scene.goal,
        "drawings": [
            {"css": one.css, "geometry": _rounded(one.geometry), "label": one.label, "at": one.at, "side": one.side}
            for one in scene.drawings
        ],
        "caption": scene.caption,
        "credits": credits(layers_drawn(state, scene), state.basemap, besides),
        "ownCredits": credits(layers_drawn(state, scene), geodata.atlas().basemap_ids[0], besides),
    }


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    """A geometry to four decimals, about 10 m: as fine as the map can show."""

    def shorter(numbers: Any) -> Any:
        return [shorter(one) for one in numbers] if isinstance(numbers, list | tuple) else round(numbers, 4)

    return {"type": geometry["type"], "coordinates": shorter(geometry["coordinates"])}


def layers_drawn(state: State, scene: Scene) -> tuple[str, ...]:
    """Return the switches whose layers a view draws: those that are on, and those of the places that it must show."""
    places = geodata.places()
    shown = {place.layer for place in places if scene.only is None or place.id in scene.only}
    held = {place.layer for place in places} - shown
    chosen = {place.layer for place in places if place.id == state.place}
    held -= set(ground.switches())
    return tuple(i for i in geodata.atlas().switch_ids if (i in state.layers and i not in held) or i in chosen)


def legend(state: State, scene: Scene) -> tuple[tuple[str, str], ...]:
    """Return the legend of all that a view draws, in its frame or not: pairs of symbol and words."""
    later = style.LATER if scene.events or state.event else ()
    selected = style.SELECTED if state.event or state.place else ()
    return (*style.legend_rows(layers_drawn(state, scene)), *later, *selected)


def credits(layer_ids: tuple[str, ...], basemap: str, besides: tuple[str, ...] = ()) -> str:
    """Return the credit line of exactly the built layers that a view draws, those ``besides`` included (plain text)."""
    cited: list[str] = []
    lines = {source.id: source.credit for source in geodata.data_sources()}
    for built in (*style.layers_credited(layer_ids, basemap), *besides):
        try:
            cited += geodata.layer(built).sources
        except GeodataError:
            continue
    return " · ".join(dict.fromkeys(lines[source] for source in cited if source in lines))
