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
from geodata.export import corrections, documents
from geodata.export.file import File, cell, named
from geodata.model import Claim, Column, Event, FactSource

# What the file says of the article.
ARTICLE = ("title", "author", "publisher", "year", "url", "written", "written_note")


@cache
def as_csv() -> File:
    """Return every claim as a row of comma-separated values (UTF-8 with a mark that spreadsheets look for).

    A cell that a spreadsheet would take for a formula begins with an apostrophe instead.
    """
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(column.name for column in columns())
    for claim in geodata.claims():
        writer.writerow([*(cell(value) for value in _record(claim).values()), geodata.dashboard().claims_licence])
    content = table.getvalue().encode("utf-8-sig")
    return File(named("-claims.csv"), "text/csv", "Claims of the article and their checks", content)


@cache
def as_json() -> File:
    """Return the ledger with contradictions, later events, sources, licence and the meaning of its columns."""
    article, dashboard = geodata.article(), geodata.dashboard()
    ledger_file = {
        "title": dashboard.title,
        "credit": f"{dashboard.title}: {dashboard.claims_credit}",
        "licence": dashboard.claims_licence,
        "data": asdict(about.newest()),
        "article": {name: getattr(article, name) for name in ARTICLE},
        "columns": meanings(),
        "claims": [_record(claim) for claim in geodata.claims()],
        "contradictions": [{**asdict(one), "text": geodata.filled(one.text)} for one in geodata.contradictions()],
        "searched": asdict(searched) if (searched := geodata.searched()) else None,
        "later_events": [_event(event) for event in geodata.events()],
        "places": [{"id": place.id, "name": place.name} for place in geodata.places()],
        "sources": documents.records(cited := _cited()),
        "former_keys": documents.former(cited),
        "corrections": corrections.rows(),
    }
    content = json.dumps(ledger_file, ensure_ascii=False, indent=1) + "\n"
    return File(named("-claims.json"), "application/json", "Claims of the article and their checks", content.encode())


def _record(claim: Claim) -> dict[str, Any]:
    record = {
        "id": claim.id,
        "where": claim.where,
        "claim": geodata.filled(claim.text),
        "kind": claim.kind,
        "voice": claim.voice,
        "verdict": claim.verdict,
        "check": geodata.filled(claim.check),
        "hindsight": geodata.filled(claim.hindsight),
        "since": geodata.filled(claim.since),
        "places": list(claim.places),
        "dates": [text.date_text(date) for date in claim.dates],
        "actors": list(claim.actors),
        "contradictions": [one.id for one in relations.contradictions_of(claim.id)],
        "events_of_its_time": _bearing(relations.events_of_its_time(claim.id)),
        "later_events": _bearing(relations.later_events(claim.id)),
        "sources": list(claim.sources),
        "no_source": claim.no_source,
        "last_changed": relations.last_changed("claim", claim.id),
    }
    return {name: record[name] for name in meanings()}


def _bearing(found: relations.Bearings) -> list[str]:
    return [f"{event.id} {direction}" for event, direction in found]


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "title": event.title,
        "text": geodata.filled(event.text),
        "date": text.date_text(event.date),
        "of_its_time": relations.of_its_time(event),
        "place": event.place_name,
        "status": event.status,
        "bears_on": [asdict(bearing) for bearing in event.bears_on],
        "sources": list(event.sources),
        "no_source": event.no_source,
    }


def _cited() -> tuple[FactSource, ...]:
    """What claims, contradictions and later events cite, and what is better than one of these."""
    claims, events = geodata.claims(), geodata.events()
    texts = [part for claim in claims for part in claim.texts]
    texts += [one.text for one in geodata.contradictions()] + [event.text for event in events]
    texts += [words for one in geodata.corrections() for words in (one.before, one.after, one.why)]
    keys = set(text.citations(*texts))
    keys.update(*(claim.sources for claim in claims), *(event.sources for event in events))
    cited = geodata.documents(keys)
    return geodata.documents({*keys, *(one for source in cited for one in source.better)})


@cache
def columns() -> tuple[Column, ...]:
    """Return what the columns of the table are called and mean."""
    return (*(Column(name, meaning) for name, meaning in meanings().items()), Column("licence", "Licence of the row"))


@cache
def meanings() -> dict[str, str]:
    """Return what each field of a claim means, by its name."""
    article = geodata.article()
    written = text.iso_text(article.as_of)
    searched = text.searched_text(geodata.searched())
    return {
        "id": "Number of the claim; the page opens it at /claims?claim=ID",
        "where": f"Part of the article: {article.parts_note}",
        "claim": "What the article says, in our words",
        "kind": "event, figure, relation (a state of affairs), judgement or forecast",
        "voice": "How the article says it: fact, judgement, speculation or caption",
        "verdict": "What the check found: holds, partly, contradicted, outdated, open or opinion (not checkable)",
        "check": f"What could be known of it by {written}, figures filled in; [S1] cites the source of that key",
        "hindsight": f"What came to light after {written} about the time before, where something did",
        "since": f"What became of the claim after {written}, where something did. {searched}".strip(),
        "places": "Ids of the places it is about; empty: it is about no single place and is not mappable",
        "dates": "What it dates, as precisely as it is known",
        "actors": "Who it is about",
        "contradictions": "Ids of the article’s contradictions that it is part of",
        "events_of_its_time": "Ids of events that the article could have told of and that bear on it, with direction",
        "later_events": f"Ids of later events that bear on it, each with its direction. {searched}".strip(),
        "sources": "Keys of the sources of the check",
        "no_source": "Why there is no source, where there is none",
        "last_changed": "Day on which it was last corrected; empty if it never was",
    }
