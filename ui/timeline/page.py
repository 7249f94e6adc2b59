"""The Timeline page's parts: switch, years, list, charts, map, and what became of the forecasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from markupsafe import Markup

import geodata
from geodata import text
from geodata.model import Claim, Event, Moment
from ui import maps, panel
from ui.address import State, choose, clicked_anew, count_run, session
from ui.maps import fit
from ui.markup import NOTHING, element, folded, heading, note, page_text
from ui.panel import claim
from ui.timeline import chart as charts
from ui.timeline import dated, told
from ui.timeline import entry as timeline_entry
from ui.timeline.dated import Entry
from ui.timeline.entry import on_map
from ui.words import block, inline, legend, vega
from ui.words import terms as words

SINCE_THEN = "Since then"
AFTER = f"The entry chosen came after the article. Switch to “{SINCE_THEN}” to see it."
OUTSIDE = "The entry chosen lies outside the years chosen. Widen the years to see it."
LATER = "What happened after it was written. None of this is in the article."
THEN = "Published by {written}, by when the article was probably written. It does not tell of it."
DATED = (
    "The article names few dates outright. Each entry stands at the date that was checked, and says where that differs "
    "from what the article gives."
)
LATER_APART = (
    "Later events are kept apart from the article: in a strip and a colour of their own, each with its source and the "
    "claims it bears on. Where accounts differ or could not be checked, the entry says so."
)
HOW_TO_USE = "Click a row to open it; drag across the chart to look closer at some years. Colours are those of the map."
ALL_YEARS = "All years again"
TABLE = "The dates as a table"
# More numbers at one spot would cover the names around it.
MOST = 3
CLOSER = "{months}, closer"
BECAME = "What became of it"
BECAME_NOTE = "The article’s forecasts and speculations, and what else later events bear on."
UNTOLD = "Forecasts and speculations on which nothing later was found"


@dataclass(frozen=True, slots=True)
class View:
    """What the choices come to: the years in force, the entries in them, the one chosen and why one is not shown."""

    state: State
    start: int
    end: int
    entries: tuple[Entry, ...]
    chosen: Entry | None
    sentence: str


def view(state: State) -> View:
    """Work out what the page shows for the reader's choices; nothing after the article unless it is asked for."""
    latest = _latest(state.since)
    start, end = min(state.start, latest), min(state.end, latest)
    offered = dated.entries("article", "then", "later") if state.since else dated.entries("article", "then")
    entries = dated.within(offered, start, end)
    chosen = next((entry for entry in entries if entry.id == state.event), None)
    sentence = ""
    if state.event and not chosen:
        sentence = OUTSIDE if any(entry.id == state.event for entry in offered) else AFTER
    return View(state, start, end, entries, chosen, sentence)


def _latest(since: bool) -> int:
    """The last year of the axis: that of the article, or that of what came since."""
    years = geodata.article().years
    return years.last if since else years.written


def covered(now: View, time: dated.Time = "article") -> str:
    """Head a strip: whose entries it shows, and of which years."""
    if time == "then":
        return words.TIMES[time]
    years = geodata.article().years
    start, end = (now.start, min(now.end, years.written)) if time == "article" else (now.start, now.end)
    start = max(start, years.written) if time == "later" else start
    return f"{words.TIMES[time]}, {start if start >= end else f'{start} to {end}'}"


def controls(now: View) -> None:
    """Show the switch between the article and what came since, the years and the list of entries."""
    switch, years, entries = st.columns([1, 1.25, 1.25], gap="medium", vertical_alignment="top")
    options = {False: f"As written, {geodata.article().years.written}", True: SINCE_THEN}
    with switch:
        choose(
            st.segmented_control,
            "Show the timeline",
            options,
            now.state.since,
            _take_since,
            key="since",
            required=True,
            width="stretch",
        )
    with years:
        latest = _latest(now.state.since)
        st.session_state[f"years to {latest}"] = (now.start, now.end)
        st.slider(
            "Years",
            geodata.article().years.first,
            latest,
            key=f"years to {latest}",
            on_change=_take_years,
            args=(latest,),
        )
        if (now.start, now.end) != (geodata.article().years.first, latest):
            st.button(
                ALL_YEARS,
                key="all years",
                type="tertiary",
                icon=":material/undo:",
                on_click=_take_range,
                args=(geodata.article().years.first, latest, latest),
            )
    with entries:
        _list(now)
    if now.sentence:
        st.info(now.sentence)


def _take_since(on: bool) -> None:
    """Ask for what came since and get all of it; a later entry that was chosen goes when it is switched off."""
    event = session.current().event
    if on:
        session.change(since=True, end=_latest(True))
    else:
        session.change(since=False, event="" if event in _later_ids() else event)


def _take_years(latest: int) -> None:
    start, end = st.session_state[f"years to {latest}"]
    _take_range(start, end, latest)


def _take_range(start: int, end: int, latest: int) -> None:
    """Take in a range; an entry that it leaves out is no longer chosen, and the whole range is no choice."""
    before = session.current()
    if (start, end) == (geodata.article().years.first, latest):
        end = _latest(True)
    offered = dated.entries("article", "then", "later")
    kept = any(entry.id == before.event for entry in dated.within(offered, start, end))
    session.change(start=start, end=end, event=before.event if kept else "")


def _list(now: View) -> None:
    names = {one.id: f"{one.number}. {words.date_text(one.date)}: {one.title}" for one in now.entries}
    choose(
        st.selectbox,
        f"Entries ({len(names)})",
        names,
        now.chosen.id if now.chosen else None,
        lambda chosen: session.change(event=chosen or "", place=""),
        key=f"timeline entries {now.start} {now.end} {now.state.since}",
        index=None,
        placeholder="Choose an entry, or click the chart",
    )


def _later_ids() -> set[str]:
    return {entry.id for entry in dated.entries("later")}


def strips(now: View) -> None:
    """Show the article's strip; apart from it what else was of its time and, only if asked for, what came after."""
    run = count_run()
    with st.container(key="timeline-strips"):
        st.html(page_text(heading(2, covered(now))))
        _strip(now, "article", run)
        if dated.entries("then"):
            with st.container(key="timeline-then"):
                st.html(page_text(heading(2, words.TIMES["then"]), note(inline(then()))))
                _strip(now, "then", run)
        _closer(now, run)
        if now.state.since:
            with st.container(key="timeline-later"):
                st.html(page_text(heading(2, covered(now, "later")), note(inline(LATER)), note(_searched())))
                _strip(now, "later", run)
    if not now.state.since:
        st.html(page_text(note(_searched())))
    st.html(_legend())
    with st.container(key="timeline-told"):
        table = folded(f"{TABLE} ({len(now.entries)})", told.table(now.entries).html())
        st.html(page_text(note(told.summary(now.entries)), table))


def then() -> str:
    """Say what stands apart as being of the article's time."""
    return THEN.format(written=text.iso_text(geodata.article().as_of))


def _strip(now: View, time: dated.Time, run: int) -> None:
    found = [entry for entry in now.entries if entry.time == time]
    if not found:
        st.html(page_text(note("No entry in these years.")))
        return
    # One axis through all strips, so that what stands above one another was at the same time.
    _chart(now, time, found, (now.start, now.end), run)


def _closer(now: View, run: int) -> None:
    """Show the two months again in which most happened, day by day: in a strip of years they are one clump."""
    found = [entry for entry in now.entries if not entry.later]
    days = dated.crowded(found)
    if not days:
        return
    with st.container(key="timeline-closer"):
        months = " and ".join(f"{day:%B}" for day in days)
        st.html(page_text(heading(2, CLOSER.format(months=f"{months} {days[1].year}"))))
        _chart(now, "closer", dated.inside(found, days), days, run)


def _chart(now: View, name: str, found: Sequence[Entry], span: charts.Span, run: int) -> None:
    chosen = now.chosen.id if now.chosen else ""
    years = isinstance(span[0], int)
    key = f"timeline chart {name} {span[0]} {span[1]} {len(found)}"
    rows = {charts.DATA: charts.rows(found, span, chosen, run), charts.WRITTEN: charts.written_rows(span)}
    st.vega_lite_chart(
        vega.filled(charts.chart(len(found), span), rows),
        key=key,
        # Kept free for it: what follows would be pushed down when the browser has loaded what draws it.
        height=charts.height(len(found)),
        on_select=lambda: _take_chart(key, span),
        selection_mode=[charts.CHOICE, charts.BRUSH] if years else [charts.CHOICE],
        alt=f"Timeline of {len(found)} entries from {_end(span[0])} to {_end(span[1])}; the list “Entries” and the "
        "table hold them.",
    )


def _end(end: int | dt.date) -> str:
    return str(end) if isinstance(end, int) else text.iso_text(end.isoformat())


def _take_chart(key: str, span: charts.Span) -> None:
    """Take in a click on a row or a drag across the years."""
    if row := clicked_anew(key, charts.CHOICE):
        session.change(event=str(row["id"]), place="")
    for interval in (st.session_state[key]["selection"].get(charts.BRUSH) or {}).values():
        years = charts.brushed(interval, span) if isinstance(span[0], int) else None
        if years:
            start, end = years
            _take_range(start, end, _latest(session.current().since))


def _legend() -> str:
    rows = (
        ("when day", "Known to the day"),
        ("when unsure", "Somewhere in the pale bar"),
        ("when span", "A span; pale where its ends are not known"),
        ("when written", f"When the article was written, {text.iso_text(geodata.article().as_of)}"),
        ("when number", "The number of the entry, as on the map and in the list"),
        ("", HOW_TO_USE),
    )
    return legend(rows, "How to read the chart")


def map_state(now: View) -> State:
    """Return the state the map is to show: a later event chosen is marked, a moment's places need no mark."""
    state = replace(now.state, event="")
    if now.chosen and not state.place:
        if now.chosen.id in on_map():
            state = replace(state, event=now.chosen.id)
        needed = {geodata.place(place_id).layer for place_id in _places(now.chosen)}
        state = replace(
            state, layers=tuple(one for one in geodata.atlas().switch_ids if one in state.layers or one in needed)
        )
    return state


def scene(now: View) -> maps.Scene:
    """Return what the map draws: the entry chosen and nothing else, or all entries of the years chosen."""
    found = (now.chosen,) if now.chosen else now.entries
    places = tuple(dict.fromkeys(place_id for entry in found for place_id in _places(entry)))
    mapped = on_map()
    chosen_event = now.chosen and isinstance(now.chosen.record, Event)
    events = tuple(e.id for e in now.entries if e.id in mapped) if not now.chosen or chosen_event else ()
    goal = fit.goal(geodata.place(place_id).bounds for place_id in places)
    return maps.Scene(only=places, events=events, goal=goal if now.chosen else None, drawings=numbers(found, events))


def numbers(found: Sequence[Entry], events: Sequence[str]) -> tuple[maps.Drawing, ...]:
    """Return the numbers of entries where they happened; ``events`` are those drawn with a shape of their own."""
    at: dict[tuple[float, float], list[str]] = {}
    for one in found:
        where = [_middle(one.id)] if one.id in events else [_spot(place_id) for place_id in _places(one)]
        for spot in where:
            at.setdefault(spot, []).append(str(one.number))
    nothing = {"type": "MultiPoint", "coordinates": []}
    return tuple(maps.Drawing("number", nothing, _told(one), spot) for spot, one in at.items())


def _told(several: list[str]) -> str:
    more = len(several) - MOST if len(several) > MOST + 1 else 0
    return ", ".join(several[:MOST] if more else several) + (f" +{more}" if more else "")


def _middle(event_id: str) -> tuple[float, float]:
    found = next(one for one in geodata.features("events") if one["properties"]["id"] == event_id)
    west, south, east, north = found["properties"]["bounds"]
    return (south + north) / 2, (west + east) / 2


def _spot(place_id: str) -> tuple[float, float]:
    """Where a place's number stands: in the middle of a circle, else on its outline, clear of its name."""
    place = geodata.place(place_id)
    if place.extent.lat is not None and place.extent.lon is not None:
        return place.extent.lat, place.extent.lon
    west, south, east, north = place.bounds
    for layer in ("places", "borders"):
        for one in geodata.features(layer) if geodata.has_layer(layer) else ():
            if one["properties"].get("id") == place_id:
                return _on_outline(one["geometry"])
    return (south + north) / 2, (west + east) / 2


def _on_outline(geometry: dict[str, Any]) -> tuple[float, float]:
    from geodata import measure

    longest = max(measure.parts(geometry), key=len)
    lon, lat = longest[len(longest) // 3][:2]
    return float(lat), float(lon)


def click(record_id: str, at: int) -> None:
    """Take in a click on the map: a place, an event, or the empty map, which closes what was opened last."""
    before, events = session.current(), {event.id for event in geodata.events()}
    session.click(record_id, at)
    if record_id in events:
        session.change(event=record_id, place="")
    elif not record_id and not before.place and before.event in events:
        session.change(event="")


def _places(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry.record, Moment):
        return entry.record.places
    return (entry.record.place,) if entry.record.place else ()


def show(now: View) -> None:
    """Show the panel: a place opened on the way, the entry chosen, or how to read the page."""
    if now.state.place:
        back = f"Return to “{now.chosen.title}”" if now.chosen else "Return to the timeline"
        st.button(back, on_click=session.change, kwargs={"place": ""}, type="primary")
        panel.show(now.state.place, since=now.state.since)
    elif now.chosen:
        timeline_entry.show(now.chosen)
    else:
        _start(now)


def _start(now: View) -> None:
    first, then, last = (len([e for e in now.entries if e.time == one]) for one in ("article", "then", "later"))
    counted = (
        f"In the years chosen: **{first}** {'entry' if first == 1 else 'entries'} of the article"
        + (f", **{then}** of its time that it does not tell of" if then else "")
        + (f" and **{last}** of what came later." if now.state.since else ".")
    )
    apart = element("p", LATER_APART) if now.state.since else NOTHING
    st.html(page_text(heading(2, "What is dated, and how well"), block(DATED), block(counted), apart))


def overtaken() -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Return the forecasts, speculations and other claims that later events bear on; then those with none found."""
    concerned = [c for c in geodata.claims() if c.kind == "forecast" or c.voice == "speculation" or c.since]
    return tuple(c for c in concerned if c.since), tuple(c for c in concerned if not c.since)


def outcomes() -> None:
    """Show the article's forecasts and speculations, and other claims overtaken, with what became of them."""
    told, untold = overtaken()
    with st.container(key="timeline-outcomes"):
        st.html(
            page_text(
                heading(2, BECAME),
                note(BECAME_NOTE),
                note(words.searched()),
                *map(_outcome, told),
                folded(f"{UNTOLD} ({len(untold)})", claim.rows(untold)),
            )
        )


def _outcome(one: Claim) -> Markup:
    said = element("div", element("p", claim.numbered(one)), class_=f"voice {one.voice}")
    return element("div", said, element("div", block(one.since)), class_="outcome")


def _searched() -> Markup:
    return inline(words.searched(how=True))
