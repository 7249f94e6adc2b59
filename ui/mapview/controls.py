"""The reader's controls beside the map: the list of places, the layer switches, the basemap, the legend."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import streamlit as st

import geodata
from ui import maps, steady, words
from ui.address import State, choose, choose_place, session
from ui.maps import style
from ui.markup import Html, note, page_text

OVERVIEW = "Choose a place, or click the map"
ONLINE = "The online basemaps ask another server for pictures. Everything else comes from this one."


def bar(state: State) -> None:
    """Show the list of places, the way back to the overview and the switches in one row above the map."""
    with st.container(key="bar", horizontal=True, gap="small"):
        places(state)
        overview()
        layers(state)


def places(state: State) -> None:
    """Show the list of places; typing searches it."""
    choose_place("Places", state.place, key="places", placeholder=OVERVIEW)


def overview() -> None:
    """Show the way back to the overview; never disabled, as a button that is loses the keyboard's place."""
    st.button(
        "Overview",
        key="overview",
        on_click=session.change,
        kwargs={"place": "", "view": None},
    )


def layers(state: State) -> None:
    """Show the switches of the map's layers and the choice of basemap."""
    with st.popover("Layers"):
        atlas = geodata.atlas()
        choose(
            st.pills,
            "Shown on the map",
            {switch.id: switch.label for switch in atlas.switches},
            list(state.layers),
            lambda chosen: session.change(layers=tuple(one for one in atlas.switch_ids if one in chosen)),
            key="layers",
            selection_mode="multi",
        )
        choose(
            st.radio,
            "Basemap",
            {basemap.id: basemap.label for basemap in atlas.basemaps},
            state.basemap,
            lambda chosen: session.change(basemap=chosen),
            # A closed popover does not learn that the choice was taken back, and would send it again with what comes
            # next; under another key it is another widget, which has nothing to send.
            key=f"basemap {session.missed()}" if session.missed() else "basemap",
        )
        st.html(Html(f"{page_text(note(ONLINE))}<script>{_opened()}</script>"), unsafe_allow_javascript=True)


def _opened() -> str:
    """The script that puts the symbols on the switches."""
    symbols = [[row.symbol for row in switch.legend] for switch in geodata.atlas().switches]
    written = json.dumps(symbols).replace("<", "\\u003c")
    return steady.text(Path(__file__).resolve().parent / "popover.js").replace("SYMBOLS", written, 1)


def legend(state: State, scene: maps.Scene = maps.WHOLE) -> None:
    """Show what each symbol on the map means; only of what is drawn."""
    rows(maps.legend(state, scene))


def rows(explained: Iterable[tuple[str, str]]) -> None:
    """Show rows of a legend, pairs of symbol and words; those of which the frame shows nothing are hidden there."""
    st.html(_rows(tuple(explained)))


@lru_cache(64)
def _rows(found: tuple[tuple[str, str], ...]) -> Html:
    swatches = ((f"swatch {symbol}", meaning) for symbol, meaning in found)
    listed = words.legend(swatches, tokens=(style.token(symbol) for symbol, _ in found))
    # Only on a phone is there a button, and the list folded.
    fold = '<button type="button" data-fold aria-expanded="false">Legend</button>'
    return Html(f'<div class="gate-fold">{fold}{listed}</div>')
