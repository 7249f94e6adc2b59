"""How far apart places are: any two, all of the article's from both borders, and a point of the reader's own."""

from __future__ import annotations

from typing import Any

import streamlit as st

import geodata
from geodata import heights
from ui import maps
from ui.address import Point, State, View, choose, parse_point, point_text, session
from ui.borders import ends, ground
from ui.borders import point as borders_point
from ui.borders import section as borders_section
from ui.borders.ends import Apart
from ui.borders.ground import Part, Results, Rows
from ui.borders.texts import figures, sections
from ui.maps import fit
from ui.markup import heading, note, page_text
from ui.words import Table, block

SAME = "Choose two different places to see how far apart they are."
AT_LEAST, AT_MOST = "At least", "At most"
HOW_TO_POINT = "Click the map, or type latitude and longitude in decimal degrees."
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
        drawings += paths(found)
    if state.point:
        drawings += [
            _line("distance", found.line, ends.worded(found))
            for found in (from_point(state.point, one) for one in geodata.comparison().border_ids)
            if found.line
        ]
        drawings.append(_dot("own", {"type": "Point", "coordinates": list(ground.lonlat(state.point))}))
    return maps.Scene(
        only=(*(one.id for one in chosen if one.id in places), *(target.id for target in geodata.dashboard().targets)),
        goal=_goal(chosen, state.point),
        drawings=(*drawings, *borders_section.drawings(state)),
        built=("borders", "towns", *((heights.LAYER,) if borders_section.along(state) else ())),
        caption=caption,
        point=True,
    )


def _dot(css: str, geometry: dict[str, Any]) -> maps.Drawing:
    return maps.Drawing(css, geometry)


def paths(found: Apart) -> list[maps.Drawing]:
    """Return the paths to draw: of a range the longest and the shortest, each with its length; else the only one."""
    if not found.longest:
        return [_line("distance", found.line)] if found.line else []
    # Where both lie upon one another, the longest reaches farther at its beginning.
    longest = _line("distance", found.longest, f"{AT_MOST} {ground.km(found.high_km)}", 0.06)
    if not found.line:
        return [longest]
    return [longest, _line("distance shortest", found.line, f"{AT_LEAST} {ground.km(found.low_km)}")]


def _line(css: str, pair: ends.Pair, label: str = "", share: float = 0.5) -> maps.Drawing:
    """A path between two points, its label at a share of the way."""
    from geodata import measure

    geometry = measure.path(ground.lonlat(pair[0]), ground.lonlat(pair[1]))
    lon, lat = geometry["coordinates"][round(share * (len(geometry["coordinates"]) - 1))]
    return maps.Drawing(css, geometry, label, (lat, lon) if label else None)


def _goal(chosen: list[ends.End], own: Point | None) -> fit.Goal | None:
    """Where both ends are seen; a border or region is looked at only near the line between."""
    shapes = [one.geometry for one in chosen if one.spot]
    found = ends.apart(chosen[0].id, chosen[1].id) if chosen[0].id != chosen[1].id else None
    for pair in (found.line, found.longest) if found else ():
        shapes += [{"type": "MultiPoint", "coordinates": [ground.lonlat(point) for point in pair]}] if pair else []
    if own:
        feet = [from_point(own, border).line for border in geodata.comparison().border_ids]
        points = [ground.lonlat(point) for foot in feet if foot for point in foot]
        shapes.append({"type": "MultiPoint", "coordinates": points})
    west, south, east, north = ground.box(shapes or [one.geometry for one in chosen])
    return fit.goal([(west - 0.3, south - 0.3, east + 0.3, north + 0.3)], ground.CLOSEST)


def take_click(point: Point, view: View | None) -> None:
    """Take in a click on the map as the reader's own point; the map stays where it is."""
    session.change(point=point, view=view, **_moved(point))


def _take_typed(point: Point | None) -> None:
    session.change(point=point, view=None, **_moved(point))


def _moved(point: Point | None) -> dict[str, str]:
    """The ends that were the reader's point go with it, or back to what they are at first."""
    before, at_first = session.current(), State()
    if not before.point:
        return {}
    old = point_text(before.point)
    return {
        name: point_text(point) if point else getattr(at_first, name)
        for name in ("a", "b")
        if getattr(before, name) == old
    }


def legend(state: State) -> Rows:
    """Explain the lines between ends, and the kilometre chosen of the ground under them."""
    spot = (("drawn along", "The kilometre chosen"),) if borders_section.along(state) else ()
    return (*_lines(state), *spot)


def _lines(state: State) -> Rows:
    found = ends.apart(state.a, state.b) if state.a != state.b else None
    if not found or not found.longest:
        return (("line drawn distance", "Shortest path over the ellipsoid"),)
    shortest = (("line drawn distance shortest", "The shortest path that what is known allows"),) if found.line else ()
    return (*shortest, ("line drawn distance", "The longest that it allows"))


def beside(state: State) -> None:
    """Show the choice of two places with their distance, and the reader's own point."""
    panel = geodata.panel("borders-distances")
    st.html(page_text(block(panel.lead)))
    names = offered(state)
    for name, label in (("a", "From"), ("b", "To")):
        _choice(name, label, names, getattr(state, name))
    if state.a == state.b:
        st.info(SAME)
    else:
        st.html(page_text(figures(results(state))))
        borders_section.show(state)
    st.html(page_text(heading(2, "Your own point"), note(HOW_TO_POINT)))
    borders_point.field("own point", "Latitude, longitude", state.point, _take_typed)
    if state.point:
        _own(state.point)
    st.html(page_text(sections(panel.sections)))


def offered(state: State) -> dict[str, str]:
    """Return the names of all ends that can be chosen, by id: places of the article, the reader's points, towns."""
    places = {place.id: place.name for place in geodata.places()}
    points = [one for one in (state.a, state.b) if parse_point(one)]
    points += [point_text(state.point)] if state.point else []
    own = {one: ends.end(one).name for one in points}
    return places | own | {town: name for town, name in ground.towns().items() if town not in places}


def results(state: State) -> Results:
    """Return how far apart the two places chosen are; nothing if they are the same."""
    if state.a == state.b:
        return ()
    names = offered(state)
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
        lambda chosen: session.change(**{name: chosen}, km=0, view=None),
        key=f"borders {name}",
    )


def _own(point: Point) -> None:
    st.html(page_text(figures(own(point))))
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


def below(state: State) -> None:
    """Show the ground between both ends as a table, and the distances of all places of the article."""
    borders_section.below(state)
    st.html(page_text(heading(2, MATRIX), note(MATRIX_NOTE), matrix().html()))


PART = Part("Distances", scene, legend, results, beside, below)
