"""How long the borders are: by source, by resolution, and as quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import streamlit as st

import geodata
from geodata.design import Lengths
from geodata.model import Section
from ui import maps
from ui.address import TOLERANCES, State, choose, session
from ui.borders import ground, texts
from ui.borders.ground import Geometry, Part, Results, Rows, exact, km
from ui.borders.texts import figures
from ui.maps import fit
from ui.markup import NOTHING, heading, note, page_text
from ui.words import Table, block, inline, vega
from ui.words import legend as legend_of

# Finer than this nothing can be seen on the map, whatever the length is measured on.
VISIBLE_DEGREES = 0.0005
MEASURED, QUOTED, CHOSEN = "measured", "quoted", "line on the map"
# Mid-tones that stand out from the light and from the dark page; shapes say the same.
COLOURS = {MEASURED: "#4a86b8", QUOTED: "#c58a2b", CHOSEN: "#d9642c"}
SHAPES = {MEASURED: "circle", QUOTED: "diamond", CHOSEN: "circle"}
NO_ARTICLE = "The article gives no length for this border."
LEGEND = {MEASURED: "Measured here", CHOSEN: "The line on the map", QUOTED: "Quoted"}


@dataclass(frozen=True, slots=True)
class Length:
    """One length of a border (km), measured here or quoted from a source; ``tolerance`` of a simplified line."""

    name: str
    km: float
    kind: Literal["measured", "quoted"]
    sources: tuple[str, ...] = ()
    claim: str = ""
    tolerance: float | None = None


def told() -> Lengths:
    """Return what the article's records say of the borders; there is something where this part is offered."""
    return ground.there(geodata.comparison().lengths, "no borders to measure")


def simplified(border_id: str, tolerance: float) -> tuple[Geometry, float]:
    """Return a border simplified from full resolution (tolerance in degrees) and its geodesic length (km)."""
    from geodata import measure

    line = measure.simplified(ground.border(border_id), tolerance)
    return line, measure.length_km(line)


@cache
def _simplified(border_id: str, tolerance: float, checksum: str) -> tuple[Geometry, float]:
    """As :func:`simplified`, once for each state of the file (SHA-256)."""
    del checksum
    return simplified(border_id, tolerance)


def drawn(border_id: str, tolerance: float) -> tuple[Geometry, float]:
    """Return the line to draw for a tolerance (degrees) and the length (km) measured at exactly that tolerance."""
    checksum = geodata.layer("borders").sha256
    shown, _ = _simplified(border_id, max(tolerance, VISIBLE_DEGREES), checksum)
    return shown, _simplified(border_id, tolerance, checksum)[1]


def lengths(border_id: str) -> tuple[Length, ...]:
    """Return every length of a border, the longest first: measured by source and resolution, and quoted."""
    figures, compared = geodata.figures(), told()
    found = [
        Length(_line_name(tolerance), drawn(border_id, tolerance)[1], "measured", tolerance=tolerance)
        for tolerance in TOLERANCES
    ]
    named = {one.name: f"{border_id}.{one.id}_length_km" for one in compared.maps}
    found += [Length(name, figures[figure], "measured") for name, figure in named.items() if figure in figures]
    found += [
        Length(quoted.who, quoted.value, "quoted", quoted.sources, quoted.claim)
        for quoted in geodata.quoted()
        if quoted.about == border_id
    ]
    return tuple(sorted(found, key=lambda length: -length.km))


def article_km(border_id: str) -> float | None:
    """Return the article's own figure for a border, if it gives one."""
    return next((q.value for q in geodata.quoted() if q.about == border_id and q.claim), None)


def _line_name(tolerance: float) -> str:
    return f"{told().source} at {tolerance:g}°" if tolerance else f"{told().source}, full detail"


def tolerance_text(tolerance: float) -> str:
    """Word a tolerance in degrees and in metres from north to south: ``0.02° (2.2 km)``."""
    if not tolerance:
        return "Full detail"
    from geodata import measure

    latitude = told().latitude
    metres = 1000 * measure.distance_km((0, latitude), (0, latitude + tolerance))
    return f"{tolerance:g}° ({metres / 1000:.1f} km)" if metres > 950 else f"{tolerance:g}° ({metres:.0f} m)"


def scene(state: State) -> maps.Scene:
    """Return what the map shows: one border in full, and upon it the line of the tolerance chosen."""
    line, length = drawn(state.border, state.tolerance)
    caption = f"{told().name(state.border)} border, {tolerance_text(state.tolerance).lower()}: {km(length)}"
    older, parcels = _older(state.border), geodata.comparison().parcels
    return maps.Scene(
        only=(state.border,),
        goal=fit.goal([ground.box([ground.feature("borders-display", state.border)["geometry"]])], ground.CLOSEST),
        drawings=(*older, maps.Drawing("coarse", line)),
        built=("borders", *((parcels.layer,) if parcels and older else ())),
        caption=caption,
    )


def _older(border_id: str) -> tuple[maps.Drawing, ...]:
    """The line that today's is set beside, where the layer of old lines has one of this border."""
    parcels, line = geodata.comparison().parcels, told().border(border_id).older
    if not parcels or parcels.today != border_id or line not in geodata.comparison().old_ids:
        return ()
    return (ground.old_line(parcels.layer, line),)


def legend(state: State) -> Rows:
    """Explain the lines that the page draws."""
    border = told().border(state.border)
    older = ((f"line drawn {border.older}", border.older_name),) if _older(state.border) else ()
    return (("line drawn coarse", "The line of the tolerance chosen"), *older)


def beside(state: State) -> None:
    """Show the choice of border with its finding, then the tolerance and what it comes to."""
    choose(
        st.segmented_control,
        "Border",
        {one.id: one.name for one in told().borders},
        state.border,
        lambda chosen: session.change(border=chosen, place="", view=None),
        key="border",
        required=True,
    )
    panel = geodata.panel("borders-lengths")
    ours, others = sections(state.border)
    titles, bodies = (heading(2, one.heading) for one in ours), (block(one.body) for one in ours)
    st.html(page_text(*titles, figures(finding(state.border)), *bodies, block(panel.lead)))
    choose(
        st.select_slider,
        "Tolerance: how far the drawn line may stray from the full one",
        {tolerance: tolerance_text(tolerance) for tolerance in TOLERANCES},
        state.tolerance,
        lambda chosen: session.change(tolerance=chosen),
        key="tolerance",
    )
    none = NOTHING if article_km(state.border) else note(NO_ARTICLE)
    st.html(page_text(figures(results(state)), none, texts.sections(others)))


def sections(border_id: str) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Return what the text says of one border, and what it says of lengths as such; other borders' part is left out."""
    findings = {one.finding for one in told().borders}
    found = geodata.panel("borders-lengths").sections
    ours = told().border(border_id).finding
    return (
        tuple(one for one in found if one.heading == ours),
        tuple(one for one in found if one.heading not in findings),
    )


def finding(border_id: str) -> Results:
    """Return what stands out before anything is chosen: the published figure, today's line in full and the older one.

    The published figure is the article's; where it gives none, the least and the most that others have published.
    """
    figures, border = geodata.figures(), told().border(border_id)
    article = article_km(border_id)
    others = sorted(quoted.value for quoted in geodata.quoted() if quoted.about == border_id)
    rows: list[tuple[str, str]] = []
    if article:
        rows.append(("The article", f"{exact(article)} km"))
    elif others:
        rows.append(("Published", f"{exact(others[0])} to {exact(others[-1])} km"))
    rows.append(("Today’s line, full detail", km(drawn(border_id, 0.0)[1])))
    older = f"{border_id}.{border.older}_length_km"
    if older in figures:
        rows.append((border.older_name, km(figures[older])))
    return tuple(rows)


def results(state: State) -> Results:
    """Return what the border and the tolerance chosen come to."""
    from geodata import measure

    _, length = drawn(state.border, state.tolerance)
    full = ground.border(state.border)
    line = measure.simplified(full, state.tolerance)
    article = article_km(state.border)
    against = ((f"Against the article’s {exact(article)} km", f"{length / article:.2f} times"),) if article else ()
    vertices = f"{_vertices(line):,} of {_vertices(full):,}"
    return (("Length of this line", km(length)), *against, ("Vertices", vertices))


def _vertices(geometry: Geometry) -> int:
    from geodata import measure

    return sum(len(part) for part in measure.parts(geometry))


def below(state: State) -> None:
    """Show all lengths as a chart and as a table."""
    found = lengths(state.border)
    title = f"The {told().name(state.border)} border, measured and quoted"
    st.html(page_text(heading(2, title), note(inline(told().note))))
    left, right = st.columns([1, 1], gap="medium")
    quoted, measured = (
        table([one for one in found if one.kind == kind], article_km(state.border)).html(f"**{caption}**")
        for kind, caption in (("quoted", "Quoted"), ("measured", "Measured here"))
    )
    with left, st.container(key="borders-chart"):
        _chart(found, state)
        st.html(page_text(note(described(state.border)), quoted))
    right.html(page_text(measured))


def table(rows: Sequence[Length], article: float | None) -> Table:
    """Return some lengths as a table, set against the article's figure (km) if it gives one."""
    lines = []
    for row in rows:
        number = exact(row.km) if row.kind == "quoted" else f"{row.km:,.0f}"
        cited = "".join(f"[{key}]" for key in row.sources) + (f" (claim {row.claim})" if row.claim else "")
        times = (f"{row.km / article:.2f}",) if article else ()
        lines.append((f"{row.name} {cited}".strip(), number, *times))
    return Table(("Source", "km", *(("Times the article’s",) if article else ())), tuple(lines))


def described(border_id: str) -> str:
    """Say in a sentence how far the lengths of a border lie apart, and where the article's stands among them."""
    found, article = lengths(border_id), article_km(border_id)
    shortest, longest = found[-1], found[0]
    own = f"; the article has {exact(article)} km" if article else ""
    return (
        f"{len(found)} lengths of the {told().name(border_id)} border, from {km(shortest.km)} ({shortest.name}) to "
        f"{km(longest.km)} ({longest.name}){own}."
    )


@lru_cache(maxsize=16)
def _drawn(names: tuple[str, ...]) -> vega.Spec:
    """The chart of lengths so named, from the longest to the shortest, without its rows."""
    import altair as alt

    kinds = [MEASURED, CHOSEN, QUOTED]
    base = alt.Chart(alt.NamedData(name="lengths")).encode(
        y=alt.Y("name:N", sort=list(names), title=None, axis=vega.names_axis(12, 300)),
        x=alt.X("km:Q", title="Kilometres", scale=alt.Scale(zero=False, nice=True)),
    )
    points = base.mark_point(size=95, filled=True, opacity=1).encode(
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=kinds, range=[COLOURS[kind] for kind in kinds]),
            legend=None,
        ),
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=[SHAPES[kind] for kind in kinds]), legend=None),
        tooltip=[alt.Tooltip("name:N", title="Source"), alt.Tooltip("km:Q", title="km", format=",.1f")],
    )
    rule = alt.Chart(alt.NamedData(name="article")).mark_rule(strokeDash=[4, 4], color=COLOURS[QUOTED])
    return vega.made(alt.layer(rule.encode(x="km:Q"), points).properties(height=_high(len(names))))


def _high(rows: int) -> int:
    return 21 * rows + 60


def _chart(found: tuple[Length, ...], state: State) -> None:
    tolerance, article = state.tolerance, article_km(state.border)
    rows = [
        {"name": one.name, "km": round(one.km, 3), "kind": CHOSEN if one.tolerance == tolerance else one.kind}
        for one in found
    ]
    lines = [{"km": article}] if article else []
    rows_of_legend = [(f"swatch {SHAPES[kind]} of-length", meaning) for kind, meaning in LEGEND.items()]
    st.html(legend_of(rows_of_legend, "How to read the chart", [COLOURS[kind] for kind in LEGEND]))
    st.vega_lite_chart(
        vega.filled(_drawn(tuple(one.name for one in found)), {"lengths": rows, "article": lines}),
        width="stretch",
        height=_high(len(found)),
        alt=f"{described(state.border)} The tables hold the same.",
    )


PART = Part("Length", scene, legend, results, beside, below)
