"""The ground between two places: how high it lies under the path that is drawn between them."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

import geodata
from geodata import heights
from geodata.heights import Height
from ui import maps
from ui.address import State
from ui.borders import ends, ground, kilometre
from ui.borders import profilechart as charts
from ui.borders.ground import Results, km
from ui.borders.kilometre import height
from ui.borders.texts import figures
from ui.markup import heading, note, page_text
from ui.words import Table, inline

TITLE = "The ground between"
NOTHING_BETWEEN = "They touch or may touch, so that there is no ground between them to show."
# So many rows at most, ends and extremes besides.
ROWS = 12
LEGEND = (
    ("swatch of-profile", "Height of the ground"),
    ("swatch of-profile chosen", "The kilometre chosen"),
    ("", "Click the chart to choose another."),
)


def path(state: State) -> ends.Pair | None:
    """Return the path whose ground is shown: the shortest drawn, or else the longest; None if there is none."""
    if state.a == state.b:
        return None
    found = ends.apart(state.a, state.b)
    return found.line or found.longest


def offered(state: State) -> bool:
    """Return whether there are heights to ask for two different places."""
    return state.a != state.b and geodata.has_layer(heights.LAYER)


def missing(state: State) -> str:
    """Say in one sentence why there is no ground to show; empty if there is."""
    pair = path(state)
    if pair is None:
        return NOTHING_BETWEEN
    if heights.covers(*(ground.lonlat(point) for point in pair)):
        return ""
    west, south, east, north = heights.bounds()
    return (
        f"The heights kept here reach from {south:g} to {north:g} degrees north and from {west:g} to {east:g} degrees "
        "east, and this path leaves them."
    )


def along(state: State) -> tuple[Height, ...]:
    """Return the ground under the path, kilometre by kilometre; nothing where :func:`missing` says why."""
    pair = path(state)
    if not offered(state) or pair is None or missing(state):
        return ()
    return _along(pair, geodata.layer(heights.LAYER).sha256)


# Ends may be points of a reader's own, so there is no end to the pairs.
@lru_cache(maxsize=256)
def _along(pair: ends.Pair, checksum: str) -> tuple[Height, ...]:
    """The ground, once for each path and state of the file (SHA-256)."""
    del checksum
    return heights.along(ground.lonlat(pair[0]), ground.lonlat(pair[1]))


def chosen(state: State) -> Height | None:
    """Return the kilometre that is chosen; the last one of a path that is shorter."""
    found = along(state)
    return found[min(state.km, len(found) - 1)] if found else None


def drawings(state: State) -> tuple[maps.Drawing, ...]:
    """Return the kilometre chosen, as it is drawn on the map."""
    here = chosen(state)
    if not here:
        return ()
    spot = {"type": "Point", "coordinates": [here.lon, here.lat]}
    return (maps.Drawing("along", spot, f"{km(here.km)}: {height(here.height_m)}", (here.lat, here.lon)),)


def results(state: State) -> Results:
    """Return the highest and the lowest ground under the path, and the kilometre chosen."""
    found, here = along(state), chosen(state)
    if not here:
        return ()
    high, low = max(found, key=lambda one: one.height_m), min(found, key=lambda one: one.height_m)
    return (
        ("Highest", f"{height(high.height_m)}, at {km(high.km)}"),
        ("Lowest", f"{height(low.height_m)}, at {km(low.km)}"),
        ("Chosen", f"{height(here.height_m)}, at {km(here.km)} of {km(found[-1].km)}"),
    )


def described(state: State) -> str:
    """Say in two sentences how high the ground between both ends is, and what stands above the line of sight."""
    found, (start, finish) = along(state), names(state)
    high, low = max(found, key=lambda one: one.height_m), min(found, key=lambda one: one.height_m)
    which = "shortest" if ends.apart(state.a, state.b).line else "longest"
    over, at = heights.above_sight(found)
    sight = (
        f"With the curve of the earth it stands up to {round(over, -1):,.0f} m above the straight line from end to "
        f"end, at {km(at)}."
        if round(over, -1)
        else "Nothing of it stands above the straight line from end to end."
    )
    return (
        f"From {start} to {finish} by the {which} path on the map, {km(found[-1].km)}: highest "
        f"{height(high.height_m)} at {km(high.km)}, lowest {height(low.height_m)} at {km(low.km)}. {sight}"
    )


def names(state: State) -> tuple[str, str]:
    """Return what both ends are called."""
    return ends.end(state.a).name, ends.end(state.b).name


def table(state: State) -> Table:
    """Return the ground as a table: even steps, both ends, the highest and the lowest."""
    found, (start, finish) = along(state), names(state)
    last = len(found) - 1
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if last <= step * ROWS or step == 100)
    notes: dict[int, list[str]] = {number: [] for number in range(0, last, step)}
    pick = {"highest": max, "lowest": min}
    for number, said in ((0, start), (last, finish)):
        notes.setdefault(number, []).append(said)
    for said, of in pick.items():
        notes.setdefault(of(range(last + 1), key=lambda one: found[one].height_m), []).append(said)
    rows = tuple(
        (
            f"{found[number].km:,.0f}",
            f"{round(found[number].height_m, -1):,.0f}",
            ground.degrees((found[number].lat, found[number].lon)),
            "; ".join(notes[number]) or "–",
        )
        for number in sorted(notes)
    )
    return Table(("km", "Height, m", "Latitude, longitude", "There"), rows)


def show(state: State) -> None:
    """Show the ground between both ends: a chart, a slider along it, and the figures."""
    if not offered(state):
        return
    sentence = missing(state)
    st.html(page_text(heading(2, TITLE), note(sentence)))
    if sentence:
        return
    found, here = along(state), chosen(state)
    assert here
    _chart(state, found, here)
    if len(found) > 1:
        kilometre.slider(f"Kilometre from {names(state)[0]}", f"{state.a} {state.b}", len(found) - 1, state)
    st.html(page_text(figures(results(state)), note(inline(geodata.atlas().heights))))


def _chart(state: State, found: tuple[Height, ...], here: Height) -> None:
    start, finish = names(state)
    drawn = charts.chart(found[-1].km, max(one.height_m for one in found), f"Kilometres from {start}", border=False)
    rows = {
        charts.GROUND: charts.ground_rows([(one.km, one.height_m, False) for one in found]),
        charts.RIVERS: [],
        charts.NAMES: charts.name_rows((), (start, finish), found[-1].km),
    }
    spot, what = (here.km, here.height_m), ("section", f"{state.a} {state.b}")
    kilometre.chart(drawn, rows, spot, what, described(state), LEGEND)


def below(state: State) -> None:
    """Show the ground as a table."""
    if not along(state):
        return
    st.html(page_text(heading(2, TITLE), note(described(state)), table(state).html()))
