"""Before and after: the frontier as older maps draw it, the two parcels between, and what is known of them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

import geodata
from geodata.design import Parcel, Parcels
from ui import maps
from ui.address import State, choose, session
from ui.borders import ground
from ui.borders.ground import Geometry, Part, Results, Rows, exact
from ui.borders.texts import figures, sections
from ui.maps import fit
from ui.markup import heading, note, onward, page_text
from ui.words import Table, block, inline

WHEN = {"swipe": "Swipe", "before": "Before", "after": "After"}
HANDLE = "Handle between before and after"
SWIPING = "Drag the handle on the map, or move it with the arrow keys: before is on its left, after on its right."
SHAPES = {"best": "Two of three agree (best)", "core": "All three agree (core)", "outer": "Any of the three (outer)"}
TEXTS, INFERRED = "What the texts say", "What follows, we think"
NOTES = {
    "measured": "On the geometry of the built layers, in square kilometres.",
    "quoted": "As published; none of them shows an outline.",
    "inferred": "Our conclusions; they may be wrong.",
}
STAND_OUT = "Do the parcels stand out?"
STAND_OUT_NOTE = "How far each old line lies from today’s, median in kilometres."


def told() -> Parcels:
    """Return what the article's records say of the parcels; there is something where this part is offered."""
    return ground.there(geodata.comparison().parcels, "no parcels")


def names() -> dict[str, str]:
    """Return the names of the parcels in full, by id."""
    return {one.id: one.name for one in told().parcels}


def old_names() -> dict[str, str]:
    """Return the names of the old maps whose line can be drawn, by id."""
    return {one.id: one.old for one in geodata.comparison().old_maps}


def outline(parcel: str, shape: str) -> Geometry:
    """Return a parcel's shape (``best``, ``core`` or ``outer``)."""
    place = geodata.place(told().place)
    found: Geometry = ground.feature(place.extent.layer, f"{place.extent.layer}-{parcel}-{shape}")["geometry"]
    return found


def area_km2(parcel: str, shape: str) -> float:
    """Return the geodesic area of a parcel's shape (km2), measured on its geometry; ``both`` adds the two."""
    from geodata import measure

    parcels = geodata.comparison().parcel_ids if parcel == "both" else (parcel,)
    return sum(measure.area_km2(outline(one, shape)) for one in parcels)


def scene(state: State) -> maps.Scene:
    """Return what the map shows: both parcels, today's line, and the old lines chosen; before, after or a swipe."""
    shown = state.old if state.when != "after" else ()
    records, swiped = told(), state.when == "swipe"
    chosen = (state.parcel,) if state.parcel else geodata.comparison().parcel_ids
    shapes = [outline(one, "outer") for one in chosen]
    return maps.Scene(
        only=(records.place, records.today) if state.when != "before" else (records.place,),
        goal=fit.goal([ground.box(shapes)], ground.CLOSEST),
        drawings=(
            *(ground.old_line(records.layer, one, "before") for one in shown),
            *(_name(one) for one in records.parcels),
        ),
        built=(records.layer,) if shown else (),
        caption=f"{records.caption}\n{_shown('both' if swiped else state.when, len(shown))}",
        side="" if swiped else state.when,
        swipe=_swipe(state.swipe) if swiped else None,
    )


def _swipe(at: int) -> maps.Swipe:
    return maps.Swipe(at, HANDLE, _whose("before"), _whose("after"), told().today)


def _whose(side: str) -> tuple[str, str]:
    party = told().party(side)
    return WHEN[side], f"{geodata.atlas().country_name(party.country)}, {party.years}"


def apart(state: State) -> tuple[State, ...]:
    """Return the two views, before and after, that paper shows side by side for a swipe; none for any other view."""
    return tuple(replace(state, when=side) for side in maps.SIDES) if state.when == "swipe" else ()


def title(side: str) -> str:
    """Name one side of the change and whose the land was then."""
    return ": ".join(_whose(side))


def _shown(when: str, old: int) -> str:
    lines = f"{old} old {'map' if old == 1 else 'maps'}" if old else "no old map chosen"
    caption: str = getattr(told().captions, when)
    return caption.format(lines=lines)


def _name(parcel: Parcel) -> maps.Drawing:
    nothing = {"type": "MultiPoint", "coordinates": []}
    return maps.Drawing("parcel", nothing, parcel.name, (parcel.lat, parcel.lon))


def legend(state: State) -> Rows:
    """Explain what is drawn on either side: the old lines and today's, and the land as it was and is."""
    records = told()
    line = maps.style.line_class(geodata.place(records.today))
    before = [(f"line drawn {one}", f"Before: {old_names()[one]}") for one in state.old]
    before.append(("parcels before", records.before.legend))
    after = [
        (f"line {line}", f"After: {geodata.place(records.today).name} today"),
        ("parcels after", records.after.legend),
    ]
    return (*(before if state.when != "after" else ()), *(after if state.when != "before" else ()))


def beside(state: State) -> None:
    """Show the choices of time, old maps and parcel, and what the parcels come to."""
    _segments("when", "The frontier", WHEN, state.when, help=SWIPING)
    choose(
        st.pills,
        "Old maps",
        old_names(),
        list(state.old),
        lambda chosen: session.change(old=tuple(one for one in geodata.comparison().old_ids if one in chosen)),
        key="old",
        selection_mode="multi",
        disabled=state.when == "after",
    )
    buttons = {"": "Both parcels", **{one.id: one.button for one in told().parcels}}
    _segments("parcel", "Look at", buttons, state.parcel)
    panel = geodata.panel("borders-parcels")
    found = (section for section in panel.sections if section.heading not in (TEXTS, INFERRED))
    st.html(page_text(figures(results(state)), block(panel.lead), sections(found)))


def results(state: State) -> Results:
    """Return the area of the parcels chosen: as it probably is, at least and at most."""
    labels = {"best": "Best guess", "core": "At least", "outer": "At most"}
    return tuple((label, f"{area_km2(state.parcel or 'both', shape):,.0f} km²") for shape, label in labels.items())


def _segments(name: str, label: str, options: dict[str, str], value: str, help: str | None = None) -> None:
    moved = {"view": None, "place": ""} if name == "parcel" else {}
    take = partial(_take, name, moved)
    choose(st.segmented_control, label, options, value, take, key=name, required=True, help=help)


def _take(name: str, moved: dict[str, str | None], chosen: str) -> None:
    session.change(**{name: chosen}, **moved)


def below(_: State) -> None:
    """Show what is measured, what is quoted and what is inferred, each in a place of its own."""
    texts = {section.heading: block(section.body) for section in geodata.panel("borders-parcels").sections}
    claims = (one.claim for one in geodata.quoted() if one.about == told().place and one.claim)
    ways = (onward(f"Claim {claim} and how it was checked", f"claims?claim={claim}") for claim in claims)
    boxes = {
        "measured": (areas_table().html(), noise_table().html(f"**{STAND_OUT}** {STAND_OUT_NOTE}")),
        "quoted": (quoted_table().html(), heading(3, TEXTS), texts[TEXTS], *ways),
        "inferred": (texts[INFERRED],),
    }
    for column, (kind, said) in zip(st.columns([1.3, 1, 1], gap="medium"), boxes.items(), strict=True):
        with column, st.container(border=True, key=f"borders-{kind}"):
            st.html(page_text(heading(2, kind.capitalize()), note(inline(NOTES[kind])), *said))


def areas_table() -> Table:
    """Return the areas (km2) by old map and by agreement."""
    figures = geodata.figures()
    layer, ids = geodata.place(told().place).extent.layer, geodata.comparison().parcel_ids
    parcels = (*(f"{layer}-{one}" for one in ids), told().place)
    rows = [
        (name, *(f"{figures[f'{parcel}.{old}_km2']:,.0f}" for parcel in parcels)) for old, name in old_names().items()
    ]
    rows += [
        (name, *(f"**{area_km2(parcel, shape):,.0f}**" for parcel in (*ids, "both"))) for shape, name in SHAPES.items()
    ]
    return Table(("Today’s border against", *(one.upper() for one in ids), "Both"), tuple(rows))


def noise_table() -> Table:
    """Return how far the old lines lie from today's (median, km), where nothing changed and where something did."""
    figures = geodata.figures()
    rows = []
    for old, name in old_names().items():
        noise, moved = figures[f"{old}.noise_median_km"], figures[f"{old}.moved_median_km"]
        rows.append((name, f"{noise:.1f}", f"{moved:.1f}", f"{moved / noise:.0f}"))
    return Table(("Old line", "Unchanged stretches", "Where the parcels lie", "Ratio"), tuple(rows))


def quoted_table() -> Table:
    """Return the published areas (km2) with their sources."""
    rows = []
    for one in geodata.quoted():
        if one.about == told().place:
            cited = "".join(f"[{key}]" for key in one.sources) + (f"(claim {one.claim})" if one.claim else "")
            rows.append((f"{one.who} {cited}", exact(one.value)))
    return Table(("Who", "km²"), tuple(rows))


PART = Part("Before and after", scene, legend, results, beside, below)
