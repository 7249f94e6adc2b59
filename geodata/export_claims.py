"""The whole ledger as files to take away: CSV and JSON, made from the same records as the page."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from functools import cache
from typing import Any

import geodata
from geodata import about, relations, text
from geodata.model import Claim, Column, Event, FactSource

LICENCE = (
    "Texts: MIT licence. Figures measured from map data: © OpenStreetMap contributors (ODbL 1.0) and the data sets "
    "named in the checks."
)
CREDIT = f"{about.TITLE}: an independent ledger of the claims of Paul Pryce’s article (offiziere.ch, 2018)"
COLUMNS = {
    "id": "Number of the claim; the page opens it at /claims?claim=ID",
    "where": "Part of the article: B byline, C1 to C3 captions, P1 to P8 paragraphs",
    "claim": "What the article says, in our words",
    "kind": "event, figure, relation (a state of affairs), judgement or forecast",
    "voice": "How the article says it: fact, judgement, speculation or caption",
    "verdict": "What the check found: holds, partly, contradicted, outdated, open or opinion (not checkable)",
    "check": "The check, figures filled in; [S12] cites the source of that key",
    "since": "What became of the claim after 2018, where something did",
    "places": "Ids of the places it is about; empty: it is about no single place and is not mappable",
    "dates": "What it dates, as precisely as it is known",
    "actors": "Who it is about",
    "contradictions": "Ids of the article’s contradictions that it is part of",
    "later_events": "Ids of later events that bear on it, each with its direction",
    "sources": "Keys of the sources of the check",
    "no_source": "Why there is no source, where there is none",
}
# Spreadsheets take a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@cache
def as_csv() -> str:
    """Return every claim as a row of comma-separated values under the names of :data:`COLUMNS`, with the licence.

    A cell that a spreadsheet would take for a formula begins with an apostrophe instead.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(column.name for column in columns())
    for claim in geodata.claims():
        writer.writerow([*(cell(value) for value in _record(claim).values()), LICENCE])
    return file.getvalue()


@cache
def as_json() -> str:
    """Return the ledger with contradictions, later events, sources, licence and the meaning of its columns."""
    ledger_file = {
        "title": about.TITLE,
        "credit": CREDIT,
        "licence": LICENCE,
        "article": about.ARTICLE,
        "columns": COLUMNS,
        "claims": [_record(claim) for claim in geodata.claims()],
        "contradictions": [{**asdict(one), "text": filled(one.text)} for one in geodata.contradictions()],
        "later_events": [_event(event) for event in geodata.events()],
        "places": [{"id": place.id, "name": place.name} for place in geodata.places()],
        "sources": [asdict(source) for source in _cited()],
    }
    return json.dumps(ledger_file, ensure_ascii=False, indent=1) + "\n"


def _record(claim: Claim) -> dict[str, Any]:
    record = {
        "id": claim.id,
        "where": claim.where,
        "claim": filled(claim.text),
        "kind": claim.kind,
        "voice": claim.voice,
        "verdict": claim.verdict,
        "check": filled(claim.check),
        "since": filled(claim.since),
        "places": list(claim.places),
        "dates": [text.date_text(date) for date in claim.dates],
        "actors": list(claim.actors),
        "contradictions": [one.id for one in relations.contradictions_of(claim.id)],
        "later_events": [f"{event.id} {direction}" for event, direction in relations.later_events(claim.id)],
        "sources": list(claim.sources),
        "no_source": claim.no_source,
    }
    return {name: record[name] for name in COLUMNS}


def filled(markdown: str) -> str:
    """Return a text with its figures filled in and its links as plain words; citations stay, as ``[S12]``."""
    return text.LINK.sub(r"\1", text.fill(markdown, geodata.figures()))


def cell(value: Any) -> str:
    """Return a value as one cell: lists joined, and nothing that a spreadsheet would take for a formula."""
    cell = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "title": event.title,
        "text": filled(event.text),
        "date": text.date_text(event.date),
        "place": event.place_name,
        "status": event.status,
        "bears_on": [asdict(bearing) for bearing in event.bears_on],
        "sources": list(event.sources),
        "no_source": event.no_source,
    }


def _cited() -> list[FactSource]:
    claims, events = geodata.claims(), geodata.events()
    texts = [part for claim in claims for part in (claim.text, claim.check, claim.since)]
    texts += [one.text for one in geodata.contradictions()] + [event.text for event in events]
    keys = set(text.citations(*texts))
    keys.update(*(claim.sources for claim in claims), *(event.sources for event in events))
    return [source for source in geodata.fact_sources() if source.key in keys]


def columns() -> tuple[Column, ...]:
    """Return what the columns of the CSV are called and mean."""
    return (*(Column(name, meaning) for name, meaning in COLUMNS.items()), Column("licence", "Licence of the row"))
