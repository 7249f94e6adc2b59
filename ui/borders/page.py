"""The Borders page: five parts round one map, each with its own controls, text and tables."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

import geodata
from geodata import heights, world
from ui import maps
from ui.address import State, View, choose, parse_point, session
from ui.borders import distances as borders_distances
from ui.borders import ground as borders_ground
from ui.borders import lengths as borders_lengths
from ui.borders import parcels as borders_parcels
from ui.borders import profile as borders_profile
from ui.borders import scale as borders_scale
from ui.borders.ground import Part
from ui.maps import style
from ui.markup import element, folded, joined, lines, onward, page_text
from ui.words import block

METHOD = "Method: how this is measured, and what would change the result"

ALL: dict[str, Part] = {
    "lengths": borders_lengths.PART,
    "profile": borders_profile.PART,
    "parcels": borders_parcels.PART,
    "distances": borders_distances.PART,
    "scale": borders_scale.PART,
}
# The parts in which a click on the map chooses a place; in the others it is a point on the ground.
CHOOSING = ("lengths", "parcels")


def offered() -> dict[str, Part]:
    """Return the parts for which the article has something to compare, in the order of the page."""
    return {name: ALL[name] for name in geodata.comparison().parts}


def data(part: str) -> tuple[str, ...]:
    """Return the ids of the layers that a part rests on."""
    parcels = geodata.comparison().parcels
    old = (parcels.layer,) if parcels else ()
    own = (geodata.place(parcels.place).extent.layer,) if parcels else ()
    lines = ("borders",) if geodata.comparison().lengths else ()
    return {
        "lengths": (*lines, *old),
        "profile": ("border-profiles", "towns"),
        "parcels": (*own, *old),
        "distances": ("places", *lines, *(one for one in (heights.LAYER,) if geodata.has_layer(one))),
        "scale": ("towns", *(one for one in (world.LAYER,) if geodata.has_layer(one))),
    }[part]


def parts(state: State) -> None:
    """Show the choice of the page's part."""
    labels = {name: part.label for name, part in offered().items()}
    choose(
        st.segmented_control,
        "What to measure",
        labels,
        state.part,
        lambda chosen: session.change(part=chosen, place="", km=0, view=None),
        key="part",
        required=True,
        label_visibility="collapsed",
    )


def show_map(state: State) -> None:
    """Show the map of the part, and what its symbols mean."""
    from ui import mapview

    if state.part == "scale" and not borders_scale.mapped(state):
        borders_scale.show_blank(state)
        return
    # Here distances are what is measured; others at the map's edge would be taken for such.
    scene, seen = replace(ALL[state.part].scene(state), beyond=False), map_state(state)
    mapview.show(seen, session.click, scene, take_point)
    mapview.rows(legend(state, scene))


def map_state(state: State) -> State:
    """Return the state that the map of the part is to show."""
    return borders_ground.with_places(state, state.place if state.part in CHOOSING else "")


def legend(state: State, scene: maps.Scene) -> borders_ground.Rows:
    """Return the rows of the legend: what the part draws itself, then the layers of the map that it shows."""
    lines = [place for place in geodata.places() if place.extent.symbol == "line"]
    missing = {f"line {style.line_class(one)}" for one in lines if scene.only and one.id not in scene.only}
    drawn = maps.legend(map_state(state), scene)
    own = ALL[state.part].legend(state)
    missing |= {symbol for symbol, _ in own}
    if any(scene.sides):
        # Land that changed hands is tinted by its side, which the part explains.
        missing |= {symbol for symbol, _ in drawn if symbol.startswith("parcels ")}
    return (*own, *(row for row in drawn if row[0] not in missing))


def take_point(lat: float, lon: float, view: View | None) -> None:
    """Take in a click on the ground, if the layers reach there: what it is for depends on the part."""
    point, part = parse_point(f"{lat},{lon}"), session.current().part
    if point and part == "distances":
        borders_distances.take_click(point, view)
    elif point and part == "profile":
        borders_profile.take_click(point, view)
    elif point and part == "scale":
        borders_scale.take_click(point)


def show(state: State) -> None:
    """Show the column beside the map."""
    if state.place and state.part in CHOOSING:
        name = geodata.place(state.place).name
        st.html(page_text(onward(f"{name} on the Map page", f"./?place={state.place}")))
    ALL[state.part].beside(state)


def below(state: State) -> None:
    """Show the tables of the part, its data files and the method."""
    ALL[state.part].below(state)
    method = geodata.panel("borders-method")
    told = (block(f"**{one.heading}.** {one.body}") for one in method.sections)
    st.html(page_text(_data(state.part), folded(METHOD, lines(block(method.lead), *told))))


def _data(part: str) -> Markup:
    """Link the data files that the part rests on."""
    titles = (geodata.layer(layer).title for layer in data(part))
    return element(
        "p",
        joined((element("a", f"Data file: {one}", href="sources", data_within="on") for one in titles), " "),
        class_="openers",
    )
