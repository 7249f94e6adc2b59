"""Land at true size over any town: a circle or a square of the area that the article gives."""

from __future__ import annotations

import math

import streamlit as st

import geodata
from geodata import world
from geodata.design import Scale
from ui import maps
from ui.address import Point, State, choose, parse_point, point_text, session
from ui.borders import blank, ground
from ui.borders import point as borders_point
from ui.borders.ground import Geometry, Part, Results, Rows, exact
from ui.borders.texts import figures, sections
from ui.maps import fit
from ui.markup import page_text
from ui.words import block

LABELS = {"circle": "Circle", "square": "Square"}
OFF_MAP = ", where there is no map here: blank ground"
VERTICES = 120
MEASURED_AGAIN = 3


def told() -> Scale:
    """Return what is shown at true size; there is something where this part is offered."""
    return ground.there(geodata.comparison().scale, "no area to show at true size")


def article_km2() -> float:
    """Return the area that the article gives for the land (km2)."""
    return next(quoted.value for quoted in geodata.quoted() if quoted.about == told().place and quoted.claim)


def at_size(centre: Point, area_km2: float, outline: str) -> tuple[Geometry, float]:
    """Return a shape of a given geodesic area around a point, and its size.

    Parameters
    ----------
    centre
        Latitude and longitude (WGS84 degrees).
    area_km2
        Geodesic area that the shape is to have.
    outline
        ``"circle"`` or ``"square"``.

    Returns
    -------
    dict, float
        GeoJSON Polygon whose area, measured as it is drawn, is the one asked for to a millionth; and the radius of
        the circle or the side of the square (km).
    """
    from geodata import measure

    at = ground.lonlat(centre)
    reach = math.sqrt(area_km2 / math.pi) if outline == "circle" else math.sqrt(area_km2 / 2)
    for _ in range(MEASURED_AGAIN):
        shape = measure.circle(at, reach, VERTICES) if outline == "circle" else measure.square(at, reach)
        reach *= math.sqrt(area_km2 / measure.area_km2(shape))
    shape = measure.circle(at, reach, VERTICES) if outline == "circle" else measure.square(at, reach)
    return shape, reach if outline == "circle" else measure.length_km(shape) / 4


def centre(over: str) -> tuple[Point, str]:
    """Return where the shape lies and what that is called."""
    point = parse_point(over, anywhere=True)
    if point:
        return point, ground.degrees(point)
    far = world.towns().get(over)
    return ((far.lat, far.lon), far.name) if far else (ground.town(over), ground.towns()[over])


def mapped(state: State) -> bool:
    """Return whether the shape lies on the map; where it does not, it is shown on blank ground."""
    (lat, lon), _ = centre(state.over)
    west, south, east, north = geodata.atlas().bounds
    return south <= lat <= north and west <= lon <= east


def label() -> str:
    """Return what the shape is."""
    return f"{exact(article_km2())} km²"


def show_blank(state: State) -> None:
    """Show the shape on blank ground."""
    here, name = centre(state.over)
    blank.show(here, name, at_size(here, article_km2(), state.outline)[0], label())


def scene(state: State) -> maps.Scene:
    """Return what the map shows: the shape where the reader has put it."""
    here, name = centre(state.over)
    shape, _ = at_size(here, article_km2(), state.outline)
    west, south, east, north = ground.box([shape])
    margin = 1.2 * (north - south)
    return maps.Scene(
        only=(geodata.atlas().capital,),
        goal=fit.goal([(west - margin, south - margin, east + margin, north + margin)], ground.CLOSEST),
        drawings=(maps.Drawing("scale", shape, label(), (north + margin / 12, west)),),
        built=("towns",) if mapped(state) else (world.LAYER,),
        caption=f"{label()} at true size over {name}{'' if mapped(state) else OFF_MAP}",
        point=True,
    )


def legend(_: State) -> Rows:
    """Explain the shape."""
    return (("drawn scale", f"{label()}, the article’s figure for {told().noun}"),)


def take_click(point: Point) -> None:
    """Take in a click on the map, or coordinates, as the new middle of the shape."""
    session.change(over=point_text(point), view=None)


def beside(state: State) -> None:
    """Show the choice of town, coordinates and shape, and how large the shape is."""
    panel = geodata.panel("borders-scale")
    st.html(page_text(block(panel.lead)))
    point = parse_point(state.over, anywhere=True)
    choose(
        st.selectbox,
        "Over a town that you know",
        offered(),
        None if point else state.over,
        lambda chosen: session.change(over=chosen or State().over, view=None),
        key="over",
        index=None,
        placeholder="Choose a town",
    )
    borders_point.field(
        "over point", "Or over latitude, longitude (or click the map)", point, take_click, anywhere=True
    )
    choose(
        st.segmented_control,
        "Shape",
        LABELS,
        state.outline,
        lambda chosen: session.change(outline=chosen),
        key="outline",
        required=True,
    )
    st.html(page_text(figures(results(state)), sections(panel.sections)))


def offered() -> dict[str, str]:
    """Return the names of the towns by id: those of the map, then large ones elsewhere with their country."""
    elsewhere = {one.id: f"{one.name} ({one.country})" for one in world.towns().values()}
    return ground.towns() | elsewhere


def results(state: State) -> Results:
    """Return the area of the shape as it lies, how large it is across, and its share of the country."""
    from geodata import measure

    here, name = centre(state.over)
    shape, size = at_size(here, article_km2(), state.outline)
    side = "Across" if state.outline == "circle" else "Each side"
    across = 2 * size if state.outline == "circle" else size
    share = article_km2() / geodata.figures()[f"{geodata.atlas().home}.area_km2"]
    return (
        (f"Over {name}", f"{measure.area_km2(shape):,.0f} km²"),
        (side, f"{across:.1f} km"),
        (f"Of all {geodata.atlas().home_name}", f"{100 * share:.1f} %"),
    )


def below(_: State) -> None:
    """Nothing stands below the map in this part."""


PART = Part("Scale", scene, legend, results, beside, below)
