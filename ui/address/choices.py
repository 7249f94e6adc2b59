"""Widgets that hold a choice of the reader: they show the state's value, and a change becomes a change of the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

import geodata
from ui.address import session

_RUN, _TAKEN = "gate.chart.run", "gate.chart.taken"


def choose(
    widget: Callable[..., Any],
    label: str,
    options: Mapping[Any, str],
    value: Any,
    take: Callable[[Any], None],
    *,
    key: str,
    **look: Any,
) -> None:
    """Show a widget that chooses among some options.

    Parameters
    ----------
    widget
        ``st.selectbox``, ``st.pills``, ``st.segmented_control`` or another that takes options and ``on_change``.
    label
        What it is called, also where that is not shown.
    options
        Values with their words, in the order they are offered.
    value
        What the state has; None for nothing.
    take
        Called with the new value, before the page runs again.
    key
        Key of the widget, by which a style sheet may know it.
    look
        Whatever else the widget takes.
    """
    st.session_state[key] = value

    def taken() -> None:
        chosen = st.session_state[key]
        # Where something has to be chosen, nothing is what no reader can choose.
        if chosen is not None or not look.get("required"):
            take(chosen)

    widget(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=taken,
        **look,
    )


def choose_place(label: str, place_id: str, *, key: str, placeholder: str) -> None:
    """Show the list of places, which typing searches; ``placeholder`` stands there while none is chosen."""
    choose(
        st.selectbox,
        label,
        {place.id: place.name for place in geodata.places()},
        place_id or None,
        lambda chosen: session.change(place=chosen or ""),
        key=key,
        index=None,
        placeholder=placeholder,
        label_visibility="collapsed",
    )


def count_run() -> int:
    """Count the runs of pages with a chart: a click after a run is a new click, even on the same spot."""
    st.session_state[_RUN] = st.session_state.get(_RUN, 0) + 1
    return int(st.session_state[_RUN])


def clicked_anew(key: str, name: str) -> dict[str, Any] | None:
    """Return the row of a chart that the reader has just clicked; None if that click has been taken in before.

    Parameters
    ----------
    key
        That of the chart, whose selection Streamlit sends again with every change.
    name
        Of the selection in the chart; its fields have to hold the number of the run.
    """
    rows = [dict(row) for row in st.session_state[key]["selection"].get(name) or ()]
    if not rows or (key, rows) == st.session_state.get(_TAKEN):
        return None
    st.session_state[_TAKEN] = (key, rows)
    return rows[-1]
