"""The kilometre chosen along a line whose heights are shown: by a click on the chart, or by the slider under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from geodata import text
from ui.address import State, clicked_anew, count_run, session
from ui.borders import profilechart as charts
from ui.words import legend as legend_of
from ui.words import vega


def height(metres: float) -> str:
    """Word one height as closely as the model of the ground allows."""
    return text.height_text(metres, metres)


def chart(
    drawn: vega.Spec,
    rows: Mapping[str, Sequence[vega.Row]],
    here: tuple[float, float],
    what: tuple[str, str],
    told: str,
    legend: Iterable[tuple[str, str]],
) -> None:
    """Show a chart of heights in which the kilometre chosen is marked and another can be clicked.

    Parameters
    ----------
    drawn
        Made by :func:`ui.borders.profilechart.chart`.
    rows
        All its rows but the one that is chosen.
    here
        The kilometre chosen, and how high the ground is there (m).
    what
        What it is a chart of (``"profile"``), and of which line.
    told
        What it shows, for those who do not see it.
    legend
        Symbols and words.
    """
    kind, line = what
    key = f"{kind} {line}"
    chosen = {charts.CHOSEN: [charts.chosen_row(*here, count_run())]}
    with st.container(key=f"borders-{kind}"):
        st.vega_lite_chart(
            vega.filled(drawn, {**rows, **chosen}),
            key=key,
            width="stretch",
            height=charts.HIGH,
            on_select=lambda: _take_chart(key),
            selection_mode=[charts.CHOICE],
            alt=f"{told} The slider and the table hold the same.",
        )
        st.html(legend_of(legend, "How to read the chart"))


def slider(label: str, line: str, last: int, state: State) -> None:
    """Show the slider along a line of so many kilometres; ``line`` tells those of a page apart."""
    key = f"km {line}"
    st.session_state[key] = min(state.km, last)
    st.slider(label, 0, last, key=key, on_change=lambda: _take(st.session_state[key]))


def _take_chart(key: str) -> None:
    if row := clicked_anew(key, charts.CHOICE):
        _take(int(row["number"]))


def _take(number: int) -> None:
    session.change(km=number, view=session.current().view)
