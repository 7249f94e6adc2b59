"""The reader's controls beside the map: the list of places, the layer switches, the basemap, the legend."""

from __future__ import annotations

import streamlit as st

import geodata
from ui import maps
from ui.address import State, session
from ui.maps import style

OVERVIEW = "Choose a place, or click the map"


def bar(state: State) -> None:
    """Show the list of places, the way back to the overview and the switches in one row above the map."""
    with st.container(key="bar", horizontal=True, gap="small"):
        places(state)
        overview(state)
        layers(state)


def places(state: State) -> None:
    """Show the list of places; typing searches it."""
    names = {place.id: place.name for place in geodata.places()}
    st.session_state["places"] = state.place or None
    st.selectbox(
        "Places",
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=OVERVIEW,
        key="places",
        on_change=lambda: session.change(place=st.session_state["places"] or ""),
        label_visibility="collapsed",
    )


def overview(state: State) -> None:
    """Show the way back to the overview."""
    st.button(
        "Overview",
        key="overview",
        disabled=not state.place,
        on_click=session.change,
        kwargs={"place": ""},
    )


def layers(state: State) -> None:
    """Show the switches of the map's layers and the choice of basemap."""
    with st.popover("Layers"):
        st.session_state["layers"] = list(state.layers)
        labels = {layer.id: layer.label for layer in geodata.atlas().switches}
        st.pills(
            "Shown on the map",
            list(labels),
            format_func=labels.__getitem__,
            selection_mode="multi",
            key="layers",
            on_change=_take_layers,
        )
        st.session_state["basemap"] = state.basemap
        basemaps = {basemap.id: basemap.label for basemap in geodata.atlas().basemaps}
        st.radio(
            "Basemap",
            list(basemaps),
            format_func=basemaps.__getitem__,
            key="basemap",
            on_change=lambda: session.change(basemap=st.session_state["basemap"]),
        )
        st.caption("The online basemaps ask another server for pictures. Everything else comes from this one.")


def _take_layers() -> None:
    chosen = st.session_state["layers"]
    session.change(layers=tuple(layer for layer in geodata.atlas().switch_ids if layer in chosen))


def legend(state: State, scene: maps.Scene = maps.WHOLE) -> None:
    """Show what each symbol on the map means; only of what is drawn."""
    rows = "".join(
        f'<li><span class="swatch {symbol}"></span>{words}</li>'
        for symbol, words in (
            *style.legend_rows(maps.layers_drawn(state, scene)),
            *(style.LATER if scene.events else ()),
        )
    )
    st.html(f'<ul class="legend" aria-label="Legend">{rows}</ul>')
