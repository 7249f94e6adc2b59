"""Before and after: the frontier as older maps draw it, the two parcels between, and what is known of them."""

from __future__ import annotations

import streamlit as st

import geodata
from ui import maps
from ui.address import OLD_LINES, State, session
from ui.borders import ground
from ui.borders.ground import Part, Results, Rows, exact
from ui.maps import fit
from ui.words import Table, prose

OLD = {"wdb2": "CIA World Data Bank II", "vmap0": "VMAP0", "ne10m": "Natural Earth 10m"}
WHEN = {"both": "Both", "before": "Before", "after": "After"}
PARCELS = {"a": "A, Rangkul and Sarykol", "b": "B, Markansu"}
SHAPES = {"best": "Two of three agree (best)", "core": "All three agree (core)", "outer": "Any of the three (outer)"}
# Latitude and longitude of the names, in free ground beside the parcels.
LABELS = {"a": (38.44, 74.93), "b": (39.36, 73.8)}
TEXTS, INFERRED = "What the texts say", "What follows, we think"
NOTES = {
    "measured": "On the geometry of the built layers, in square kilometres.",
    "quoted": "As published; none of them shows an outline.",
    "inferred": "Our conclusions; they may be wrong.",
}
STAND_OUT = "Do the parcels stand out?"
STAND_OUT_NOTE = "How far each old line lies from today’s, median in kilometres."
WARNING = "Reconstructed, not official"
TODAY = "chinese-border"
DRAWN_DEGREES = 0.0004


def area_km2(parcel: str, shape: str) -> float:
    """Return the geodesic area of a parcel's shape (km2), measured on its geometry; ``both`` adds the two."""
    from geodata import measure

    parcels = PARCELS if parcel == "both" else (parcel,)
    return sum(measure.area_km2(ground.feature("ceded", f"ceded-{one}-{shape}")["geometry"]) for one in parcels)


def scene(state: State) -> maps.Scene:
    """Return what the map shows: both parcels, today's line, and the old lines chosen, before, after or both."""
    shown = state.old if state.when != "after" else ()
    chosen = (state.parcel,) if state.parcel else tuple(PARCELS)
    shapes = [ground.feature("ceded", f"ceded-{one}-outer")["geometry"] for one in chosen]
    return maps.Scene(
        only=("ceded-pamir", TODAY) if state.when != "before" else ("ceded-pamir",),
        goal=fit.goal([ground.box(shapes)], ground.CLOSEST),
        drawings=(*(_old(one) for one in shown), *(_name(one) for one in PARCELS)),
        built=("old-lines",) if shown else (),
        caption=f"Ceded land: {WARNING[0].lower()}{WARNING[1:]}.\n{_shown(state.when, len(shown))}",
    )


def _shown(when: str, old: int) -> str:
    lines = f"{old} old {'map' if old == 1 else 'maps'}" if old else "no old map chosen"
    return {
        "both": f"The frontier before ({lines}) and today.",
        "before": f"The frontier before the settlement ({lines}).",
        "after": "The frontier today.",
    }[when]


def _old(line: str) -> maps.Drawing:
    from geodata import measure

    geometry = measure.simplified(ground.feature("old-lines", line)["geometry"], DRAWN_DEGREES)
    return maps.Drawing(f"old {line}", geometry)


def _name(parcel: str) -> maps.Drawing:
    lat, lon = LABELS[parcel]
    nothing = {"type": "MultiPoint", "coordinates": []}
    return maps.Drawing("parcel", nothing, PARCELS[parcel], (lat, lon))


def legend(state: State) -> Rows:
    """Explain the old lines that are drawn."""
    shown = state.old if state.when != "after" else ()
    return tuple((f"line drawn {one}", f"Before: {OLD[one]}") for one in shown)


def beside(state: State) -> None:
    """Show the choices of time, old maps and parcel, and what the parcels come to."""
    _segments("when", "The frontier", WHEN, state.when)
    st.session_state["old"] = list(state.old)
    st.pills(
        "Old maps",
        list(OLD),
        format_func=OLD.__getitem__,
        selection_mode="multi",
        key="old",
        disabled=state.when == "after",
        on_change=lambda: session.change(old=tuple(one for one in OLD_LINES if one in st.session_state["old"])),
    )
    _segments("parcel", "Look at", {"": "Both parcels", "a": "A, south", "b": "B, north"}, state.parcel)
    with st.container(key="borders-result", horizontal=True, gap="medium"):
        for label, value in results(state):
            st.metric(label, value, width="content")
    panel = geodata.panel("borders-parcels")
    st.markdown(prose(panel.lead))
    for section in panel.sections:
        if section.heading not in (TEXTS, INFERRED):
            st.subheader(section.heading, anchor=False)
            st.markdown(prose(section.body))


def results(state: State) -> Results:
    """Return the area of the parcels chosen: as it probably is, at least and at most."""
    labels = {"best": "Best guess", "core": "At least", "outer": "At most"}
    return tuple((label, f"{area_km2(state.parcel or 'both', shape):,.0f} km²") for shape, label in labels.items())


def _segments(name: str, label: str, options: dict[str, str], value: str) -> None:
    st.session_state[name] = value
    moved = {"view": None, "place": ""} if name == "parcel" else {}
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=name,
        required=True,
        on_change=lambda: session.change(**{name: st.session_state[name]}, **moved),
    )


def below(_: State) -> None:
    """Show what is measured, what is quoted and what is inferred, each in a place of its own."""
    texts = {section.heading: prose(section.body) for section in geodata.panel("borders-parcels").sections}
    measured, quoted, inferred = st.columns([1.3, 1, 1], gap="medium")
    with measured, st.container(border=True, key="borders-measured"):
        st.subheader("Measured", anchor=False)
        st.caption(NOTES["measured"])
        st.markdown(areas_table().markdown())
        st.markdown(f"**{STAND_OUT}** {STAND_OUT_NOTE}")
        st.markdown(noise_table().markdown())
    with quoted, st.container(border=True, key="borders-quoted"):
        st.subheader("Quoted", anchor=False)
        st.caption(NOTES["quoted"])
        st.markdown(prose(quoted_table().markdown()))
        st.markdown(f"**{TEXTS}**\n\n{texts[TEXTS]}")
        for one in geodata.quoted():
            if one.about == "ceded-pamir" and one.claim:
                label = f"Claim {one.claim} and how it was checked"
                st.page_link(
                    "pages/claims.py", label=label, icon=":material/fact_check:", query_params={"claim": one.claim}
                )
    with inferred, st.container(border=True, key="borders-inferred"):
        st.subheader("Inferred", anchor=False)
        st.caption(NOTES["inferred"])
        st.markdown(texts[INFERRED])


def areas_table() -> Table:
    """Return the areas (km2) by old map and by agreement."""
    figures = geodata.figures()
    parcels = ("ceded-a", "ceded-b", "ceded-pamir")
    rows = [(name, *(f"{figures[f'{parcel}.{old}_km2']:,.0f}" for parcel in parcels)) for old, name in OLD.items()]
    rows += [
        (name, *(f"**{area_km2(parcel, shape):,.0f}**" for parcel in ("a", "b", "both")))
        for shape, name in SHAPES.items()
    ]
    return Table(("Today’s border against", "A", "B", "Both"), tuple(rows))


def noise_table() -> Table:
    """Return how far the old lines lie from today's (median, km), where nothing changed and where something did."""
    figures = geodata.figures()
    rows = []
    for old, name in OLD.items():
        noise, moved = figures[f"{old}.noise_median_km"], figures[f"{old}.moved_median_km"]
        rows.append((name, f"{noise:.1f}", f"{moved:.1f}", f"{moved / noise:.0f}"))
    return Table(("Old line", "Unchanged stretches", "Where the parcels lie", "Ratio"), tuple(rows))


def quoted_table() -> Table:
    """Return the published areas (km2) with their sources."""
    rows = []
    for one in geodata.quoted():
        if one.about == "ceded-pamir":
            cited = "".join(f"[{key}]" for key in one.sources) + (f"(claim {one.claim})" if one.claim else "")
            rows.append((f"{one.who} {cited}", exact(one.value)))
    return Table(("Who", "km²"), tuple(rows))


PART = Part("Before and after", scene, legend, results, beside, below)
