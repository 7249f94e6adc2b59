"""The reader's choices between Streamlit's session and the address of the page.

The address and the session are two copies of one state. Whoever changed last wins: a widget or a click marks the
session as touched and the address is rewritten; otherwise an address that differs from the one last written (a link
opened, the browser's Back) replaces the session's state. The map writes ``view`` into the address by itself, without a
rerun, so the view in the address is always the newer one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st

import geodata
from geodata.errors import GeodataError
from ui import state as states
from ui import words
from ui.state import State

T = TypeVar("T")
_STATE, _WRITTEN, _TOUCHED = "gate.state", "gate.written", "gate.touched"
_MOVED, _VISIT, _HEARD = "gate.moved", "gate.visit", "gate.heard"


def current() -> State:
    """Return the state of the run under way (the defaults before :func:`begin`)."""
    found: State = st.session_state.get(_STATE, State())
    return found


def visit() -> int:
    """Return how many addresses have been opened in this session."""
    return int(st.session_state.get(_VISIT, 0))


def heard() -> int:
    """Return the time stamp of the last click on the map that has been taken in."""
    return int(st.session_state.get(_HEARD, 0))


def begin() -> tuple[State, str]:
    """Settle the state at the start of a run.

    Returns
    -------
    State, str
        The state, and one sentence on what an address just opened held that is not known (empty if nothing).
    """
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    fixed = {name: values for name, values in address.items() if name != "view"}
    sentence = ""
    if st.session_state.pop(_TOUCHED, False):
        _write(address)
    elif _WRITTEN not in st.session_state or fixed != st.session_state[_WRITTEN]:
        opened, dropped = states.parse(address, _vocabulary())
        st.session_state[_STATE] = opened
        st.session_state[_VISIT] = visit() + 1
        st.session_state[_WRITTEN] = fixed
        sentence = states.notice(dropped)
    else:
        st.session_state[_STATE] = replace(current(), view=_view(address))
    return current(), sentence


def change(**choices: Any) -> None:
    """Take in a choice of the reader; for callbacks of widgets and of the map.

    Another step of the story closes the place that was open; whatever sends the map elsewhere gives up the old view.
    """
    before = current()
    if choices.get("step", before.step) != before.step:
        choices = {"place": "", **choices}
    after = replace(before, **choices)
    if "view" in choices or (after.place, after.event, after.step) != (before.place, before.event, before.step):
        st.session_state[_MOVED] = True
    st.session_state[_STATE] = after
    st.session_state[_TOUCHED] = True


def click(place_id: str, at: int) -> None:
    """Take in a click on the map: the id of a place, or empty for the empty map."""
    st.session_state[_HEARD] = at
    if not place_id or place_id in _vocabulary().places:
        change(place=place_id)


def _vocabulary() -> states.Vocabulary:
    towns = [town["properties"]["id"] for town in _read(lambda: geodata.features("towns"))]
    ends = dict.fromkeys([*(place.id for place in _read(geodata.places)), *towns])
    return states.Vocabulary(
        places=[place.id for place in _read(geodata.places)],
        claims=[claim.id for claim in _read(geodata.claims)],
        events=[moment.id for moment in _read(geodata.moments)] + [event.id for event in _read(geodata.events)],
        steps=len(_read(geodata.steps)),
        options={
            "where": tuple(words.PARTS),
            "kind": tuple(words.KINDS),
            "voice": tuple(words.VOICES),
            "verdict": tuple(words.VERDICTS),
            "ends": tuple(ends),
            "over": tuple(one for one in ends if one in towns or one == "dushanbe"),
        },
    )


def _read(records: Callable[[], tuple[T, ...]]) -> tuple[T, ...]:
    """Records; none if their file is broken, which the page that needs them says."""
    try:
        return records()
    except GeodataError:
        return ()


def _view(address: dict[str, list[str]]) -> states.View | None:
    return states.parse_view(address["view"][-1]) if address.get("view") else None


def _write(address: dict[str, list[str]]) -> None:
    moved = st.session_state.pop(_MOVED, False)
    state = replace(current(), view=None if moved else _view(address))
    st.session_state[_STATE] = state
    wanted: dict[str, Sequence[str]] = {name: [value] for name, value in states.query(state).items()}
    if wanted != address:
        st.query_params.from_dict({name: values[0] for name, values in wanted.items()})
    st.session_state[_WRITTEN] = {name: list(values) for name, values in wanted.items() if name != "view"}
