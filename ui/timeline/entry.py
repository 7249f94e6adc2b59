"""One entry of the timeline in full: a moment of the article, or an event with the claims it bears on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

import geodata
from geodata import text
from geodata.errors import GeodataError
from geodata.model import Claim, Event, Moment
from ui import panel
from ui.markup import NOTHING, badge, element, folded, heading, lines, note, page_text
from ui.panel import claim
from ui.timeline import chart as charts
from ui.timeline.dated import Entry
from ui.words import block, inline, sources
from ui.words import terms as words

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
    record = entry.record
    status = badge(record.status, "status") if isinstance(record, Event) and record.status else NOTHING
    st.html(
        page_text(
            note(words.TIMES[entry.time]),
            note(words.searched()) if entry.later else NOTHING,
            heading(2, entry.title),
            element("div", element("p", inline(known(entry)), " ", status), class_="lead"),
            element("div", block(record.text), class_="lead"),
            *(_event(record) if isinstance(record, Event) else _moment(record)),
            _sources(record.sources if isinstance(record, Event) else text.citations(record.text)),
        )
    )


def known(entry: Entry) -> str:
    """Say in Markdown when an entry was, and how precisely that is known."""
    note = f" {entry.date.note}." if entry.date.note else ""
    return f"**{words.date_text(entry.date)}**, known {charts.PRECISION[entry.date.precision]}.{note}"


def _moment(moment: Moment) -> tuple[Markup, ...]:
    found = [geodata.claim(claim_id) for claim_id in moment.claims]
    rests_on = lines(heading(3, RESTS_ON), claim.rows(found)) if found else NOTHING
    return panel.openers(moment.places) or note(NO_PLACE), rests_on


def where(event: Event) -> str:
    """Say where a later event was, and whether the map can show it."""
    precision = f" {panel.PRECISION[event.precision]}." if event.precision and event.id in on_map() else ""
    unmapped = "" if event.place or event.id in on_map() else " It is not on this map."
    return f"Where: {event.place_name}.{precision}{unmapped}"


def _event(event: Event) -> tuple[Markup, ...]:
    """Where an event was, what it means for the article's claims, and why it may have no source."""
    bears = [lines(element("p", f"It {wording}:"), claim.rows(found)) for wording, found in bearings(event)]
    return (
        note(where(event)),
        element("p", inline(panel.why(event.basis))) if event.basis else NOTHING,
        panel.openers((event.place,) if event.place else ()),
        lines(heading(3, BEARS), *bears) if bears else NOTHING,
        note(f"No source: {event.no_source}" if event.no_source else ""),
    )


def bearings(event: Event) -> tuple[tuple[str, tuple[Claim, ...]], ...]:
    """Return the claims that a later event bears on, by the words for how it does."""
    grouped = {
        wording: tuple(geodata.claim(one.claim) for one in event.bears_on if one.direction == direction)
        for direction, wording in words.DIRECTIONS.items()
    }
    return tuple((wording, found) for wording, found in grouped.items() if found)


def _sources(keys: Sequence[str]) -> Markup:
    return folded(f"Sources ({len(keys)})", sources(keys))
