"""The chart of a border, or of the ground between two places, from end to end. Pure: no streamlit.

Kilometres run from the western or the first end, heights are metres above the sea. A choice changes only datasets, so
that the browser keeps the chart and redraws what has changed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import altair as alt

from ui.words import vega

WAY = "Kilometres from the western end"
GROUND, RIVERS, NAMES, CHOSEN = "ground", "rivers", "names", "chosen"
CHOICE = "kilometre"
HIGH = 270
# Above the greatest height there is room for names, and below the sea for the strip of rivers.
ROOM, STRIP = 0.46, 0.05
# Names nearer to one another than this share of the axis would touch.
APART = 0.045
ACCENT, INK, HALO, WATER = "var(--accent)", "var(--ink)", "var(--halo)", "var(--water)"


def ground_rows(found: Sequence[tuple[float, float, bool]]) -> list[vega.Row]:
    """Return the rows of the ground: kilometre, height and whether a river runs there, with words for who points."""
    return [
        {
            "number": number,
            "km": far,
            "from": far - 0.5,
            "to": far + 0.5,
            "height_m": height,
            "rounded": round(height, -1),
            "river": "yes" if river else "no",
        }
        for number, (far, height, river) in enumerate(found)
    ]


def river_rows(found: Sequence[tuple[float, bool]]) -> list[vega.Row]:
    """Return the stretches along which a river runs without a break."""
    rows: list[vega.Row] = []
    for (start, before), (end, after) in pairwise(found):
        if not (before and after):
            continue
        if rows and rows[-1]["to"] == start:
            rows[-1]["to"] = end
        else:
            rows.append({"from": start, "to": end})
    return rows


def name_rows(near: Sequence[tuple[str, float]], ends: tuple[str, str], last_km: float) -> list[vega.Row]:
    """Return the names to set: those of the ends, and of what lies near, as far as they do not touch."""
    rows: list[vega.Row] = [{"name": ends[0], "km": 0.0, "end": True}, {"name": ends[1], "km": last_km, "end": True}]
    for name, far in near:
        if all(abs(far - row["km"]) >= APART * last_km for row in rows):
            rows.append({"name": name, "km": far, "end": False})
    return rows


def chosen_row(km: float, height_m: float, run: int) -> vega.Row:
    """Return the row of the kilometre chosen; ``run`` counts the runs of the page."""
    return {"one": 1, "km": km, "height_m": height_m, "run": run}


@lru_cache(maxsize=256)
def chart(last_km: float, highest_m: float, way: str = WAY, *, border: bool = True) -> vega.Spec:
    """Return the chart of a border, or of another line, as Vega-Lite and without its rows.

    Parameters
    ----------
    last_km
        Length of the line.
    highest_m
        Greatest height that any of the charts has to show.
    way
        What is counted along the line.
    border
        Whether it is one: then it is known where a river runs along it, and what lies near it is named.
    """
    top = 1000 * math.ceil(highest_m / 1000)
    x_scale = alt.Scale(domain=[0, last_km], nice=False)
    y_scale = alt.Scale(domain=[-STRIP * top, (1 + ROOM) * top], nice=False)
    x = alt.X("km:Q", title=way, scale=x_scale, axis=alt.Axis(grid=False, tickCount=6))
    y = alt.Y(
        "height_m:Q",
        title="Metres above the sea",
        scale=y_scale,
        axis=alt.Axis(values=list(range(0, top + 1, 1000)), format=",d", titleAnchor="start"),
    )
    base = alt.Chart(alt.NamedData(name=GROUND)).encode(x=x)
    layers = [
        base.mark_area(color=INK, opacity=0.14, aria=False).encode(y=y, y2=alt.datum(0)),
        base.mark_line(color=INK, strokeWidth=1.4, aria=False).encode(y=y),
        alt.Chart(alt.NamedData(name=RIVERS))
        .mark_rect(fill=WATER, opacity=1, aria=False)
        .encode(x=alt.X("from:Q", scale=x_scale), x2="to:Q", y=alt.datum(0), y2=alt.datum(-STRIP * top)),
        *_names(top, x_scale, upright=border),
        *_chosen(y, top, x_scale),
        _clicked(base, x_scale, border),
    ]
    settings = {"embedOptions": {"renderer": "svg"}}
    done: alt.LayerChart = alt.layer(*layers).properties(height=HIGH, usermeta=settings).configure_view(stroke=None)
    return vega.made(done)


def _names(top: float, x_scale: alt.Scale, *, upright: bool) -> list[alt.Chart]:
    """Names above the line: upright where there are many, else those of both ends, each in a line of its own."""
    named = alt.Chart(alt.NamedData(name=NAMES)).encode(x=alt.X("km:Q", scale=x_scale))
    rule = named.mark_rule(stroke=INK, strokeWidth=0.8, strokeDash=[2, 3], opacity=0.6, aria=False)
    look: vega.Row = {"baseline": "middle", "fontSize": 11, "fill": INK, "aria": False}
    sides: tuple[tuple[str, Literal["left", "right"], int], ...] = (("==", "left", -30), (">", "right", -12))
    if upright:
        room = HIGH * ROOM / (1 + ROOM + STRIP) - 4
        weight = {"expr": "datum.end ? 600 : 400"}
        written = [named.mark_text(angle=270, align="left", fontWeight=weight, limit=room, **look)]
    else:
        written = [
            named.transform_filter(f"datum.km {which} 0").mark_text(align=side, dy=line, fontWeight=600, **look)
            for which, side, line in sides
        ]
    return [
        rule.encode(y=alt.datum(0), y2=alt.datum(top)),
        *(one.encode(text="name:N", y=alt.datum(1.02 * top)) for one in written),
    ]


def _chosen(y: alt.Y, top: float, x_scale: alt.Scale) -> list[alt.Chart]:
    chosen = alt.Chart(alt.NamedData(name=CHOSEN)).encode(x=alt.X("km:Q", scale=x_scale))
    return [
        chosen.mark_rule(stroke=ACCENT, strokeWidth=1.5, aria=False).encode(y=alt.datum(0), y2=alt.datum(top)),
        chosen.mark_point(fill=ACCENT, stroke=HALO, strokeWidth=1.5, size=110, opacity=1, aria=False).encode(y=y),
    ]


def _clicked(base: alt.Chart, x_scale: alt.Scale, border: bool) -> alt.Chart:
    """One column a kilometre, seen only when pointed at: what a click meets, however far from the line it is."""
    pointed = alt.selection_point(name="pointed", fields=["number"], on="pointerover", clear="pointerout", empty=False)
    choice = alt.selection_point(name=CHOICE, fields=["number", "run"], on="click", clear=False, toggle=False)
    # A click after a run is a new click, even on the same kilometre.
    run = alt.LookupData(data=alt.NamedData(name=CHOSEN), key="one", fields=["run"])
    clicked: alt.Chart = (
        base.transform_calculate(one="1")
        .transform_lookup(lookup="one", from_=run)
        .mark_rect(cursor="crosshair", fill=ACCENT, aria=False)
        .encode(
            x=alt.X("from:Q", scale=x_scale),
            x2="to:Q",
            y=alt.value(0),
            y2=alt.value("height"),
            fillOpacity=alt.when(pointed).then(alt.value(0.5)).otherwise(alt.value(0)),
            tooltip=[
                alt.Tooltip("km:Q", title="Kilometre", format=",.0f"),
                alt.Tooltip("rounded:Q", title="About, m", format=",.0f"),
                *([alt.Tooltip("river:N", title="River")] if border else []),
            ],
        )
        .add_params(pointed, choice)
    )
    return clicked
