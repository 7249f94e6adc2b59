"""The map on a page: brought to a state with a message, and what the reader does on it taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui import internals, maps, twin
from ui.address import State, View, parse_view, session
from ui.mapview import component
from ui.markup import Html

HEIGHT = 560
KEY = "gate-map"
# A full disk, or one that may only be read.
NOWHERE = (
    "The map cannot be shown: this server has nowhere to put the files it is made of. The texts are all there; the map "
    "comes back by itself once there is room."
)


def show(
    state: State,
    on_click: Callable[[str, int], None],
    scene: maps.Scene = maps.WHOLE,
    on_point: Callable[[float, float, View | None], None] | None = None,
) -> None:
    """Put the map on the page and bring it to a state; name each layer that could not be drawn.

    Parameters
    ----------
    state
        What the reader has chosen.
    on_click
        Called with the id of the place clicked (empty for the empty map) and the click's time stamp, before the
        page runs again.
    scene
        What the page makes of the map.
    on_point
        Called with latitude and longitude (WGS84 degrees) of a click and with what the map showed then, if the scene
        asks for points.
    """
    if not (made := _made()):
        return
    prepared, frame = made

    def heard() -> None:
        value = st.session_state.get(KEY)
        sent = value if isinstance(value, dict) else {}
        # A new session is told all that the one before was told last, which the address has long since taken in.
        if sent.get("visit") != session.visit():
            return
        view = parse_view(str(sent.get("view")))
        _stand(sent)
        if isinstance(sent.get("place"), str) and isinstance(sent.get("at"), int):
            on_click(sent["place"], sent["at"])
            if view:
                session.change(view=view)
        elif isinstance(sent.get("failed"), str):
            session.without(sent["failed"], view)
        elif on_point and (point := _point(sent.get("point"))):
            on_point(*point, view)
        elif view:
            session.look(view)

    message = maps.message(state, scene, session.visit(), session.heard())
    with st.container(key="map"):
        frame(**internals.frame_arguments(KEY, HEIGHT, prepared.links, message), on_change=heard)
    st.html(Html(twin.markup(scene.events, not scene.point)))
    for problem in prepared.problems:
        st.warning(problem)


def _stand(sent: dict[str, Any]) -> None:
    """Take in where the page stood, before anything else: what follows was done at the step that was in view."""
    if type(sent.get("step")) is int:
        session.stand(sent["step"])
    if type(sent.get("swipe")) is int:
        session.slide(sent["swipe"])


def _made() -> tuple[component.Prepared, Callable[..., Any]] | None:
    """What the map is made of and what puts it on the page; None, and a sentence, if there is nowhere to put files."""
    try:
        prepared = component.prepare()
        prepared.keep()
        return prepared, component.mount()
    except OSError:
        st.error(NOWHERE)
        return None


def _point(value: Any) -> tuple[float, float] | None:
    """Latitude and longitude of a click as the browser sends it; None if it sends anything else."""
    if not isinstance(value, list) or len(value) != 2:
        return None
    if not all(isinstance(n, int | float) and -360 <= n <= 360 for n in value):
        return None
    return float(value[0]), float(value[1])
