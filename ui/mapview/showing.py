"""The map on a page: brought to a state with a message, and what the reader does on it taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui import internals, maps
from ui.address import State, View, parse_view, session
from ui.mapview import component

HEIGHT = 560
KEY = "gate-map"


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
    prepared = component.prepare()
    prepared.keep()
    frame = component.mount()

    def heard() -> None:
        value = st.session_state.get(KEY)
        sent = value if isinstance(value, dict) else {}
        view = parse_view(str(sent.get("view")))
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
    for problem in prepared.problems:
        st.warning(problem)


def _point(value: Any) -> tuple[float, float] | None:
    """Latitude and longitude of a click as the browser sends it; None if it sends anything else."""
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(n, int | float) for n in value):
        return None
    return float(value[0]), float(value[1])
