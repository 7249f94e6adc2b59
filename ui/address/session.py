"""The reader's choices between Streamlit's session and the address of the page.

The address and the session are two copies of one state. Whoever changed last wins: a widget or a click marks the
session as touched and the address is rewritten; otherwise an address that differs from the one last written (a link
opened, the browser's Back) replaces the session's state. The map writes ``view`` and ``swipe`` into the address by
itself, without a rerun, and tells them to the session before the reader does anything else; from the address the
session takes them only when that is opened. So it is with ``step``, which follows the reader's scrolling.

A session ends with the server that holds it; the page may live on and find another. Then the address alone counts.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st

import geodata
from geodata import world
from geodata.errors import GeodataError
from ui import pages
from ui.address import links, parameters
from ui.address.state import SWIPED, State, View, Vocabulary
from ui.words import terms as words
from ui.words import verdicts

T = TypeVar("T")
_STATE, _WRITTEN, _TOUCHED = "gate.state", "gate.written", "gate.touched"
_MOVED, _VISIT, _HEARD, _PAGE = "gate.moved", "gate.visit", "gate.heard", "gate.page"
_MISSED, _CARRIED = "gate.missed", "gate.carried"
# What the map writes into the address by itself.
_BY_MAP = ("view", "swipe")


def current() -> State:
    """Return the state of the run under way (the defaults before :func:`begin`)."""
    found: State = st.session_state.get(_STATE, State())
    return found


def home() -> str:
    """Return the address of the dashboard's first page, as the reader's browser knows it."""
    return links.home(st.context.url or links.LOCAL)


def visit() -> int:
    """Return the time stamp of the address opened last: no two sessions share one."""
    return int(st.session_state.get(_VISIT, 0))


def heard() -> int:
    """Return the time stamp of the last click on the map that has been taken in."""
    return int(st.session_state.get(_HEARD, 0))


def begun() -> bool:
    """Whether this session has shown a page."""
    return _PAGE in st.session_state


def begin(page_id: str) -> tuple[State, str]:
    """Settle the state at the start of a run of a page.

    Returns
    -------
    State, str
        The state, and one sentence on what an address just opened held that is not known (empty if nothing).
    """
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    fixed = {name: values for name, values in address.items() if name not in _BY_MAP}
    sentence = ""
    if st.session_state.pop(_TOUCHED, False):
        _write(address)
    elif (page_id, fixed) != (st.session_state.get(_PAGE), st.session_state.get(_WRITTEN)):
        opened, dropped = parameters.parse(address, vocabulary())
        if page_id == "borders":
            opened = parameters.as_made(opened, address)
        st.session_state[_STATE] = opened
        st.session_state[_VISIT] = time.time_ns() // 1_000_000
        st.session_state[_WRITTEN] = fixed
        sentence = parameters.notice(dropped)
    _carry(page_id)
    st.session_state[_PAGE] = page_id
    return current(), sentence


def _carry(page_id: str) -> None:
    """Remember the place chosen across pages whose address does not hold one, until another is chosen or none."""
    here = current().place
    held, last = st.session_state.get(_CARRIED, ("", ""))
    same = st.session_state.get(_PAGE) == page_id
    if here or "place" in pages.page(page_id).keeps or (same and here != last):
        held = here
    st.session_state[_CARRIED] = (held, here)


def carried() -> str:
    """Return the place that goes along to the next page: the one chosen here, or before on another page."""
    return str(st.session_state.get(_CARRIED, ("", ""))[0])


def change(**choices: Any) -> None:
    """Take in a choice of the reader; for callbacks of widgets and of the map.

    Another step of the story closes the place that was open; whatever sends the map elsewhere gives up the old view.
    The version that a link was made with goes with the first choice.
    """
    before = current()
    if choices.get("step", before.step) != before.step:
        choices = {"place": "", **choices}
    # What a link was made with concerns what it opened on.
    after = replace(before, **{"version": "", **choices})
    if (after.place, after.event, after.step) != (before.place, before.event, before.step):
        choices = {"view": None, **choices}
    if "view" in choices:
        after = replace(after, view=choices["view"])
        st.session_state[_MOVED] = True
    st.session_state[_STATE] = after
    st.session_state[_TOUCHED] = True


def click(place_id: str, at: int) -> None:
    """Take in a click on the map: the id of a place, or empty for the way back to the whole."""
    st.session_state[_HEARD] = at
    # Of all the ids there are only these matter, and a click should not wait for the others.
    if not place_id or any(place.id == place_id for place in _read(geodata.places)):
        change(place=place_id, view=None)


def without(basemap: str, view: View | None) -> None:
    """Take in that an online basemap did not arrive: the built-in one is back, which is no choice of the reader's.

    Parameters
    ----------
    basemap
        The one that did not arrive; nothing happens if another has been chosen since.
    view
        Where the reader has moved the map, if that is news.
    """
    before = current()
    if before.basemap == basemap:
        moved = {"view": view} if view else {}
        st.session_state[_MISSED] = missed() + 1
        change(basemap=State().basemap, version=before.version, **moved)


def missed() -> int:
    """Return how many times an online basemap did not arrive."""
    return int(st.session_state.get(_MISSED, 0))


def look(view: View) -> None:
    """Take in where the reader has moved the map, unless a choice made at once with it sends the map elsewhere."""
    if not st.session_state.get(_MOVED):
        st.session_state[_STATE] = replace(current(), view=view)


def slide(at: int) -> None:
    """Take in where the reader has moved the handle between before and after (per cent of the map's width)."""
    if SWIPED[0] <= at <= SWIPED[1]:
        st.session_state[_STATE] = replace(current(), swipe=at)


def stand(step: int) -> None:
    """Take in to which step of the story the reader has scrolled, unless a choice made at once with it leads on."""
    if step != current().step and 1 <= step <= vocabulary().steps and not st.session_state.get(_MOVED):
        change(step=step)
        # The view that is told together with it belongs to that step.
        st.session_state.pop(_MOVED)


def vocabulary() -> Vocabulary:
    """Return the ids there are, as far as their files can be read."""
    towns = [town["properties"]["id"] for town in _read(lambda: geodata.features("towns"))]
    ends = dict.fromkeys([*(place.id for place in _read(geodata.places)), *towns])
    return Vocabulary(
        places=[place.id for place in _read(geodata.places)],
        claims=[claim.id for claim in _read(geodata.claims)],
        events=[moment.id for moment in _read(geodata.moments)] + [event.id for event in _read(geodata.events)],
        sources=_read(geodata.source_keys),
        steps=len(_read(geodata.steps)),
        kilometres=max((*(len(one) - 1 for one in _read(_profiles)), _across()), default=0),
        options={
            "where": tuple(part.key for part in geodata.article().parts),
            "kind": tuple(words.KINDS),
            "voice": tuple(words.VOICES),
            "verdict": tuple(verdicts.names()),
            "ends": tuple(ends),
            "over": (
                *(one for one in ends if one in towns or one == geodata.atlas().capital),
                *_read(lambda: tuple(world.towns())),
            ),
        },
    )


def _profiles() -> tuple[list[float], ...]:
    """Kilometres of the borders that are shown from end to end."""
    profile = geodata.comparison().profile
    return tuple(one["properties"]["km"] for one in geodata.features(profile.layer)) if profile else ()


def _across() -> int:
    """Kilometres of the longest path over the ground whose heights are kept, reckoned on a sphere and not too few."""
    if not geodata.has_layer("heights"):
        return 0
    try:
        west, south, east, north = geodata.layer("heights").bounds or (0.0, 0.0, 0.0, 0.0)
    except GeodataError:
        return 0
    return math.ceil(math.hypot(east - west, north - south) * 112)


def _read(records: Callable[[], tuple[T, ...]]) -> tuple[T, ...]:
    """Records; none if their file is broken, which the page that needs them says."""
    try:
        return records()
    except GeodataError:
        return ()


def _write(address: dict[str, list[str]]) -> None:
    st.session_state.pop(_MOVED, None)
    wanted: dict[str, Sequence[str]] = {name: [value] for name, value in parameters.query(current()).items()}
    if wanted != address:
        st.query_params.from_dict({name: values[0] for name, values in wanted.items()})
    st.session_state[_WRITTEN] = {name: list(values) for name, values in wanted.items() if name not in _BY_MAP}
