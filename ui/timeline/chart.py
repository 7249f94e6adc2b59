"""The chart of the Timeline page: from dated entries to rows, and a chart to fill with them. Pure: no streamlit.

Every entry has a row of its own, so that neither marks nor labels ever lie on one another. What is known of a date is
drawn, not guessed: a pale bar covers every day that it may have been, a solid line the days that it surely was.
Times are milliseconds since 1970 in UTC, as the browser counts them; the end of a bar is the day after its last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt

import geodata
from geodata.model import Period
from ui.timeline.dated import Entry, extent
from ui.words import terms as words
from ui.words import vega

# Height of a row and of the axis, and the width before it, in pixels.
ROW, AXIS, GUTTER = 21, 26, 26
CHOICE, BRUSH = "entry", "years"
DATA, WRITTEN = "entries", "written"
PRECISION = {"day": "to the day", "month": "to the month", "year": "to the year", "decade": "to the decade"}
ACCENT, INK, HALO = "var(--accent)", "var(--ink)", "var(--halo)"
# A drag narrower than this share of the axis is a slip of the hand.
SLIP = 0.02
NOT_IN_IT = " (not in the article)"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# First and last year of an axis, or first and last day; both included.
Span = tuple[int, int] | tuple[dt.date, dt.date]


def written() -> tuple[int, int]:
    """Return the beginning and the end (milliseconds) of the time in which the article was written."""
    period = geodata.article().as_of
    days = extent(Period(period, period, "day"))
    return _ms(days.first), _ms(days.last, 1)


def rows(found: Sequence[Entry], span: Span, chosen: str, run: int) -> list[vega.Row]:
    """Return what the chart draws, one row an entry, cut to the axis.

    Parameters
    ----------
    found
        The entries, in the order of their rows.
    span
        First and last year of the axis, or first and last day.
    chosen
        Id of the entry chosen; empty for none.
    run
        Counts the runs of the page: a click after a run is a new click, even on the same entry.
    """
    left, right = _axis(span)
    return [
        _row(entry, number, left, right) | {"chosen": entry.id == chosen, "run": run}
        for number, entry in enumerate(found)
    ]


def _row(entry: Entry, number: int, left: int, right: int) -> vega.Row:
    days = extent(entry.date)
    point = entry.date.start == entry.date.end
    begin, finish = _clip(_ms(days.first), left, right), _clip(_ms(days.last, 1), left, right)
    sure = (
        (_clip(_ms(days.sure_first), left, right), _clip(_ms(days.sure_last, 1), left, right))
        if days.sure_first and days.sure_last
        else (finish, finish)
    )
    return {
        "id": entry.id,
        "title": entry.title,
        "number": str(entry.number),
        "label": f"{short(entry.date)}  {entry.title}{NOT_IN_IT if entry.time == 'then' else ''}",
        "name": f"{entry.number}. {entry.title} ({words.date_text(entry.date)})",
        "when": f"{words.date_text(entry.date)} (known {PRECISION[entry.date.precision]})",
        "left": left,
        "right": right,
        "row": number,
        "below": number + 1,
        "middle": number + 0.5,
        "colour": f"var(--{entry.colour})",
        "kind": ("known" if days.sure_first else "unsure") if point else "span",
        "begin": begin,
        "finish": finish,
        "sure_begin": sure[0],
        "sure_finish": sure[1],
        "centre": (begin + finish) // 2,
        **_label(begin, finish, left, right),
    }


def short(period: Period) -> str:
    """Word a date for a row: ``29 Jul 2018``, ``17–21 Jul 2018``, ``Oct 2018``, and of a longer span the years."""
    first, last = period.start.split("-"), period.end.split("-")
    if first[0] != last[0]:
        return f"{first[0]}–{last[0]}"
    year, *rest = last
    if not rest:
        return year
    month = _month(rest[0])
    if period.start == period.end:
        return " ".join((*(str(int(day)) for day in rest[1:]), month, year))
    if first[1] != rest[0]:
        return f"{_month(first[1])}–{month} {year}"
    return f"{int(first[2])}–{int(rest[1])} {month} {year}"


def _month(number: str) -> str:
    return MONTHS[int(number) - 1]


def _label(begin: int, finish: int, left: int, right: int) -> vega.Row:
    """Where a label stands: on the wider free side of its mark, or upon a bar that leaves no room beside it."""
    before, after = (begin - left) / (right - left), (right - finish) / (right - left)
    if max(before, after) < 0.25:
        return {"side": "on", "anchor": begin}
    return {"side": "after", "anchor": finish} if after >= before else {"side": "before", "anchor": begin}


def height(count: int) -> int:
    """Return how high a chart of so many rows is, in pixels."""
    return count * ROW + AXIS


@lru_cache(maxsize=256)
def chart(count: int, span: Span) -> vega.Spec:
    """Return the chart of one strip as Vega-Lite, without its rows, its datasets :data:`DATA` and :data:`WRITTEN`.

    As a choice changes only the datasets, the browser keeps the chart and redraws what has changed.

    Parameters
    ----------
    count
        How many rows there are.
    span
        First and last year of the axis; or first and last day, in which no years can be chosen.
    """
    x = alt.X("begin:T", scale=alt.Scale(type="utc", domain=list(_axis(span)), nice=False), axis=_ticks(span))
    y = alt.Y("middle:Q", scale=alt.Scale(domain=[0, count], reverse=True, nice=False, zero=False), axis=None)
    base = alt.Chart(alt.NamedData(name=DATA)).encode(x=x, y=y)
    years = isinstance(span[0], int)
    layered = alt.layer(_ground(base, years), _written(), *_marks(base), *_labels(base), *_numbers(base))
    settings = {"embedOptions": {"renderer": "svg"}}
    done: alt.LayerChart = layered.properties(
        height=height(count), padding={"left": GUTTER, "right": 8, "top": 2, "bottom": 0}, usermeta=settings
    ).configure_view(stroke=None)
    return vega.made(done)


def written_rows(span: Span) -> list[vega.Row]:
    """Return when the article was written, as a line through all strips; nothing where the axis does not reach it."""
    (begin, finish), (left, right) = written(), _axis(span)
    if finish <= left or begin >= right:
        return []
    return [{"begin": max(begin, left), "finish": min(finish, right)}]


def _written() -> alt.Chart:
    mark = alt.Chart(alt.NamedData(name=WRITTEN)).mark_rect(
        aria=False, fill=INK, fillOpacity=0.14, stroke=INK, strokeOpacity=0.7, strokeDash=[2, 3], clip=True
    )
    line: alt.Chart = mark.encode(x="begin:T", x2="finish:T")
    return line


def _numbers(base: alt.Chart) -> list[alt.Chart]:
    """The number of each row in a circle before the axis, as on the map and in the list."""
    at = base.encode(x=alt.value(-GUTTER / 2))
    circle = at.mark_point(aria=False, filled=True, fill={"expr": "datum.colour"}, size=230, opacity=1)
    return [
        circle,
        at.encode(text="number:N").mark_text(aria=False, fill=HALO, fontSize=10, fontWeight=700, baseline="middle"),
    ]


def _ground(base: alt.Chart, years: bool) -> alt.Chart:
    """Whole rows, seen only when chosen or pointed at: what a click or a drag meets."""
    pointed = alt.selection_point(name="pointed", fields=["id"], on="pointerover", clear="pointerout", empty=False)
    chosen = alt.selection_point(name=CHOICE, fields=["id", "run"], on="click", clear=False, toggle=False)
    brush = alt.selection_interval(
        name=BRUSH,
        encodings=["x"],
        # A finger that drags across the chart wants to scroll the page.
        on="[pointerdown[event.pointerType !== 'touch'], window:pointerup] > window:pointermove!",
        translate=False,
        zoom=False,
        mark=alt.BrushConfig(fill=ACCENT, fillOpacity=0.12, stroke=ACCENT, strokeOpacity=0.6),
    )
    ground: alt.Chart = (
        base.mark_rect(cursor="pointer", fill=ACCENT, clip=True)
        .encode(
            x=alt.X("left:T"),
            x2="right:T",
            y=alt.Y("row:Q", axis=None),
            y2="below:Q",
            fillOpacity=alt.when("datum.chosen")
            .then(alt.value(0.22))
            .when(pointed)
            .then(alt.value(0.07))
            .otherwise(alt.value(0)),
            description="name:N",
            tooltip=[alt.Tooltip("title:N", title="Entry"), alt.Tooltip("when:N", title="Date")],
        )
        .add_params(*(pointed, chosen, *((brush,) if years else ())))
    )
    return ground


def _marks(base: alt.Chart) -> list[alt.Chart]:
    paint: dict[str, Any] = {"expr": "datum.colour"}
    maybe = base.mark_rule(aria=False, stroke=paint, strokeWidth=12, strokeOpacity=0.3)
    before = maybe.encode(x2="sure_begin:T")
    after = maybe.encode(x=alt.X("sure_finish:T"), x2="finish:T")
    sure = base.mark_rule(aria=False, stroke=paint, strokeWidth=6, strokeCap="round").encode(
        x=alt.X("sure_begin:T"), x2="sure_finish:T"
    )
    known = base.mark_point(aria=False, fill=paint, stroke=HALO, strokeWidth=1, size=90, filled=True, opacity=1).encode(
        x=alt.X("centre:T")
    )
    unsure = base.mark_point(aria=False, fill=HALO, stroke=paint, strokeWidth=2, size=60, opacity=1).encode(
        x=alt.X("centre:T")
    )
    return [
        before.transform_filter("datum.kind != 'known'"),
        after.transform_filter("datum.kind == 'span'"),
        sure.transform_filter("datum.kind == 'span'"),
        known.transform_filter("datum.kind == 'known'"),
        unsure.transform_filter("datum.kind == 'unsure'"),
    ]


def _labels(base: alt.Chart) -> list[alt.Chart]:
    """Titles, cut to the room there is; a halo keeps them readable where they cross a bar or a grid line."""
    style: dict[str, Any] = {
        "align": {"expr": "datum.side == 'before' ? 'right' : 'left'"},
        "dx": {"expr": "datum.side == 'before' ? -9 : datum.side == 'after' ? 9 : 14"},
        "baseline": "middle",
        "fontSize": 12.5,
        "fontWeight": {"expr": "datum.chosen ? 600 : 400"},
        "limit": {
            "expr": "datum.side == 'before' ? scale('x', datum.anchor) - 10 : width - scale('x', datum.anchor) - 10"
        },
    }
    place = base.encode(x=alt.X("anchor:T"), text="label:N")
    return [
        place.mark_text(
            stroke=HALO,
            strokeWidth={"expr": "datum.side == 'on' ? 8 : 4"},
            strokeJoin="round",
            fill=HALO,
            aria=False,
            **style,
        ),
        place.mark_text(fill=INK, aria=False, **style),
    ]


def _ticks(span: Span) -> alt.Axis:
    """Years, or months or weeks where the axis is short enough for them."""
    if not isinstance(span[0], int):
        return alt.Axis(title=None, format="%-d %b", tickCount={"interval": "week", "step": 1}, labelOverlap=True)
    length = span[1] - span[0] + 1
    if length > 2:
        step = 5 if length > 14 else 1
        first = [year for year in range(span[0], span[1] + 1) if year % step == 0]
        values = [alt.DateTime(year=year, month=1, date=1, utc=True) for year in first]
        return alt.Axis(title=None, format="%Y", values=values, grid=True)
    months = {"interval": "month", "step": 3 if length == 1 else 6}
    return alt.Axis(title=None, format="%b %Y", tickCount=months, labelOverlap=True, grid=True)


def brushed(interval: Sequence[float], span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the years that a dragged interval (milliseconds) touches; None if it is too narrow to be meant."""
    left, right = _axis(span)
    low, high = sorted(min(max(end, left), right) for end in interval)
    if high - low < SLIP * (right - left):
        return None
    first, last = (dt.datetime.fromtimestamp(end / 1000, dt.UTC).year for end in (low, high - 1))
    return first, last


def _axis(span: Span) -> tuple[int, int]:
    if not isinstance(span[0], int):
        return _ms(span[0]), _ms(span[1], 1)
    return _ms(dt.date(span[0], 1, 1)), _ms(dt.date(span[1] + 1, 1, 1))


def _ms(day: dt.date, days_later: int = 0) -> int:
    return (day.toordinal() + days_later - dt.date(1970, 1, 1).toordinal()) * 86_400_000


def _clip(value: int, left: int, right: int) -> int:
    return min(max(value, left), right)
