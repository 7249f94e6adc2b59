"""How high the borders run: from end to end, kilometre by kilometre, and where a river runs along them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import streamlit as st

import geodata
from geodata.design import Profile
from ui import maps
from ui.address import Point, State, View, choose, session
from ui.borders import ground, kilometre, lengths
from ui.borders import profilechart as charts
from ui.borders.ground import Part, Results, Rows, km
from ui.borders.kilometre import height
from ui.borders.texts import figures, sections
from ui.maps import fit
from ui.markup import heading, note, page_text
from ui.words import Table, block, inline

EVERY_KM = 50
RIVER, NO_RIVER = "a river runs there", "no river"
LEGEND = (
    ("swatch of-profile", "Height of the ground"),
    ("swatch of-profile river", "A river runs there"),
    ("swatch of-profile chosen", "The kilometre chosen"),
    ("", "Click the chart or the map to choose another."),
)


@dataclass(frozen=True, slots=True)
class Along:
    """One kilometre of a border: how far from the western end, how high (m), whether a river runs there, and where."""

    km: float
    height_m: float
    river: bool
    point: Point


@dataclass(frozen=True, slots=True)
class Near:
    """What lies near a border: its name, the kilometre that is nearest, and how far it is from there (km)."""

    name: str
    km: float
    off_km: float


def told() -> Profile:
    """Return what the article's records say of profiles; there is something where this part is offered."""
    return ground.there(geodata.comparison().profile, "no border to show from end to end")


def along(border_id: str) -> tuple[Along, ...]:
    """Return a border kilometre by kilometre from its western end."""
    return _along(border_id, geodata.layer(told().layer).sha256)


@cache
def _along(border_id: str, checksum: str) -> tuple[Along, ...]:
    """As :func:`along`, once for each state of the file (SHA-256)."""
    del checksum
    found = ground.feature(told().layer, border_id)
    lists = [found["properties"][name] for name in ("km", "height_m", "river")]
    return tuple(
        Along(far, height, bool(river), (lat, lon))
        for far, height, river, (lon, lat) in zip(*lists, found["geometry"]["coordinates"], strict=True)
    )


def chosen(state: State) -> Along:
    """Return the kilometre that is chosen; the last one of a border that is shorter."""
    found = along(state.border)
    return found[min(state.km, len(found) - 1)]


def nearest(border_id: str, point: Point) -> tuple[int, float]:
    """Return the number of the kilometre of a border that is nearest to a point, and how far it is from there (km)."""
    from geodata import measure

    narrow = math.cos(math.radians(point[0]))
    found = along(border_id)
    number = min(
        range(len(found)),
        key=lambda one: math.hypot(found[one].point[0] - point[0], (found[one].point[1] - point[1]) * narrow),
    )
    return number, measure.distance_km(ground.lonlat(point), ground.lonlat(found[number].point))


def near(border_id: str) -> tuple[Near, ...]:
    """Return the towns and parcels that lie near a border, from its western end on."""
    spots = [(name, ground.town(one)) for one, name in ground.towns().items()]
    parcels = geodata.comparison().parcels
    if parcels and parcels.today == border_id:
        layer = geodata.place(parcels.place).extent.layer
        for one in parcels.parcels:
            west, south, east, north = ground.box([ground.feature(layer, f"{layer}-{one.id}-best")["geometry"]])
            spots.append((f"Parcel {one.button}", ((south + north) / 2, (west + east) / 2)))
    found = [Near(name, along(border_id)[at].km, off) for name, (at, off) in _placed(border_id, spots)]
    return tuple(sorted((one for one in found if one.off_km <= told().near_km), key=lambda one: one.km))


def _placed(border_id: str, spots: Sequence[tuple[str, Point]]) -> list[tuple[str, tuple[int, float]]]:
    return [(name, nearest(border_id, point)) for name, point in spots]


def worded(one: Along) -> str:
    """Word one kilometre of a border: how far along, how high, and whether a river runs there."""
    return f"{km(one.km)}: {height(one.height_m)}, {RIVER if one.river else NO_RIVER}"


def _label(one: Along) -> str:
    return f"{km(one.km)}: {height(one.height_m)}{', river' if one.river else ''}"


def scene(state: State) -> maps.Scene:
    """Return what the map shows: the border in full, and on it the kilometre chosen."""
    here = chosen(state)
    spot = {"type": "Point", "coordinates": list(ground.lonlat(here.point))}
    name = lengths.told().name(state.border)
    return maps.Scene(
        only=(state.border,),
        goal=fit.goal([ground.box([ground.feature("borders-display", state.border)["geometry"]])], ground.CLOSEST),
        drawings=(maps.Drawing("own", spot, _label(here), here.point),),
        built=(told().layer, "towns"),
        caption=f"{name} border, {worded(here)}",
        point=True,
    )


def legend(_: State) -> Rows:
    """Explain the point that the page draws."""
    return (("drawn own", "The kilometre chosen"),)


def take_click(point: Point, view: View | None) -> None:
    """Take in a click on the map as the kilometre of the border nearest to it; the map stays where it is."""
    session.change(km=nearest(session.current().border, point)[0], view=view)


def results(state: State) -> Results:
    """Return what there is to say of the kilometre chosen."""
    here, last = chosen(state), along(state.border)[-1]
    return (
        ("Height of the ground", height(here.height_m)),
        ("From the western end", f"{here.km:,.0f} of {km(last.km)}"),
        ("Along a river", "Yes" if here.river else "No"),
    )


def beside(state: State) -> None:
    """Show the choice of border, its profile, the slider along it, and what it is."""
    choose(
        st.segmented_control,
        "Border",
        {one.id: lengths.told().name(one.id) for one in told().borders},
        state.border,
        lambda border: session.change(border=border, km=0, place="", view=None),
        key="border",
        required=True,
    )
    _chart(state)
    kilometre.slider("Kilometre from the western end", state.border, len(along(state.border)) - 1, state)
    panel = geodata.panel("borders-profile")
    about = note(inline(geodata.atlas().heights))
    st.html(page_text(figures(results(state)), block(panel.lead), about, sections(panel.sections)))


def _chart(state: State) -> None:
    found, ends, here = along(state.border), told().end(state.border), chosen(state)
    named = [(one.name, one.km) for one in near(state.border)]
    drawn = charts.chart(found[-1].km, highest())
    rows = {
        charts.GROUND: charts.ground_rows([(one.km, one.height_m, one.river) for one in found]),
        charts.RIVERS: charts.river_rows([(one.km, one.river) for one in found]),
        charts.NAMES: charts.name_rows(named, (ends.west, ends.east), found[-1].km),
    }
    spot, told_of = (here.km, here.height_m), described(state.border)
    kilometre.chart(drawn, rows, spot, ("profile", state.border), told_of, LEGEND)


def highest() -> float:
    """Return the greatest height of any border (m): their charts have one scale."""
    return max(one.height_m for border in told().borders for one in along(border.id))


def described(border_id: str) -> str:
    """Say in a sentence or two how high a border runs."""
    found, ends = along(border_id), told().end(border_id)
    low, high = (pick(found, key=lambda one: one.height_m) for pick in (min, max))
    river = geodata.figures()[f"{border_id}.river_km"]
    return (
        f"The {lengths.told().name(border_id)} border from its western end ({ends.west}) to its eastern end "
        f"({ends.east}), {km(found[-1].km)}: lowest {height(low.height_m)} at {km(low.km)}, highest "
        f"{height(high.height_m)} at {km(high.km)}; {km(river)} along a river."
    )


def table(border_id: str) -> Table:
    """Return the profile as a table: every 50 km, both ends, the lowest and the highest, and what lies near."""
    found, ends = along(border_id), told().end(border_id)
    low, high = (pick(range(len(found)), key=lambda one: found[one].height_m) for pick in (min, max))
    last = len(found) - 1
    notes: dict[int, list[str]] = {number: [] for number in range(0, last, EVERY_KM)}
    for number, said in ((0, f"western end: {ends.west}"), (last, f"eastern end: {ends.east}")):
        notes.setdefault(number, []).append(said)
    for number, said in ((low, "lowest"), (high, "highest")):
        notes.setdefault(number, []).append(said)
    for one in near(border_id):
        number = min(round(one.km), last)
        off = f"{km(one.off_km)} off" if round(one.off_km) else "under 1 km off"
        notes.setdefault(number, []).append(f"{one.name}, {off}")
    rows = tuple(
        (
            f"{found[number].km:,.0f}",
            f"{round(found[number].height_m, -1):,.0f}",
            "yes" if found[number].river else "no",
            "; ".join(notes[number]) or "–",
        )
        for number in sorted(notes)
    )
    return Table(("km", "Height, m", "River", "There"), rows)


def below(state: State) -> None:
    """Show the profile as a table."""
    told_of = note(described(state.border))
    st.html(page_text(heading(2, title(state.border)), told_of, table(state.border).html()))


def title(border_id: str) -> str:
    """Return what the profile of a border is called."""
    return f"How high the {lengths.told().name(border_id)} border runs"


PART = Part("Profile", scene, legend, results, beside, below)
