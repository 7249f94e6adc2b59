"""How far apart places are: any two, all of the article's from both borders, and a point of the reader's own."""

from __future__ import annotations

from typing import Any

import streamlit as st

import geodata
from ui import maps
from ui.address import Point, State, View, choose, session
from ui.borders import ends, ground
from ui.borders import point as borders_point
from ui.borders.ends import Apart
from ui.borders.ground import Part, Results, Rows
from ui.maps import fit
from ui.words import Table, prose

SAME = "Choose two different places to see how far apart they are."
MATRIX = "Every place of the article"
MATRIX_NOTE = "In a straight line over the ground, from the least to the most that the place’s precision allows."


def from_point(point: Point, border_id: str) -> Apart:
    """Return how far a point is from the nearest point of a border at full resolution (km)."""
    from geodata import measure

    distance, (lon, lat) = measure.nearest_point(ground.lonlat(point), ground.border(border_id))
    return Apart(distance, distance, (point, (lat, lon)))


def scene(state: State) -> maps.Scene:
    """Return what the map shows: both ends and the line between, and the reader's point with its two."""
    chosen = [ends.end(one) for one in (state.a, state.b)]
    places = {place.id for place in geodata.places()}
    drawings = [_dot("own", one.geometry) for one in chosen if one.id not in places]
    caption = SAME
    if state.a != state.b:
        found = ends.apart(state.a, state.b)
        caption = f"{chosen[0].name} to {chosen[1].name}: {ends.worded(found)}"
        drawings += [_line(found)] if found.line else []
    if state.point:
        drawings += [
            _line(found, ends.worded(found))
            for found in (from_point(state.point, one) for one in geodata.comparison().border_ids)
        ]
        drawings.append(_dot("own", {"type": "Point", "coordinates": list(ground.lonlat(state.point))}))
    return maps.Scene(
        only=(*(one.id for one in chosen if one.id in places), *(target.id for target in geodata.dashboard().targets)),
        goal=_goal(chosen, state.point),
        drawings=tuple(drawings),
        built=("borders", "towns"),
        caption=caption,
        point=True,
    )


def _dot(css: str, geometry: dict[str, Any]) -> maps.Drawing:
    return maps.Drawing(css, geometry)


def _line(found: Apart, label: str = "") -> maps.Drawing:
    from geodata import measure

    assert found.line
    start, finish = found.line
    geometry = measure.path(ground.lonlat(start), ground.lonlat(finish))
    lon, lat = geometry["coordinates"][len(geometry["coordinates"]) // 2]
    return maps.Drawing("distance", geometry, label, (lat, lon) if label else None)


def _goal(chosen: list[ends.End], own: Point | None) -> fit.Goal | None:
    """Where both ends are seen; a border or region is looked at only near the line between."""
    shapes = [one.geometry for one in chosen if one.spot]
    line = ends.apart(chosen[0].id, chosen[1].id).line if chosen[0].id != chosen[1].id else None
    shapes += [{"type": "MultiPoint", "coordinates": [ground.lonlat(point) for point in line]}] if line else []
    if own:
        feet = [from_point(own, border).line for border in geodata.comparison().border_ids]
        points = [ground.lonlat(point) for foot in feet if foot for point in foot]
        shapes.append({"type": "MultiPoint", "coordinates": points})
    west, south, east, north = ground.box(shapes or [one.geometry for one in chosen])
    return fit.goal([(west - 0.3, south - 0.3, east + 0.3, north + 0.3)], ground.CLOSEST)


def take_click(point: Point, view: View | None) -> None:
    """Take in a click on the map as the reader's own point; the map stays where it is."""
    session.change(point=point, view=view)


def _take_typed(point: Point | None) -> None:
    session.change(point=point, view=None)


def legend(_: State) -> Rows:
    """Explain the lines between ends."""
    return (("line drawn distance", "Shortest path over the ellipsoid"),)


def beside(state: State) -> None:
    """Show the choice of two places with their distance, and the reader's own point."""
    panel = geodata.panel("borders-distances")
    st.markdown(prose(panel.lead))
    names = offered()
    for name, label in (("a", "From"), ("b", "To")):
        _choice(name, label, names, getattr(state, name))
    if state.a == state.b:
        st.info(SAME)
    else:
        with st.container(key="borders-result"):
            for label, value in results(state):
                st.metric(label, value)
    st.subheader("Your own point", anchor=False)
    st.caption("Click the map, or type latitude and longitude in decimal degrees.")
    borders_point.field("own point", "Latitude, longitude", state.point, _take_typed)
    if state.point:
        _own(state.point)
    for section in panel.sections:
        st.subheader(section.heading, anchor=False)
        st.markdown(prose(section.body))


def offered() -> dict[str, str]:
    """Return the names of all ends that can be chosen, by id: the places of the article, then the towns."""
    places = {place.id: place.name for place in geodata.places()}
    return places | {town: name for town, name in ground.towns().items() if town not in places}


def results(state: State) -> Results:
    """Return how far apart the two places chosen are; nothing if they are the same."""
    if state.a == state.b:
        return ()
    names = offered()
    return ((f"{names[state.a]} to {names[state.b]}", ends.worded(ends.apart(state.a, state.b))),)


def own(point: Point) -> Results:
    """Return how far a reader's own point is from both borders."""
    targets = {target.id: target.name for target in geodata.dashboard().targets}
    return tuple(
        (f"To the {targets.get(one, geodata.place(one).name)}", ends.worded(from_point(point, one)))
        for one in geodata.comparison().border_ids
    )


def _choice(name: str, label: str, names: dict[str, str], value: str) -> None:
    choose(
        st.selectbox,
        label,
        names,
        value,
        lambda chosen: session.change(**{name: chosen}, view=None),
        key=f"borders {name}",
    )


def _own(point: Point) -> None:
    with st.container(key="borders-own", horizontal=True, gap="medium"):
        for label, value in own(point):
            st.metric(label, value, width="content")
    st.button("Remove the point", on_click=_take_typed, args=(None,), type="tertiary")


def matrix() -> Table:
    """Return the distances of the article's places from what every distance is measured to."""
    figures, targets = geodata.figures(), geodata.dashboard().targets
    rows = []
    for place in geodata.places():
        cells = []
        for target in (one.id for one in targets):
            low, high = (figures[f"{place.id}.{target}.{one}_km"] for one in ("low", "high"))
            high = high if place.extent.symbol in ends.SPOTS else low
            cells.append("–" if place.id == target else ends.worded(Apart(low, high, None)))
        rows.append((place.name, *cells))
    return Table(("Place", *(target.name for target in targets)), tuple(rows))


def below(_: State) -> None:
    """Show the distances of all places of the article."""
    st.subheader(MATRIX, anchor=False)
    st.caption(MATRIX_NOTE)
    with st.container(key="borders-matrix"):
        st.markdown(matrix().markdown())


PART = Part("Distances", scene, legend, results, beside, below)
