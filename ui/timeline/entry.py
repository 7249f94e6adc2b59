"""One entry of the timeline in full: a moment of the article, or an event with the claims it bears on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import geodata
from geodata import text
from geodata.errors import GeodataError
from geodata.model import Claim, Event, Moment
from ui import panel
from ui.panel import claim
from ui.timeline import chart as charts
from ui.timeline.dated import Entry
from ui.words import prose, source_list
from ui.words import terms as words

STATUS = {"unverified": ":orange-badge[unverified]", "disputed": ":orange-badge[disputed]"}
RESTS_ON, BEARS = "Claims it rests on", "What it means for the article’s claims"
NO_PLACE = "The article ties this to no place on the map."


def on_map() -> set[str]:
    """Return the ids of the later events that have a shape; none if their layer is missing, as the map page says."""
    try:
        return {feature["properties"]["id"] for feature in geodata.features("events")}
    except GeodataError:
        return set()


def show(entry: Entry) -> None:
    """Show an entry in full: when, what, where, its claims and its sources."""
    st.caption(words.TIMES[entry.time])
    if entry.later:
        claim.searched()
    st.header(entry.title, anchor=False)
    status = STATUS.get(entry.record.status, "") if isinstance(entry.record, Event) else ""
    with st.container(key="lead"):
        st.markdown(f"{known(entry)} {status}")
        st.markdown(prose(entry.record.text))
    if isinstance(entry.record, Event):
        _where(entry.record)
        _bearings(entry.record)
        _sources(entry.record.sources, entry.record.no_source)
    else:
        _moment(entry.record)
        _sources(text.citations(entry.record.text))


def known(entry: Entry) -> str:
    """Say in Markdown when an entry was, and how precisely that is known."""
    note = f" {entry.date.note}." if entry.date.note else ""
    return f"**{words.date_text(entry.date)}**, known {charts.PRECISION[entry.date.precision]}.{note}"


def _moment(moment: Moment) -> None:
    if moment.places:
        panel.open_buttons(moment.places, "entry")
    else:
        st.caption(NO_PLACE)
    found = [geodata.claim(claim_id) for claim_id in moment.claims]
    if found:
        st.subheader(RESTS_ON, anchor=False)
        st.markdown(claim.lines(found))
        claim.opener(found, f"claims of {moment.id}")


def where(event: Event) -> str:
    """Say where a later event was, and whether the map can show it."""
    precision = f" {panel.PRECISION[event.precision]}." if event.precision and event.id in on_map() else ""
    unmapped = "" if event.place or event.id in on_map() else " It is not on this map."
    return f"Where: {event.place_name}.{precision}{unmapped}"


def _where(event: Event) -> None:
    st.caption(where(event))
    if event.basis:
        st.markdown(prose(panel.why(event.basis)))
    if event.place:
        panel.open_buttons((event.place,), "entry")


def _bearings(event: Event) -> None:
    if not event.bears_on:
        return
    st.subheader(BEARS, anchor=False)
    for wording, found in bearings(event):
        st.markdown(f"It {wording}:\n\n{claim.lines(found)}")
    claim.opener([geodata.claim(bearing.claim) for bearing in event.bears_on], f"claims of {event.id}")


def bearings(event: Event) -> tuple[tuple[str, tuple[Claim, ...]], ...]:
    """Return the claims that a later event bears on, by the words for how it does."""
    grouped = {
        wording: tuple(geodata.claim(one.claim) for one in event.bears_on if one.direction == direction)
        for direction, wording in words.DIRECTIONS.items()
    }
    return tuple((wording, found) for wording, found in grouped.items() if found)


def _sources(keys: Sequence[str], none: str = "") -> None:
    if none:
        st.caption(f"No source: {none}")
    if keys:
        with st.expander(f"Sources ({len(keys)})"):
            st.markdown(source_list(keys))
